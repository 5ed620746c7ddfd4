package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/web/page"
)

// home is where everybody begins: a participant at her own thread, and whoever
// works here at what comes next.
func (v *visit) home() error {
	own, err := v.ownThread()
	if err != nil {
		return err
	}
	if own == "" && len(v.actor.Grants) > 0 {
		return v.today()
	}
	return v.show(http.StatusOK, page.Home(v.view(), page.HomeShow{Name: v.account.Name, Today: v.Desk.Today(), Own: own}))
}
