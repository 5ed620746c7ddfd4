package web

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
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

// freezeAsk is a set of figures that somebody wants frozen, and that waits for
// somebody else to sign.
type freezeAsk struct {
	id           string
	organisation string
	account      string // whose it is
	name         string
	at           time.Time
	order        report.Order
}

// freezeAsks are those that wait. They are in memory alone: nothing is frozen yet,
// and asking again costs a minute. They are forgotten after a week.
type freezeAsks struct {
	sync.Mutex
	all []freezeAsk
}

const (
	asksLast   = 7 * 24 * time.Hour
	mostAsks   = 200
	asksOfEach = 10
)

// add keeps one. Of each account, the oldest of many goes.
func (a *freezeAsks) add(one freezeAsk) {
	a.Lock()
	defer a.Unlock()
	a.all = append(a.all, one)
	for a.of(one.account) > asksOfEach || len(a.all) > mostAsks {
		i := slices.IndexFunc(a.all, func(f freezeAsk) bool { return f.account == one.account })
		a.all = slices.Delete(a.all, i, i+1)
	}
}

func (a *freezeAsks) of(account string) (n int) {
	for _, f := range a.all {
		if f.account == account {
			n++
		}
	}
	return n
}

// waiting lists those of an organisation that have not been forgotten.
func (a *freezeAsks) waiting(organisation string, now time.Time) (some []freezeAsk) {
	a.Lock()
	defer a.Unlock()
	a.all = slices.DeleteFunc(a.all, func(f freezeAsk) bool { return now.Sub(f.at) > asksLast })
	for _, f := range a.all {
		if f.organisation == organisation {
			some = append(some, f)
		}
	}
	return some
}

func (a *freezeAsks) remove(id string) {
	a.Lock()
	defer a.Unlock()
	a.all = slices.DeleteFunc(a.all, func(f freezeAsk) bool { return f.id == id })
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
	if sent, err := v.sentBefore("/publicaciones"); sent || err != nil {
		return err
	}
	order, faults := v.orderIn(d)
	if len(faults) == 0 {
		var counted *report.Report
		if counted, err = v.reporter().Report(v.ctx(), v.narrowed(d), order.Query); err == nil {
			order.Query.AsOf = counted.Position // whoever signs, signs what was counted now
		}
	}
	if trenza.KindOf(err) == trenza.Forbidden || trenza.KindOf(err) == trenza.Invalid {
		faults = append(faults, page.Fault{Text: v.words.Error(err)})
		err = nil
	}
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		v.sendAgain()
		form := v.typedForm()
		form.Faults = faults
		return v.drawFreeze(http.StatusUnprocessableEntity, d, form)
	}
	v.asks.add(freezeAsk{
		id: trenza.NewID(), organisation: v.actor.Organisation, account: v.account.ID, name: v.account.Name, at: v.now(), order: order,
	})
	v.tellGood("web.freeze.asked")
	return v.goTo("/publicaciones")
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

// asked is one that waits, when she may do with it what a verb does.
func (v *visit) askOf(verb string) (freezeAsk, error) {
	waiting := v.asks.waiting(v.actor.Organisation, v.now())
	i := slices.IndexFunc(waiting, func(f freezeAsk) bool { return f.id == v.r.PathValue("asked") })
	if i < 0 || !v.mayWith(verb, waiting[i]) {
		return freezeAsk{}, v.nothing()
	}
	return waiting[i], nil
}

func (v *visit) mayWith(verb string, f freezeAsk) bool {
	return v.scope.May(verb, publicationRow(f.order.Query.Definition.ID, f.order.Query.Public)) == nil
}

// signPage shows whoever signs what she signs.
func (v *visit) signPage() error {
	f, err := v.askOf("figures.approve")
	if err != nil {
		return err
	}
	if f.account == v.account.ID {
		return v.nothing() // two people sign
	}
	counted, err := v.reporter().Report(v.ctx(), v.narrowed(f.order.Query.Definition), f.order.Query)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Sign(v.viewOf(f.order.Query.Definition), v.awaitedSet(f), counted))
}

// signFigures freezes what somebody else asked for: she wrote it, and whoever is
// here answers for it too.
func (v *visit) signFigures() error {
	f, err := v.askOf("figures.approve")
	if err != nil {
		return err
	}
	if !v.steppedUp() {
		return v.askToStepUp()
	}
	author, _, err := v.Desk.Actor(v.ctx(), f.account, v.Desk.Today())
	if err != nil {
		return v.nothing()
	}
	order := f.order
	order.Signs = &v.actor
	frozen, err := v.reporter().Freeze(v.ctx(), author, order)
	if err != nil {
		return err
	}
	v.asks.remove(f.id)
	v.tellGood("web.freeze.frozen", frozen.Code)
	return v.goTo("/publicaciones/" + frozen.Code)
}

// takeBack withdraws what she asked for.
func (v *visit) takeBack() error {
	f, err := v.askOf("figures.freeze")
	if err != nil || f.account != v.account.ID {
		return v.nothing()
	}
	v.asks.remove(f.id)
	v.tellGood("web.freeze.taken_back")
	return v.goTo("/publicaciones")
}

// awaited are the sets that wait for a signature: hers, and those that she may
// sign.
func (v *visit) awaited() (lines []page.AwaitedSet) {
	for _, f := range v.asks.waiting(v.actor.Organisation, v.now()) {
		own := f.account == v.account.ID
		if own || v.mayWith("figures.approve", f) {
			lines = append(lines, v.awaitedSet(f))
		}
	}
	return lines
}

func (v *visit) awaitedSet(f freezeAsk) page.AwaitedSet {
	q := f.order.Query
	return page.AwaitedSet{
		ID: f.id, Own: f.account == v.account.ID, Name: f.name, On: trenza.DayOf(f.at), Programme: q.Definition, Period: q.Period,
		By: q.By, Public: q.Public, Supersedes: f.order.Supersedes, Reason: f.order.Reason,
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
