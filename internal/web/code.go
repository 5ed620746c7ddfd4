package web

import (
	"net/http"
	"strings"

	"github.com/skip2/go-qrcode"

	"github.com/trenza/trenza/internal/web/page"
)

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
