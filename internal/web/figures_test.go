package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/worldtest"
)

// counted gives so many women an information in Tumbes, three of them in Piura as
// well, and one legal assistance.
func (s *site) counted(women int) {
	s.Helper()
	for n := range women {
		s.world.Give(worldtest.Numbered(n), "informacion_proteccion", worldtest.Delivered("2020-03-02", "240101"))
		if n < 3 {
			s.world.Give(worldtest.Numbered(n), "informacion_proteccion", worldtest.Delivered("2020-04-02", "200101"))
		}
	}
	s.world.Give(worldtest.Numbered(0), "asistencia_legal", worldtest.Delivered("2020-04-03", "240101"))
}

// freeze keeps the figures of Alma Llanera for good, and returns the code.
func (s *site) freeze(public bool, by ...reach.Dimension) string {
	s.Helper()
	d := s.world.Service("alma-llanera", "bono").Programme
	f, err := report.Reporter{Engine: s.world.Engine, Journal: s.world.Journal}.Freeze(s.Context(), s.world.Actor, report.Order{
		Query: report.Query{Definition: d, Public: public, By: by}, Approver: "Milagros Távara",
	})
	s.must(err)
	return f.Code
}

// rows are the texts of the rows of the tables of a page.
func rows(a answer) (texts []string) {
	for _, one := range strings.Split(a.body, "<tr>")[1:] {
		one, _, _ = strings.Cut(one, "</tr>")
		texts = append(texts, (answer{body: "<table><tr>" + one}).text())
	}
	return texts
}

// rowsAre expects some rows in the tables of a page, and others not.
func (s *site) rowsAre(a answer, there []string, absent ...string) {
	s.Helper()
	for _, want := range there {
		if !slices.Contains(rows(a), want) {
			s.Errorf("no row says %q: %q", want, rows(a))
		}
	}
	for _, not := range absent {
		if slices.Contains(rows(a), not) {
			s.Errorf("a row says %q", not)
		}
	}
}

// TestFiguresAreCountedByRole: as the programme prints them, covered where the
// role sees them covered, and no wider than the role goes.
func TestFiguresAreCountedByRole(t *testing.T) {
	each(t, func(s *site) {
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.join("milagros", trenza.Grant{Role: trenza.RoleCoordinator})
		s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar, Place: "20"})
		s.counted(12)
		b := s.in("marta")
		b.shows(b.get("/cifras"), http.StatusOK, "Proyecto Alma Llanera")
		all := b.get("/cifras/alma-llanera?by=region")
		b.shows(all, http.StatusOK, "Todo el programa")
		s.rowsAre(all, []string{"Tumbes 10 10"}, "Piura 3 3", "Tumbes 12 12") // Piura has too few to stand there
		b.shows(all, http.StatusOK, "Los grupos pequeños están cubiertos")
		narrow := s.in("elsa").get("/cifras/alma-llanera?by=region")
		b.shows(narrow, http.StatusOK, "Cuentas solo lo de tus roles: Piura.")
		s.rowsAre(narrow, []string{"Piura 3 3"}, "Tumbes 10 10", "Tumbes 12 12")
		b.shows(b.get("/cifras/alma-llanera?from=2020-05-01&to=2020-04-01"), http.StatusUnprocessableEntity, "2020")
		b.shows(b.get("/cifras/alma-llanera?from=ayer"), http.StatusUnprocessableEntity, "ayer")
		april := b.get("/cifras/alma-llanera?from=01/04/2020&to=2020-04-30")
		b.shows(april, http.StatusOK, "Del 1 abr 2020 al 30 abr 2020")
		for _, path := range []string{"/cifras/taller-reque", "/cifras/nada", "/cifras/alma-llanera%00"} {
			if got, want := b.get(path), b.get("/nowhere"); got.status != http.StatusNotFound || got.body != want.body {
				t.Errorf("%s: %d\n%s", path, got.status, got.text())
			}
		}
	})
}

// TestWhoMayCountNothing is told so in words, or that there is nothing at all.
func TestWhoMayCountNothing(t *testing.T) {
	s := one(t)
	s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist, Programme: "alma-llanera", Course: "orientacion_psicosocial"})
	s.join("diego", trenza.Grant{Role: trenza.RoleDonor, Programme: "alma-llanera"})
	s.counted(12)
	b := s.in("lucia")
	b.shows(b.get("/cifras/alma-llanera"), http.StatusOK, "Aquí no puedes contar nada")
	diego := s.in("diego")
	diego.shows(diego.get("/cifras/alma-llanera"), http.StatusNotFound, "No está aquí")
	diego.shows(diego.get("/cifras"), http.StatusNotFound, "No está aquí")
}

// TestPublicationsAreReadAsPrinted: by a donor those that were published, by who
// prepares them drafts as well.
func TestPublicationsAreReadAsPrinted(t *testing.T) {
	each(t, func(s *site) {
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.join("diego", trenza.Grant{Role: trenza.RoleDonor, Programme: "alma-llanera"})
		s.join("otra", trenza.Grant{Role: trenza.RoleDonor, Programme: "taller-reque"})
		s.counted(12)
		draft, public := s.freeze(false), s.freeze(true, reach.ByRegion)
		s.world.Give(worldtest.Numbered(40), "informacion_proteccion", worldtest.Delivered("2020-03-02", "240101")) // changes nothing that is frozen
		diego, marta := s.browser(), s.in("marta")
		diego.ledTo(diego.post("/sign-in", url.Values{"login": {"diego"}, "password": {passphrase}}), "/publicaciones")
		list := diego.get("/publicaciones")
		diego.shows(list, http.StatusOK, public)
		if strings.Contains(list.body, draft) {
			t.Error("a donor is shown a draft")
		}
		marta.shows(marta.get("/publicaciones"), http.StatusOK, draft)
		page := diego.get("/publicaciones/" + strings.ToLower(public))
		diego.shows(page, http.StatusOK, "Milagros Távara")
		s.rowsAre(page, []string{"Piura <10", "Tumbes …", "Total 12"}, "Piura 3", "Tumbes 12", "Total 13")
		want := diego.get("/publicaciones/AAAAA-AAAAA")
		for _, b := range []*browser{diego, s.in("otra")} {
			for _, code := range []string{draft, public} {
				if b == diego && code == public {
					continue
				}
				if got := b.get("/publicaciones/" + code); got.status != http.StatusNotFound || b == diego && got.body != want.body {
					t.Errorf("%s: %d\n%s", code, got.status, got.text())
				}
			}
		}
	})
}

// TestThePlacesOfTheFrame are those that her roles open.
func TestThePlacesOfTheFrame(t *testing.T) {
	s := one(t)
	for role, want := range map[string]string{
		trenza.RoleMonitoring:    "/ /hilos /talleres /negocios /actividades /comites /cifras /listas /publicaciones /programas /me",
		trenza.RoleOutreach:      "/ /hilos /registrar /actividades /me",
		trenza.RoleRegistrar:     "/ /hilos /registrar /talleres /negocios /actividades /comites /revisar /cifras /listas /me",
		trenza.RoleDonor:         "/ /publicaciones /me",
		trenza.RoleEvaluator:     "/ /publicaciones /me",
		trenza.RolePublicPartner: "/ /talleres /negocios /actividades /comites /cifras /publicaciones /me",
		trenza.RoleDataOfficer:   "/ /hilos /actividades /revisar /listas /publicaciones /log /me",
		trenza.RoleAdministrator: "/ /programas /team /me",
	} {
		grant := trenza.Grant{Role: role}
		if role == trenza.RolePublicPartner || role == trenza.RoleDonor || role == trenza.RoleEvaluator {
			grant.Programme = "alma-llanera"
		}
		s.join(role, grant)
		var leads []string
		side, _, _ := strings.Cut(s.in(role).get("/").body, `<div class="me">`)
		for _, part := range strings.Split(side, `<a href="`)[1:] {
			path, _, _ := strings.Cut(part, `"`)
			leads = append(leads, path)
		}
		if got := strings.Join(leads, " "); got != want {
			t.Errorf("%s is led to %s, want %s", role, got, want)
		}
	}
}
