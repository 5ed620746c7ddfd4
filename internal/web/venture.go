package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// ventureRoutes are a woman's own business, from the plan to how it goes months
// later, and beside it the work that she found.
var ventureRoutes = []Route{
	{Method: "GET", Path: "/hilos/{code}/negocio", Name: "venture", Door: Within, Verb: "attention.read", Kind: access.Attention, handler: (*visit).venturePage},
	{Method: "POST", Path: "/hilos/{code}/negocio", Name: "venture", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).beginVenture},
	{Method: "GET", Path: "/hilos/{code}/negocio/{venture}/hoja", Name: "venture-sheet", Door: Within, Verb: "attention.read", Kind: access.Attention, handler: (*visit).ventureSheet},
	{Method: "GET", Path: "/hilos/{code}/negocio/{venture}/plan", Name: "venture-plan", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).planForm},
	{Method: "POST", Path: "/hilos/{code}/negocio/{venture}/plan", Name: "venture-plan", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).writePlan},
	{Method: "GET", Path: "/hilos/{code}/negocio/{venture}/evaluar", Name: "venture-judge", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).judgeForm},
	{Method: "POST", Path: "/hilos/{code}/negocio/{venture}/evaluar", Name: "venture-judge", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).judge},
	{Method: "POST", Path: "/hilos/{code}/negocio/{venture}/capital", Name: "venture-seed", Door: Within, Verb: "attention.give", Or: "seed.decide", Kind: access.Attention, handler: (*visit).changeSeed},
	{Method: "GET", Path: "/hilos/{code}/negocio/{venture}/visita", Name: "venture-visit", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).visitForm},
	{Method: "POST", Path: "/hilos/{code}/negocio/{venture}/visita", Name: "venture-visit", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).askVisit},
	{Method: "GET", Path: "/hilos/{code}/trabajo", Name: "work", Door: Within, Verb: "attention.read", Kind: access.Attention, handler: (*visit).workPage},
	{Method: "POST", Path: "/hilos/{code}/trabajo", Name: "work", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).askWork},
	{Method: "POST", Path: "/hilos/{code}/seguimientos/{asked}/retirar", Name: "visit-withdrawn", Door: Within, Verb: "attention.withdraw", Kind: access.Attention, handler: (*visit).withdrawVisit},
}

// venturePage shows her business, as far as the reader sees it.
func (v *visit) venturePage() error {
	form := v.form(page.VenturePath(v.r.PathValue("code")))
	return v.drawVenture(http.StatusOK, form)
}

func (v *visit) drawVenture(status int, form page.Form) error {
	show, err := v.businesses()
	if err != nil {
		return err
	}
	if form.Values == nil {
		form.Values = url.Values{"day": {string(v.Desk.Today())}, "moved": {string(v.Desk.Today())}, "place": {v.usualPlace()}}
	}
	show.Form, show.Number = form, v.formNumberOf(form)
	show.Beside = slices.DeleteFunc(v.beside(show.Face.Code), func(r page.Room) bool { return r.Path == page.VenturePath(show.Face.Code) })
	return v.show(status, page.Venture(v.view(), show))
}

// businesses are those of the woman of the address, the one of the address or the
// last before all. What is set aside in them for a trained worker is on record as
// read before it is shown.
func (v *visit) businesses() (show page.VentureShow, err error) {
	if show.Face, err = v.faceOfBusiness(v.r.PathValue("code")); err != nil {
		return show, err
	}
	if show.Programmes, err = v.supporting("attention.read"); err != nil {
		return show, err
	}
	if len(show.Programmes) == 0 {
		return show, v.nothing()
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		if show.All, err = venture.OfThread(v.ctx(), r, v.Vault, v.scope, show.Face.Root); err != nil {
			return err
		}
		show.Lots, err = venture.LotsOfMaker(v.ctx(), r, v.scope, show.Face.Root)
		return err
	})
	if err != nil {
		return show, err
	}
	show.Today, show.Account = v.Desk.Today(), v.account.ID
	show.May = v.permits
	if err := v.pick(&show); err != nil {
		return show, err
	}
	return show, v.tellAside(show)
}

// pick finds the business that the address names, or the last.
func (v *visit) pick(show *page.VentureShow) error {
	id := v.r.PathValue("venture")
	if id == "" {
		id = v.r.URL.Query().Get("negocio")
	}
	at := len(show.All) - 1
	if id != "" {
		at = slices.IndexFunc(show.All, func(b venture.Business) bool { return b.ID == id })
		if at < 0 {
			return v.nothing()
		}
	}
	if at < 0 {
		return nil
	}
	show.Business = &show.All[at]
	i := slices.IndexFunc(show.Programmes, func(d *programme.Definition) bool { return d.ID == show.Business.Programme })
	if i < 0 {
		return v.nothing()
	}
	show.Definition = show.Programmes[i]
	return nil
}

// tellAside puts it on record that what is set aside for a trained worker is shown.
func (v *visit) tellAside(show page.VentureShow) error {
	class := trenza.P2
	if show.Business != nil && slices.ContainsFunc(show.Business.Visits, func(k venture.Visit) bool { return k.Aside != venture.Aside{} }) {
		class = trenza.P3
	}
	return v.tellRead(class, access.Seed, show.Face)
}

// tellRead puts it on record that something of a class is shown of a woman, and has
// the session fall asleep sooner where it is sensitive.
func (v *visit) tellRead(class trenza.Class, field access.Field, face registry.Face) error {
	if class >= trenza.P3 {
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
	}
	return pathway.TellShown(v.ctx(), v.Journal, v.actor, class, []access.Field{field}, face.Root)
}

// faceOfBusiness is what she may see of whoever a code names: of somebody whom she
// does not reach otherwise the code, if she sees a business of hers. An approver
// decides about women to whom nothing was paid yet.
func (v *visit) faceOfBusiness(code string) (face registry.Face, err error) {
	face, missing := v.face(code)
	if trenza.KindOf(missing) != trenza.NotFound {
		return face, missing
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		p, err := registry.FindByCode(v.ctx(), r, v.Vault, v.actor.Organisation, tidyCode(code))
		if err != nil || p == nil {
			return first(err, missing)
		}
		all, err := venture.OfThread(v.ctx(), r, v.Vault, v.scope, p.Root)
		if err != nil || len(all) == 0 {
			return first(err, missing)
		}
		face, err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, p.Root)
		return err
	})
	if trenza.KindOf(err) == trenza.NotFound {
		err = missing
	}
	return face, err
}

// first is the first of two errors that is one.
func first(one, other error) error {
	if one != nil {
		return one
	}
	return other
}

// supporting are the programmes that support businesses, where a verb of hers may
// reach some.
func (v *visit) supporting(verb string) ([]*programme.Definition, error) {
	return v.offeringIn(verb, func(d *programme.Definition) string {
		if d.Ventures == nil {
			return ""
		}
		return d.Ventures.Service
	})
}

// offeringIn are the programmes of which a verb of hers may reach rows of a service,
// which may hang on whose they are; "" for none.
func (v *visit) offeringIn(verb string, service func(*programme.Definition) string) (some []*programme.Definition, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := v.programmes(r, v.actor.Organisation)
		some = slices.DeleteFunc(all, func(d *programme.Definition) bool {
			id := service(d)
			return id == "" || !v.mayReach(verb, v.scope.Service(d.ID, id))
		})
		return err
	})
	return some, err
}

// mayReach reports whether a verb of hers may reach rows of a service: any, or those
// of the women whom she accompanies, or her own.
func (v *visit) mayReach(verb string, s access.Service) bool {
	return v.scope.Reaches(verb, access.Attention, s) || slices.ContainsFunc(v.actor.Grants, func(g trenza.Grant) bool {
		return v.scope.May(verb, access.Row{
			Kind: access.Attention, Class: s.Class, Programme: s.Programme, Service: s.ID, Field: s.Field,
			Place: g.Place, Person: g.Person, Assigned: []string{v.account.ID},
		}) == nil
	})
}

// permits reports whether a verb permits her what is of a service at a place.
func (v *visit) permits(verb, programmeID, service string, place trenza.Place) bool {
	s := v.scope.Service(programmeID, service)
	return v.scope.May(verb, access.Row{
		Kind: access.Attention, Class: s.Class, Programme: s.Programme, Service: s.ID, Field: s.Field, Place: place,
	}) == nil
}

// beginVenture keeps that she has a business, or is about to begin one.
func (v *visit) beginVenture() error {
	show, err := v.businesses()
	if err != nil {
		return err
	}
	if !show.Gives() {
		return v.nothing()
	}
	d := show.Programmes[0]
	if i := slices.IndexFunc(show.Programmes, func(d *programme.Definition) bool { return d.ID == v.r.PostFormValue("programme") }); i >= 0 {
		d = show.Programmes[i]
	}
	e := &entry{visit: v}
	begun := venture.Venture{Programme: d.ID, Person: show.Face.Root, Name: e.text("name"), Starts: e.day("day")}
	place, faults := v.placeAt(d)
	begun.Place = place
	form := v.typedForm()
	if form.Faults = append(e.faults, faults...); len(form.Faults) > 0 {
		return v.drawVenture(http.StatusUnprocessableEntity, form)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := venture.Begin(v.ctx(), tx, begun)
		return err
	})
	return v.ventureChanged(err, "web.venture.begun", show.Face.Code)
}

// ventureChanged says what came of a change on the page of her business: refused, it
// is shown again as it was typed.
func (v *visit) ventureChanged(err error, said, code string) error {
	if err == nil {
		v.tellGood(said)
		return v.goTo(page.VenturePath(code))
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawVenture(status, form)
}

// ventureSheet is a page for her to keep: the numbers of her plan, in plain
// sentences, and where she can write down what comes.
func (v *visit) ventureSheet() error {
	show, err := v.businesses()
	if err != nil {
		return err
	}
	plan, written := show.Business.Plan()
	if !written {
		return v.nothing()
	}
	return v.show(http.StatusOK, page.VentureSheet(v.view(), show, plan))
}
