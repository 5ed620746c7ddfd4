package web

import (
	"net/http"
	"net/url"

	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// said are the sentences that an address of the sign-in page may ask for.
var said = map[string]string{
	"out":     "web.said.out",
	"lost":    "web.said.lost",
	"renewed": "web.said.renewed",
}

func (v *visit) signInPage() error {
	if v.account.ID != "" {
		return v.goTo(v.back())
	}
	return v.drawSignIn(http.StatusOK, page.Form{})
}

func (v *visit) drawSignIn(status int, form page.Form) error {
	view := v.view()
	if key, known := said[v.r.URL.Query().Get("said")]; known && v.r.Method == http.MethodGet {
		view.Notice = &page.Notice{Tone: page.Info, Text: v.words.Text(key)}
	}
	return v.show(status, page.SignIn(view, page.SignInForm{Form: form, Back: v.back(), Cast: v.cast()}))
}

// signIn takes a login and a password. Whatever is wrong, the answer is the same.
func (v *visit) signIn() error {
	if faults := v.missing("login", "password"); len(faults) > 0 {
		form := v.typedForm()
		form.Faults = faults
		return v.drawSignIn(http.StatusUnprocessableEntity, form)
	}
	account, factors, err := v.Desk.SignIn(v.ctx(), staff.Attempt{
		Login: v.r.PostFormValue("login"), Password: v.r.PostFormValue("password"), Address: v.clientAddress(v.r),
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawSignIn(status, form)
	}
	if len(factors) == 0 {
		return v.enter(account)
	}
	if err := v.owe(pending{account.ID, v.now(), factors}); err != nil {
		return err
	}
	return v.goTo(withQuery("/sign-in/code", v.backQuery()))
}

// enter opens a session and leads to where she wanted to go.
func (v *visit) enter(account staff.Account) error {
	begins, err := v.begins(account)
	if err != nil {
		return err
	}
	if err := v.open(account); err != nil {
		return err
	}
	return v.goTo(begins)
}

func (v *visit) backQuery() url.Values {
	if back := v.back(); back != "/" {
		return url.Values{"back": {back}}
	}
	return nil
}
