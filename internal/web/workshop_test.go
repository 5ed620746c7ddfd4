package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
)

// TestAWorkshopFromAList: a facilitator sees the calendar with what it skips before
// she saves it, and everybody of her list is in the cohort then, once.
func TestAWorkshopFromAList(t *testing.T) {
	s := one(t)
	w := s.world.In(t, "alma", "taller-reque")
	_, representatives := cast.Small()
	list := w.ImportLists("taller-reque", t.TempDir(), representatives)[0].Code
	s.join("greta", inReque(trenza.RoleFacilitator))
	greta := s.in("greta")
	greta.shows(greta.get("/talleres"), http.StatusOK, "Todavía no hay talleres")
	greta.shows(greta.get("/talleres/nuevo"), http.StatusOK, "Primer Taller Productivo Municipal")
	form := url.Values{
		"form": {"1"}, "training": {"taller-reque/taller"}, "title": {"Las de Reque"}, "place": {"Reque"}, "from": {"2020-06-02"}, "hour": {"15:00"},
		"weekday": {"1", "4"}, "sessions_crochet": {"24"}, "sessions_pasteleria": {"16"}, "sessions_capacidades_personales": {"8"}, "list": {list},
	}
	seen := greta.post("/talleres/nuevo", form)
	greta.shows(seen, http.StatusOK, "24 sesiones")
	greta.shows(seen, http.StatusOK, "Se salta el")
	if got := greta.get("/talleres"); strings.Contains(got.text(), "Las de Reque") {
		t.Error("it is saved before she said so")
	}
	form.Set("go", "save")
	first := greta.post("/talleres/nuevo", form)
	greta.ledTo(greta.post("/talleres/nuevo", form), first.leads()) // sent twice
	page := greta.get(first.leads())
	greta.shows(page, http.StatusOK, "Las de Reque")
	women := len(representatives.Sheets[0].Rows) - 1
	if in := strings.Count(page.body, "/mujeres/"); in == 0 {
		t.Errorf("nobody of %d is in it: %s", women, page.text())
	}
	for field, says := range map[string]string{"title": "cómo se llama", "weekday": "día de la semana", "from": "", "place": ""} {
		faulty := url.Values{"training": form["training"], "title": {"Otra"}, "place": {"Reque"}, "from": {"2020-06-02"}, "weekday": {"1"}}
		faulty.Del(field)
		got := greta.post("/talleres/nuevo", faulty)
		greta.shows(got, http.StatusUnprocessableEntity, says)
	}
}

// TestTheRoll: marks are saved as they are typed, twice does nothing, and what is
// wrong is said with everything still there.
func TestTheRoll(t *testing.T) {
	s := one(t)
	w := s.workshop(4)
	today := w.today()
	greta := s.in("greta")
	path := w.roll(today)
	greta.shows(greta.get(path), http.StatusOK, "Todas presentes")
	absent := url.Values{"form": {"1"}, "m." + w.women[0].ID: {"absent"}, "w." + w.women[0].ID: {""}, "m." + w.women[1].ID: {""}, "w." + w.women[1].ID: {""}}
	for range 2 {
		greta.ledTo(greta.post(path, absent), path)
	}
	greta.ledTo(greta.post(path, url.Values{"form": {"2"}, "all": {"yes"}}), path)
	for woman, want := range []string{attention.Absent, attention.Present, attention.Present, attention.Present} {
		if got := w.mark(woman, today); got != want {
			t.Errorf("woman %d is %q, want %q", woman, got, want)
		}
	}
	late := url.Values{"form": {"3"}, "m." + w.women[1].ID: {"late"}, "s." + w.women[1].ID: {"60"}}
	wrong := url.Values{"form": {"4"}, "m." + w.women[1].ID: {"late"}, "s." + w.women[1].ID: {"mucho"}}
	got := greta.post(path, wrong)
	greta.shows(got, http.StatusUnprocessableEntity, "mucho")
	if !strings.Contains(got.body, `value="mucho"`) {
		t.Error("what was typed is lost")
	}
	greta.ledTo(greta.post(path, late), path)
	if m := w.members()[w.women[1].ID]; m.Total != 0 {
		t.Errorf("who was there for an hour of two and a half has %d minutes", m.Total)
	}
	made := url.Values{"form": {"6"}, "m." + w.women[2].ID: {"made_up"}, "w." + w.women[2].ID: {"present"}, "d." + w.women[2].ID: {"2020-05-30"}}
	greta.ledTo(greta.post(path, made), path)
	made.Set("form", "7")
	made.Set("w."+w.women[2].ID, "made_up")
	made.Set("d."+w.women[2].ID, "2020-05-29")
	greta.ledTo(greta.post(path, made), path)
	if m := w.members()[w.women[2].ID].Marks[w.sessions[today].ID]; m.Mark != attention.MadeUp || m.Day != "2020-05-29" {
		t.Errorf("made up: %+v", m)
	}
	greta.shows(greta.get(path), http.StatusOK, "La recuperó el")
	back := url.Values{"form": {"5"}, "m." + w.women[1].ID: {""}}
	greta.ledTo(greta.post(path, back), path)
	if got := w.mark(1, today); got != "" {
		t.Errorf("taken back, she is %q", got)
	}
	ahead := w.roll(today + 1)
	greta.shows(greta.get(ahead), http.StatusOK, "Todavía no es el día")
	greta.shows(greta.post(ahead, url.Values{"m." + w.women[0].ID: {"present"}}), http.StatusUnprocessableEntity, "")
	greta.ledTo(greta.post(ahead+"/cambiar", url.Values{"do": {"cancel"}, "reason": {"Feria del distrito"}}), ahead)
	greta.shows(greta.get(ahead), http.StatusOK, "Feria del distrito")
	greta.ledTo(greta.post(ahead+"/cambiar", url.Values{"do": {"restore"}}), ahead)
}

// TestPaperTyped: a month is typed in, a letter a session; a letter that is none is
// said beside its line, and nothing is saved.
func TestPaperTyped(t *testing.T) {
	s := one(t)
	w := s.workshop(2)
	greta := s.in("greta")
	path := w.path() + "/papel?mes=2020-02"
	greta.shows(greta.get(path), http.StatusOK, "Febrero de 2020")
	greta.shows(greta.get(w.path()+"/hoja?mes=2020-02"), http.StatusOK, "Ñiquén")
	first := 0
	for w.sessions[first].Day < "2020-02-01" {
		first++
	}
	form := url.Values{"form": {"1"}, "l." + w.women[0].ID: {"ptx"}, "l." + w.women[1].ID: {"jf.p"}}
	got := greta.post(path, form)
	greta.shows(got, http.StatusUnprocessableEntity, "«X» no es una marca")
	if !strings.Contains(got.body, `value="jf.p"`) || w.mark(1, first) != "" {
		t.Error("a sheet with a fault is lost, or saved")
	}
	form.Set("l."+w.women[0].ID, "pta")
	greta.ledTo(greta.post(path, form), w.path())
	for n, want := range []string{attention.Justified, attention.Absent, "", attention.Present} {
		if got := w.mark(1, first+n); got != want {
			t.Errorf("session %d: %q, want %q", n, got, want)
		}
	}
	if w.mark(0, first+1) != attention.Late {
		t.Error("who was late is not")
	}
}

// TestAWomanInTheWorkshop: she drops out with a reason and comes back, climbs the
// ladder, and gets her certificate when the group is closed, which is revoked.
func TestAWomanInTheWorkshop(t *testing.T) {
	s := one(t)
	w := s.workshop(3)
	today := w.today()
	w.takes(0, today)
	s.after(90 * 24 * time.Hour)
	greta := s.in("greta")
	page := greta.get(w.path())
	greta.shows(page, http.StatusOK, "Conviene llamarlas")
	her := w.path() + "/mujeres/" + w.women[2].ID
	greta.ledTo(greta.post(her, url.Values{"do": {"called"}, "back": {"workshop"}}), w.path())
	if strings.Contains(greta.get(w.path()).text(), "Conviene llamarlas") {
		t.Error("she was called, and is still to be called")
	}
	greta.shows(greta.post(her, url.Values{"do": {"drop"}}), http.StatusUnprocessableEntity, "")
	greta.ledTo(greta.post(her, url.Values{"do": {"drop"}, "reason": {"care"}}), her)
	greta.shows(greta.get(her), http.StatusOK, "Cuida a alguien")
	greta.ledTo(greta.post(her, url.Values{"do": {"return"}}), her)
	hers := w.path() + "/mujeres/" + w.women[0].ID
	greta.ledTo(greta.post(hers, url.Values{"do": {"skills"}, "skill.crochet.punto_base": {"teaches"}}), hers)
	greta.shows(greta.get(w.path()), http.StatusOK, "enseñan 1, lo hacen solas 0")
	greta.ledTo(greta.post(hers, url.Values{"do": {"pass"}}), hers)
	w.world.Write(func(tx *journal.Tx) error {
		for _, lesson := range w.sessions[today:] {
			if err := learning.CancelSession(s.Context(), tx, lesson.ID, "Pandemia"); err != nil {
				return err
			}
		}
		return nil
	})
	greta.ledTo(greta.post(w.path()+"/estado", url.Values{"verb": {"complete"}}), w.path())
	for range 2 {
		got := greta.post(w.path()+"/certificados", url.Values{"form": {"9"}})
		greta.ledTo(got, w.path()+"#certificates")
	}
	greta.shows(greta.get(hers), http.StatusOK, "Revocar este certificado")
	if paper := greta.get(hers + "/certificado"); paper.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(paper.body, "%PDF-") {
		t.Errorf("her certificate: %d %s", paper.status, paper.header)
	}
	greta.shows(greta.post(hers, url.Values{"do": {"revoke"}}), http.StatusUnprocessableEntity, "")
	greta.ledTo(greta.post(hers, url.Values{"do": {"revoke"}, "revoke_reason": {"Nombre equivocado"}}), hers)
	greta.shows(greta.get(hers+"/certificado"), http.StatusNotFound, "")
	greta.ledTo(greta.post(hers, url.Values{"do": {"issue"}, "name": {"Ana Lucía N."}}), hers)
}

// TestSheGoesOnInAnotherGroup: a facilitator moves a woman to another group of the same
// training, and says of whom Hoy has her call that she was called.
func TestSheGoesOnInAnotherGroup(t *testing.T) {
	s := one(t)
	w := s.workshop(3)
	w.takes(0, w.today())
	greta := s.in("greta")
	her := w.path() + "/mujeres/" + w.women[2].ID
	home := greta.get("/")
	greta.shows(home, http.StatusOK, "Llámala sin preguntar por qué. Nadie le preguntó todavía cómo llamarla sin riesgo.")
	greta.shows(home, http.StatusOK, "Anotar qué dijo")
	greta.ledTo(greta.post(her, url.Values{"do": {"called"}, "back": {"today"}}), "/")
	greta.silent(greta.get("/"), "Anotar qué dijo")
	greta.silent(greta.get(her), "Pasarla a otro grupo")
	var other learning.Cohort
	w.world.Write(func(tx *journal.Tx) (err error) {
		other, _, err = learning.PlanCohort(s.Context(), tx, learning.Cohort{Programme: "taller-reque", Training: "taller", Title: "Las de la tarde", Place: "140113"})
		return err
	})
	greta.shows(greta.get(her), http.StatusOK, "Las de la tarde")
	greta.shows(greta.post(her, url.Values{"do": {"transfer"}}), http.StatusUnprocessableEntity, "Elige a qué grupo pasa")
	greta.ledTo(greta.post(her, url.Values{"do": {"transfer"}, "to": {other.ID}}), her)
	greta.shows(greta.get("/talleres/"+other.Code), http.StatusOK, "Carmen Farroñán")
	if m := w.members()[w.women[2].ID]; m.State != learning.Transferred || m.Total == 0 {
		t.Errorf("she is %s, with %d minutes", m.State, m.Total)
	}
}

// TestWhoSeesOfAWorkshop: the municipality sees totals and no name, MEAL codes, the
// partner's facilitator her sessions alone.
func TestWhoSeesOfAWorkshop(t *testing.T) {
	s := one(t)
	w := s.workshop(3)
	w.takes(0, w.today())
	s.join("muni", inReque(trenza.RolePublicPartner))
	s.join("meal", inReque(trenza.RoleMonitoring))
	aurora := inReque(trenza.RoleFacilitator)
	aurora.Course = "capacidades_personales"
	s.join("aurora", aurora)
	muni := s.in("muni")
	got := muni.get(w.path())
	muni.shows(got, http.StatusOK, "<5 mujeres inscritas <5 participaron") // three are a group that would point at somebody
	muni.silent(muni.get("/talleres"), "mujeres")
	for _, name := range []string{"Ñiquén", "Custodio", "Gestante", "/mujeres/", "Madre"} {
		muni.silent(got, name)
	}
	muni.shows(muni.get(w.roll(0)), http.StatusNotFound, "")
	muni.shows(muni.get(w.path()+"/hoja"), http.StatusNotFound, "")
	meal := s.in("meal")
	got = meal.get(w.path())
	meal.shows(got, http.StatusOK, w.members()[w.women[0].ID].Face.Code)
	meal.silent(got, "Ñiquén")
	her := s.in("aurora")
	got = her.get(w.path())
	her.shows(got, http.StatusOK, "empoderamiento")
	her.silent(got, "crochet")
	her.shows(her.get(w.roll(0)), http.StatusNotFound, "")
	her.shows(her.get(w.roll(len(w.sessions)-1)), http.StatusOK, "Todavía no es el día")
	her.shows(her.get("/talleres/nuevo"), http.StatusOK, "No hay formaciones")
	s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "taller-reque"})
	paula := s.in("paula")
	paula.shows(paula.get(w.path()), http.StatusNotFound, "")
}

// TestWorkshopPagesAreForEverybody looks at the pages beside the main ones.
func TestWorkshopPagesAreForEverybody(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		w := s.workshop(5)
		w.takes(0, 6)
		tab := s.tab()
		tab.signIn("greta")
		for name, path := range map[string]string{
			"workshops": "/talleres", "plan": "/talleres/nuevo", "enrol": w.path() + "/inscribir",
			"sheet": w.path() + "/hoja?mes=2020-02", "paper": w.path() + "/papel?mes=2020-02",
		} {
			tab.open(path)
			tab.lookAround(name)
		}
	})
}

// TestTheNationalProgrammeSeesItsSessions: its facilitator, who has a role in the host
// organisation, takes the attendance of the sessions that she gives; of the others no
// page tells her anything, and the cohort is not hers to change.
func TestTheNationalProgrammeSeesItsSessions(t *testing.T) {
	s := one(t)
	w := s.workshop(3)
	w.lives()
	s.after(60 * 24 * time.Hour)
	w.takes(0, 47)
	aurora := inReque(trenza.RoleFacilitator)
	aurora.Course = "capacidades_personales"
	s.join("aurora", aurora)
	her := s.in("aurora")
	own, others := w.roll(47), w.roll(3)
	woman := w.path() + "/mujeres/" + w.women[0].ID
	for path, says := range map[string]string{
		w.path(): "Vino Ana Lucía Ñiquén", woman: "20 horas", own: "Todas presentes", w.path() + "/hoja?mes=2020-06": "Ana Lucía Ñiquén",
		w.path() + "/papel?mes=2020-06": "del 4 jun al 25 jun", "/talleres": "Taller productivo de Reque",
	} {
		page := her.get(path)
		her.shows(page, http.StatusOK, says)
		her.silent(page, "crochet", "Pastelería", "Prenda", "Ventas", "Inscribir", "Ya la llamé", "Cerrar el grupo", "Su producto está aceptado", "Anotar que ya no viene")
	}
	for _, path := range []string{others, w.path() + "/hoja?sesion=" + w.sessions[3].ID, w.path() + "/papel?sesion=" + w.sessions[3].ID, w.path() + "/inscribir"} {
		her.shows(her.get(path), http.StatusNotFound, "")
	}
	her.ledTo(her.post(own, url.Values{"form": {"1"}, "m." + w.women[0].ID: {"present"}}), own)
	her.ledTo(her.post(woman, url.Values{"do": {"skills"}, "skill.capacidades_personales.hablar_en_publico": {"alone"}}), woman)
	for path, form := range map[string]url.Values{
		others: {"m." + w.women[0].ID: {"absent"}}, others + "/cambiar": {"do": {"cancel"}, "reason": {"No"}},
		woman: {"do": {"drop"}, "reason": {"care"}}, w.path() + "/estado": {"verb": {"complete"}}, w.path() + "/certificados": {"form": {"2"}},
	} {
		her.shows(her.post(path, form), http.StatusNotFound, "")
	}
	her.shows(her.post(woman, url.Values{"do": {"skills"}, "skill.crochet.punto_base": {"teaches"}}), http.StatusNotFound, "")
	if m := w.members()[w.women[0].ID]; m.State != learning.Active || m.Marks[w.sessions[3].ID].Mark == attention.Absent {
		t.Errorf("she changed what is not hers: %+v", m)
	}
}
