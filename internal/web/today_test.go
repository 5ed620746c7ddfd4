package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// day is a site on a day on which much waits.
type day struct {
	*site
	her   her
	pilar staff.Account // accompanies her and answers for what is planned
	steps map[string]agenda.Step
	women []*registry.Person // of the course
}

// onADay is 3 June 2020 in Tumbes: Pilar, a registrar and psychologist, should have
// called Yusmary on Monday, visits her today, and awaits four women at a course.
func (s *site) onADay() *day {
	s.Helper()
	d := &day{site: s, steps: make(map[string]agenda.Step)}
	d.pilar = s.join("pilar", trenza.Grant{Role: trenza.RoleRegistrar}, trenza.Grant{Role: trenza.RolePsychologist})
	d.her = s.yusmary(d.pilar)
	d.plan("late", d.her.Person, "psicosocial_individual", "2020-06-01", "", agenda.Words{What: "3.ª llamada"})
	d.plan("visit", d.her.Person, "orientacion_legal", "2020-06-03", "10:30", agenda.Words{What: "llevar el volante", Where: "Bodega «Mi Esfuerzo»"})
	d.plan("soon", d.her.Person, "informacion_vbg", "2020-06-06", "", agenda.Words{})
	for n := range 4 {
		p := s.world.Give(worldtest.Numbered(20+n), "empleabilidad", worldtest.Delivered("2020-05-04", "240101")).Person
		d.women = append(d.women, p)
		d.plan("course", p, "empleabilidad", "2020-06-03", "15:00", agenda.Words{Where: "local municipal"})
	}
	s.after(48 * time.Hour)
	return d
}

// plan plans a step for which Pilar answers.
func (d *day) plan(name string, p *registry.Person, service string, on trenza.Day, hour string, words agenda.Words) {
	d.Helper()
	step := agenda.Step{Person: p.ID, Programme: "alma-llanera", Service: service, Day: on, Hour: hour, Place: "240101", Account: d.pilar.ID, Words: words}
	d.must(d.Journal.Write(d.Context(), d.world.Actor, func(tx *journal.Tx) (err error) {
		d.steps[name], err = agenda.Plan(d.Context(), tx, step)
		return err
	}))
}

// withRecall lets her be reached by WhatsApp in the morning, with a paper that
// expires in two weeks.
func (d *day) withRecall() *day {
	d.Helper()
	record := worldtest.Woman("Colmenares", "Yusmary", "1990-05-17", worldtest.Paper("CPP", "001234567"))
	paper := worldtest.Paper("CE", "001234568")
	paper.Expires = "2020-06-14"
	record.Documents = append(record.Documents, paper)
	record.Contact = registry.Contact{Ways: []string{"whatsapp"}, From: "09:00", To: "13:00"}
	d.world.Meet(record, "2020-05-04")
	return d
}

// Whoever works with people sees what is due, the longest first, with how each may
// be reached; what several have together is one session.
func TestTodaySaysWhatIsDue(t *testing.T) {
	s := one(t)
	d := s.onADay().withRecall()
	b := s.in("pilar")
	home := b.get("/")
	b.shows(home, http.StatusOK, "Buenos días, Señora Miércoles 3 de junio de 2020")
	text := home.text()
	for _, says := range []string{
		"Por hacer 3", "Hace 2 días Yusmary Colmenares", "3.ª llamada Solo WhatsApp, de 9 a 13 h",
		"Hoy, 10:30 Yusmary Colmenares", "llevar el volante Bodega «Mi Esfuerzo» · Solo WhatsApp, de 9 a 13 h",
		"14 jun Yusmary Colmenares Vence un papel suyo",
		"Sesiones de hoy 1 15:00", "local municipal, Tumbes, 4 esperadas",
	} {
		if !strings.Contains(text, says) {
			t.Errorf("does not say %q:\n%s", says, text)
		}
	}
	if strings.Index(text, "Hace 2 días") > strings.Index(text, "Hoy, 10:30") {
		t.Error("what is overdue does not come first")
	}
	if strings.Contains(text, "6 jun") {
		t.Error("what is due later stands among today's")
	}
	b.shows(b.get("/?hasta=semana"), http.StatusOK, "Por hacer esta semana 4")
	b.shows(b.get("/?hasta=semana"), http.StatusOK, "6 jun Yusmary Colmenares")
	if !strings.Contains(home.body, `href="/hilos/`+d.her.Code+`"`) {
		t.Error("nothing leads to her thread")
	}
}

// Each role sees what is hers, and nothing of the rest shows by a gap or a count.
func TestTodayIsSeenByRole(t *testing.T) {
	s := one(t)
	s.onADay().withRecall()
	hers := []string{"Colmenares", "3.ª llamada", "psicosocial", "volante", "Vence un papel", "Bodega"}
	for _, c := range []struct {
		login       string
		grants      []trenza.Grant
		says, never []string
	}{
		{"otra", []trenza.Grant{{Role: trenza.RoleOutreach}}, []string{"Nada por hacer hoy"}, append(hers, "Sesiones", "Espera tu decisión", "junio,")},
		{"gestora", []trenza.Grant{{Role: trenza.RoleCaseWorker}}, []string{"Nada por hacer hoy"}, append(hers, "Sesiones", "Espera tu decisión")},
		{"facilita", []trenza.Grant{{Role: trenza.RoleFacilitator}}, []string{"Nada por hacer hoy", "Sesiones de hoy 1", "4 esperadas", "Apellido10000020"}, hers},
		{"piura", []trenza.Grant{{Role: trenza.RoleFacilitator, Place: "20"}}, []string{"Nada por hacer hoy"}, append(hers, "Sesiones", "Apellido10000020")},
		{"coord", []trenza.Grant{{Role: trenza.RoleCoordinator}}, []string{"4 esperadas"}, append(hers, "Por hacer", "Apellido10000020", "local municipal", "Espera tu decisión")},
		{"muni", []trenza.Grant{{Role: trenza.RolePublicPartner, Programme: "alma-llanera"}}, []string{"4 esperadas"}, append(hers, "Por hacer", "Apellido10000020", "Espera tu decisión")},
		{"datos", []trenza.Grant{{Role: trenza.RoleDataOfficer}}, []string{"Nada espera tu decisión"}, append(hers, "Por hacer", "Sesiones")},
		{"dona", []trenza.Grant{{Role: trenza.RoleDonor}}, []string{"Nada por hacer hoy", "Publicado"}, append(hers, "Por hacer", "Sesiones", "Espera tu decisión")},
	} {
		s.join(c.login, c.grants...)
		home := s.in(c.login).get("/")
		for _, says := range c.says {
			if !strings.Contains(home.text(), says) {
				t.Errorf("%s is not told %q:\n%s", c.login, says, home.text())
			}
		}
		s.silent(home, c.never...)
	}
}

// A sensitive step is on record before it is shown, once a day for each reader, and
// the session of whoever saw it falls asleep sooner.
func TestWhatTodayShowsIsOnRecord(t *testing.T) {
	s := one(t)
	d := s.onADay()
	readings := func() (n int) {
		s.world.Read(func(r store.Reader) error {
			told, err := journal.Of(s.Context(), r, "alma", 0, journal.Reading)
			n = len(told)
			return err
		})
		return n
	}
	before, b := readings(), s.in("pilar")
	b.get("/")
	b.get("/")
	b.get("/hoy/pasos/" + d.steps["late"].ID)
	if got := readings() - before; got != 1 {
		t.Errorf("%d readings on record, want one", got)
	}
	s.after(staff.IdleSensitive + time.Minute)
	b.ledTo(b.get("/"), "/wake")
	s.after(24 * time.Hour)
	s.in("pilar").get("/")
	if got := readings() - before; got != 2 {
		t.Errorf("the day after: %d readings on record, want two", got)
	}
	s.world.Sound()
}

// What is due is marked, moved and dropped without script, once however often it
// is sent, and a slip is shown beside its field with what was typed.
func TestWhatBecomesOfWhatIsDue(t *testing.T) {
	s := one(t)
	d := s.onADay()
	b := s.in("pilar")
	late, visit, soon := "/hoy/pasos/"+d.steps["late"].ID, "/hoy/pasos/"+d.steps["visit"].ID, "/hoy/pasos/"+d.steps["soon"].ID
	b.ledTo(b.post(late+"/hecho", nil), "/")
	b.shows(b.get("/"), http.StatusOK, "Quedó como hecho")
	b.ledTo(b.post(late+"/hecho", nil), "/")
	b.shows(b.get("/"), http.StatusOK, "este ya se hizo")
	b.shows(b.get(late), http.StatusOK, "Ya se hizo.")

	b.shows(b.get(visit), http.StatusOK, "Bodega «Mi Esfuerzo»")
	wrong := b.post(visit+"/mover", url.Values{"day": {"2020-05-01"}, "hour": {"9:00"}})
	b.shows(wrong, http.StatusUnprocessableEntity, "1 may 2020 ya pasó")
	if !strings.Contains(wrong.body, `value="2020-05-01"`) || !strings.Contains(wrong.body, `aria-invalid="true"`) {
		t.Errorf("the slip is not shown where it was made:\n%s", wrong.body)
	}
	b.shows(b.post(visit+"/mover", url.Values{"day": {""}}), http.StatusUnprocessableEntity, "Escribe el día")
	b.shows(b.post(visit+"/mover", url.Values{"day": {"mañana"}}), http.StatusUnprocessableEntity, "Escribiste mañana")
	b.ledTo(b.post(visit+"/mover", url.Values{"day": {"2020-06-04"}, "hour": {"9:00"}}), "/")
	b.shows(b.get("/?hasta=semana"), http.StatusOK, "Mañana, 9:00")

	b.shows(b.post(soon+"/dejar", url.Values{"reason": {" "}}), http.StatusUnprocessableEntity, "Escribe por qué")
	b.ledTo(b.post(soon+"/dejar", url.Values{"reason": {"no quiso por ahora"}}), "/")
	b.shows(b.get(soon), http.StatusOK, "No se hizo: no quiso por ahora")

	session := url.Values{"programme": {"alma-llanera"}, "service": {"empleabilidad"}, "day": {"2020-06-03"}, "hour": {"15:00"}, "place": {"240101"}}
	b.ledTo(b.post("/hoy/sesion", session), "/")
	b.shows(b.get("/"), http.StatusOK, "Se dio por hecho con 4 mujeres")
	b.ledTo(b.post("/hoy/sesion", session), "/")
	b.shows(b.get("/"), http.StatusOK, "Hecho con 4 de 4")
	s.world.Sound()
}

// Nobody touches a step that she does not see: it is not there.
func TestAStepOfOthersIsNotThere(t *testing.T) {
	s := one(t)
	d := s.onADay()
	s.join("otra", trenza.Grant{Role: trenza.RoleOutreach})
	b := s.in("otra")
	nobodys := b.get("/hoy/pasos/" + never)
	for _, step := range d.steps {
		s.alike("a step", b.get("/hoy/pasos/"+step.ID), nobodys)
		for _, act := range []string{"hecho", "mover", "dejar"} {
			s.alike(act, b.post("/hoy/pasos/"+step.ID+"/"+act, url.Values{"day": {"2020-06-03"}, "reason": {"x"}}),
				b.post("/hoy/pasos/"+never+"/"+act, url.Values{"day": {"2020-06-03"}, "reason": {"x"}}))
		}
	}
}

// What was typed when a session had fallen asleep is there when she is back.
func TestWhatWasTypedOfAStepIsKept(t *testing.T) {
	s := one(t)
	d := s.onADay()
	b := s.in("pilar")
	step := "/hoy/pasos/" + d.steps["visit"].ID
	b.header.Set("Referer", s.origin+step)
	b.get(step)
	s.after(time.Hour)
	b.post(step+"/dejar", url.Values{"reason": {"se mudó a Piura"}})
	b.post("/wake", url.Values{"password": {passphrase}})
	if got := b.get(step); !strings.Contains(got.body, `value="se mudó a Piura"`) {
		t.Errorf("what she typed is gone:\n%s", got.text())
	}
}

// What only people decide waits where they decide it, with how many there are.
func TestTodaySaysWhatWaitsForADecision(t *testing.T) {
	s := one(t)
	w := s.world
	for n := range 3 {
		w.Give(worldtest.Phone(worldtest.Numbered(n), "987654321"), "informacion_vbg", worldtest.Delivered("2020-05-04", "240101"))
	}
	berta := s.join("berta", administrator)
	_, err := s.AskRecovery(s.Context(), s.as(berta), s.join("nadia", trenza.Grant{Role: trenza.RoleOutreach}).ID)
	s.must(err)
	b := s.in("rosa")
	b.shows(b.get("/"), http.StatusOK, "Espera tu decisión 1 Volver a dar entrada 1 cuenta espera tu acuerdo")
	other := s.in("berta")
	other.shows(other.get("/"), http.StatusOK, "Nada espera tu decisión") // she asked: another agrees
}

// The figures of the month are counted beside the page: it does not wait, says so,
// and leads to where they are.
func TestTheMonthIsCountedBesideThePage(t *testing.T) {
	s := one(t)
	s.counted(24)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar})
	for _, login := range []string{"marta", "elsa"} {
		b := s.in(login)
		first := b.get("/")
		if !strings.Contains(first.body, `data-counting="/hoy/cifras"`) && !strings.Contains(first.text(), "Junio, hasta hoy") {
			t.Errorf("%s: neither figures nor that they are being counted:\n%s", login, first.text())
		}
		b.shows(b.get("/hoy/cifras"), http.StatusOK, "Junio, hasta hoy")
		s.web.Wait()
		home := b.get("/")
		b.shows(home, http.StatusOK, "Cómo se contó")
		s.silent(home, "data-counting")
	}
}

// TestTodayIsForEverybody looks at the page as phones and desktops show it, and
// marks something by keyboard.
func TestTodayIsForEverybody(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		d := s.onADay().withRecall()
		tab := s.tab()
		tab.signIn("pilar")
		tab.sees(".month")
		tab.lookAround("today")
		tab.open("/hoy/pasos/" + d.steps["visit"].ID)
		tab.lookAround("today-step")
		tab.open("/")
		tab.do(chromedp.Focus(".task form button"))
		tab.keys("\r")
		tab.sees(`[role="status"]`)
		if text := look[string](tab, "document.body.innerText"); !strings.Contains(text, "Quedó como hecho") {
			t.Errorf("nothing was marked:\n%s", text)
		}
	})
}
