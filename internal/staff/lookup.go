package staff

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// Lookup returns the account of a login in the actor's organisation, as somebody
// types it, if she may do to it what a verb says. One that there is not, is of
// another organisation or is beyond her is NotFound, "staff.account_unknown": it
// is a question by name, and no way to learn who works here.
func (d *Desk) Lookup(ctx context.Context, actor trenza.Actor, verb, login string) (a Account, err error) {
	token, err := d.loginToken(ctx, normalLogin(login))
	if err != nil {
		return Account{}, err
	}
	err = d.Data.Read(ctx, func(r store.Reader) error {
		var found bool
		a, found, err = d.accountByLogin(ctx, r, token)
		if err == nil && (!found || a.Organisation != actor.Organisation || may(actor, verb, a.ID) != nil) {
			a, err = Account{}, unknown("staff.account_unknown")
		}
		return err
	})
	return a, err
}
