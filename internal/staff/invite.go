package staff

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Invitation is what is known of somebody before she comes in. A first
// administrator says her own name and login.
type Invitation struct {
	Organisation string // filled in by Invited
	Name         string
	Login        string
	Employer     string // id of the partner organisation that sends her; "" for the host's own
	Language     string
	Grants       []trenza.Grant
}

// Acceptance is what she says when she comes in. What is empty stays as she was
// invited.
type Acceptance struct{ Login, Name, Password string }

// FirstLink returns the token of a link by which the first administrator of the
// actor's organisation comes in, good for a day and once, or "" when an active
// administrator is there. An earlier first link ends.
func (d *Desk) FirstLink(ctx context.Context, actor trenza.Actor) (token string, err error) {
	if err := may(actor, "account.invite_first", ""); err != nil {
		return "", err
	}
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		token = ""
		there, err := d.administrators(ctx, tx, actor.Organisation)
		if err != nil || len(there) > 0 {
			return err
		}
		a, waiting, err := d.nameless(ctx, tx)
		if err != nil {
			return err
		}
		if !waiting {
			a = newAccount(actor.Organisation, Invitation{})
		}
		fresh := newToken()
		if err := d.invite(ctx, tx, a, fresh, firstLinkLasts); err != nil {
			return err
		}
		_, err = d.give(ctx, tx, a, trenza.Grant{Role: trenza.RoleAdministrator})
		token = fresh
		return err
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// nameless finds the account that an earlier first link was for.
func (d *Desk) nameless(ctx context.Context, tx *journal.Tx) (Account, bool, error) {
	all, err := d.accountsOf(ctx, tx, tx.Organisation())
	i := slices.IndexFunc(all, func(a Account) bool { return a.State == Invited && a.Name == "" })
	if err != nil || i < 0 {
		return Account{}, false, err
	}
	return all[i], true, nil
}

// Invite opens the door to somebody and returns the token of a link, good for
// three days and once. A login that is in use anywhere in the installation is a
// Conflict, "staff.login_taken".
func (d *Desk) Invite(ctx context.Context, actor trenza.Actor, i Invitation) (token string, err error) {
	if err := may(actor, "account.invite", ""); err != nil {
		return "", err
	}
	if i.Name, err = nameOf(i.Name); err != nil {
		return "", err
	}
	if i.Login != "" {
		if i.Login, err = loginOf(i.Login); err != nil {
			return "", err
		}
	}
	token = newToken()
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		if err := d.partner(ctx, tx, i.Employer); err != nil {
			return err
		}
		a := newAccount(actor.Organisation, i)
		if err := d.invite(ctx, tx, a, token, invitationLasts); err != nil {
			return err
		}
		for _, g := range i.Grants {
			if _, err := d.give(ctx, tx, a, g); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// InviteAgain returns a new link for somebody who has not come in yet; the one
// before ends.
func (d *Desk) InviteAgain(ctx context.Context, actor trenza.Actor, account string) (token string, err error) {
	if err := may(actor, "account.invite", account); err != nil {
		return "", err
	}
	token = newToken()
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		a, err := d.within(ctx, tx, actor.Organisation, account)
		if err != nil {
			return err
		}
		return d.invite(ctx, tx, a, token, invitationLasts)
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

func newAccount(organisation string, i Invitation) Account {
	return Account{
		ID: trenza.NewID(), Organisation: organisation, Name: i.Name, Login: i.Login,
		Employer: i.Employer, Language: languageOf(i.Language), State: Invited,
	}
}

// partner refuses an employer that the directory does not know.
func (d *Desk) partner(ctx context.Context, tx *journal.Tx, employer string) error {
	if employer == "" || d.Grounds == nil {
		return nil
	}
	has, err := d.Grounds.HasPartner(ctx, tx, tx.Organisation(), employer)
	if err == nil && !has {
		err = trenza.Refuse("staff.partner_unknown", employer)
	}
	return err
}

// invite writes an account with a link, which is the only one.
func (d *Desk) invite(ctx context.Context, tx *journal.Tx, a Account, token string, lasts time.Duration) error {
	a, err := a.move("account.invite")
	if err != nil {
		return err
	}
	id := trenza.NewID()
	entry, err := tx.Tell(ctx, AccountInvited{about{a.ID}, id, a.Employer})
	if err != nil {
		return err
	}
	if err := d.putAccount(ctx, tx, a, entry); err != nil {
		return err
	}
	now := tx.Now()
	_, err = tx.Exec(ctx, `
		update invitation
		set used = $3, entry = $4
		where organisation = $1 and account = $2 and used = ''`, tx.Organisation(), a.ID, instant(now), entry)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into invitation (organisation, id, account, token, ends, used, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		tx.Organisation(), id, a.ID, tokenHash(token), instant(d.now().Add(lasts)), "", entry)
	return err
}

// Invited returns the invitation that a link is for. A link that never was, was
// used or came to its end is NotFound, "staff.link_spent".
func (d *Desk) Invited(ctx context.Context, token string) (i Invitation, err error) {
	err = d.Data.Read(ctx, func(r store.Reader) error {
		a, _, err := d.linked(ctx, r, "invitation", token, Invited)
		if err != nil {
			return err
		}
		i = Invitation{Organisation: a.Organisation, Name: a.Name, Login: a.Login, Employer: a.Employer, Language: a.Language}
		i.Grants, err = d.grantsInForce(ctx, r, a, d.Today())
		return err
	})
	return i, err
}

// Accept uses a link: she has an account from now on, and signs in with the login
// and the password that she chose.
func (d *Desk) Accept(ctx context.Context, token string, a Acceptance) (Account, error) {
	var who Account
	err := d.Data.Read(ctx, func(r store.Reader) (err error) {
		who, _, err = d.linked(ctx, r, "invitation", token, Invited)
		return err
	})
	if err != nil {
		return Account{}, err
	}
	if who.Name, err = nameOf(cmp.Or(a.Name, who.Name)); err != nil {
		return Account{}, err
	}
	if who.Login, err = loginOf(cmp.Or(a.Login, who.Login)); err != nil {
		return Account{}, err
	}
	hash, err := d.newPassword(ctx, a.Password, who.Name, who.Login, who.Organisation)
	if err != nil {
		return Account{}, err
	}
	return d.accept(ctx, token, who, hash)
}

// accept writes what Accept examined, unless the link was used meanwhile.
func (d *Desk) accept(ctx context.Context, token string, who Account, hash string) (accepted Account, err error) {
	err = d.Journal.Write(ctx, who.self(), func(tx *journal.Tx) error {
		a, l, err := d.linked(ctx, tx, "invitation", token, Invited)
		if err != nil {
			return err
		}
		a.Name, a.Login = who.Name, who.Login
		if accepted, err = a.move("account.accept"); err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, AccountAccepted{about{a.ID}, l.id})
		if err != nil {
			return err
		}
		if err := d.putAccount(ctx, tx, accepted, entry); err != nil {
			return err
		}
		if err := d.putPassword(ctx, tx, a.ID, hash, entry); err != nil {
			return err
		}
		return spend(ctx, tx, "invitation", l.id, entry)
	})
	if err != nil {
		return Account{}, err
	}
	return accepted, nil
}
