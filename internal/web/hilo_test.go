package web_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/worldtest"
)

// everyField are roles that together see every field of work but what is
// restricted.
var everyField = []trenza.Grant{
	{Role: trenza.RoleRegistrar}, {Role: trenza.RoleCaseWorker}, {Role: trenza.RolePsychologist}, {Role: trenza.RoleLegalAdviser},
}

// given is a service on a day.
type given struct {
	service string
	day     trenza.Day
	outcome string // "" for having received it
	form    map[string]string
}

// apart are services of the woman in the drawing that are no course.
var apart = []given{
	{service: "informacion_vbg", day: "2020-06-01"},
	{service: "orientacion_psicosocial", day: "2020-06-20"},
	{service: "regularizacion", day: "2020-07-08", form: map[string]string{"tramite": "Permiso CPP"}},
	{service: "bono", day: "2020-08-21", outcome: programme.Collected, form: map[string]string{"amount": "76000"}},
	{service: "salud", day: "2020-09-14", form: map[string]string{"apoyo": "afiliacion"}},
	{service: "sociocultural", day: "2020-11-11"},
	{service: "capital_semilla", day: "2020-12-12", form: map[string]string{"rubro": "alimentos"}},
	{service: "psicosocial_individual", day: "2020-12-22"},
	{service: "informacion_proteccion", day: "2021-01-22"},
	{service: "salud_mental", day: "2021-02-02"},
	{service: "satisfaccion", day: "2021-03-02", outcome: programme.Satisfied},
}

// drawn are all of them.
var drawn = append(course("2020-10-02", 8), apart...)

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

// give gives services to whoever a record names, by the clock of the site.
func (s *site) give(r registry.Record, services []given) (p *registry.Person) {
	s.Helper()
	w := *s.world
	w.Journal = s.Desk.Journal
	for _, g := range services {
		a := attention.Attention{Day: g.day, Place: "130105", Outcomes: []string{programme.Delivered}, Form: g.form}
		if g.outcome != "" {
			a.Outcomes = []string{g.outcome}
		}
		p = w.Give(r, g.service, a).Person
	}
	return p
}

// yorgelis is a woman like the one of the drawing, who came in on the first of June
// 2020. Whoever has one of the accounts accompanies her.
func (s *site) yorgelis(services []given, accompanied ...staff.Account) her {
	s.Helper()
	record := worldtest.Woman("Mendoza Rangel", "Yorgelis", "1989-08-17", registry.Document{Type: "CPP", Number: "V-19.345.607", Expires: "2021-04-14"})
	record.Nationality, record.Population, record.Address, record.Called = "VEN", "in_destination", "130105", "Yorge"
	record.Contact = registry.Contact{Ways: []string{"whatsapp"}, From: "09:00", To: "13:00", AskFor: "el curso"}
	p := s.give(record, services)
	mother := s.give(worldtest.Woman("Rangel", "Carmen", "1962-05-03", worldtest.Paper("PAS", "148203956")), apart[:1])
	s.writes(func(tx *journal.Tx) error {
		for _, a := range accompanied {
			if err := registry.Assign(s.Context(), tx, p.ID, a.ID, "2020-06-01"); err != nil {
				return err
			}
		}
		if err := registry.JoinHousehold(s.Context(), tx, mother.ID, "H-1", "madre"); err != nil {
			return err
		}
		return registry.JoinHousehold(s.Context(), tx, p.ID, "H-1", "jefa")
	})
	return her{p, "/hilos/" + p.Code}
}

// writes is what whoever has the keys writes, by the clock of the site.
func (s *site) writes(do func(*journal.Tx) error) {
	s.Helper()
	s.must(s.Desk.Journal.Write(s.Context(), s.world.Actor, do))
}

// inMarch lets the time pass to the 24th of March 2021.
func (s *site) inMarch() { s.after(296 * 24 * time.Hour) }

// TestAThreadBeginsWithWhoSheIs: her name, how to call her and to reach her safely,
// her papers, and with whom she lives.
func TestAThreadBeginsWithWhoSheIs(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", everyField...)
	s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar})
	s.join("milagros", trenza.Grant{Role: trenza.RoleCoordinator})
	h := s.yorgelis(drawn, lucia)
	s.inMarch()
	got := s.in("lucia").get(h.path)
	b := s.in("elsa")
	for _, says := range []string{
		"Yorgelis Mendoza Rangel Llámala Yorge 31 años, de Venezuela. Vive en La Esperanza, Trujillo, La Libertad.",
		"CPP vence el 14 abr 2021", "A cargo: Señora lucia",
		"Contacto seguro: WhatsApp, de 9 a 13 h. No llamar ni dejar mensajes de voz. Si contesta otra persona, preguntar por «el curso».",
		"Renovar su CPP Antes del 14 abr 2021", "Carmen Rangel, 58 años Madre", "CPP V-••.•••.•07 Vence el 14 abr 2021 Renovar",
		"Registro 1 jun", "21 ago, S/ 760", "8 sesiones, 2 oct a 20 nov", "Afiliación a un seguro", "2 oct a 6 nov 2020",
	} {
		b.shows(got, http.StatusOK, says)
	}
	if got := b.get(h.path); strings.Contains(got.text(), "A cargo") || !strings.Contains(got.text(), "Llámala Yorge") {
		t.Errorf("somebody who does not accompany her sees\n%s", got.text())
	}
	b.shows(s.in("milagros").get(h.path), http.StatusOK, "Tu rol no ve quién es")
	if got := s.in("milagros").get(h.path).text(); strings.Contains(got, "Contacto seguro") || strings.Contains(got, "Su hogar") {
		t.Errorf("by code alone:\n%s", got)
	}
}

// TestWhatIsPlannedComesAfterToday, in the drawing, in the list and beside it.
func TestWhatIsPlannedComesAfterToday(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", everyField...)
	h := s.yorgelis(drawn, lucia)
	s.inMarch()
	s.writes(func(tx *journal.Tx) error {
		_, err := agenda.Plan(s.Context(), tx, agenda.Step{
			Person: h.ID, Programme: "alma-llanera", Service: "capital_semilla", Day: "2021-04-02", Hour: "15:00", Place: "130105", Account: lucia.ID,
			Words: agenda.Words{What: "Visita a su negocio", Where: "Tortas Valeria"},
		})
		return err
	})
	b := s.in("lucia")
	got := b.get(h.path)
	b.shows(got, http.StatusOK, "Hoy, 24 mar")
	b.shows(got, http.StatusOK, "Lo que sigue 14 abr 2021 Renovar su CPP 2 abr 2021 Visita a su negocio")
	b.shows(got, http.StatusOK, "Lo que sigue Visita a su negocio 2 abr 2021, 15:00, Apoyo para iniciar un negocio propio (capital semilla), Tortas Valeria, Señora lucia")
	if drawing := drawingOf(got); strings.Count(drawing, `class="protection planned"`) != 1 || strings.Count(drawing, `class="livelihood planned"`) != 1 {
		t.Errorf("drawn as\n%s", drawing)
	}
}

// drawingOf is the drawing in a page.
func drawingOf(a answer) string {
	_, rest, _ := strings.Cut(a.body, `<svg class="braid"`)
	drawing, _, _ := strings.Cut(rest, "</svg>")
	return drawing
}

// TestWhatTheReaderDoesNotSeeLeavesNoTrace: a woman with sensitive services and one
// without them are the same drawing and the same list to whoever sees neither.
func TestWhatTheReaderDoesNotSeeLeavesNoTrace(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", everyField...)
	s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar})
	visible := []given{apart[0], apart[3], apart[5], apart[10]}
	hidden := []given{apart[2], apart[4], apart[7], apart[9]}
	with := s.give(worldtest.Numbered(1), append(visible[:2:2], append(hidden, visible[2:]...)...))
	without := s.give(worldtest.Numbered(2), visible)
	s.writes(func(tx *journal.Tx) error { return registry.Assign(s.Context(), tx, with.ID, lucia.ID, "2020-06-01") })
	s.inMarch()
	card := func(login string, p *registry.Person) string {
		_, rest, _ := strings.Cut(s.in(login).get("/hilos/"+p.Code).body, `id="hilo"`)
		card, _, _ := strings.Cut(rest, "</section>")
		return strings.ReplaceAll(card, p.Code, "")
	}
	if a, b := card("elsa", with), card("elsa", without); a != b || a == "" {
		t.Errorf("who has more is drawn as\n%s\nand who has not as\n%s", a, b)
	}
	if a := card("lucia", with); !strings.Contains(a, "salud mental") {
		t.Errorf("who sees more is shown\n%s", a)
	}
}

// TestABraidOfThreeHundred is light, has nothing inline, and lists every day.
func TestABraidOfThreeHundred(t *testing.T) {
	const heaviest = 14 << 10
	s := one(t)
	services := many(300)
	h := s.yorgelis(services, s.join("lucia", everyField...))
	s.inMarch()
	b := s.in("lucia")
	b.header.Set("Sec-Fetch-Site", "same-origin")
	a := b.get(h.path)
	if _, page := b.weigh(h.path); page > laterPage {
		t.Errorf("the page weighs %d bytes", page)
	}
	if weight := squeezed(t, drawingOf(a)); weight > heaviest {
		t.Errorf("the drawing weighs %d bytes", weight)
	}
	s.plain(h.path, a)
	_, list, _ := strings.Cut(a.body, `id="lista"`)
	if days := regexp.MustCompile(`\d+ [a-z]{3} 20\d\d`).FindAllString(list, -1); len(days) < len(services) {
		t.Errorf("%d services, and %d days in the list", len(services), len(days))
	}
}

// overlapping lists what the labels and beads of the drawing touch, as the browser
// has drawn them.
const overlapping = `(() => {
	const svg = document.querySelector(".braid"), all = svg.viewBox.baseVal;
	const boxes = [...svg.querySelectorAll("g.start, g.middle, g.end")].map(g => [g.textContent, g.getBBox()]);
	const out = boxes.filter(([, b]) => b.x < 0 || b.y < 0 || b.x + b.width > all.width || b.y + b.height > all.height);
	const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height;
	const touching = boxes.flatMap(([text, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => [text + " × " + other]));
	return [...out, ...touching].map(([text]) => text).join("\n") || (boxes.length ? "" : "no labels");
})()`

// TestABraidIsForEverybody, drawn and unrolled, with one event, with twenty and
// with three hundred.
func TestABraidIsForEverybody(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		lucia := s.join("lucia", everyField...)
		one := s.give(worldtest.Numbered(1), apart[:1])
		all := s.give(worldtest.Numbered(2), many(300))
		h := s.yorgelis(drawn, lucia)
		s.writes(func(tx *journal.Tx) error { return registry.Assign(s.Context(), tx, all.ID, lucia.ID, "2020-06-01") })
		s.inMarch()
		tab := s.tab()
		tab.signIn("lucia")
		for name, path := range map[string]string{"one": "/hilos/" + one.Code, "hilo": h.path, "many": "/hilos/" + all.Code} {
			tab.open(path)
			tab.size(1280, 844, "light")
			if found := look[string](tab, overlapping); found != "" {
				t.Errorf("%s: %s", name, found)
			}
			tab.picture(name + "-1280-light")
			tab.size(320, 640, "light")
			tab.fits()
		}
		tab.open(h.path)
		tab.lookAround("hilo")
	})
}

// TestAThreadAsAList, by keyboard, with script and without it: one step from the
// drawing, and back.
func TestAThreadAsAList(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		h := s.yorgelis(drawn, s.join("lucia", everyField...))
		s.inMarch()
		for _, script := range []bool{true, false} {
			tab := s.tab()
			tab.size(1280, 844, "light")
			tab.signIn("lucia")
			_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script})
			s.must(err)
			tab.open(h.path)
			if shown := look[bool](tab, `document.querySelector("#lista").offsetHeight > 50`); shown {
				t.Error("the list is shown beside the drawing")
			}
			tab.reach(".to-list")
			tab.keys("\r")
			tab.sees("#lista:target .ev")
			tab.picture("list-1280")
			tab.reach(".to-braid")
			tab.keys("\r")
			tab.sees("#hilo:target .braid")
		}
	})
}

// reach goes on by keyboard to what a selector names.
func (t *tab) reach(selector string) {
	t.Helper()
	for range 60 {
		t.keys("\t")
		if look[bool](t, "document.activeElement.matches('"+selector+"')") {
			return
		}
	}
	t.Fatalf("%s is not reached by keyboard", selector)
}

// squeezed is how many bytes a text takes as it travels.
func squeezed(t *testing.T, text string) int {
	t.Helper()
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	_, err := w.Write([]byte(text))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return small.Len()
}
