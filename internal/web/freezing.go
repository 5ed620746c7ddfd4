package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/page"
)

// freezeRoutes freeze figures, with two signatures, and hold what is frozen against
// today.
var freezeRoutes = []Route{
	{Method: "GET", Path: "/cifras/{programme}/congelar", Name: "freeze", Door: Within, Verb: "figures.freeze", Kind: access.Publication, handler: (*visit).freezePage},
	{Method: "POST", Path: "/cifras/{programme}/congelar", Name: "freeze", Door: Within, Verb: "figures.freeze", Kind: access.Publication, handler: (*visit).askToFreeze},
	{Method: "GET", Path: "/firmas/{asked}", Name: "sign", Door: Within, Verb: "figures.approve", Kind: access.Publication, handler: (*visit).signPage},
	{Method: "POST", Path: "/firmas/{asked}", Name: "sign", Door: Within, Verb: "figures.approve", Kind: access.Publication, handler: (*visit).signFigures},
	{Method: "POST", Path: "/firmas/{asked}/retirar", Name: "take-back", Door: Within, Verb: "figures.freeze", Kind: access.Publication, handler: (*visit).takeBack},
	{Method: "GET", Path: "/publicaciones/{code}/hoy", Name: "compare", Door: Within, Verb: "publication.recompute", Kind: access.Publication, handler: (*visit).compare},
}

// freezable is the programme of the address, when she may freeze its figures.
func (v *visit) freezable() (*programme.Definition, error) {
	d, err := v.offered("figures.count", access.Delivery)
	if err != nil {
		return nil, err
	}
	if v.scope.May("figures.freeze", publicationRow(d.ID, true)) != nil {
		return nil, v.nothing()
	}
	return d, nil
}

func publicationRow(programme string, public bool) access.Row {
	return access.Row{Kind: access.Publication, Class: 1, Programme: programme, Public: public}
}

func (v *visit) freezePage() error {
	d, err := v.freezable()
	if err != nil {
		return err
	}
	form := v.form(v.r.URL.Path)
	if form.Values == nil {
		form.Values = v.r.URL.Query()
	}
	return v.drawFreeze(http.StatusOK, d, form)
}

func (v *visit) drawFreeze(status int, d *programme.Definition, form page.Form) error {
	sets, err := v.reporter().Frozen(v.ctx(), v.scope, d.ID)
	if err != nil {
		return err
	}
	sets = slices.DeleteFunc(sets, func(f *report.Frozen) bool { return f.SupersededBy != "" })
	return v.show(status, page.Freeze(v.view(), page.FreezeShow{Programme: d, Form: form, Sets: sets, Today: v.Desk.Today(), Number: formNumber()}))
}

// askToFreeze keeps what she wants frozen until somebody else signs. What cannot
// be frozen she learns now, and not whoever signs.
func (v *visit) askToFreeze() error {
	d, err := v.freezable()
	if err != nil {
		return err
	}
	if !v.steppedUp() {
		return v.askToStepUp()
	}
	order, faults := v.orderIn(d)
	if len(faults) == 0 {
		if err = v.keepAsk(d, order); err == nil {
			v.tellGood("web.freeze.asked")
			return v.goTo("/publicaciones")
		}
	}
	if trenza.KindOf(err) == trenza.Forbidden || trenza.KindOf(err) == trenza.Invalid {
		faults = append(faults, page.Fault{Text: v.words.Error(err)})
		err = nil
	}
	if err != nil {
		return err
	}
	form := v.typedForm()
	form.Faults = faults
	return v.drawFreeze(http.StatusUnprocessableEntity, d, form)
}

// keepAsk keeps what she wants frozen, as it was counted: whoever signs, signs that.
func (v *visit) keepAsk(d *programme.Definition, order report.Order) error {
	counted, err := v.reporter().Report(v.ctx(), v.narrowed(d), order.Query)
	if err != nil {
		return err
	}
	order.Query.AsOf = counted.Position
	return v.write(func(tx *journal.Tx) error { return v.reporter().Ask(v.ctx(), tx, order) })
}

// orderIn reads what is to be frozen.
func (v *visit) orderIn(d *programme.Definition) (report.Order, []page.Fault) {
	typed := v.r.PostForm
	order := report.Order{
		Query:      report.Query{Definition: d, Public: typed.Get("for") != "house", By: dimensionsIn(typed.Get("by"))},
		Supersedes: typed.Get("supersedes"), Reason: strings.TrimSpace(typed.Get("reason")),
	}
	days, faults := v.periodIn(typed)
	if order.Query.Period = days; days == (trenza.Period{}) {
		order.Query.Period, _ = page.Span(typed.Get("period"), v.Desk.Today())
	}
	if order.Supersedes != "" && order.Reason == "" {
		faults = append(faults, page.Fault{Field: "reason", Text: v.words.Text("report.reason_missing", order.Supersedes)})
	}
	return order, faults
}

// toSign is what the address names, when she may sign it.
func (v *visit) toSign() (report.Ask, error) {
	return v.reporter().ToSign(v.ctx(), v.scope, v.actor, v.now(), v.r.PathValue("asked"))
}

// signPage shows whoever signs what she signs.
func (v *visit) signPage() error {
	ask, err := v.toSign()
	if err != nil {
		return err
	}
	counted, err := v.reporter().Report(v.ctx(), v.narrowed(ask.Order.Query.Definition), ask.Order.Query)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Sign(v.viewOf(ask.Order.Query.Definition), v.awaitedSet(ask), counted))
}

// signFigures freezes what somebody else asked for: she wrote it, and whoever is
// here answers for it too.
func (v *visit) signFigures() error {
	ask, err := v.toSign()
	if err != nil {
		return err
	}
	if !v.steppedUp() {
		return v.askToStepUp()
	}
	author, _, err := v.Desk.Actor(v.ctx(), ask.Account, v.Desk.Today())
	if err != nil {
		return v.nothing()
	}
	order := ask.Order
	order.Signs, order.Ask = &v.actor, ask.ID
	frozen, err := v.reporter().Freeze(v.ctx(), author, order)
	if err != nil {
		return err
	}
	v.tellGood("web.freeze.frozen", frozen.Code)
	return v.goTo("/publicaciones/" + frozen.Code)
}

// takeBack withdraws what she asked for.
func (v *visit) takeBack() error {
	err := v.write(func(tx *journal.Tx) error { return v.reporter().TakeBack(v.ctx(), tx, v.r.PathValue("asked")) })
	if err != nil {
		return err
	}
	v.tellGood("web.freeze.taken_back")
	return v.goTo("/publicaciones")
}

// awaited are the sets that wait for a signature: hers, and those that she may
// sign.
func (v *visit) awaited() (lines []page.AwaitedSet, err error) {
	asks, err := v.reporter().Asks(v.ctx(), v.scope, v.actor, v.now())
	for _, ask := range asks {
		lines = append(lines, v.awaitedSet(ask))
	}
	return lines, err
}

func (v *visit) awaitedSet(ask report.Ask) page.AwaitedSet {
	q := ask.Order.Query
	return page.AwaitedSet{
		ID: ask.ID, Own: ask.Own(v.actor), Name: ask.Name, On: trenza.DayOf(ask.At), Programme: q.Definition, Period: q.Period,
		By: q.By, Public: q.Public, Supersedes: ask.Order.Supersedes, Reason: ask.Order.Reason,
	}
}

// compare counts a frozen set again and says why it is otherwise today.
func (v *visit) compare() error {
	again, err := v.reporter().Recompute(v.ctx(), v.scope, tidyCode(v.r.PathValue("code")))
	if err != nil {
		return err
	}
	view := v.view()
	if d, known := programme.Shipped(again.Frozen.Programme); known {
		view.Printer = view.Grouping(d.Numbers.In(view.Lang()).Thousands)
	}
	return v.show(http.StatusOK, page.Compare(view, again))
}
