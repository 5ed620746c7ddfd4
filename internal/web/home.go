package web

import (
	"net/http"

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
	own, err := v.ownThread()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Home(v.view(), page.HomeShow{
		Name: v.account.Name, Today: v.Desk.Today(), Roles: v.actor.RoleNames(), Grants: grants, Bare: len(factors) == 0, Own: own,
	}))
}
