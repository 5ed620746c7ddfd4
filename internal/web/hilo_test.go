package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/worldtest"
)

// everyField are the roles that together see every field of work but what is
// restricted.
var everyField = []trenza.Grant{
	{Role: trenza.RoleRegistrar}, {Role: trenza.RoleCaseWorker}, {Role: trenza.RolePsychologist}, {Role: trenza.RoleLegalAdviser},
	{Role: trenza.RoleCashOfficer}, {Role: trenza.RoleOutreach},
}

// given is a service on a day.
type given struct {
	service string
	day     trenza.Day
	outcome string
	form    map[string]string
}

// yorgelis is the woman of the drawing: she came in on the first of June 2020, and
// it is March of 2021. Whoever has one of the accounts accompanies her.
func (s *site) yorgelis(services []given, accompanied ...staff.Account) her {
	s.Helper()
	w := *s.world
	w.Journal = s.Desk.Journal // by the clock of the site
	record := worldtest.Phone(worldtest.Woman("Mendoza Rangel", "Yorgelis", "1989-08-17", registry.Document{Type: "CPP", Number: "V-19.345.607", Expires: "2021-04-14"}), "987654321")
	record.Nationality, record.Population, record.Address, record.Called = "VEN", "in_destination", "130105", "Yorge"
	record.Contact = registry.Contact{Ways: []string{"whatsapp"}, From: "09:00", To: "13:00", AskFor: "el curso"}
	var p *registry.Person
	for _, g := range services {
		a := attention.Attention{Day: g.day, Place: "130105", Outcomes: []string{programme.Delivered}, Form: g.form}
		if g.outcome != "" {
			a.Outcomes = []string{g.outcome}
		}
		p = w.Give(record, g.service, a).Person
	}
	mother := worldtest.Woman("Rangel", "Carmen", "1962-05-03", worldtest.Paper("PAS", "148203956"))
	mate := w.Give(mother, "informacion_vbg", worldtest.Delivered("2020-06-02", "130105")).Person
	w.Write(func(tx *journal.Tx) error {
		for _, a := range accompanied {
			if err := registry.Assign(w.Context, tx, p.ID, a.ID, "2020-06-01"); err != nil {
				return err
			}
		}
		for _, purpose := range []string{registry.ForService, registry.ForSharing} {
			consent := registry.Consent{Person: p.ID, Purpose: purpose, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-06-01"}
			if _, err := registry.Consents(w.Context, tx, consent); err != nil {
				return err
			}
		}
		if err := registry.JoinHousehold(w.Context, tx, mate.ID, "H-1", "madre"); err != nil {
			return err
		}
		return registry.JoinHousehold(w.Context, tx, p.ID, "H-1", "jefa")
	})
	s.after(297 * 24 * time.Hour)
	return her{p, "/hilos/" + p.Code}
}

// hers are the services of the drawing.
var hers = []given{
	{service: "informacion_vbg", day: "2020-06-01"},
	{service: "orientacion_psicosocial", day: "2020-06-20", form: map[string]string{"derivacion": "sí"}},
	{service: "regularizacion", day: "2020-07-08", form: map[string]string{"tramite": "Permiso CPP, trámite iniciado"}},
	{service: "bono", day: "2020-08-21", outcome: programme.Collected, form: map[string]string{"amount": "76000"}},
	{service: "salud", day: "2020-09-14", form: map[string]string{"apoyo": "afiliacion"}},
	{service: "sociocultural", day: "2020-11-11"},
	{service: "capital_semilla", day: "2020-12-12", form: map[string]string{"rubro": "alimentos"}},
	{service: "psicosocial_individual", day: "2020-12-22"},
	{service: "informacion_proteccion", day: "2021-01-22"},
	{service: "salud_mental", day: "2021-02-02"},
	{service: "satisfaccion", day: "2021-03-02", outcome: programme.Satisfied},
}

// course are the sessions of a course, one a week.
func course(first trenza.Day, sessions int) (all []given) {
	for i := range sessions {
		all = append(all, given{service: "empleabilidad", day: first.Add(7 * i)})
	}
	return all
}

// many are n services over almost two years.
func many(n int) (all []given) {
	services := []string{"psicosocial_individual", "informacion_vbg", "asistencia_legal", "sociocultural", "salud", "capital_semilla", "orientacion_legal"}
	for i := range n {
		all = append(all, given{service: services[(i*i+i/7)%len(services)], day: trenza.Day("2019-06-01").Add(i * 640 / n)})
	}
	return all
}

func TestHiloLooks(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		for name, services := range map[string][]given{"one": hers[:1], "twelve": append(course("2020-10-02", 8), hers...), "many": many(300)} {
			s := one(t)
			lucia := s.join("lucia", everyField...)
			h := s.yorgelis(services, lucia)
			tab := s.tab()
			tab.signIn("lucia")
			tab.open(h.path)
			tab.lookAround("hilo-" + name)
			fmt.Println(name)
		}
	})
}

func TestHiloWeight(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", everyField...)
	h := s.yorgelis(many(300), lucia)
	b := s.in("lucia")
	for range 5 {
		b.get(h.path)
	}
	start := time.Now()
	for range 20 {
		b.get(h.path)
	}
	fmt.Println("each", time.Since(start)/20)
	a := b.get(h.path)
	svg := a.body[strings.Index(a.body, `<svg class="braid"`):]
	svg = svg[:strings.Index(svg, "</svg>")]
	fmt.Println("page", len(a.body), gz(a.body), "svg", len(svg), gz(svg))
}

func gz(text string) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.Len()
}
