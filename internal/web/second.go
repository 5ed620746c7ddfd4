package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

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

// owe remembers who owes a factor, under a new token: nobody who gave her the old
// one looks on. A session that fell asleep keeps its own, with the form that waits
// in it.
func (v *visit) owe(p pending) error {
	if v.sessions.GetString(v.ctx(), staff.SessionIdle) == "" {
		if err := v.sessions.RenewToken(v.ctx()); err != nil {
			return err
		}
	}
	v.sessions.Put(v.ctx(), sessionPending, p.String())
	return nil
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
