package staff

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// ChangePassword sets another password for the actor, who shows the one before.
// Every session but the given one ends; "" ends them all.
func (d *Desk) ChangePassword(ctx context.Context, actor trenza.Actor, before, after, session string) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	if err := d.checkPassword(ctx, actor.Account, before, "", "change the password"); err != nil {
		return err
	}
	if before == after {
		return trenza.Refuse("staff.password_same")
	}
	var a Account
	err := d.Data.Read(ctx, func(r store.Reader) (err error) {
		a, err = d.within(ctx, r, actor.Organisation, actor.Account)
		return err
	})
	if err != nil {
		return err
	}
	hash, err := d.newPassword(ctx, after, a.Name, a.Login, a.Organisation)
	if err != nil {
		return err
	}
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		if err := d.stillIn(ctx, tx, a.ID); err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, PasswordChanged{about{a.ID}})
		if err != nil {
			return err
		}
		if err := d.putPassword(ctx, tx, a.ID, hash, entry); err != nil {
			return err
		}
		return endSessions(ctx, tx, a.ID, session)
	})
}
