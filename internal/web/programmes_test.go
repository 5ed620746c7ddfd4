package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/worldtest"
)

// reworded is the file of Alma Llanera as its next version, with other rules.
func reworded(t *testing.T, changes ...string) string {
	t.Helper()
	d, _ := programme.Shipped("alma-llanera")
	text := string(d.Text)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the file does not say %q", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return text
}

const nextVersion = "\nversion: 4\n"

// half is the next version in which half of the hours complete the workshop.
func half(t *testing.T) string {
	t.Helper()
	return reworded(t, "\nversion: 3\n", nextVersion, "share: 80 # percent of the hours", "share: 50",
		"approval_share: 80", "approval_share: 50")
}

// sat gives a woman five of the eight sessions of the employability workshop.
func (s *site) sat() {
	s.Helper()
	var came []attention.Attention
	for n := range 5 {
		came = append(came, attention.Attention{
			Day: worldtest.Today.Add(n), Place: "150101", Mark: attention.Present, Minutes: 180, Outcomes: []string{programme.Delivered},
		})
	}
	her := s.world.Give(worldtest.Numbered(1), "empleabilidad", came...).Person
	s.world.Train("formacion_empleabilidad", "150101", her.ID)
}

func TestAProgrammeInWords(t *testing.T) {
	s := one(t)
	s.join("meche", trenza.Grant{Role: trenza.RoleMonitoring})
	meche := s.in("meche")
	meche.ledTo(meche.get("/programas"), "/programas/alma-llanera")
	got := meche.get("/programas/alma-llanera")
	for _, says := range []string{
		"Taller de empleabilidad", "8 sesiones, 24 horas. La completa quien llega al 80 por ciento de las horas.",
		"Mujeres distintas cuya inscripción en un grupo del taller se completó", "587", "CARE Perú", "Versión en uso 3", "Probar una versión nueva",
	} {
		meche.shows(got, http.StatusOK, says)
	}
}

func TestANewVersionIsTriedAndAccepted(t *testing.T) {
	each(t, func(s *site) {
		s.sat()
		s.join("meche", trenza.Grant{Role: trenza.RoleMonitoring})
		meche := s.in("meche")
		const path = "/programas/alma-llanera"
		tried := meche.post(path+"/version", url.Values{"text": {half(s.T)}})
		meche.shows(tried, http.StatusOK, "Cambia el servicio «Taller de empleabilidad».")
		meche.shows(tried, http.StatusOK, "Mujeres capacitadas en empleabilidad 0 <5 Cambia")
		meche.shows(meche.get(path), http.StatusOK, "Versión en uso 3") // nothing has changed yet
		meche.ledTo(meche.post(path+"/uso", url.Values{"text": {half(s.T)}}), path)
		accepted := meche.get(path)
		meche.shows(accepted, http.StatusOK, "La versión 4 está en uso.")
		meche.shows(accepted, http.StatusOK, "La completa quien llega al 50 por ciento de las horas.")
		meche.shows(meche.get("/cifras/alma-llanera"), http.StatusOK, "Mujeres capacitadas en empleabilidad")
		again := meche.post(path+"/uso", url.Values{"text": {half(s.T)}})
		meche.shows(again, http.StatusUnprocessableEntity, "El archivo es el que está en uso.")
	})
}

func TestAFaultyVersionKeepsWhatWasTyped(t *testing.T) {
	s := one(t)
	s.join("meche", trenza.Grant{Role: trenza.RoleMonitoring})
	meche := s.in("meche")
	const path = "/programas/alma-llanera/version"
	for _, c := range []struct{ name, text, says string }{
		{"a strand that there is not", reworded(t, "strand: livelihood", "strand: livelihod"), "Línea"},
		{"no YAML", "id: [", "Corrige 1 cosa en el archivo."},
		{"the version in use", reworded(t, "absences_alert: 3", "absences_alert: 4"), "Pon version: 4 en el archivo."},
		{"another programme", reworded(t, "\nid: alma-llanera\n", "\nid: alma-otra\n", "\nversion: 3\n", nextVersion), "El archivo es de otro programa."},
		{"nothing", "", "Corrige"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := meche.post(path, url.Values{"text": {strings.ReplaceAll(c.text, "\n", "\r\n")}})
			meche.shows(got, http.StatusUnprocessableEntity, c.says)
			if !strings.Contains(got.text(), strings.Join(strings.Fields(c.text), " ")) {
				t.Error("what was typed is lost")
			}
		})
	}
}

func TestOnlyWhoMayAdoptsAVersion(t *testing.T) {
	s := one(t)
	s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
	paula, rosa := s.in("paula"), s.in("rosa")
	paula.shows(paula.get("/programas/alma-llanera"), http.StatusNotFound, "")
	rosa.shows(rosa.get("/programas/alma-llanera"), http.StatusOK, "Versión en uso 3") // an administrator reads it
	for _, path := range []string{"/programas/alma-llanera/version", "/programas/alma-llanera/uso"} {
		rosa.shows(rosa.post(path, url.Values{"text": {half(t)}}), http.StatusNotFound, "")
	}
	s.join("meche", trenza.Grant{Role: trenza.RoleMonitoring})
	meche := s.in("meche")
	meche.shows(meche.get("/programas/taller-reque"), http.StatusNotFound, "")
}

// TestTheFileInABrowser goes from a mistake to its line, mends it and accepts the
// version, by keyboard.
func TestTheFileInABrowser(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.join("meche", trenza.Grant{Role: trenza.RoleMonitoring})
		tab := s.tab()
		tab.signIn("meche")
		tab.everyWay("/programas/alma-llanera")
		tab.open("/programas/alma-llanera/version")
		tab.do(chromedp.SetValue("#text", reworded(t, "\nversion: 3\n", nextVersion, "strand: livelihood", "strand: livelihod")))
		tab.do(chromedp.Focus("form .btn.primary"))
		tab.keys("\r")
		tab.sees("[data-line]")
		tab.lookAround("version-mistake")
		tab.do(chromedp.Focus("[data-line]"))
		tab.keys("\r")
		if got := look[string](tab, "text.value.slice(text.selectionStart, text.selectionEnd)"); got != "livelihod" {
			t.Errorf("the mistake leads to %q", got)
		}
		tab.keys("livelihood")
		tab.do(chromedp.Focus("form .btn.primary"))
		tab.keys("\r")
		tab.sees("#trial")
		tab.lookAround("version-tried")
		tab.do(chromedp.Focus(`form[action$="/uso"] .btn.primary`))
		tab.keys("\r")
		tab.at("/programas/alma-llanera")
	})
}
