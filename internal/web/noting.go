package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// notingRoutes are for noting what a woman received and when she comes next.
var notingRoutes = []Route{
	{Method: "GET", Path: "/hilos/{code}/anotar", Name: "note", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).notePage},
	{Method: "POST", Path: "/hilos/{code}/anotar", Name: "note", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).note},
}

func notePath(code string) string { return threadPath(code) + "/anotar" }

// errNear ends a write in which an attention turned out to repeat another nearly.
var errNear = errors.New("web: it nearly repeats another")

// notePage asks which service she received, and then what there is to say of it.
func (v *visit) notePage() error {
	face, err := v.face(v.r.PathValue("code"))
	if err != nil {
		return err
	}
	offers, err := v.recordable(programme.Individual, programme.Group)
	if err != nil {
		return err
	}
	form := v.form(notePath(face.Code))
	if form.Values == nil {
		form.Values = url.Values{"service": {v.r.URL.Query().Get("servicio")}, "day": {string(v.Desk.Today())}, "place": {v.usualPlace()}}
	}
	s, known := serviceIn(offers, form.Value("service"))
	if !known {
		return v.show(http.StatusOK, page.NoteWhich(v.view(), page.NewWhich(v.words, face, notePath(face.Code), offers)))
	}
	return v.drawNote(http.StatusOK, face, s, form, nil)
}

// face is what she may see of whoever a code names: at least that there is
// somebody.
func (v *visit) face(code string) (face registry.Face, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		reached, err := registry.Reach(v.ctx(), r, v.scope, tidyCode(code))
		if err != nil {
			return err
		}
		face, err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, reached.Root)
		return err
	})
	return face, err
}

// recordable are the services that she may record in any of some ways, by
// programme in the order of their files. What is restricted has a page of its own
// team.
func (v *visit) recordable(modes ...programme.Mode) (offers []attention.Service, err error) {
	verb, kind := "attention.give", access.Attention
	if slices.Contains(modes, programme.Headcount) {
		verb, kind = "activity.count", access.Activity
	}
	some, err := v.offering(verb, kind)
	for _, d := range some {
		for _, offer := range d.Offers() {
			s, known := d.Service(offer.ID)
			if known && s.Class < trenza.P4 && slices.ContainsFunc(modes, s.Has) && v.scope.Reaches(verb, kind, offer) {
				offers = append(offers, attention.Service{Programme: d, Service: s})
			}
		}
	}
	return offers, err
}

// serviceIn finds the service that "programme/service" names among some.
func serviceIn(offers []attention.Service, name string) (attention.Service, bool) {
	i := slices.IndexFunc(offers, func(s attention.Service) bool { return s.Programme.ID+"/"+s.ID == name })
	if i < 0 {
		return attention.Service{}, false
	}
	return offers[i], true
}

// usualPlace is what the place of her only role that has one is called, "" where
// it goes without saying nowhere.
func (v *visit) usualPlace() string {
	var places []string
	for _, g := range v.actor.Grants {
		if place, known := directory.PlaceOf(g.Place); known {
			places = append(places, place.String())
		}
	}
	if slices.Sort(places); len(slices.Compact(places)) != 1 {
		return ""
	}
	return places[0]
}

func (v *visit) drawNote(status int, face registry.Face, s attention.Service, form page.Form, near *attention.Near) error {
	show := page.NewNote(v.words, face, s, form)
	show.Action, show.Number, show.Near = notePath(face.Code), v.formNumberOf(form), near
	return v.show(status, page.Note(v.view(), show))
}

// formNumberOf is the number that a form was sent with, or a new one: the same
// form shown again is still the same command.
func (v *visit) formNumberOf(form page.Form) string {
	if number := form.Value("form"); number != "" {
		return number
	}
	return formNumber()
}

// note records what was typed. What her thread has already is not recorded twice,
// and what nearly repeats it is asked about.
func (v *visit) note() error {
	face, err := v.face(v.r.PathValue("code"))
	if err != nil {
		return err
	}
	offers, err := v.recordable(programme.Individual, programme.Group)
	if err != nil {
		return err
	}
	s, known := serviceIn(offers, v.r.PostFormValue("service"))
	if !known {
		return v.nothing()
	}
	form := v.typedForm()
	given, next, faults := v.noteTyped(s)
	if form.Faults = faults; len(faults) > 0 {
		return v.drawNote(http.StatusUnprocessableEntity, face, s, form, nil)
	}
	noted, err := v.writeNote(face.Code, s, given, next)
	if errors.Is(err, errNear) {
		return v.drawNote(http.StatusConflict, face, s, form, noted.Near)
	}
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawNote(status, face, s, form, nil)
	}
	title := s.Title.In(v.words.Lang())
	if noted.Had {
		v.tell(page.Info, v.words.Text("web.note.had", title))
	} else {
		v.tellGood("web.note.done", title, given.Day)
	}
	return v.goTo(threadPath(face.Code))
}

// writeNote records an attention, and what was agreed for the next time, in one
// write.
func (v *visit) writeNote(code string, s attention.Service, given attention.Attention, next *agenda.Step) (noted pathway.Noted, err error) {
	sure := v.r.PostFormValue("sure") != ""
	err = v.write(func(tx *journal.Tx) error {
		noted, err = pathway.Note(v.ctx(), tx, v.scope, code, s, given, sure)
		if err == nil && noted.Near != nil {
			err = errNear
		}
		if err != nil || next == nil {
			return err
		}
		if next.Person, err = v.rootOf(tx, code); err != nil {
			return err
		}
		_, err = agenda.Plan(v.ctx(), tx, *next)
		return err
	})
	return noted, err
}

func (v *visit) rootOf(r store.Reader, code string) (string, error) {
	reached, err := registry.Reach(v.ctx(), r, v.scope, code)
	return reached.Root, err
}

// noteTyped reads what was typed of an attention, and of the next time.
func (v *visit) noteTyped(s attention.Service) (given attention.Attention, next *agenda.Step, faults []page.Fault) {
	given.Day, faults = v.dayTyped("day", faults)
	given.Place, faults = v.placeTyped(s, faults)
	given.Outcomes = []string{programme.Delivered}
	if s.Course != nil {
		given.Mark = v.r.PostFormValue("mark")
		if !slices.Contains(page.Marks(), given.Mark) {
			faults = append(faults, page.Fault{Field: "mark", Text: v.words.Text("web.missing.mark")})
		}
		given.Minutes = attention.MinutesFor(s.Course, given.Mark)
		if !attention.TookPart(given.Mark) {
			given.Outcomes = nil
		}
	}
	given.Form, faults = v.answersTyped(s, faults)
	next, faults = v.nextTyped(s, given.Place, faults)
	return given, next, faults
}

// dayTyped reads a day that has to be typed and has come.
func (v *visit) dayTyped(field string, faults []page.Fault) (trenza.Day, []page.Fault) {
	day, err := v.readDay(field)
	if err == nil && day == "" {
		err = trenza.Refuse("attention.no_day")
	}
	if err == nil && day > v.Desk.Today() {
		err = trenza.Refuse("web.note.day_to_come")
	}
	if err != nil {
		faults = append(faults, page.Fault{Field: field, Text: v.words.Error(err)})
	}
	return day, faults
}

// placeTyped reads where a service was given, by name or code.
func (v *visit) placeTyped(s attention.Service, faults []page.Fault) (trenza.Place, []page.Fault) {
	text := strings.TrimSpace(v.r.PostFormValue("place"))
	if text == "" {
		return "", append(faults, page.Fault{Field: "place", Text: v.words.Text("web.missing.place")})
	}
	place, err := exchange.ReadPlaceIn(s.Programme, text)
	if err != nil {
		faults = append(faults, page.Fault{Field: "place", Text: v.words.Error(err)})
	}
	return place.Code, faults
}

// nextTyped reads when she comes next, nil where nothing was agreed.
func (v *visit) nextTyped(s attention.Service, place trenza.Place, faults []page.Fault) (*agenda.Step, []page.Fault) {
	day, err := v.readDay("next_day")
	if err != nil {
		return nil, append(faults, page.Fault{Field: "next_day", Text: v.words.Error(err)})
	}
	hour, what := v.r.PostFormValue("next_hour"), strings.TrimSpace(v.r.PostFormValue("next_what"))
	if day == "" {
		if hour != "" || what != "" {
			faults = append(faults, page.Fault{Field: "next_day", Text: v.words.Text("web.missing.next_day")})
		}
		return nil, faults
	}
	if day < v.Desk.Today() {
		return nil, append(faults, page.Fault{Field: "next_day", Text: v.words.Text("agenda.day_past", day, v.Desk.Today())})
	}
	return &agenda.Step{
		Programme: s.Programme.ID, Service: s.ID, Day: day, Hour: hour, Place: place, Words: agenda.Words{What: what},
	}, faults
}
