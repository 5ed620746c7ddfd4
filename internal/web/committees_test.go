package web_test

import (
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
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/worldtest"
)

// taughtIn is a committee whose representative taught on in it, and proposed
// something.
type taughtIn struct{ committee, replica, proposal, representative, code string }

// taughtOn has the representative of Santa Rosa learn in Reque, teach on and propose.
func taughtOn(w *worldtest.World) (t taughtIn) {
	w.Helper()
	d, _ := programme.Shipped("taller-reque")
	her := worldtest.Woman("Chafloque Puse", "Dora", "1985", worldtest.Paper("DNI", "41000001"))
	w.Write(func(tx *journal.Tx) error {
		p := pathway.Participant{Record: her, Committee: "Santa Rosa"}
		given := attention.Attention{Day: "2020-03-20", Place: "140113", Mark: attention.Present, Minutes: 150, Outcomes: []string{programme.Delivered}}
		received, err := w.Intake.Give(w.Context, tx, p, w.Service("taller-reque", "crochet"), given)
		if err != nil {
			return err
		}
		t.representative, t.code = received.Person.ID, received.Person.Code
		committee, err := collective.Recognise(w.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "Santa Rosa"}, spelling.Fold)
		t.committee = committee.ID
		return err
	})
	w.Write(func(tx *journal.Tx) error {
		r, err := collective.Plan(w.Context, tx, d, collective.Replica{
			Committee: t.committee, Trainer: t.representative, Topics: []string{"puntos"}, Day: "2020-04-10", Place: "140113",
		})
		if err != nil {
			return err
		}
		if r, err = collective.HoldOn(w.Context, tx, d, r.ID, r.Day); err != nil {
			return err
		}
		groups := []outreach.Group{{Sex: "F", MinAge: 30, MaxAge: 59, People: 14}}
		r, err = collective.ReportOf(w.Context, tx, d, r.ID, collective.Account{Covered: []string{"puntos"}, Groups: groups, FirstTime: 9})
		if t.replica = r.ID; err != nil {
			return err
		}
		p, err := collective.Propose(w.Context, tx, d, collective.Proposal{
			Committee: t.committee, Holder: t.representative, Sphere: "municipalidad", Made: "2020-04-01", What: "Un horno para el comité",
		})
		t.proposal = p.ID
		return err
	})
	return t
}

// committeeIn is a committee that nothing was taught in.
func committeeIn(w *worldtest.World, place trenza.Place) (id string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		c, err := collective.Recognise(w.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "Las Delicias", Place: place}, spelling.Fold)
		id = c.ID
		return err
	})
	return id
}

// reque is a site with the workshop of Reque, and a facilitator of it.
func (s *site) reque() (taughtIn, *browser) {
	s.Helper()
	t := taughtOn(s.world.In(s.T, s.world.Actor.Organisation, "taller-reque"))
	s.join("greta", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "taller-reque"})
	return t, s.in("greta")
}

// replicaForm is a report of a replica with so many women.
func replicaForm(t taughtIn, form string) url.Values {
	return url.Values{
		"form": {form}, "trainer": {t.representative}, "topic": {"puntos", "cupcakes"}, "day": {"2020-05-10"}, "F_30": {"12"}, "F_60": {"2"},
		"first": {"6"}, "minutes": {"120"}, "a_materiales": {"lana"},
	}
}

// A facilitator reports a replica with a headcount and two known socias; what was
// typed wrong stays, and sent twice it is one.
func TestAReplicaIsReported(t *testing.T) {
	each(t, func(s *site) {
		taught, b := s.reque()
		in := s.world.In(s.T, s.world.Actor.Organisation)
		var codes []string
		for n, name := range []string{"Rosa", "Ana"} {
			p := in.Meet(worldtest.Woman("Llontop Puse", name, "1970", worldtest.Paper("DNI", "4200000"+string(rune('1'+n)))), "2020-03-01").Person
			in.Write(func(tx *journal.Tx) error {
				_, err := attention.Give(in.Context, tx, p, in.Service("taller-reque", "crochet"), attention.Attention{
					Day: "2020-03-20", Place: "140113", Mark: attention.Present, Minutes: 150, Outcomes: []string{programme.Delivered},
				})
				return err
			})
			codes = append(codes, p.Code)
		}
		path := "/comites/" + taught.committee + "/replica"
		form := replicaForm(taught, "una")
		form.Set("first", "40")
		wrong := b.post(path, form)
		b.shows(wrong, http.StatusUnprocessableEntity, "Revisa cuántas personas vinieron por primera vez: dice 40 y en total hubo 14.")
		if !strings.Contains(wrong.body, `value="40"`) || !elementWith(t, wrong, "input", "aria-invalid", "true") {
			t.Error("what was typed is lost")
		}
		form.Set("first", "6")
		form.Set("codes", strings.Join(codes, " "))
		for range 2 {
			b.ledTo(b.post(path, form), "/comites/"+taught.committee)
		}
		page := b.get("/comites/" + taught.committee).text()
		if strings.Count(page, "14 asistencias, 6 por primera vez") != 1 || !strings.Contains(page, "Réplicas 2") {
			t.Error(page)
		}
		b.shows(b.get("/comites"), http.StatusOK, "1 directa + 2 indirectas (registradas) + 13 indirectas (declaradas)")
	})
}

// What is to come is planned; once it was held it is reported, and verified by
// somebody else.
func TestAReplicaGoesItsWay(t *testing.T) {
	s := one(t)
	taught, b := s.reque()
	form := replicaForm(taught, "una")
	form.Set("day", "2020-08-10")
	b.ledTo(b.post("/comites/"+taught.committee+"/replica", form), "/comites/"+taught.committee)
	b.shows(b.get("/replicas"), http.StatusOK, "Planificada")
	planned := regexp.MustCompile(`/replicas/([0-9a-f-]{36})`).FindStringSubmatch(b.get("/replicas").body)[1]
	if planned == taught.replica {
		t.Fatal("the latest does not come first")
	}
	asks := b.get("/comites/" + taught.committee + "/replica?replica=" + planned)
	if b.shows(asks, http.StatusOK, "Informar réplica"); strings.Contains(asks.body, `name="trainer"`) {
		t.Error("it asks who taught again")
	}
	form = replicaForm(taught, "dos")
	b.ledTo(b.post("/replicas/"+planned+"/informar", form), "/replicas/"+planned)
	b.shows(b.get("/replicas/"+planned), http.StatusOK, "14 asistencias 6 por primera vez, declaradas")
	path := "/replicas/" + taught.replica
	b.ledTo(b.post(path+"/verificar", url.Values{"way": {"call"}}), path)
	b.shows(b.get(path), http.StatusOK, "Verificada Llamada")
	b.ledTo(b.post(path+"/cerrar", nil), path)
	if a := b.post(path+"/anular", url.Values{"reason": {"Nadie vino"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "La réplica está cerrada") {
		t.Errorf("%d %s", a.status, a.text())
	}
}

// A post is noted by a code, with a sentence where it is taken; leaving it keeps the
// history.
func TestThePeopleOfACommittee(t *testing.T) {
	s := one(t)
	taught, b := s.reque()
	path := "/comites/" + taught.committee
	b.ledTo(b.post(path+"/cargos", url.Values{"person": {taught.code}, "role": {"presidenta"}, "since": {"2020-01-10"}}), path)
	b.shows(b.get(path), http.StatusOK, "Presidenta · Dora Chafloque")
	b.ledTo(b.post(path+"/dejar", url.Values{"holder": {taught.representative}, "role": {"presidenta"}, "until": {"2020-05-01"}}), path)
	b.shows(b.get(path), http.StatusOK, "Quiénes estuvieron antes")
	b.ledTo(b.post(path+"/reconocimiento", url.Values{"resolution": {"R.A. 045-2018"}, "from": {"2018-06-20"}, "expires": {"2020-06-20"}}), path)
	b.shows(b.get("/"), http.StatusOK, "1 comité con el reconocimiento por vencer")
	b.ledTo(b.post(path+"/propuestas/"+taught.proposal, url.Values{"fate": {"adopted"}}), path)
	b.shows(b.get(path), http.StatusOK, "Un horno para el comité")
}

// The municipality sees the committees and totals: no name, no post, no proposal, and
// no label of anybody's stage of life.
func TestTheMunicipalityReadsTotals(t *testing.T) {
	s := one(t)
	taught, _ := s.reque()
	s.join("muni", trenza.Grant{Role: trenza.RolePublicPartner, Programme: "taller-reque"})
	b := s.in("muni")
	for path, says := range map[string]string{
		"/comites": "Santa Rosa", "/comites/consejo": "Comités representados en el taller <5", "/comites/" + taught.committee: "Santa Rosa",
		"/replicas/" + taught.replica: "Santa Rosa",
	} {
		a := b.get(path)
		b.shows(a, http.StatusOK, says)
		s.silent(a, "Dora", "Chafloque", taught.code, "Un horno", "gestante", "adulta mayor", "Informar réplica", "directa")
	}
	if sheet := b.get("/comites/consejo/hoja/taller-reque"); sheet.status != http.StatusOK || !strings.HasPrefix(sheet.body, "%PDF-") {
		t.Errorf("the sheet for the council: %d %.60s", sheet.status, sheet.body)
	}
	b.shows(b.get("/comites/consejo/hoja/alma-llanera"), http.StatusNotFound, "")
	for _, path := range []string{"/comites/nuevo", "/comites/" + taught.committee + "/replica"} {
		if a := b.get(path); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

// Where no organisations of base take part, the pages say so, and offer none.
func TestAProgrammeWithoutCommittees(t *testing.T) {
	s := one(t)
	s.join("ana", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera"})
	b := s.in("ana")
	for _, path := range []string{"/comites", "/comites/nuevo", "/comites/consejo"} {
		page := b.get(path)
		b.shows(page, http.StatusOK, "En tu programa no participan organizaciones de base")
		s.silent(page, "Registra el primero")
		if !strings.Contains(page.body, "<h1>") || path == "/comites" && strings.Contains(page.body, "/comites/nuevo") {
			t.Errorf("%s: %s", path, page.text())
		}
	}
}

// A committee of another district is refused by name: 140112 is Pimentel.
func TestACommitteeIsEntered(t *testing.T) {
	s := one(t)
	_, b := s.reque()
	form := url.Values{"form": {"una"}, "name": {"Madres Unidas"}, "kind": {"club_de_madres"}, "place": {"140112"}}
	if a := b.post("/comites/nuevo", form); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "Pimentel") {
		t.Errorf("%d %s", a.status, a.text())
	}
	form.Set("place", "Reque")
	a := b.post("/comites/nuevo", form)
	b.shows(b.get(a.leads()), http.StatusOK, "Madres Unidas Club de madres · Reque")
}
