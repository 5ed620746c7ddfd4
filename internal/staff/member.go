package staff

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// Member is an account as those who manage it see it.
type Member struct {
	Account
	Grants  []trenza.Grant // those in force or still to come, the oldest first
	Factors []Factor       // what she has set besides her password
}

// Accounts lists everybody in the actor's organisation, in the order in which
// they were invited.
func (d *Desk) Accounts(ctx context.Context, actor trenza.Actor) (members []Member, err error) {
	if err := may(actor, "account.read", ""); err != nil {
		return nil, err
	}
	err = d.Data.Read(ctx, func(r store.Reader) error {
		accounts, err := d.accountsOf(ctx, r, actor.Organisation)
		if err != nil {
			return err
		}
		members = make([]Member, len(accounts))
		for i, a := range accounts {
			if members[i], err = d.member(ctx, r, a); err != nil {
				return err
			}
		}
		return nil
	})
	return members, err
}

// Find returns one account of the actor's organisation. One that there is not is
// NotFound, "staff.account_unknown".
func (d *Desk) Find(ctx context.Context, actor trenza.Actor, id string) (member Member, err error) {
	if err := may(actor, "account.read", id); err != nil {
		return Member{}, err
	}
	err = d.Data.Read(ctx, func(r store.Reader) error {
		a, err := d.within(ctx, r, actor.Organisation, id)
		if err != nil {
			return err
		}
		member, err = d.member(ctx, r, a)
		return err
	})
	return member, err
}

func (d *Desk) member(ctx context.Context, r store.Reader, a Account) (Member, error) {
	grants, err := d.grantsOf(ctx, r, a.Organisation, a.ID)
	if err != nil {
		return Member{}, err
	}
	m := Member{Account: a}
	for _, h := range grants {
		if h.toCome(d.Today()) {
			m.Grants = append(m.Grants, h.Grant)
		}
	}
	m.Factors, err = factorsOf(ctx, r, a)
	return m, err
}
