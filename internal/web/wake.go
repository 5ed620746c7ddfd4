package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

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
		Kept: v.sessions.GetString(v.ctx(), sessionTyped) != "", Player: v.player(v.sessions.GetString(v.ctx(), staff.SessionIdle)),
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
	back := v.back()
	if err := v.awake(id); err != nil {
		return err
	}
	return v.goTo(back)
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
