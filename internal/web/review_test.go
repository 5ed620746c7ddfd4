package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// twins are two records of one woman, and the pair that was raised of them.
type twins struct {
	first, second *registry.Person
	path, part    string // of the pair, and of taking it apart
}

// registeredTwice is story 3: Yusmary is registered in Tumbes by her passport and
// in Lima by her permit, with the same phone.
func (s *site) registeredTwice(tumbes, lima []string) twins {
	s.Helper()
	one := worldtest.Phone(worldtest.Woman("Pérez", "Yusmary", "1994", worldtest.Paper("PAS", "012345678")), "987654321")
	other := worldtest.Phone(worldtest.Woman("Perez Rojas", "Yusmari", "1994", worldtest.Paper("CPP", "001234567")), "+51 987 654 321")
	t := twins{s.received(one, "2020-01-10", "240101", tumbes), s.received(other, "2020-03-10", "150101", lima), "", ""}
	pair := s.world.PairOf(t.first.ID, t.second.ID)
	t.path, t.part = "/revisar/"+pair.Code, "/revisar/separar/"+pair.Code
	return t
}

// received gives somebody services on days that follow each other.
func (s *site) received(r registry.Record, from trenza.Day, place trenza.Place, services []string) (p *registry.Person) {
	s.Helper()
	for i, service := range services {
		given := worldtest.Delivered(from.Add(i), place)
		if service == "bono" {
			given.Outcomes, given.Form = []string{programme.Collected}, map[string]string{"amount": "76000"}
		}
		p = s.world.Give(r, service, given).Person
	}
	return p
}

// reached spells how many people the programme reached in each region and in the
// country, "15:1 24:1 = 2".
func (s *site) reached() (said string) {
	s.Helper()
	answer := s.world.Count(reach.Question{Programme: "alma-llanera", Unit: reach.People, By: []reach.Dimension{reach.ByRegion}})
	for _, c := range answer.Cells {
		said += fmt.Sprintf("%s:%d ", c.Values[0], c.Count)
	}
	return said + fmt.Sprintf("= %d", answer.Count)
}

func (s *site) reviewers() {
	s.Helper()
	s.join("tumbes", trenza.Grant{Role: trenza.RoleRegistrar, Place: "24"})
	s.join("lima", trenza.Grant{Role: trenza.RoleRegistrar, Place: "15"})
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	s.join("milagros", trenza.Grant{Role: trenza.RoleDataOfficer})
	s.join("ruth", trenza.Grant{Role: trenza.RoleRegistrar})
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
}

// say posts a verdict by the form of a pair's page.
func (b *browser) say(path, verdict string) answer {
	b.Helper()
	form := regexp.MustCompile(`name="(form|seen)" value="([^"]*)"`).FindAllStringSubmatch(b.get(path).body, -1)
	values := url.Values{"verdict": {verdict}}
	for _, field := range form {
		values.Set(field[1], field[2])
	}
	return b.post(path, values)
}

// TestRegisteredTwice is story 3 where pages are concerned: neither registrar sees
// the pair, it takes two people since there is something sensitive, the country has
// one woman less while the regions do not, and undoing it restores both.
func TestRegisteredTwice(t *testing.T) {
	each(t, func(s *site) {
		s.reviewers()
		y := s.registeredTwice([]string{"asistencia_legal", "salud", "informacion_vbg"}, []string{"salud", "psicosocial_individual"})
		never := "/revisar/" + trenza.Code([]byte("nobody at all"))
		for _, login := range []string{"tumbes", "lima", "marta"} {
			b := s.in(login)
			b.get("/")
			s.alike(login+" of the pair", b.get(y.path), b.get(never))
			s.alike(login+" deciding", b.post(y.path, url.Values{"verdict": {"same"}}), b.post(never, url.Values{"verdict": {"same"}}))
			s.silent(b.get("/revisar"), "Yusmar", y.path)
		}
		odalys, milagros := s.in("odalys"), s.in("milagros")
		queue := odalys.get("/revisar")
		odalys.shows(queue, http.StatusOK, "Yusmary Pérez y Yusmari Perez Rojas")
		odalys.shows(queue, http.StatusOK, "Espera desde el 1 jun 2020")
		before := s.reached()

		odalys.ledTo(odalys.say(y.path, "same"), "/revisar")
		odalys.shows(odalys.get("/revisar"), http.StatusOK, "No hay nada por revisar")
		odalys.shows(odalys.get("/revisar?show=waiting"), http.StatusOK, "Falta otra persona")
		if s.reached() != before {
			t.Error("one person alone joined two threads")
		}
		milagros.shows(milagros.get("/revisar"), http.StatusOK, "Falta tu respuesta")
		milagros.shows(milagros.get(y.path), http.StatusOK, "Señora odalys: es la misma")
		milagros.ledTo(milagros.say(y.path, "same"), "/hilos/"+y.first.Code)
		if got := s.reached(); before != "15:1 24:1 = 2" || got != "15:1 24:1 = 1" {
			t.Errorf("before %s, after %s", before, got)
		}
		thread := milagros.get("/hilos/" + y.first.Code)
		milagros.shows(thread, http.StatusOK, "Ahora es un solo hilo.")
		milagros.shows(thread, http.StatusOK, "Este hilo se unió de dos registros el 1 jun 2020.")
		if !strings.Contains(thread.body, `href="`+y.part+`"`) {
			t.Error("the thread does not lead to where it is taken apart")
		}
		milagros.shows(milagros.get("/revisar?show=settled"), http.StatusOK, "es la misma")

		milagros.shows(milagros.get(y.part), http.StatusOK, "Vuelve a su propio hilo")
		milagros.ledTo(milagros.post(y.part, nil), y.part)
		milagros.shows(milagros.get(y.part), http.StatusOK, "no hay nada más que hacer")
		if got := s.reached(); got != before {
			t.Errorf("taken apart: %s", got)
		}
		milagros.ledTo(milagros.post(y.part, nil), y.part) // twice does it once
		odalys.shows(odalys.get("/revisar"), http.StatusOK, "Yusmary Pérez y Yusmari Perez Rojas")
		s.world.Sound()
	})
}

// TestAPairSideBySide: both records, what speaks for and against, and what joining
// them would change, before anybody decides.
func TestAPairSideBySide(t *testing.T) {
	s := one(t)
	s.reviewers()
	y := s.registeredTwice([]string{"bono", "informacion_vbg"}, []string{"bono"})
	b := s.in("ruth")
	got := b.get(y.path)
	for _, want := range []string{
		"¿Es la misma mujer?", "Yusmary Pérez", "Yusmari Perez Rojas", "PAS 012345678", "CPP 001234567", "Mismo teléfono",
		"Queda el hilo de Yusmary Pérez (" + y.first.Code + ")", "Se suma a lo que sabemos de ella: Yusmari Perez Rojas, CPP 001234567",
		"3 atenciones en un solo hilo: 2 y 1", "de 2 a 1.", "Bono multipropósito Lo recibieron las dos 1 1 2", "Es la misma No es ella Son familiares No estoy segura",
	} {
		b.shows(got, http.StatusOK, want)
	}
	if !strings.Contains(got.body, "<b>Yusmar</b><b><mark>y</mark></b>") && !strings.Contains(got.body, "Yusmar</b><b><mark>y") {
		t.Errorf("the letters that differ are not marked:\n%s", got.body)
	}
	if titleOf(got) != "Revisar · Notas" || strings.Contains(got.text(), "%") {
		t.Errorf("the window is called %q, or there is a score:\n%s", titleOf(got), got.text())
	}
	before := s.world.Values("alma-llanera")["bono"]
	b.ledTo(b.say(y.path, "same"), "/hilos/"+y.first.Code)
	if after := s.world.Values("alma-llanera")["bono"]; before != 2 || after != 1 {
		t.Errorf("the figure was foreseen to go from 2 to 1 and went from %d to %d", before, after)
	}
}

// TestADecisionIsMadeOnce: sent twice it does nothing more, what somebody else
// decided meanwhile stands and is said, and what is no answer is asked again.
func TestADecisionIsMadeOnce(t *testing.T) {
	s := one(t)
	s.reviewers()
	s.join("elena", trenza.Grant{Role: trenza.RoleRegistrar})
	y := s.registeredTwice([]string{"bono"}, []string{"bono"})
	ruth, elena := s.in("ruth"), s.in("elena")
	stale := elena.get(y.path)
	ruth.shows(ruth.post(y.path, url.Values{"verdict": {"perhaps"}}), http.StatusUnprocessableEntity, "Elige una de las respuestas")
	form := url.Values{"verdict": {"different"}, "form": {"one of a kind"}, "seen": {"0"}}
	ruth.ledTo(ruth.post(y.path, form), "/revisar")
	ruth.shows(ruth.get("/revisar"), http.StatusOK, "Guardado: no es ella. No se volverá a preguntar.")
	position := s.world.Position()
	ruth.ledTo(ruth.post(y.path, form), "/revisar")
	if s.world.Position() != position {
		t.Error("a form that was sent twice was told twice")
	}
	seen := regexp.MustCompile(`name="seen" value="(\d+)"`).FindStringSubmatch(stale.body)
	late := elena.post(y.path, url.Values{"verdict": {"same"}, "seen": {seen[1]}})
	elena.shows(late, http.StatusConflict, "Otra persona lo decidió mientras mirabas")
	elena.shows(late, http.StatusConflict, "Señora ruth: no es ella")
	elena.ledTo(elena.say(y.path, "same"), "/hilos/"+y.first.Code) // she has seen it now, and means it
	s.world.Sound()
}

// TestWhatWasRecordedMeanwhile stays where it is when a join is undone, and goes to
// the other thread by one button.
func TestWhatWasRecordedMeanwhile(t *testing.T) {
	each(t, func(s *site) {
		s.reviewers()
		y := s.registeredTwice([]string{"informacion_vbg"}, []string{"orientacion_legal"})
		b := s.in("ruth")
		b.ledTo(b.say(y.path, "same"), "/hilos/"+y.first.Code)
		s.received(worldtest.Woman("Pérez", "Yusmary", "1994", worldtest.Paper("PAS", "012345678")), "2020-05-04", "240101", []string{"bono"})
		b.shows(b.get(y.part), http.StatusOK, "Bono multipropósito 4 may 2020")
		s.inGroups(b, y.first)
		b.ledTo(b.post(y.part, nil), y.part)
		apart := b.get(y.part)
		b.shows(apart, http.StatusOK, "Pasar a Yusmari Perez Rojas")
		b.movesGroups(apart, y)
		move := url.Values{"to": {y.second.Code}, "attention": {regexp.MustCompile(`name="attention" value="([^"]+)"`).FindStringSubmatch(apart.body)[1]}}
		b.ledTo(b.post(y.part+"/mover", move), y.part)
		b.shows(b.get(y.part), http.StatusOK, "Ya está en el otro hilo")
		b.shows(b.get("/hilos/"+y.second.Code), http.StatusOK, "Bono multipropósito")
		if got := b.get("/hilos/" + y.first.Code); strings.Contains(got.text(), "Bono multipropósito") {
			t.Error("it is on both threads")
		}
		wrong := url.Values{"to": {y.second.Code}, "attention": {trenza.Code([]byte("nothing"))}}
		b.shows(b.post(y.part+"/mover", wrong), http.StatusNotFound, "No está aquí")
		s.world.Sound()
	})
}

// inGroups has somebody be among those counted at a talk, and take a seat in a
// committee.
func (s *site) inGroups(b *browser, p *registry.Person) {
	s.Helper()
	b.ledTo(b.post("/actividades/nueva", talk("1")), "/actividades")
	activity := "/actividades/" + s.headcounts()[0].ID
	b.ledTo(b.post(activity+"/enlazar", url.Values{"code": {p.Code}}), activity)
	s.world.Write(func(tx *journal.Tx) error {
		committee, err := collective.Recognise(s.Context(), tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "Santa Rosa", Place: "240101"}, spelling.Fold)
		if err != nil {
			return err
		}
		return collective.Take(s.Context(), tx, collective.Seat{Committee: committee.ID, Holder: p.ID, Role: collective.Representative, Since: "2020-05-04"})
	})
}

// movesGroups moves the seat and the place in the headcount by the form that moves
// what was received.
func (b *browser) movesGroups(apart answer, y twins) {
	b.Helper()
	for kind, says := range map[string]string{"seat": "Lugar en «Santa Rosa»", "link": "Estuvo en «Charla en el mercado»"} {
		b.shows(apart, http.StatusOK, says)
		code := regexp.MustCompile(`name="` + kind + `" value="([^"]+)"`).FindStringSubmatch(apart.body)
		if code == nil {
			b.Fatalf("no %s may be moved", kind)
		}
		move := url.Values{"to": {y.second.Code}, kind: {code[1]}}
		b.ledTo(b.post(y.part+"/mover", move), y.part)
		b.shows(b.get(y.part), http.StatusOK, "Ya está en el otro hilo")
		if again := b.post(y.part+"/mover", move); again.status != http.StatusNotFound {
			b.Errorf("a %s is moved twice: %d", kind, again.status)
		}
	}
	b.shows(b.get("/hilos/"+y.second.Code), http.StatusOK, "Santa Rosa")
	if got := b.get("/hilos/" + y.first.Code); strings.Contains(got.text(), "Santa Rosa") {
		b.Error("the seat is on both threads")
	}
	b.world.Read(func(r store.Reader) error {
		linked, err := outreach.LinkedTo(b.Context(), r, "alma", b.headcounts()[0].ID)
		if len(linked) != 1 || linked[0].Person != y.second.ID {
			b.Errorf("linked: %+v", linked)
		}
		return err
	})
}

// TestAGuardedPairLeavesNoTrace: of a woman whom a restricted team guards, nobody
// outside it finds a pair, a count or a name, not even whoever saw the pair before.
func TestAGuardedPairLeavesNoTrace(t *testing.T) {
	s := one(t)
	s.reviewers()
	s.join("eva", trenza.Grant{Role: trenza.RoleCaseSupervisor, Team: "vbg"})
	s.join("ada", trenza.Grant{Role: trenza.RoleCaseSupervisor, Team: "trata"})
	empty := s.in("ruth").get("/revisar")
	y := s.registeredTwice([]string{"bono"}, []string{"bono"})
	member := s.world.As("Del Equipo", "vbg")
	member.Write(func(tx *journal.Tx) error { return registry.Guard(s.Context(), tx, y.second.ID, "vbg") })
	none := "/revisar/" + trenza.Code([]byte("nobody at all"))
	for _, login := range []string{"ruth", "odalys", "tumbes", "ada"} {
		b := s.in(login)
		b.get("/")
		s.alike(login, b.get(y.path), b.get(none))
		s.alike(login+" apart", b.get(y.part), b.get("/revisar/separar/"+trenza.Code([]byte("nobody at all"))))
		for _, shelf := range []string{"", "?show=waiting", "?show=settled"} {
			s.silent(b.get("/revisar"+shelf), "Yusmar", y.path)
		}
	}
	if got := s.in("ruth").get("/revisar"); got.body != empty.body {
		t.Errorf("the queue differs from an empty one:\n%s", got.text())
	}
	eva := s.in("eva")
	eva.shows(eva.get("/revisar"), http.StatusOK, "Yusmary Pérez y Yusmari Perez Rojas")
	eva.shows(eva.get(y.path), http.StatusOK, "PAS 012345678")
	eva.ledTo(eva.say(y.path, "same"), "/revisar") // two people, since a team guards her
	eva.shows(eva.get(y.path), http.StatusOK, "Falta otra persona")
	s.join("olga", trenza.Grant{Role: trenza.RoleCaseSupervisor, Team: "vbg"})
	s.in("olga").say(y.path, "same")
	eva.shows(eva.get(y.part), http.StatusOK, "Yusmari Perez Rojas")
	ruth := s.in("ruth")
	s.alike("joined by a team", ruth.post(y.part, nil), ruth.post("/revisar/separar/"+trenza.Code([]byte("nobody at all")), nil))
	eva.ledTo(eva.post(y.part, nil), y.part)
	eva.shows(eva.get(y.path), http.StatusOK, "¿Qué dices tú?")
	s.world.Sound()
}

// TestTheQueueIsReadByPages, strongest first, each pair once.
func TestTheQueueIsReadByPages(t *testing.T) {
	s := one(t)
	s.join("ruth", trenza.Grant{Role: trenza.RoleRegistrar})
	for n := range 15 {
		phone := fmt.Sprintf("9876540%02d", n)
		surname := worldtest.Numbered(n).Name.Surnames
		s.received(worldtest.Phone(worldtest.Woman(surname, "Ana", "1990"), phone), "2020-03-02", "150101", []string{"bono"})
		s.received(worldtest.Phone(worldtest.Woman(surname, "Anita", "1990"), phone), "2020-03-02", "150101", []string{"bono"})
	}
	pairs := len(s.world.Pairs())
	waiting := fmt.Sprintf("Me esperan %d", pairs)
	b, seen := s.in("ruth"), make(map[string]int)
	path, pages := "/revisar", 0
	for path != "" {
		got := b.get(path)
		b.shows(got, http.StatusOK, waiting)
		for _, code := range regexp.MustCompile(`href="(/revisar/[0-9A-Z]{5}-[0-9A-Z]{5})"`).FindAllStringSubmatch(got.body, -1) {
			seen[code[1]]++
		}
		path, pages = "", pages+1
		if next := regexp.MustCompile(`href="(/revisar\?after=[^"]+)"`).FindStringSubmatch(got.body); next != nil {
			path = strings.ReplaceAll(next[1], "&amp;", "&")
		}
	}
	if len(seen) != pairs || pages != 2 {
		t.Errorf("%d pairs on %d pages: %v", len(seen), pages, seen)
	}
	b.shows(b.get("/revisar?after=x&rows=y&show=z"), http.StatusOK, waiting)
}

// TestARowThatWaits is shown beside what it nearly repeats and decided once; whoever
// does not read the service finds nothing.
func TestARowThatWaits(t *testing.T) {
	each(t, func(s *site) {
		s.reviewers()
		her := worldtest.Woman("Colmenares", "Yusmary", "1990-05-17", worldtest.Paper("CPP", "001234567"))
		pay := func(amount string) attention.Attention {
			return attention.Attention{
				Day: "2020-03-09", Place: "240101", Outcomes: []string{programme.Collected}, Form: map[string]string{"amount": amount},
			}
		}
		s.world.Give(her, "bono", pay("76000"))
		held := s.world.Give(her, "bono", pay("38000")).Held
		if held == nil {
			t.Fatal("nothing waits")
		}
		path := "/revisar/filas/" + held.Code
		b := s.in("tumbes")
		b.shows(b.get("/revisar"), http.StatusOK, "La misma visita con otras respuestas")
		b.shows(b.get(path), http.StatusOK, "Monto S/ 760.00 S/ 380.00")
		for _, login := range []string{"lima", "odalys", "marta"} {
			other := s.in(login)
			other.get("/")
			s.alike(login, other.get(path), other.get("/revisar/filas/"+trenza.Code([]byte("nothing"))))
			s.silent(other.get("/revisar"), "Colmenares", path)
		}
		b.shows(b.post(path, url.Values{"verdict": {"open"}}), http.StatusUnprocessableEntity, "Elige una de las respuestas")
		b.ledTo(b.post(path, url.Values{"verdict": {"corrected"}}), "/revisar")
		b.shows(b.get("/revisar"), http.StatusOK, "Guardado: La lista corrige.")
		b.ledTo(b.post(path, url.Values{"verdict": {"corrected"}}), "/revisar")
		b.shows(b.post(path, url.Values{"verdict": {"different"}}), http.StatusConflict, "Ya se decidió")
		s.world.Sound()
	})
}

// TestReadingAPairIsOnRecord: of a role whose every reading is, the queue and the
// pair are told before anything is drawn; of others, what is sensitive.
func TestReadingAPairIsOnRecord(t *testing.T) {
	s := one(t)
	s.reviewers()
	y := s.registeredTwice([]string{"bono"}, []string{"bono"})
	before := s.world.Position()
	ruth := s.in("ruth")
	ruth.get("/revisar")
	ruth.get(y.path)
	if told := s.told(before, journal.Reading); told != 0 {
		t.Errorf("a registrar's reading of what is not sensitive was told %d times", told)
	}
	odalys := s.in("odalys")
	odalys.get("/revisar")
	if told := s.told(before, journal.Reading); told != 2 {
		t.Errorf("the queue was told %d times", told)
	}
	odalys.get(y.path)
	if told := s.told(before, journal.Reading); told != 4 {
		t.Errorf("the pair was told, together %d times", told)
	}
	s.server.Config.Handler = s.muted()
	again := s.in("odalys")
	for _, path := range []string{"/revisar", y.path} {
		if got := again.get(path); got.status != http.StatusInternalServerError || strings.Contains(got.body, "Yusmar") {
			t.Errorf("%s: %d\n%s", path, got.status, got.text())
		}
	}
}
