package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// The attacks of a stranger, file by file: attack_test.go guesses at ids,
// attack_session_test.go at sessions, attack_door_test.go at the ways in, and
// attack_request_test.go writes requests that no browser would.

// silent expects an answer that says none of some words.
func (s *site) silent(a answer, words ...string) {
	s.Helper()
	said := a.body
	for name, values := range a.header {
		said += "\n" + name + ": " + strings.Join(values, ", ")
	}
	for _, word := range words {
		if strings.Contains(said, word) {
			s.Errorf("an answer says %q:\n%s", word, said)
		}
	}
}

// alike expects two answers that nobody can tell apart: the same status, body and
// headers.
func (s *site) alike(what string, got, want answer) {
	s.Helper()
	if got.status != want.status || got.body != want.body {
		s.Errorf("%s: %d, want %d\n%s\n%s", what, got.status, want.status, got.text(), want.text())
	}
	for _, a := range []answer{got, want} {
		a.header.Del("Date")
	}
	if !maps.EqualFunc(got.header, want.header, slices.Equal) {
		s.Errorf("%s: headers %v, want %v", what, got.header, want.header)
	}
}

// elementWith reports whether a page has an element with an attribute.
func elementWith(t *testing.T, a answer, element, key, value string) bool {
	t.Helper()
	tree, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == element && slices.Contains(n.Attr, html.Attribute{Key: key, Val: value}) {
			return true
		}
	}
	return false
}

// never is the id of nothing.
const never = "01a20154-2004-7dc2-adfe-302bd5edb15f"

// secrets are what somebody may guess at, by the name that it has in a route.
type secrets map[string]string

// inPath puts ids in the places of a path.
func (s *site) inPath(route web.Route, ids secrets) string {
	s.Helper()
	return placeholder.ReplaceAllStringFunc(strings.TrimSuffix(route.Path, "{$}"), func(found string) string {
		name := strings.Trim(found, "{}")
		if name == "code" && route.Kind == access.Publication {
			name = "publication"
		}
		id, known := ids[name]
		if !known {
			s.Errorf("%s: nobody guesses at %s", route.Path, found)
		}
		return id
	})
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// ofNothing are ids that are nothing's.
var ofNothing = secrets{
	"account": never, "grant": never, "session": never, "recovery": never, "key": never, "token": strings.Repeat("A", 43), "certificate": "AAAAA-AAAAA",
	"code": trenza.Code([]byte("nobody at all")), "publication": trenza.Code([]byte("never frozen")), "programme": "taller-nada", "indicator": "0.0",
	"list":     trenza.Code([]byte("never taken in")),
	"activity": never, "pair": trenza.Code([]byte("nobody asked")), "held": trenza.Code([]byte("nothing waits")), "picture": "nada", "step": never, "asked": never,
	"cohort": trenza.Code([]byte("nobody learns")), "lesson": never, "enrolment": never,
	"committee": never, "replica": never, "proposal": never,
	"venture": never, "instrument": "nada", "measurement": never,
}

// behind makes something of every kind in another organisation.
func (s *site) behind() secrets {
	s.Helper()
	elsa := s.elsewhere()
	actor, _, err := s.Actor(s.Context(), elsa, s.Today())
	s.must(err)
	_, err = s.Invite(s.Context(), actor, invitation("Otra Mujer", trenza.Grant{Role: trenza.RoleOutreach}))
	s.must(err)
	sessions, err := s.Sessions().List(s.Context(), actor, elsa)
	s.must(err)
	asked, err := s.AskRecovery(s.Context(), trenza.Actor{Organisation: "reque", Name: "Otro Guardián", Role: trenza.RoleCustodian}, elsa)
	s.must(err)
	there := s.world.In(s.T, "reque", "taller-reque")
	taught := taughtOn(there)
	known := there.Meet(worldtest.Woman("Chiroque", "Zoila", "1980"), worldtest.Today)
	pair, held := waiting(there, "taller-reque", "replica")
	cohort, lesson, enrolment := learningOf(there, known.Person, "taller-reque", "taller", "140113")
	return secrets{
		"cohort": cohort, "lesson": lesson, "enrolment": enrolment,
		"account": elsa, "pair": pair, "held": held, "grant": actor.Grants[0].ID, "session": sessions[0].ID, "recovery": asked, "certificate": revoked(there, known.Person, "taller-reque"),
		"key": never[:35] + "0", "token": s.spent(), "code": known.Person.Code,
		"publication": frozen(there, "taller-reque"), "programme": "taller-reque", "indicator": "1.1",
		"list":     takenIn(there, "taller-reque"),
		"activity": heads(there, "taller-reque", "replica", "140113"), "picture": "edades",
		"step": stepOf(there, known.Person, "taller-reque", "crochet"), "asked": never[:35] + "2",
		"committee": taught.committee, "replica": taught.replica, "proposal": taught.proposal,
		"venture": never[:35] + "5", "instrument": "trenza-15", "measurement": never[:35] + "6",
	}
}

// takenIn takes a list in inside an organisation, and returns the code of its
// import.
func takenIn(w *worldtest.World, program string) string {
	w.Helper()
	bono, representatives := cast.Small()
	list := map[string]cast.List{"taller-reque": representatives, "alma-llanera": bono}[program]
	return w.ImportLists(program, w.T.(interface{ TempDir() string }).TempDir(), list)[0].Code
}

// frozen freezes the figures of a programme inside an organisation, and returns
// the code of the set.
func frozen(w *worldtest.World, program string) string {
	w.Helper()
	d, ok := programme.Shipped(program)
	if !ok {
		w.Fatalf("no programme is called %s", program)
	}
	reporter := report.Reporter{Engine: w.Engine, Journal: w.Journal}
	set, err := reporter.Freeze(w.Context, w.Actor, report.Order{Query: report.Query{Definition: d}, Approver: "Lucía Aprobadora"})
	if err != nil {
		w.Fatal(err)
	}
	return set.Code
}

// heads counts people at an activity of a service, and returns its id.
func heads(w *worldtest.World, program, service string, place trenza.Place) (id string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		a, err := outreach.Count(w.Context, tx, w.Service(program, service).Service, outreach.Activity{
			Programme: program, Service: service, Title: "Charla en la plaza", Day: worldtest.Today, Place: place, Method: "counted", Total: 2,
			Groups: []outreach.Group{{Sex: "F", MinAge: 18, MaxAge: 29, People: 2}},
		})
		id = a.ID
		return err
	})
	return id
}

// waiting makes two records that may be one woman and a headcount that was counted
// twice, and returns their codes.
func waiting(w *worldtest.World, program, counted string) (pair, held string) {
	w.Helper()
	ana := w.Meet(worldtest.Phone(worldtest.Woman("Soto", "Ana", "1990"), "987654321"), worldtest.Today).Person
	anita := w.Meet(worldtest.Phone(worldtest.Woman("Soto", "Anita", "1990"), "987654321"), worldtest.Today).Person
	fair := w.Service(program, counted)
	w.Write(func(tx *journal.Tx) error {
		for people := 1; people <= 2; people++ {
			a := outreach.Activity{
				Programme: program, Service: counted, Title: "Feria", Day: "2020-05-04", Place: "150101", Method: "counted", Total: people,
				Groups: []outreach.Group{{Sex: "F", MinAge: 30, MaxAge: 59, People: people}},
			}
			received, err := w.Intake.Count(w.Context, tx, fair, a)
			if err != nil {
				return err
			}
			if received.Held != nil {
				held = received.Held.Code
			}
		}
		return nil
	})
	return w.PairOf(ana.ID, anita.ID).Code, held
}

// spent is the token of a link that was used.
func (s *site) spent() string {
	s.Helper()
	token, err := s.Invite(s.Context(), s.as(s.rosa), invitation("Carla Ríos"))
	s.must(err)
	_, err = s.Accept(s.Context(), token, staff.Acceptance{Login: "carla", Password: passphrase})
	s.must(err)
	return token
}

// beyond is what somebody without any right to it may guess at in her own
// organisation: everything of Rosa's.
func (s *site) beyond() secrets {
	s.Helper()
	sessions, err := s.Sessions().List(s.Context(), s.as(s.rosa), s.rosa.ID)
	s.must(err)
	asked, err := s.AskRecovery(s.Context(), custodian, s.rosa.ID)
	s.must(err)
	known := s.world.Meet(worldtest.Woman("Mendoza", "Yorgelis", "1990"), worldtest.Today)
	pair, held := waiting(s.world, "alma-llanera", "informacion_vbg")
	cohort, lesson, enrolment := learningOf(s.world, known.Person, "alma-llanera", "formacion_empleabilidad", "130101")
	return secrets{
		"cohort": cohort, "lesson": lesson, "enrolment": enrolment,
		"account": s.rosa.ID, "pair": pair, "held": held, "grant": s.as(s.rosa).Grants[0].ID, "session": sessions[0].ID, "recovery": asked, "certificate": revoked(s.world, known.Person, "alma-llanera"),
		"key": never[:35] + "1", "token": ofNothing["token"], "code": known.Person.Code,
		"publication": frozen(s.world, "alma-llanera"), "programme": ofNothing["programme"], "indicator": ofNothing["indicator"],
		"list":     takenIn(s.world, "alma-llanera"),
		"activity": heads(s.world, "alma-llanera", "informacion_vbg", "200101"), "picture": "edades",
		"step": stepOf(s.world, known.Person, "alma-llanera", "psicosocial_individual"), "asked": never[:35] + "2",
		"committee": committeeIn(s.world, "200101"), "replica": never[:35] + "3", "proposal": never[:35] + "4",
		"venture": businessOf(s.world, known.Person), "instrument": "trenza-15", "measurement": answersOf(s.world, known.Person),
	}
}

// learningOf opens a cohort with a session and a woman in it, and returns its code
// and their ids.
func learningOf(w *worldtest.World, p *registry.Person, program, training string, place trenza.Place) (cohort, lesson, enrolment string) {
	w.Helper()
	d, _ := programme.Shipped(program)
	t, _ := d.Training(training)
	w.Write(func(tx *journal.Tx) error {
		c, sessions, err := learning.PlanCohort(w.Context, tx, learning.Cohort{Programme: program, Training: training, Title: "Otro grupo", Place: place},
			learning.CoursePlan{Course: t.Courses[0], Weekdays: []time.Weekday{time.Monday}, From: worldtest.Today, Sessions: 1})
		if err != nil {
			return err
		}
		e, err := learning.Enrol(w.Context, tx, c.ID, p, "", "")
		cohort, lesson, enrolment = c.Code, sessions[0].ID, e.ID
		return err
	})
	return cohort, lesson, enrolment
}

// stepOf plans something with somebody, and returns its id.
func stepOf(w *worldtest.World, p *registry.Person, program, service string) (id string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		s, err := agenda.Plan(w.Context, tx, agenda.Step{Person: p.ID, Programme: program, Service: service, Day: trenza.DayOf(tx.Now()).Add(7)})
		id = s.ID
		return err
	})
	return id
}

// TestEveryIDOfEveryRouteGuessed: whatever is another organisation's, or beyond
// somebody's roles, is answered as what never was, by every route that takes an
// id, to the byte; and nothing comes of it.
func TestEveryIDOfEveryRouteGuessed(t *testing.T) {
	each(t, func(s *site) {
		behind := s.behind()
		ana := s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "15"})
		rosa, hers := s.in("rosa"), s.in("ana")
		beyond := s.beyond()
		for _, b := range []*browser{rosa, hers} {
			b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}}), "/")
			b.get("/") // which says so, once
		}
		before := s.everything()
		for _, route := range web.Routes() {
			if !strings.Contains(route.Path, "{") || strings.HasSuffix(route.Path, "{$}") {
				continue
			}
			s.guessed("an administrator beyond the wall", rosa, route, behind, ofNothing)
			s.guessed("a promotora beyond the wall", hers, route, behind, ofNothing)
			s.guessed("a promotora beyond her roles", hers, route, beyond, ofNothing)
			s.guessed("nobody", s.browser(), route, behind, ofNothing)
			if strings.Count(route.Path, "{") > 1 { // under an account of our own
				under, none := maps.Clone(behind), maps.Clone(ofNothing)
				under["account"], none["account"] = ana.ID, ana.ID
				s.guessed("an administrator under one of hers", rosa, route, under, none)
			}
		}
		if after := s.everything(); after != before {
			s.Errorf("something came of it: %s, before %s", after, before)
		}
	})
}

// guessed asks a route for what is there and for what is not.
func (s *site) guessed(who string, b *browser, route web.Route, there, nothing secrets) {
	s.Helper()
	form := url.Values{"role": {trenza.RoleDonor}, "name": {"Nadie"}, "login": {"nadie"}, "password": {passphrase}}
	want := b.ask(method(route), s.inPath(route, nothing), form)
	got := b.ask(method(route), s.inPath(route, there), form)
	if want.status == http.StatusSeeOther { // to the door, and back to what was typed
		for placed, id := range there {
			got.header.Set("Location", strings.ReplaceAll(got.leads(), url.QueryEscape(id), url.QueryEscape(nothing[placed])))
		}
		got.header.Del("Content-Length")
		want.header.Del("Content-Length")
		got.body, want.body = "", ""
	}
	s.alike(who+": "+method(route)+" "+route.Path, got, want)
	if want.status < http.StatusMultipleChoices {
		s.Errorf("%s: %s %s answers %d for what never was", who, method(route), route.Path, want.status)
	}
}

// everything is how far both journals have come, and how many sessions there are.
func (s *site) everything() (state string) {
	s.Helper()
	s.Wait()
	s.must(s.Data.Read(s.Context(), func(r store.Reader) error {
		_, err := r.One(s.Context(), `
			select cast((select count(*) from journal_entry) as text) || ' entries, ' || cast((select count(*) from session) as text) || ' sessions'`, nil, &state)
		return err
	}))
	return state
}
