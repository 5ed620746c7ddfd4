package main

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/bench/town"
)

// actor is somebody of the organisation with a role there.
func (v *village) actor(account string, g trenza.Grant) trenza.Actor {
	g.ID, g.Programme = account+"-1", v.Definition.ID
	return trenza.Actor{Organisation: v.Definition.Runs(), Name: account, Account: account, Grants: []trenza.Grant{g}}
}

// everyRole are those of domain section 0 that read rows of people or figures.
var everyRole = []string{
	trenza.RoleOutreach, trenza.RoleRegistrar, trenza.RoleFacilitator, trenza.RoleCaseWorker, trenza.RoleCaseSupervisor,
	trenza.RolePsychologist, trenza.RoleLegalAdviser, trenza.RoleCashOfficer, trenza.RoleProgrammeApprove,
	trenza.RoleFinanceApprove, trenza.RoleMonitoring, trenza.RoleDataOfficer, trenza.RoleCoordinator, trenza.RolePublicPartner,
	trenza.RoleDonor, trenza.RoleEvaluator,
}

// anyone is somebody of any role, for the whole programme, a region or a district.
func (v *village) anyone(d town.Dice) trenza.Actor {
	place := v.Districts.Draw(d)
	places := []trenza.Place{"", place.Region(), place}
	g := trenza.Grant{Role: everyRole[d.IntN(len(everyRole))], Place: places[d.IntN(len(places))]}
	if g.Role == trenza.RoleFacilitator {
		g.Course = v.course(d)
	}
	return v.actor(fmt.Sprintf("account-%d", d.IntN(200)), g)
}

// registrar keeps the register of a place.
func (v *village) registrar(place trenza.Place) trenza.Actor {
	return v.actor("registrar-"+string(place), trenza.Grant{Role: trenza.RoleRegistrar, Place: place})
}

// course draws a course.
func (v *village) course(d town.Dice) string { return v.ServiceOf(d, access.Training).ID }

// elsewhere draws a district of another region.
func (v *village) elsewhere(d town.Dice, place trenza.Place) trenza.Place {
	for {
		if other := v.Districts.Draw(d); other.Region() != place.Region() {
			return other
		}
	}
}

// scope is how far somebody sees.
func (v *village) scope(actor trenza.Actor) (access.Scope, error) {
	return access.For(actor, v.Definition.Offers()...)
}
