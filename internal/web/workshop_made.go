package web

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// addMade adds what the cohort made and sold, where its training makes anything
// that the reader may read of.
func (v *visit) addMade(r store.Reader, show *page.WorkshopShow) (err error) {
	c := show.Cohort
	reads := func(p programme.Product) bool {
		return v.scope.Reaches("attention.read", access.Attention, v.scope.Service(c.Programme, p.Service))
	}
	if show.Makes = slices.ContainsFunc(c.Definition.MadeIn(c.Training), reads); !show.Makes {
		return nil
	}
	show.Made, err = venture.OfWorkshop(v.ctx(), r, v.Vault, v.scope, c.Programme, c.ID, trenza.Period{})
	return err
}

// addBranches adds the committees for which the women of the cohort speak, with what
// was taught on there, and whom the programme reached that way.
func (v *visit) addBranches(r store.Reader, show *page.WorkshopShow) error {
	d := show.Cohort.Definition
	if d.Committees == nil || len(show.Members) == 0 || access.Nothing(v.scope.Where("committee.read", access.Committee)) {
		return nil
	}
	committees, err := collective.Select{Programme: d.ID}.Read(v.ctx(), r, v.Vault, v.scope)
	if err != nil {
		return err
	}
	replicas, err := collective.SelectReplicas{}.Read(v.ctx(), r, v.Vault, v.scope)
	if err != nil {
		return err
	}
	all, err := v.branches(r, d, committees, replicas)
	if err != nil {
		return err
	}
	for _, b := range all {
		hers := func(m learning.Member) bool { return m.Root == b.Face.Root && page.Awaited(m.State) }
		if slices.ContainsFunc(show.Members, hers) {
			show.Branches = append(show.Branches, b)
		}
	}
	measure, err := collective.Measured(v.ctx(), r, v.Vault, v.scope, d, v.Desk.Today())
	if trenza.KindOf(err) == trenza.Forbidden {
		return nil
	}
	show.Reach = measure.Reach
	return err
}
