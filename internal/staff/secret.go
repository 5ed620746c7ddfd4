package staff

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Factor is something that she shows to prove who she is.
type Factor string

// The factors.
const (
	Password Factor = "password"
	Code     Factor = "code"    // of a code generator on her phone, after the password
	Passkey  Factor = "passkey" // by itself
)

// secret is a row of the table account_secret.
type secret struct {
	account string
	kind    Factor
	id      string // of a passkey; "" where an account has only one
	kept    []byte
}

func (s secret) slot() seal.Slot {
	return seal.Slot{Table: "account_secret", Row: s.account + "." + s.id, Column: string(s.kind)}
}

// secretsOf returns the secrets of an account of a kind, the oldest first.
func secretsOf(ctx context.Context, r store.Reader, organisation, account string, kind Factor) ([]secret, error) {
	return store.All(ctx, r, `
		select id, kept
		from account_secret
		where organisation = $1 and account = $2 and kind = $3
		order by id`, store.Args(organisation, account, string(kind)), func(scan store.Scan) (secret, error) {
		s := secret{account: account, kind: kind}
		return s, scan(&s.id, &s.kept)
	})
}

// secret opens the only secret of an account of a kind.
func (d *Desk) secret(ctx context.Context, r store.Reader, a Account, kind Factor, value any) (bool, error) {
	all, err := secretsOf(ctx, r, a.Organisation, a.ID, kind)
	if err != nil || len(all) == 0 {
		return false, err
	}
	return true, d.open(ctx, a.Organisation, all[0].slot(), all[0].kept, value)
}

// putSecret writes a secret in the place of the one it replaces.
func (d *Desk) putSecret(ctx context.Context, tx *journal.Tx, s secret, value any, entry int64) error {
	kept, err := d.close(ctx, tx.Organisation(), s.slot(), value)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into account_secret (organisation, account, kind, id, kept, entry)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (organisation, account, kind, id) do update set kept = excluded.kept, entry = excluded.entry`,
		tx.Organisation(), s.account, string(s.kind), s.id, kept, entry)
	return err
}

// dropSecret takes a secret away and reports whether it was there.
func dropSecret(ctx context.Context, tx *journal.Tx, s secret) (bool, error) {
	n, err := tx.Exec(ctx, `
		delete from account_secret
		where organisation = $1 and account = $2 and kind = $3 and id = $4`, tx.Organisation(), s.account, string(s.kind), s.id)
	return n > 0, err
}

// stillIn refuses an account that was closed, or whose holder is being helped back
// in, while a request ran: what that request would open or keep would let whoever
// was put out in again. An account with nothing to come in by is shut out.
func (d *Desk) stillIn(ctx context.Context, r store.Reader, account string) error {
	a, found, err := d.account(ctx, r, account)
	if err != nil {
		return err
	}
	if !found || a.State != Active {
		return forbidden("staff.account_closed")
	}
	passwords, err := secretsOf(ctx, r, a.Organisation, a.ID, Password)
	if err == nil && len(passwords) == 0 {
		err = ErrRefused
	}
	return err
}

// factorsOf returns what an account has set besides its password.
func factorsOf(ctx context.Context, r store.Reader, a Account) ([]Factor, error) {
	all, err := store.All(ctx, r, `
		select kind
		from account_secret
		where organisation = $1 and account = $2
		order by kind, id`, store.Args(a.Organisation, a.ID), func(scan store.Scan) (f Factor, err error) {
		return f, scan(&f)
	})
	all = slices.DeleteFunc(all, func(f Factor) bool { return f == Password })
	return slices.Compact(all), err
}
