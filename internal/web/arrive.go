package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// The ways in by a link: an invitation, the first administrator's among them, and
// a recovery.

func (v *visit) invitationPage() error {
	invited, err := v.invited()
	if err != nil {
		return err
	}
	form := page.Form{Values: map[string][]string{"name": {invited.Name}, "login": {invited.Login}}}
	return v.drawInvitation(http.StatusOK, invited, form)
}

// invited is whom the link of the address invites. Her language is spoken.
func (v *visit) invited() (staff.Invitation, error) {
	invited, err := v.Desk.Invited(v.ctx(), v.r.PathValue("token"))
	if err == nil && invited.Language != "" {
		v.words = locale.For(invited.Language)
	}
	return invited, err
}

func (v *visit) drawInvitation(status int, invited staff.Invitation, form page.Form) error {
	organisation, err := v.organisation(invited.Organisation, invited.Organisation)
	if err != nil {
		return err
	}
	return v.show(status, page.Invitation(v.outside(), page.InvitationForm{
		Form: form, Organisation: organisation, First: invited.Name == "", Roles: page.RoleNames(v.words, invited.Grants),
	}))
}

// outside is a view for whoever follows a link: what she is signed in as already
// has nothing to do with it.
func (v *visit) outside() page.View {
	view := v.view()
	view.Who, view.Rooms = nil, nil
	return view
}

// accept makes an account of an invitation and opens its first session.
func (v *visit) accept() error {
	if err := v.knock(); err != nil {
		return err
	}
	invited, err := v.invited()
	if err != nil {
		return err
	}
	if faults := v.missing("name", "login", "password"); len(faults) > 0 {
		form := v.typedForm()
		form.Faults = faults
		return v.drawInvitation(http.StatusUnprocessableEntity, invited, form)
	}
	account, err := v.Desk.Accept(v.ctx(), v.r.PathValue("token"), staff.Acceptance{
		Login: v.r.PostFormValue("login"), Name: v.r.PostFormValue("name"), Password: v.r.PostFormValue("password"),
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawInvitation(status, invited, form)
	}
	if err := v.open(account); err != nil {
		return err
	}
	v.words = locale.For(account.Language)
	v.tellGood("web.invitation.welcome")
	return v.goTo("/")
}

// knock counts a try against the address it comes from: a link that is guessed at,
// or one whose holder tries which logins are taken.
func (v *visit) knock() error { return v.Desk.Knock(v.clientAddress(v.r)) }

func (v *visit) recoveryPage() error {
	account, err := v.Desk.Recovering(v.ctx(), v.r.PathValue("token"))
	if err != nil {
		return err
	}
	return v.drawRecover(http.StatusOK, account, page.Form{})
}

func (v *visit) drawRecover(status int, account staff.Account, form page.Form) error {
	v.words = locale.For(account.Language)
	return v.show(status, page.Recover(v.outside(), account.Login, form))
}

// recover sets a new password for whoever holds the link that two people agreed
// to, and leads to the sign-in page.
func (v *visit) recover() error {
	if err := v.knock(); err != nil {
		return err
	}
	account, err := v.Desk.Recovering(v.ctx(), v.r.PathValue("token"))
	if err != nil {
		return err
	}
	if faults := v.missing("password"); len(faults) > 0 {
		return v.drawRecover(http.StatusUnprocessableEntity, account, page.Form{Faults: faults})
	}
	if _, err := v.Desk.Recover(v.ctx(), v.r.PathValue("token"), v.r.PostFormValue("password")); err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawRecover(status, account, form)
	}
	return v.goTo("/sign-in?said=renewed")
}
