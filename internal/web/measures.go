package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// measureRoutes are what a woman answers to questionnaires, before and after.
var measureRoutes = []Route{
	{Method: "GET", Path: "/hilos/{code}/respuestas", Name: "measures", Door: Within, Verb: "measure.read", Or: "measure.take", Kind: access.Attention, handler: (*visit).measures},
	{Method: "GET", Path: "/hilos/{code}/respuestas/{instrument}", Name: "measure", Door: Within, Verb: "measure.take", Kind: access.Attention, handler: (*visit).measureForm},
	{Method: "POST", Path: "/hilos/{code}/respuestas/{instrument}", Name: "measure", Door: Within, Verb: "measure.take", Kind: access.Attention, handler: (*visit).takeMeasure},
	{Method: "POST", Path: "/hilos/{code}/respuestas/{measurement}/retirar", Name: "measure-withdrawn", Door: Within, Verb: "measure.take", Kind: access.Attention, handler: (*visit).withdrawMeasure},
}

// asking are the instruments that the programmes ask, where a verb of hers may reach
// what was answered.
func (v *visit) asking(verb string) (all []page.AskedShow, err error) {
	var some []*programme.Definition
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		some, err = v.programmes(r, v.actor.Organisation)
		return err
	})
	for _, d := range some {
		for _, a := range d.Instruments {
			i, known := scale.Find(a.Instrument)
			s := v.scope.Service(d.ID, a.Service)
			if !known {
				continue
			}
			s.Class = max(s.Class, i.Class)
			if v.mayReach(verb, s) {
				all = append(all, page.AskedShow{Programme: d, Asking: a, Instrument: i})
			}
		}
	}
	return all, err
}

// measures shows what she answered, and how it moved.
func (v *visit) measures() error {
	show, err := v.herAnswers()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Measures(v.view(), show))
}

// herAnswers is what the woman of the address answered, as far as the reader reads it.
// What is sensitive in it is on record before it is shown.
func (v *visit) herAnswers() (show page.MeasuresShow, err error) {
	if show.Face, err = v.face(v.r.PathValue("code")); err != nil {
		return show, err
	}
	reads, err := v.asking("measure.read")
	if err != nil {
		return show, err
	}
	show.Own = v.isHers(show.Face.Code)
	takes, err := v.asking("measure.take")
	if err != nil || len(reads)+len(takes) == 0 {
		return show, v.orNothing(err)
	}
	show.Asked = page.AskedOf(reads, takes)
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		if show.All, err = measure.OfThread(v.ctx(), r, v.Vault, v.scope, show.Face.Root); err != nil {
			return err
		}
		return v.together(r, show.Asked)
	})
	if err != nil {
		return show, err
	}
	return show, v.tellAnswers(show.Face, show.All)
}

// tellAnswers puts it on record that answers are shown, by the field of the service
// within which each was given.
func (v *visit) tellAnswers(face registry.Face, all []measure.Measurement) error {
	classes := make(map[access.Field]trenza.Class)
	for _, m := range all {
		class := trenza.P3
		if i, known := scale.Find(m.Instrument); known {
			class = i.Class
		}
		field := v.scope.Service(m.Programme, m.Service).Field
		classes[field] = max(classes[field], class)
	}
	for field, class := range classes {
		if err := v.tellRead(class, field, face); err != nil {
			return err
		}
	}
	return nil
}

// together adds to each instrument how the answers of the women of its programme
// moved between the baseline and the end, where she counts them.
func (v *visit) together(r store.Reader, asked []page.AskedShow) error {
	for i := range asked {
		a := &asked[i]
		if !v.scope.Reaches("figures.count", access.Delivery, v.scope.Service(a.Programme.ID, a.Asking.Service)) {
			continue
		}
		changes, err := measure.ChangesOf(v.ctx(), r, v.Vault, v.scope, a.Programme.ID, a.Instrument.ID, measure.Endline)
		if err != nil {
			return err
		}
		a.Together = &changes
	}
	return nil
}

// oneAsked is the instrument of the address, where she may ask it, and of whom.
func (v *visit) oneAsked() (show page.MeasureShow, err error) {
	if show.Face, err = v.face(v.r.PathValue("code")); err != nil {
		return show, err
	}
	takes, err := v.asking("measure.take")
	at := slices.IndexFunc(takes, func(a page.AskedShow) bool { return a.Instrument.ID == v.r.PathValue("instrument") })
	if err != nil || at < 0 {
		return show, v.orNothing(err)
	}
	show.AskedShow = takes[at]
	return show, nil
}

// measureForm asks the questions of an instrument.
func (v *visit) measureForm() error {
	show, err := v.oneAsked()
	if err != nil {
		return err
	}
	form := v.form(page.MeasurePath(show.Face.Code, show.Instrument.ID))
	if form.Values == nil {
		form.Values = url.Values{"day": {string(v.Desk.Today())}, "place": {v.usualPlace()}, "language": {v.words.Lang()}}
	}
	return v.drawMeasure(http.StatusOK, show, form)
}

func (v *visit) drawMeasure(status int, show page.MeasureShow, form page.Form) error {
	show.Form, show.Number = form, v.formNumberOf(form)
	return v.show(status, page.Measure(v.view(), show))
}

// takeMeasure keeps what she answered.
func (v *visit) takeMeasure() error {
	show, err := v.oneAsked()
	if err != nil {
		return err
	}
	e := &entry{visit: v}
	m := e.measurement(show)
	form := v.typedForm()
	if form.Faults = e.faults; len(e.faults) > 0 {
		return v.drawMeasure(http.StatusUnprocessableEntity, show, form)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := measure.Take(v.ctx(), tx, m)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawMeasure(status, show, form)
	}
	v.tellGood("web.measure.kept")
	return v.goTo(page.MeasuresPath(show.Face.Code))
}

// measurement reads answers as they were typed. What was left open was passed over
// for the one reason that is given.
func (e *entry) measurement(show page.MeasureShow) measure.Measurement {
	m := measure.Measurement{
		Programme: show.Programme.ID, Person: show.Face.Root, Instrument: show.Instrument.ID, Wave: e.text("wave"), Day: e.day("day"), Language: e.text("language"),
		Said: measure.Said{Alone: e.text("alone") == "yes", Answers: scale.Answers{Values: make(map[int]int), Skipped: make(map[int]scale.Skip)}},
	}
	place, faults := e.placeAt(show.Programme)
	m.Place, e.faults = place, append(e.faults, faults...)
	skip := scale.Skip(e.text("skip"))
	for n := 1; n <= show.Instrument.Items; n++ {
		field := page.ItemField(n)
		switch text := e.text(field); {
		case text != "":
			m.Said.Values[n] = e.count(field)
		case skip != "":
			m.Said.Skipped[n] = skip
		}
	}
	if len(m.Said.Values) == 0 && skip == "" {
		e.fault("skip", trenza.Refuse("web.measure.nothing"))
	}
	if len(show.Instrument.Risk) > 0 && e.text("stays")+e.text("contacted")+e.text("hour") != "" {
		m.Said.Protocol = &measure.Protocol{
			Safe: e.text("safe") == "yes", Means: e.text("means") == "yes", Stays: e.text("stays"), Contacted: e.text("contacted"),
			Hour: e.text("hour"), Notes: e.text("notes"),
		}
	}
	return m
}

// withdrawMeasure takes answers back.
func (v *visit) withdrawMeasure() error {
	face, err := v.face(v.r.PathValue("code"))
	if err != nil {
		return err
	}
	err = v.write(func(tx *journal.Tx) error {
		m, err := measure.ByID(v.ctx(), tx, v.Vault, v.scope, v.r.PathValue("measurement"))
		if err == nil && m.Root != face.Root {
			err = v.nothing()
		}
		if err != nil {
			return err
		}
		return measure.Withdraw(v.ctx(), tx, m.ID)
	})
	if err != nil {
		return err
	}
	v.tellGood("web.venture.taken_back")
	return v.goTo(page.MeasuresPath(face.Code))
}

// leadsAnswers is where the answers of a woman are, "" where the reader reads none.
func (v *visit) leadsAnswers(code string) string {
	reads, err := v.asking("measure.read")
	if err != nil || len(reads) == 0 {
		return ""
	}
	return page.MeasuresPath(code)
}

// leadsWork is where it stands how her work goes, "" where the reader does not read
// it.
func (v *visit) leadsWork(code string) string {
	if some, err := v.employing("attention.read"); err != nil || len(some) == 0 {
		return ""
	}
	return page.WorkPath(code)
}

// leadsVenture is where her business is, "" where the reader reads none.
func (v *visit) leadsVenture(code string) string {
	if some, err := v.supporting("attention.read"); err != nil || len(some) == 0 {
		return ""
	}
	return page.VenturePath(code)
}

// beside is what leads from her thread to the rooms beside it.
func (v *visit) beside(code string) (rooms []page.Room) {
	answers := "web.venture.answers"
	if v.isHers(code) {
		answers = "web.venture.answers_own"
	}
	for _, room := range []page.Room{
		{Key: "web.venture.title", Path: v.leadsVenture(code), Icon: "shop"},
		{Key: "web.venture.work", Path: v.leadsWork(code), Icon: "work"},
		{Key: answers, Path: v.leadsAnswers(code), Icon: "voice"},
	} {
		if room.Path != "" {
			rooms = append(rooms, room)
		}
	}
	return rooms
}
