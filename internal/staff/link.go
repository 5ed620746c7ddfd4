package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// How long a link waits to be used.
const (
	firstLinkLasts  = 24 * time.Hour
	invitationLasts = 72 * time.Hour
	recoveryLasts   = 24 * time.Hour
)

// newToken draws what a link or a session is known by: 256 bits, which nobody
// hits upon by trying.
func newToken() string {
	token := make([]byte, 32)
	rand.Read(token)
	return base64.RawURLEncoding.EncodeToString(token)
}

// tokenHash is what the tables keep of a token. It needs no salt and no work: a
// token is drawn, not thought up.
func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// link is a way in that waits to be used.
type link struct{ organisation, id, account string }

// errSpent says the same of a link that never was, was used, or came to its end.
func errSpent() error { return unknown("staff.link_spent") }

// link finds an unused link of a table by its token.
func (d *Desk) link(ctx context.Context, r store.Reader, table, token string) (link, error) {
	var l link
	var ends, used string
	found, err := r.One(ctx, `
		select organisation, id, account, ends, used
		from `+table+`
		where token = $1`, store.Args(tokenHash(token)), &l.organisation, &l.id, &l.account, &ends, &used)
	if err == nil && (!found || used != "" || ends <= instant(d.now())) {
		err = errSpent()
	}
	return l, err
}

// linked finds the account that an unused link is for, in the state that its use
// asks for.
func (d *Desk) linked(ctx context.Context, r store.Reader, table, token string, state State) (Account, link, error) {
	l, err := d.link(ctx, r, table, token)
	if err != nil {
		return Account{}, link{}, err
	}
	a, err := d.within(ctx, r, l.organisation, l.account)
	if err == nil && a.State != state || errors.Is(err, unknown("staff.account_unknown")) {
		err = errSpent()
	}
	return a, l, err
}

// spend marks a link as used.
func spend(ctx context.Context, tx *journal.Tx, table, id string, entry int64) error {
	_, err := tx.Exec(ctx, `
		update `+table+`
		set used = $3, entry = $4
		where organisation = $1 and id = $2`, tx.Organisation(), id, instant(tx.Now()), entry)
	return err
}
