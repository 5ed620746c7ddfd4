package web

import (
	"net/http"
	"strings"

	"github.com/skip2/go-qrcode"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// home says who she is, which roles she holds and what they are for.
func (v *visit) home() error {
	grants, err := v.grantLines(v.account.Organisation, v.actor.Grants)
	if err != nil {
		return err
	}
	factors, err := v.Desk.Factors(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Home(v.view(), page.HomeShow{
		Name: v.account.Name, Today: v.Desk.Today(), Roles: v.actor.RoleNames(), Grants: grants, Bare: len(factors) == 0,
	}))
}

func (v *visit) me() error {
	forms := page.MyForms{Me: v.form("/me")}
	if forms.Me.Values == nil {
		forms.Me.Values = map[string][]string{"name": {v.account.Name}, "language": {v.words.Lang()}}
	}
	return v.drawMe(http.StatusOK, forms)
}

func (v *visit) drawMe(status int, forms page.MyForms) error {
	show := page.MyShow{Login: v.account.Login, Forms: forms}
	factors, err := v.Desk.Factors(v.ctx(), v.actor)
	if err != nil {
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

// newCode makes the secret of a code generator. It waits in the session until she
// shows that her phone has it.
func (v *visit) newCode() error {
	secret, err := v.Desk.NewCode(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	v.sessions.Put(v.ctx(), sessionSecret, secret.Secret+" "+secret.URL)
	return v.goTo("/me/code")
}

func (v *visit) codePage() error {
	return v.drawCode(http.StatusOK, page.Form{})
}

func (v *visit) drawCode(status int, form page.Form) error {
	secret, address, waiting := strings.Cut(v.sessions.GetString(v.ctx(), sessionSecret), " ")
	if !waiting {
		return v.goTo("/me")
	}
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return err
	}
	code.DisableBorder = true
	return v.show(status, page.NewCode(v.view(), page.CodeShow{Form: form, Squares: code.Bitmap(), Secret: secret}))
}

func (v *visit) confirmCode() error {
	secret, _, waiting := strings.Cut(v.sessions.GetString(v.ctx(), sessionSecret), " ")
	if !waiting {
		return v.goTo("/me")
	}
	if err := v.Desk.ConfirmCode(v.ctx(), v.actor, secret, code(v.r)); err != nil {
		form, status, err := v.codeFaulty(err)
		if err != nil {
			return err
		}
		return v.drawCode(status, form)
	}
	v.sessions.Remove(v.ctx(), sessionSecret)
	v.tellGood("web.me.code_added")
	return v.goTo("/me")
}

func (v *visit) dropCode() error {
	if err := v.Desk.DropCode(v.ctx(), v.actor); err != nil {
		return err
	}
	v.tellGood("web.me.code_dropped")
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

func (v *visit) stepUpPage() error { return v.drawStepUp(http.StatusOK, page.Form{}) }

func (v *visit) drawStepUp(status int, form page.Form) error {
	keys, err := v.Desk.Passkeys(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	return v.show(status, page.StepUp(v.view(), page.ProofForm{Form: form, Login: v.account.Login, Back: v.back(), Passkey: len(keys) > 0}))
}

func (v *visit) stepUp() error {
	err := v.Desk.StepUp(v.ctx(), v.actor, v.r.PostFormValue("password"), v.clientAddress(v.r))
	if err != nil {
		form, status, err := v.proofFaulty(err)
		if err != nil {
			return err
		}
		return v.drawStepUp(status, form)
	}
	back := v.back()
	if err := v.noteStepUp(); err != nil {
		return err
	}
	v.tellGood("web.step_up.done")
	return v.goTo(back)
}

// logLines is how many lines of the log a page shows.
const logLines = 50

func (v *visit) myLog() error { return v.drawLog(journal.OwnLog, "/me/log", page.MyLog) }

func (v *visit) log() error { return v.drawLog(journal.Log, "/log", page.Log) }

// drawLog draws one page of a log, and asks for one line more to know whether
// there is an older one.
func (v *visit) drawLog(read logReader, path string, draw logPage) error {
	before, err := number(v.r.URL.Query().Get("before"))
	if err != nil {
		return v.nothing()
	}
	var lines []journal.Line
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		lines, err = read(v.ctx(), r, v.Vault, v.actor, journal.Page{Before: before, Most: logLines + 1})
		return err
	})
	if err != nil {
		return err
	}
	show := page.LogShow{Path: path, Newest: before == 0}
	if len(lines) > logLines {
		lines = lines[:logLines]
		show.Older = lines[logLines-1].Number
	}
	show.Lines = lines
	return v.show(http.StatusOK, draw(v.view(), show))
}
