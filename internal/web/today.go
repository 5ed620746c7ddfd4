package web

import (
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// todayRoutes are what comes next: the steps that are planned, and the figures of
// the month.
var todayRoutes = []Route{
	{Method: "GET", Path: "/hoy/cifras", Name: "today-figures", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).todayFigures},
	{Method: "GET", Path: "/hoy/pasos/{step}", Name: "step", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).stepPage},
	{Method: "POST", Path: "/hoy/pasos/{step}/hecho", Name: "step-done", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).finishStep},
	{Method: "POST", Path: "/hoy/pasos/{step}/mover", Name: "step-moved", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).moveStep},
	{Method: "POST", Path: "/hoy/pasos/{step}/dejar", Name: "step-dropped", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).dropStep},
	{Method: "POST", Path: "/hoy/sesion", Name: "session-held", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).holdSession},
}

// aWeek is how many days ahead of today a week reaches.
const aWeek = 6

// today is where somebody who works here begins: what is due, who is awaited, what
// only she decides, and the figures of the month. Each part is there when her
// roles have it.
func (v *visit) today() error {
	show := page.TodayShow{
		Name: v.account.Name, Now: v.now(), Day: v.Desk.Today(), Week: v.r.URL.Query().Get("hasta") == "semana",
		Works: v.plans(), Counts: v.reaches("figures.count", access.Delivery),
		Decides:   v.reaches("review.decide", access.Pair) || v.may("recovery.agree", access.Account),
		Registers: v.leadsTo("/registrar"), Searches: v.leadsTo("/hilos"),
	}
	waiting, offers, err := v.waiting(show.Week)
	if err != nil {
		return err
	}
	if err := v.tellListed(waiting); err != nil {
		return err
	}
	show.Waiting, show.Offers, show.Path = v.leading(waiting), offers, pathOf
	show.Decides = show.Decides || len(show.Waiting.Decisions) > 0
	show.May = func(s access.Service, place trenza.Place) bool { return show.Works && agenda.May(v.scope, s, place) }
	if show.Counts {
		if show.Months, show.Counting, err = v.months(false); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, page.Today(v.view(), show))
}

// plans reports whether her roles plan anything with anybody.
func (v *visit) plans() bool { return v.reaches("attention.give", access.Attention) }

// leadsTo reports whether a page is there, and its door lets her in.
func (v *visit) leadsTo(path string) bool {
	route, known := v.pages[path]
	return known && v.admits(route, "") == nil
}

// waiting asks every room what waits for her today, or within a week, and what
// the services that it speaks of are called.
func (v *visit) waiting(week bool) (waiting agenda.Waiting, offers page.Offers, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		ask := agenda.Ask{Reader: r, Vault: v.Vault, Scope: v.scope, Today: v.Desk.Today(), Until: v.Desk.Today()}
		if week {
			ask.Until = ask.Until.Add(aWeek)
		}
		if waiting, err = agenda.Gather(v.ctx(), ask, v.sources()...); err != nil {
			return err
		}
		offers, err = v.offersOf(r)
		return err
	})
	return waiting, offers, err
}

// offersOf are the services of her organisation, as its definitions have them.
func (v *visit) offersOf(r store.Reader) (page.Offers, error) {
	all, err := programme.Versions(v.ctx(), r, v.actor.Organisation)
	return page.NewOffers(all), err
}

// tellListed puts it on record what a list shows of anybody that is sensitive,
// before it is drawn: once a day for each woman and reader, as long as the server
// runs. From then on her session falls asleep sooner.
func (v *visit) tellListed(waiting agenda.Waiting) error {
	sensitive := make(map[access.Field][]string)
	note := func(items []agenda.Item) {
		for _, i := range items {
			if i.Service.Class >= trenza.P3 {
				sensitive[i.Service.Field] = append(sensitive[i.Service.Field], i.Face.Root)
			}
		}
	}
	note(waiting.Items)
	for _, s := range waiting.Sessions {
		note(s.Awaited)
	}
	for field, roots := range sensitive {
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
		roots = slices.DeleteFunc(roots, func(root string) bool { return v.listed.before(v.Desk.Today(), v.account.ID, string(field), root) })
		if err := pathway.TellShown(v.ctx(), v.Journal, v.actor, trenza.P3, []access.Field{field}, roots...); err != nil {
			return err
		}
		v.listed.note(v.Desk.Today(), v.account.ID, string(field), roots...)
	}
	return nil
}
