package web

import (
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// venturesRoutes are the businesses of whoever works with them.
var venturesRoutes = []Route{
	{Method: "GET", Path: venturesPath, Name: "ventures", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).ventures},
}

const venturesPath = "/negocios"

// countsVentures reports whether a programme of hers supports businesses and she
// counts them.
func (v *visit) countsVentures() bool {
	some, err := v.offering("figures.count", access.Delivery)
	return err == nil && slices.ContainsFunc(some, v.countsIn)
}

func (v *visit) countsIn(d *programme.Definition) bool {
	return d.Ventures != nil && v.scope.Reaches("figures.count", access.Delivery, v.scope.Service(d.ID, d.Ventures.Service))
}

const (
	mostUnderway = 50
	weeksAhead   = 28 // days of follow-ups to come that are listed
)

// ventures shows what waits of businesses, what is underway, and how many stand
// where: nobody is listed of whom nothing waits.
func (v *visit) ventures() error {
	show := page.VenturesShow{Today: v.Desk.Today(), State: v.r.URL.Query().Get("estado"), Searches: v.leadsTo("/hilos")}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		if err := v.standings(r, &show); err != nil {
			return err
		}
		return v.underway(r, &show)
	})
	if err != nil {
		return err
	}
	if len(show.Programmes) == 0 {
		return v.nothing()
	}
	return v.show(http.StatusOK, page.Ventures(v.view(), show))
}

// standings counts the businesses of each programme that supports them, where she
// counts what they were given.
func (v *visit) standings(r store.Reader, show *page.VenturesShow) error {
	all, err := v.programmes(r, v.actor.Organisation)
	if err != nil {
		return err
	}
	for _, d := range all {
		if !v.countsIn(d) {
			continue
		}
		s := v.scope.Service(d.ID, d.Ventures.Service)
		p := page.VenturesOf{Definition: d}
		if p.Stands, err = venture.StandingOf(v.ctx(), r, v.scope, d.ID, v.scope.Reaches("figures.exact", access.Delivery, s)); err != nil {
			return err
		}
		if p.Survive, err = v.survivals(r, d); err != nil {
			return err
		}
		if p.Income, err = venture.IncomeChange(v.ctx(), r, v.Vault, v.scope, d.ID, incomeMonth); err != nil {
			return err
		}
		show.Programmes = append(show.Programmes, p)
	}
	return nil
}

// incomeMonth is the month by which a change of income is told (indicator A13).
const incomeMonth = 6

// survivals are how many businesses operate some months on (indicator A12).
func (v *visit) survivals(r store.Reader, d *programme.Definition) (all []venture.Survival, err error) {
	for _, month := range d.Ventures.Months {
		if month < incomeMonth {
			continue
		}
		s, err := venture.SurvivalOf(v.ctx(), r, v.scope, d.ID, month, v.Desk.Today())
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// underway lists the applications of which something is to become, and whom somebody
// is to ask soon.
func (v *visit) underway(r store.Reader, show *page.VenturesShow) error {
	under, err := venture.UnderwayOf(v.ctx(), r, v.scope, "attention.read", mostUnderway+1)
	if err != nil {
		return err
	}
	if show.More = len(under) > mostUnderway; show.More {
		under = under[:mostUnderway]
	}
	show.Counts = make(map[venture.State]int)
	for _, u := range under {
		show.Counts[u.State]++
		if show.State != "" && show.State != string(u.State) {
			continue
		}
		line := page.UnderwayLine{Underway: u}
		if line.Face, err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, u.Root); err != nil {
			return err
		}
		show.Underway = append(show.Underway, line)
	}
	ask := agenda.Ask{Reader: r, Vault: v.Vault, Scope: v.scope, Today: show.Today, Until: show.Today.Add(weeksAhead)}
	waiting, err := agenda.Gather(v.ctx(), ask, venture.Source{})
	show.Due = slices.DeleteFunc(waiting.Items, func(i agenda.Item) bool {
		return i.Kind == agenda.KindSafety || i.Service.Class >= trenza.P3
	})
	return err
}
