package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// visitForm asks how the business goes.
func (v *visit) visitForm() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	form := v.form(page.VenturePathOf(show.Face.Code, show.Business.ID, "visita"))
	if form.Values == nil {
		month := v.r.URL.Query().Get("mes")
		if month == "" {
			month = show.NextMonth()
		}
		form.Values = url.Values{"month": {month}, "day": {string(v.Desk.Today())}}
	}
	return v.drawVisitForm(http.StatusOK, show, form)
}

func (v *visit) drawVisitForm(status int, show page.VentureShow, form page.Form) error {
	show.Form, show.Number = form, v.formNumberOf(form)
	return v.show(status, page.VisitForm(v.view(), show))
}

// askVisit keeps how the business goes, as she tells it.
func (v *visit) askVisit() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	e := &entry{visit: v}
	month, err := strconv.Atoi(e.text("month"))
	if err != nil {
		month = -1
	}
	k := venture.Visit{
		Venture: show.Business.ID, Month: month, Day: e.day("day"), Operating: e.text("operating"), Numbers: e.numbers(),
		Aside: venture.Aside{Reaction: e.text("reaction")},
	}
	form := v.typedForm()
	if form.Faults = e.faults; len(e.faults) > 0 {
		return v.drawVisitForm(http.StatusUnprocessableEntity, show, form)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := venture.Ask(v.ctx(), tx, k)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawVisitForm(status, show, form)
	}
	v.tellGood("web.venture.asked")
	return v.goTo(page.VenturePath(show.Face.Code) + "#follow")
}

// numbers reads those of the last month.
func (e *entry) numbers() venture.Numbers {
	return venture.Numbers{
		Sales: e.money("sales"), Costs: e.money("costs"), Withdrawal: e.money("withdrawal"), Savings: e.money("savings"), Debt: e.money("debt"),
		Workers: e.count("workers"), Women: e.count("women"), Customers: e.count("customers"), CareHours: e.count("care_hours"),
		Formal: e.text("formal") == "yes", Control: e.text("control"), Needs: e.text("needs"),
	}
}

// withdrawVisit takes back that somebody asked about a business or about work.
func (v *visit) withdrawVisit() error {
	face, err := v.face(v.r.PathValue("code"))
	if err != nil {
		return err
	}
	var of string
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := venture.OfThread(v.ctx(), r, v.Vault, v.scope, face.Root)
		if err != nil {
			return err
		}
		for _, b := range all {
			if slices.ContainsFunc(b.Visits, func(k venture.Visit) bool { return k.ID == v.r.PathValue("asked") }) {
				of = page.VenturePath(face.Code)
			}
		}
		work, err := venture.WorkOf(v.ctx(), r, v.Vault, v.scope, face.Root)
		if slices.ContainsFunc(work, func(k venture.Work) bool { return k.ID == v.r.PathValue("asked") }) {
			of = page.WorkPath(face.Code)
		}
		return err
	})
	if err != nil || of == "" {
		return v.orNothing(err)
	}
	if err := v.write(func(tx *journal.Tx) error { return venture.Withdraw(v.ctx(), tx, v.r.PathValue("asked")) }); err != nil {
		return err
	}
	v.tellGood("web.venture.taken_back")
	return v.goTo(of)
}

// workPage shows how her work goes, and asks for the next month.
func (v *visit) workPage() error {
	form := v.form(page.WorkPath(v.r.PathValue("code")))
	if form.Values == nil {
		form.Values = url.Values{"day": {string(v.Desk.Today())}, "place": {v.usualPlace()}, "month": {v.r.URL.Query().Get("mes")}}
	}
	return v.drawWork(http.StatusOK, form)
}

// employing are the programmes that ask about work, where a verb of hers may reach
// what was told.
func (v *visit) employing(verb string) ([]*programme.Definition, error) {
	return v.offeringIn(verb, func(d *programme.Definition) string {
		if d.Jobs == nil {
			return ""
		}
		return d.Jobs.Service
	})
}

func (v *visit) drawWork(status int, form page.Form) error {
	show, err := v.working()
	if err != nil {
		return err
	}
	if form.Value("month") == "" && len(show.Open()) > 0 {
		form.Values.Set("month", strconv.Itoa(show.Open()[0]))
	}
	show.Form, show.Number = form, v.formNumberOf(form)
	return v.show(status, page.Work(v.view(), show))
}

// working is how the work of the woman of the address goes. What is set aside in it
// is on record as read before it is shown.
func (v *visit) working() (show page.WorkShow, err error) {
	if show.Face, err = v.face(v.r.PathValue("code")); err != nil {
		return show, err
	}
	some, err := v.employing("attention.read")
	if err != nil || len(some) == 0 {
		return show, v.orNothing(err)
	}
	show.Definition, show.Today = some[0], v.Desk.Today()
	show.Gives = v.scope.Reaches("attention.give", access.Attention, v.scope.Service(some[0].ID, some[0].Jobs.Service))
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		show.All, err = venture.WorkOf(v.ctx(), r, v.Vault, v.scope, show.Face.Root)
		return err
	})
	if err != nil {
		return show, err
	}
	class := trenza.P2
	if slices.ContainsFunc(show.All, func(k venture.Work) bool { return k.Decent != venture.Decent{} }) {
		class = trenza.P3
	}
	return show, v.tellRead(class, access.Training, show.Face)
}

// askWork keeps how her work goes.
func (v *visit) askWork() error {
	show, err := v.working()
	if err != nil {
		return err
	}
	if !show.Gives {
		return v.nothing()
	}
	e := &entry{visit: v}
	k := e.work(show)
	form := v.typedForm()
	if form.Faults = e.faults; len(e.faults) > 0 {
		return v.drawWork(http.StatusUnprocessableEntity, form)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := venture.AskWork(v.ctx(), tx, k)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawWork(status, form)
	}
	v.tellGood("web.venture.asked")
	return v.goTo(page.WorkPath(show.Face.Code))
}

// work reads how her work goes.
func (e *entry) work(show page.WorkShow) venture.Work {
	month, err := strconv.Atoi(e.text("month"))
	if err != nil {
		month = -1
	}
	checks := e.r.PostForm["decent"]
	place, faults := e.placeAt(show.Definition)
	e.faults = append(e.faults, faults...)
	return venture.Work{
		Programme: show.Definition.ID, Person: show.Face.Root, Place: place, Month: month, Day: e.day("day"),
		Status: e.text("status"), Contract: e.text("contract") == "yes", ThroughUs: e.text("through_us") == "yes",
		Terms: venture.Terms{Hours: e.count("hours"), Income: e.money("income"), UpTo: e.money("up_to")},
		Decent: venture.Decent{
			Asked: len(checks) > 0, Late: slices.Contains(checks, "late"), Documents: slices.Contains(checks, "documents"), Harassment: slices.Contains(checks, "harassment"),
		},
	}
}
