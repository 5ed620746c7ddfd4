package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

func (v *visit) me() error {
	forms := page.MyForms{Me: v.form("/me")}
	if forms.Me.Values == nil {
		forms.Me.Values = map[string][]string{"name": {v.account.Name}, "language": {v.words.Lang()}}
	}
	return v.drawMe(http.StatusOK, forms)
}

func (v *visit) drawMe(status int, forms page.MyForms) error {
	show := page.MyShow{Login: v.account.Login, Forms: forms, Roles: v.actor.RoleNames()}
	factors, err := v.Desk.Factors(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	show.Bare = len(factors) == 0
	if show.Grants, err = v.grantLines(v.account.Organisation, v.actor.Grants); err != nil {
		return err
	}
	for _, f := range factors {
		show.Code = show.Code || f == staff.Code
	}
	if show.Keys, err = v.Desk.Passkeys(v.ctx(), v.actor); err != nil {
		return err
	}
	if show.Sessions, err = v.Desk.Sessions().List(v.ctx(), v.actor, v.actor.Account); err != nil {
		return err
	}
	here, _, err := v.Desk.Sessions().Current(v.ctx(), v.sessions.Token(v.ctx()))
	if err != nil {
		return err
	}
	show.Here = here.ID
	return v.show(status, page.Me(v.view(), show))
}

// changeMe keeps the name and the language that she says.
func (v *visit) changeMe() error {
	change := staff.Change{Name: v.r.PostFormValue("name"), Language: v.r.PostFormValue("language")}
	if err := v.Desk.Change(v.ctx(), v.actor, change); err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawMe(status, page.MyForms{Me: form})
	}
	v.words = locale.For(change.Language)
	v.choose(cookieLanguage, v.words.Lang(), locale.Languages()...)
	v.tellGood("web.me.changed")
	return v.goTo("/me")
}

// changePassword sets another password; her other sessions end.
func (v *visit) changePassword() error {
	mine := page.Form{Values: map[string][]string{"name": {v.account.Name}, "language": {v.words.Lang()}}}
	if faults := v.missing("before", "password"); len(faults) > 0 {
		return v.drawMe(http.StatusUnprocessableEntity, page.MyForms{Me: mine, Password: page.Form{Faults: faults}})
	}
	here, _, err := v.Desk.Sessions().Current(v.ctx(), v.sessions.Token(v.ctx()))
	if err != nil {
		return err
	}
	err = v.Desk.ChangePassword(v.ctx(), v.actor, v.r.PostFormValue("before"), v.r.PostFormValue("password"), here.ID)
	if err != nil {
		form, status, err := v.proofFaulty(err)
		if err != nil {
			return err
		}
		for i := range form.Faults {
			if form.Faults[i].Text == v.words.Text("web.proof.wrong") {
				form.Faults[i].Field = "before"
			}
		}
		return v.drawMe(status, page.MyForms{Me: mine, Password: form})
	}
	v.tellGood("web.me.password_changed")
	return v.goTo("/me")
}

func (v *visit) dropPasskey() error {
	if err := v.Desk.DropPasskey(v.ctx(), v.actor, v.r.PathValue("key")); err != nil {
		return err
	}
	v.tellGood("web.me.passkey_dropped")
	return v.goTo("/me")
}

func (v *visit) endMySession() error {
	if err := v.Desk.Sessions().End(v.ctx(), v.actor, v.r.PathValue("session")); err != nil {
		return err
	}
	v.tellGood("web.me.session_ended")
	return v.goTo("/me")
}

// endMySessions ends every session of hers but this one.
func (v *visit) endMySessions() error {
	here, _, err := v.Desk.Sessions().Current(v.ctx(), v.sessions.Token(v.ctx()))
	if err != nil {
		return err
	}
	if err := v.Desk.Sessions().EndAll(v.ctx(), v.actor, v.actor.Account, here.ID); err != nil {
		return err
	}
	v.tellGood("web.me.sessions_ended")
	return v.goTo("/me")
}
