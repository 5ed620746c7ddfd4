package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
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
	v.sessions.Put(v.ctx(), sessionPending, pending{account.ID, v.now(), factors}.String())
	return v.goTo(withQuery("/sign-in/code", v.backQuery()))
}

// enter opens a session and leads to where she wanted to go.
func (v *visit) enter(account staff.Account) error {
	back := v.back()
	if err := v.open(account); err != nil {
		return err
	}
	return v.goTo(back)
}

func (v *visit) backQuery() url.Values {
	if back := v.back(); back != "/" {
		return url.Values{"back": {back}}
	}
	return nil
}

// pending is somebody who has shown her password and owes a factor.
type pending struct {
	account string
	since   time.Time
	factors []staff.Factor
}

// pendingLasts is how long the second step waits for the first.
const pendingLasts = 10 * time.Minute

func (p pending) String() string {
	parts := []string{p.account, p.since.Format(time.RFC3339)}
	for _, f := range p.factors {
		parts = append(parts, string(f))
	}
	return strings.Join(parts, " ")
}

// owing returns who owes a factor, and reports whether anybody does.
func (v *visit) owing() (p pending, is bool) {
	parts := strings.Fields(v.sessions.GetString(v.ctx(), sessionPending))
	if len(parts) < 3 {
		return p, false
	}
	since, err := time.Parse(time.RFC3339, parts[1])
	if err != nil || v.now().Sub(since) > pendingLasts {
		return p, false
	}
	p = pending{account: parts[0], since: since}
	for _, f := range parts[2:] {
		p.factors = append(p.factors, staff.Factor(f))
	}
	return p, true
}

func (v *visit) secondPage() error {
	p, is := v.owing()
	if !is {
		return v.goTo(withQuery("/sign-in", v.backQuery()))
	}
	return v.drawSecond(http.StatusOK, p, page.Form{})
}

func (v *visit) drawSecond(status int, p pending, form page.Form) error {
	return v.show(status, page.Second(v.view(), page.ProofForm{
		Form: form, Back: v.back(), Code: slices.Contains(p.factors, staff.Code), Passkey: slices.Contains(p.factors, staff.Passkey),
	}))
}

// second takes the code of somebody who has shown her password.
func (v *visit) second() error {
	p, is := v.owing()
	if !is {
		return v.goTo(withQuery("/sign-in", v.backQuery()))
	}
	err := v.Desk.CheckCode(v.ctx(), p.account, code(v.r), v.clientAddress(v.r))
	if err != nil {
		form, status, err := v.codeFaulty(err)
		if err != nil {
			return err
		}
		return v.drawSecond(status, p, form)
	}
	return v.enterAs(p.account)
}

// enterAs opens a session for somebody who has shown all that she must.
func (v *visit) enterAs(account string) error {
	_, found, err := v.Desk.Actor(v.ctx(), account, v.Desk.Today())
	if err != nil {
		return err
	}
	return v.enter(found)
}

// code is what was typed as a code, without the spaces that people put in.
func code(r *http.Request) string {
	return strings.Join(strings.Fields(r.PostFormValue("code")), "")
}

// codeFaulty is faulty for a form with one field, a code: a refusal says of it
// that it does not fit.
func (v *visit) codeFaulty(err error) (page.Form, int, error) {
	form, status, err := v.faulty(err)
	for i := range form.Faults {
		form.Faults[i].Field = "code"
	}
	if status == http.StatusUnprocessableEntity {
		form.Faults = []page.Fault{{Field: "code", Text: v.words.Text("web.second.wrong")}}
	}
	return form, status, err
}

// wakePage is for a session that fell asleep: whoever it belongs to shows
// something, and goes on where she was.
func (v *visit) wakePage() error {
	if v.account.ID != "" {
		return v.goTo(v.back())
	}
	return v.drawWake(http.StatusOK, page.Form{})
}

func (v *visit) drawWake(status int, form page.Form) error {
	factors, err := v.asleep()
	if err != nil {
		return err
	}
	if factors == nil {
		return v.goTo(withQuery("/sign-in", v.backQuery()))
	}
	view := v.view()
	if v.r.URL.Query().Get("said") == "lost" {
		view.Notice = &page.Notice{Tone: page.Warn, Text: v.words.Text("web.said.lost")}
	}
	return v.show(status, page.Wake(view, page.ProofForm{
		Form: form, Back: v.back(), Code: slices.Contains(factors, staff.Code), Passkey: slices.Contains(factors, staff.Passkey),
		Kept: v.sessions.GetString(v.ctx(), sessionTyped) != "",
	}))
}

// asleep returns by what the session may be woken, nil when none sleeps. Her
// language is spoken meanwhile.
func (v *visit) asleep() ([]staff.Factor, error) {
	id := v.sessions.GetString(v.ctx(), staff.SessionIdle)
	if id == "" {
		return nil, nil
	}
	actor, account, err := v.Desk.Actor(v.ctx(), id, v.Desk.Today())
	if err != nil {
		if kind := trenza.KindOf(err); kind == trenza.Forbidden || kind == trenza.NotFound {
			return nil, v.sessions.Destroy(v.ctx())
		}
		return nil, err
	}
	v.words = locale.For(account.Language)
	factors, err := v.Desk.Factors(v.ctx(), actor)
	return append(factors, staff.Password), err
}

// wake takes a code or a password.
func (v *visit) wake() error {
	id := v.sessions.GetString(v.ctx(), staff.SessionIdle)
	if id == "" {
		return v.goTo(withQuery("/sign-in", v.backQuery()))
	}
	var err error
	if typed := code(v.r); typed != "" {
		err = v.Desk.CheckCode(v.ctx(), id, typed, v.clientAddress(v.r))
	} else {
		err = v.Desk.CheckPassword(v.ctx(), id, v.r.PostFormValue("password"), v.clientAddress(v.r))
	}
	if err != nil {
		form, status, err := v.proofFaulty(err)
		if err != nil {
			return err
		}
		return v.drawWake(status, form)
	}
	v.awake(id)
	return v.goTo(v.back())
}

// proofFaulty is faulty where it is known who she is: what she showed does not
// fit.
func (v *visit) proofFaulty(err error) (page.Form, int, error) {
	form, status, faultErr := v.faulty(err)
	if faultErr == nil && errors.Is(err, staff.ErrRefused) {
		form.Faults = []page.Fault{{Field: "password", Text: v.words.Text("web.proof.wrong")}}
	}
	return form, status, faultErr
}

// signOut ends the session.
func (v *visit) signOut() error {
	if err := v.sessions.Destroy(v.ctx()); err != nil {
		return err
	}
	return v.goTo("/sign-in?said=out")
}

// exit ends the session, tells the browser to drop what it holds of us, and leads
// to a page that anybody might read.
func (v *visit) exit() error {
	if err := v.sessions.Destroy(v.ctx()); err != nil {
		v.Log.Error("a session did not end", "number", traceOf(v.ctx()).number, "error", err)
	}
	v.w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	http.Redirect(v.w, v.r, v.Away, http.StatusSeeOther)
	return nil
}
