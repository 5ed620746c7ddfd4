package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/web/page"
)

func (v *visit) stepUpPage() error { return v.drawStepUp(http.StatusOK, page.Form{}) }

func (v *visit) drawStepUp(status int, form page.Form) error {
	keys, err := v.Desk.Passkeys(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	return v.show(status, page.StepUp(v.view(), page.ProofForm{Form: form, Login: v.account.Login, Back: v.back(), Passkey: len(keys) > 0, Player: v.player(v.account.ID)}))
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
