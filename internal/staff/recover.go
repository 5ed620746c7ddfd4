package staff

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Recovery is somebody being helped back in, who lost her password or what she
// shows besides.
type Recovery struct {
	ID      string
	Account string
	Asked   time.Time
	Ends    time.Time
	Mine    bool // the reader asked for it, or comes back by it: another agrees
}

// keptRecovery is what the row of a recovery holds sealed.
type keptRecovery struct {
	AskedBy  string    `json:"asked_by"`
	Asked    time.Time `json:"asked"`
	AgreedBy string    `json:"agreed_by"`
}

// mark tells one person from another: accounts by their id, custodians, who have
// none, by the name they give.
func mark(actor trenza.Actor) string {
	if actor.Account != "" {
		return "account " + actor.Account
	}
	return actor.Role + " " + normalLogin(actor.Name)
}

// AskRecovery asks to help the holder of an account back in, and returns the id by
// which another agrees within a day. Nobody asks for herself.
func (d *Desk) AskRecovery(ctx context.Context, actor trenza.Actor, account string) (id string, err error) {
	if err := may(actor, "recovery.ask", account); err != nil {
		return "", err
	}
	id = trenza.NewID()
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		a, err := d.within(ctx, tx, actor.Organisation, account)
		if err != nil {
			return err
		}
		if err := d.mayHelp(ctx, tx, a); err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, RecoveryAsked{about{a.ID}, id})
		if err != nil {
			return err
		}
		kept, err := d.close(ctx, a.Organisation, recoverySlot(id), keptRecovery{AskedBy: mark(actor), Asked: tx.Now()})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into recovery (organisation, id, account, token, ends, used, kept, entry)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			a.Organisation, id, a.ID, nil, instant(d.now().Add(recoveryLasts)), "", kept, entry)
		return err
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// mayHelp refuses whoever may not be one of the two that help somebody back in:
// herself, and a custodian where there are two other administrators.
func (d *Desk) mayHelp(ctx context.Context, tx *journal.Tx, a Account) error {
	actor := tx.Actor()
	switch {
	case a.State != Active:
		return &trenza.Problem{Kind: trenza.Conflict, Key: refusals[a.State]}
	case actor.Account == a.ID:
		return forbidden("staff.own_recovery")
	case actor.Account != "":
		return nil
	}
	all, err := d.administrators(ctx, tx, a.Organisation)
	if err != nil {
		return err
	}
	if others := slices.DeleteFunc(all, func(id string) bool { return id == a.ID }); len(others) >= 2 {
		return forbidden("staff.recovery_administrators")
	}
	return nil
}

// AgreeRecovery agrees to a recovery that another asked for and returns the token
// of a link, good for a day and once, by which she sets a new password. Her
// password, her factors and her sessions end now: whoever took them is out.
func (d *Desk) AgreeRecovery(ctx context.Context, actor trenza.Actor, id string) (token string, err error) {
	var account string
	err = d.Data.Read(ctx, func(r store.Reader) error {
		_, account, err = d.recovery(ctx, r, actor.Organisation, id)
		return err
	})
	if refused := may(actor, "recovery.agree", account); refused != nil {
		return "", refused
	}
	if err != nil {
		return "", err
	}
	token = newToken()
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error { return d.agree(ctx, tx, id, token) })
	if err != nil {
		return "", err
	}
	return token, nil
}

func (d *Desk) agree(ctx context.Context, tx *journal.Tx, id, token string) error {
	kept, account, err := d.recovery(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return err
	}
	a, err := d.within(ctx, tx, tx.Organisation(), account)
	if err != nil {
		return err
	}
	if err := d.mayHelp(ctx, tx, a); err != nil {
		return err
	}
	kept.AgreedBy = mark(tx.Actor())
	if kept.AgreedBy == kept.AskedBy {
		return forbidden("staff.recovery_two")
	}
	if err := d.stillAsks(ctx, tx, kept); err != nil {
		return err
	}
	entry, err := tx.Tell(ctx, RecoveryAgreed{about{a.ID}, id})
	if err != nil {
		return err
	}
	if err := shutOut(ctx, tx, a.ID, entry); err != nil {
		return err
	}
	sealed, err := d.close(ctx, a.Organisation, recoverySlot(id), kept)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update recovery
		set token = $3, ends = $4, used = $5, kept = $6, entry = $7
		where organisation = $1 and id = $2`,
		a.Organisation, id, tokenHash(token), instant(d.now().Add(recoveryLasts)), "", sealed, entry)
	return err
}

// stillAsks refuses a recovery whose first half came from somebody who is no
// administrator any more.
func (d *Desk) stillAsks(ctx context.Context, tx *journal.Tx, kept keptRecovery) error {
	account, isAccount := strings.CutPrefix(kept.AskedBy, "account ")
	if !isAccount {
		return nil
	}
	all, err := d.administrators(ctx, tx, tx.Organisation())
	if err == nil && !slices.Contains(all, account) {
		err = unknown("staff.recovery_unknown")
	}
	return err
}

// recovery finds a recovery that waits for somebody to agree.
func (d *Desk) recovery(ctx context.Context, r store.Reader, organisation, id string) (kept keptRecovery, account string, err error) {
	var sealed []byte
	var ends, used string
	found, err := r.One(ctx, `
		select account, ends, used, kept
		from recovery
		where organisation = $1 and id = $2 and token is null`, store.Args(organisation, id), &account, &ends, &used, &sealed)
	if err != nil {
		return kept, "", err
	}
	if !found || used != "" || ends <= instant(d.now()) {
		return kept, "", unknown("staff.recovery_unknown")
	}
	return kept, account, d.open(ctx, organisation, recoverySlot(id), sealed, &kept)
}

// Recoveries lists those that wait for somebody to agree, the oldest first.
func (d *Desk) Recoveries(ctx context.Context, actor trenza.Actor) (waiting []Recovery, err error) {
	if err := may(actor, "recovery.agree", ""); err != nil {
		return nil, err
	}
	err = d.Data.Read(ctx, func(r store.Reader) error {
		ids, err := store.All(ctx, r, `
			select id
			from recovery
			where organisation = $1 and token is null and used = '' and ends > $2
			order by id`, store.Args(actor.Organisation, instant(d.now())), func(scan store.Scan) (id string, err error) {
			return id, scan(&id)
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			kept, account, err := d.recovery(ctx, r, actor.Organisation, id)
			if err != nil {
				return err
			}
			waiting = append(waiting, Recovery{
				ID: id, Account: account, Asked: kept.Asked, Ends: kept.Asked.Add(recoveryLasts),
				Mine: kept.AskedBy == mark(actor) || account == actor.Account && account != "",
			})
		}
		return nil
	})
	return waiting, err
}

// Recovering returns the account that a link of a recovery is for. A link that
// never was, was used or came to its end is NotFound, "staff.link_spent".
func (d *Desk) Recovering(ctx context.Context, token string) (a Account, err error) {
	err = d.Data.Read(ctx, func(r store.Reader) error {
		a, _, err = d.linked(ctx, r, "recovery", token, Active)
		return err
	})
	return a, err
}

// Recover uses the link: she has a new password and sets her factors anew.
func (d *Desk) Recover(ctx context.Context, token, password string) (Account, error) {
	a, err := d.Recovering(ctx, token)
	if err != nil {
		return Account{}, err
	}
	hash, err := d.newPassword(ctx, password, a.Name, a.Login, a.Organisation)
	if err != nil {
		return Account{}, err
	}
	err = d.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error {
		_, l, err := d.linked(ctx, tx, "recovery", token, Active)
		if err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, RecoveryUsed{about{a.ID}, l.id})
		if err != nil {
			return err
		}
		if err := d.putPassword(ctx, tx, a.ID, hash, entry); err != nil {
			return err
		}
		return spend(ctx, tx, "recovery", l.id, entry)
	})
	return a, err
}
