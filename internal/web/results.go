package web

import (
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/page"
)

// resultsRoutes are figures, whatever they are cut into, and where they come from.
var resultsRoutes = []Route{
	{Method: "GET", Path: "/cifras", Name: "figures", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).figuresOf},
	{Method: "GET", Path: "/cifras/{programme}", Name: "figures-of", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).results},
	{Method: "GET", Path: "/cifras/{programme}/corte", Name: "slice", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).slice},
	{Method: "GET", Path: "/cifras/{programme}/datos", Name: "figures-file", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).figuresFile},
	{Method: "GET", Path: "/cifras/{programme}/{picture}", Name: "picture", Door: Within, Verb: "figures.count", Kind: access.Delivery, handler: (*visit).picture},
	{Method: "GET", Path: "/cifras/{programme}/{indicator}/filas", Name: "rows", Door: Within, Verb: "figures.exact", Kind: access.Delivery, handler: (*visit).rows},
	{Method: "POST", Path: "/cifras/{programme}/{indicator}/filas", Name: "take-rows", Door: Within, Verb: "list.export", Kind: access.List, handler: (*visit).takeRows},
}

// results shows the figures of a programme as its roles count them, an answer to
// whatever the form asks, and where its pictures come from: those are drawn one by
// one, for they take longer.
func (v *visit) results() error {
	d, err := v.offered("figures.count", access.Delivery)
	if err != nil {
		return err
	}
	if to, named := v.byCode(d, ""); named {
		return v.goTo(to + "#slice")
	}
	show, err := v.figuresShow(d)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(show.Slice.Form.Faults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(status, page.Results(v.viewOf(d), show))
}

// figuresShow counts the figures and the slice of an address. Of what cannot be
// asked it shows the form again, and the figures of all times.
func (v *visit) figuresShow(d *programme.Definition) (page.ResultsShow, error) {
	show := page.ResultsShow{Programme: d}
	var err error
	if show.Slice, err = v.sliceShow(d); err != nil {
		return show, err
	}
	query := report.Query{Definition: d}
	if len(show.Slice.Form.Faults) == 0 {
		query.Period = show.Slice.Period
	}
	scope := v.narrowed(d)
	if show.Report, err = v.reporter().Report(v.ctx(), scope, query); err != nil {
		return show, err
	}
	show.Opens = func(id string) bool { return v.opens(d, id) }
	show.Freezes = v.scope.May("figures.freeze", publicationRow(d.ID, true)) == nil
	return show, nil
}

// narrowed is how far she reads of a programme.
func (v *visit) narrowed(d *programme.Definition) access.Scope {
	scope := v.scope
	scope.Programme = d.ID
	return scope
}

// viewOf is the view of a page about a programme, which writes numbers as the
// programme does.
func (v *visit) viewOf(d *programme.Definition) page.View {
	view := v.view()
	view.Printer = view.Grouping(d.Numbers.In(view.Lang()).Thousands)
	return view
}

// opens reports whether the rows behind a figure are hers to see.
func (v *visit) opens(d *programme.Definition, id string) bool {
	indicator, known := d.Indicator(id)
	return known && !slices.ContainsFunc(indicator.Of, func(t programme.Term) bool {
		return !v.scope.Reaches("figures.exact", access.Delivery, access.Among(d.Offers(), d.ID, t.Service))
	})
}

// slice shows the answer to a form alone: a page of its own, of which a script
// takes what it puts in the place of the answer before.
func (v *visit) slice() error {
	d, err := v.offered("figures.count", access.Delivery)
	if err != nil {
		return err
	}
	if to, named := v.byCode(d, "/corte"); named {
		return v.goTo(to)
	}
	show, err := v.sliceShow(d)
	if err != nil {
		return err
	}
	if len(show.Form.Faults) > 0 {
		return v.goTo(withQuery("/cifras/"+d.ID, v.r.URL.Query()))
	}
	return v.show(http.StatusOK, page.SliceAlone(v.viewOf(d), show))
}

// sliceShow asks what the form asks.
func (v *visit) sliceShow(d *programme.Definition) (page.SliceShow, error) {
	asked := v.sliceIn(d, v.r.URL.Query())
	show := page.SliceShow{
		Programme: d, Form: page.Form{Values: v.r.URL.Query(), Faults: asked.faults}, Period: asked.slice.Question.Period,
		Indicators: v.countable(d), Services: v.countableServices(d), Today: v.Desk.Today(),
	}
	show.Query = asked.query()
	if len(asked.faults) > 0 {
		return show, nil
	}
	if place, known := directory.PlaceOf(asked.slice.Question.Place); known {
		show.Form.Values.Set("place", place.String())
	}
	err := v.reporter().Budgeted(v.ctx(), v.narrowed(d), asked.slice, v.Desk.Today())
	if err == nil {
		show.Sliced, err = v.reporter().Slice(v.ctx(), v.narrowed(d), asked.slice)
	}
	if err == nil || trenza.KindOf(err) == trenza.Internal {
		return show, err
	}
	return v.refusedSlice(show, err)
}

// refusedSlice shows beside the form why it has no answer; somebody who may count
// nothing of it sees the page without.
func (v *visit) refusedSlice(show page.SliceShow, err error) (page.SliceShow, error) {
	switch trenza.KindOf(err) {
	case trenza.Invalid:
		form, _, err := v.faulty(err)
		show.Form.Faults = form.Faults
		return show, err
	case trenza.Forbidden:
		show.Refused = v.words.Error(err)
		return show, nil
	case trenza.NotFound:
		return show, v.nothing()
	}
	return show, err
}

// picture draws one picture of a slice.
func (v *visit) picture() error {
	d, err := v.offered("figures.count", access.Delivery)
	if err != nil {
		return err
	}
	id := v.r.PathValue("picture")
	if !slices.Contains(page.Pictures(), id) {
		return v.nothing()
	}
	asked := v.sliceIn(d, v.r.URL.Query())
	if len(asked.faults) > 0 {
		return v.goTo(withQuery("/cifras/"+d.ID, v.r.URL.Query()))
	}
	show := page.PictureShow{Programme: d, ID: id, Query: asked.query()}
	if err := v.draw(&show, asked.slice); err != nil {
		if trenza.KindOf(err) != trenza.Forbidden && trenza.KindOf(err) != trenza.Invalid {
			return err
		}
		show.Refused = v.words.Error(err)
	}
	return v.show(http.StatusOK, page.PictureAlone(v.viewOf(d), show))
}

// byCode is where a slice leads whose place was typed by its name: addresses hold
// codes alone.
func (v *visit) byCode(d *programme.Definition, what string) (to string, named bool) {
	asked := v.sliceIn(d, v.r.URL.Query())
	place := asked.slice.Question.Place
	if len(asked.faults) > 0 || v.r.URL.Query().Get("place") == string(place) {
		return "", false
	}
	return withQuery("/cifras/"+d.ID+what, asked.query()), true
}
