package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/worldtest"
)

// trained gives so many women the workshop of employability, in Lima and Tumbes,
// and some of them legal assistance as well.
func (s *site) trained(women int) {
	s.Helper()
	trained := make(map[trenza.Place][]string)
	s.world.Write(func(tx *journal.Tx) error {
		clear(trained)
		for n := range women {
			place, day := trenza.Place("150101"), trenza.Day("2020-02-11")
			if n%3 == 0 {
				place, day = "240101", "2020-05-11"
			}
			first := attention.Attention{Day: day, Place: place, Mark: attention.Present, Minutes: 12 * 60, Outcomes: []string{programme.Delivered}}
			second := first
			second.Day = day.Add(1)
			her := pathway.Participant{Record: worldtest.Numbered(n)}
			received, err := s.world.Intake.Give(s.Context(), tx, her, s.world.Service("alma-llanera", "empleabilidad"), first, second)
			if err != nil {
				return err
			}
			trained[place] = append(trained[place], received.Person.ID)
			if n%2 == 0 {
				if _, err := s.world.Intake.Give(s.Context(), tx, her, s.world.Service("alma-llanera", "asistencia_legal"), worldtest.Delivered(day, place)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	for place, women := range trained {
		s.world.Train("formacion_empleabilidad", place, women...)
	}
}

// TestASliceIsAnAddress: whatever is asked is answered at an address of codes, by
// itself and on the page, in a file, and in pictures.
func TestASliceIsAnAddress(t *testing.T) {
	s := one(t)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.trained(60)
	b := s.in("marta")
	b.ledTo(b.get("/cifras/alma-llanera?indicator=empleabilidad&place=Tumbes"), "/cifras/alma-llanera?indicator=empleabilidad&place=24#slice")
	const asked = "?indicator=empleabilidad&place=24&by=quarter&period=2020"
	for _, path := range []string{"/cifras/alma-llanera" + asked, "/cifras/alma-llanera/corte" + asked} {
		a := b.get(path)
		b.shows(a, http.StatusOK, "20 mujeres distintas 20 filas")
		s.rowsAre(a, []string{"2020-T2 20 20"})
	}
	legal := b.get("/cifras/alma-llanera?service=asistencia_legal&by=region")
	b.shows(legal, http.StatusOK, "cerca de 30 personas distintas cerca de 30 atenciones")
	s.rowsAre(legal, []string{"Lima 20 20", "Tumbes 10 10"})
	b.shows(b.get("/cifras/alma-llanera?service=asistencia_legal&service=empleabilidad&match=all"), http.StatusOK, "cerca de 30 personas distintas")
	b.shows(b.get("/cifras/alma-llanera?service=asistencia_legal&service=empleabilidad"), http.StatusUnprocessableEntity, "Cuenta estos servicios por separado")
	b.shows(b.get("/cifras/alma-llanera?indicator=empleabilidad&place=24&unit=household"), http.StatusOK, "20 hogares distintos")
	b.shows(b.get("/cifras/alma-llanera?service=asistencia_legal&unit=household"), http.StatusUnprocessableEntity, "los hogares los cuenta quien ve las cifras exactas")
	b.shows(b.get("/cifras/alma-llanera?service=asistencia_legal&from=2020-02-02"), http.StatusUnprocessableEntity, "Elige meses enteros")
	b.shows(b.get("/cifras/alma-llanera?place=Ninguna+Parte"), http.StatusUnprocessableEntity, "Ninguna Parte")
	for path, says := range map[string]string{
		"/juntas": "Qué recibió cada persona", "/regiones": "Lima", "/edades": "Edad y sexo", "/crecimiento": "Cómo creció",
	} {
		b.shows(b.get("/cifras/alma-llanera"+path+"?indicator=empleabilidad"), http.StatusOK, says)
	}
	csv := b.get("/cifras/alma-llanera/datos?format=csv&service=asistencia_legal&by=region")
	for _, line := range []string{"La respuesta", "Lima,20,20", "Total,30,30", "regla 13/2"} {
		if !strings.Contains(csv.body, line) {
			t.Errorf("the file does not say %q:\n%s", line, csv.body)
		}
	}
	if workbook := b.get("/cifras/alma-llanera/datos?format=xlsx"); !strings.HasPrefix(workbook.body, "PK") || !strings.Contains(workbook.header.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no workbook: %v", workbook.header)
	}
}

// codes are those of people on a page.
var codes = regexp.MustCompile(`\b[0-9A-Z]{5}-[0-9A-Z]{5}\b`)

// TestAFigureOpensIntoItsCodes: 60 women are 60 codes over its pages, and in a file
// that is on record; threads open where they are hers, and a figure that she may
// not see exactly has no rows.
func TestAFigureOpensIntoItsCodes(t *testing.T) {
	s := one(t)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.join("milagros", trenza.Grant{Role: trenza.RoleCoordinator})
	s.trained(60)
	b := s.in("marta")
	const path = "/cifras/alma-llanera/empleabilidad/filas"
	first := b.get(path)
	b.shows(first, http.StatusOK, "60 filas, página 1 de 2")
	b.shows(first, http.StatusOK, "60 mujeres")
	different := make(map[string]bool)
	for _, a := range []answer{first, b.get(path + "?page=2")} {
		for _, code := range codes.FindAllString(a.text(), -1) {
			different[code] = true
		}
	}
	if len(different) != 60 {
		t.Errorf("%d codes of 60 women", len(different))
	}
	if !regexp.MustCompile(`[0-9a-f]{64}`).MatchString(first.text()) {
		t.Error("no hash of the rows")
	}
	before := s.world.Position()
	file := b.post(path, url.Values{})
	if lines := strings.Count(strings.TrimSpace(file.body), "\n"); file.status != http.StatusOK || lines != 60 || s.world.Position() != before+1 {
		t.Errorf("%d lines, %d entries: %s", lines, s.world.Position()-before, file.text())
	}
	nothing := b.get("/nowhere")
	if got := b.get("/cifras/alma-llanera/legal/filas"); got.status != http.StatusNotFound || got.body != nothing.body {
		t.Errorf("rows that she may not see: %d", got.status)
	}
	coordinator := s.in("milagros")
	coordinator.shows(coordinator.get(path), http.StatusOK, "60 mujeres")
	if got := coordinator.post(path, url.Values{}); got.status != http.StatusNotFound {
		t.Errorf("a coordinator takes rows out: %d", got.status)
	}
}

// TestTwoPeopleFreeze: one asks, another signs with her own account in a server that
// was started anew, and what was frozen is held against today.
func TestTwoPeopleFreeze(t *testing.T) {
	s := one(t)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.join("milagros", trenza.Grant{Role: trenza.RoleCoordinator})
	s.trained(40)
	marta, milagros := s.in("marta"), s.in("milagros")
	form := url.Values{"for": {"public"}, "form": {"a"}}
	marta.ledTo(marta.post("/cifras/alma-llanera/congelar", form), "/step-up?back=%2F")
	marta.ledTo(marta.post("/step-up", url.Values{"password": {passphrase}}), "/")
	marta.shows(marta.get("/cifras/alma-llanera/congelar"), http.StatusOK, "Firman dos personas")
	marta.ledTo(marta.post("/cifras/alma-llanera/congelar", form), "/publicaciones")
	marta.ledTo(marta.post("/cifras/alma-llanera/congelar", form), "/publicaciones")
	s.startAnew()
	own := marta.get("/publicaciones")
	if n := strings.Count(own.body, "/retirar"); n != 1 {
		t.Errorf("a form that is sent twice asks %d times", n)
	}
	marta.shows(own, http.StatusOK, "Espera a otra persona")
	review := regexp.MustCompile(`/firmas/[0-9a-f-]{36}`).FindString(milagros.get("/publicaciones").body)
	if review == "" || regexp.MustCompile(`href="/firmas/`).MatchString(own.body) {
		t.Fatalf("nobody else is asked to sign, or she herself is: %q", review)
	}
	milagros.shows(milagros.get(review), http.StatusOK, "Lo pidió Señora marta")
	if got := marta.post(review, url.Values{}); got.status != http.StatusNotFound {
		t.Errorf("she signs her own: %d", got.status)
	}
	milagros.post("/step-up", url.Values{"password": {passphrase}})
	signed := milagros.post(review, url.Values{})
	if signed.status != http.StatusSeeOther || !strings.HasPrefix(signed.leads(), "/publicaciones/") {
		t.Fatalf("not signed: %d %s", signed.status, signed.text())
	}
	milagros.shows(milagros.get(signed.leads()), http.StatusOK, "Señora milagros")
	if again := milagros.post(review, url.Values{}); again.status != http.StatusNotFound {
		t.Errorf("signed twice: %d", again.status)
	}
	s.trained(43)
	compared := marta.get(signed.leads() + "/hoy")
	marta.shows(compared, http.StatusOK, "sale exactamente igual")
	marta.shows(compared, http.StatusOK, "40 → 43: 3 filas entraron después")
}

// TestFiguresInABrowser: with script the answer comes in place, the address with
// it, and the pictures by themselves; without, the form leads there, and each
// picture has a page.
func TestFiguresInABrowser(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.trained(60)
		tab := s.tab()
		tab.signIn("marta")
		tab.open("/cifras/alma-llanera")
		tab.until(`document.querySelectorAll("[data-picture] [data-drawn]").length === 4`)
		look[bool](tab, `document.querySelector("#indicator").focus(), true`)
		tab.keys("Mujeres capacitadas en empleabilidad")
		tab.until(`document.querySelector(".answer").innerText.includes("60")`)
		if got := look[string](tab, "location.search"); got != "?indicator=empleabilidad" {
			t.Errorf("the address is %s", got)
		}
		tab.until(`document.querySelectorAll("[data-picture] [data-drawn]").length === 4`)
		tab.lookAround("results")
		look[bool](tab, `[...document.querySelectorAll(".fig")].find(f => f.innerText.includes("empleabilidad")).querySelector("summary").focus(), true`)
		tab.keys("\r\t\r")
		tab.at("/cifras/alma-llanera/empleabilidad/filas")
		tab.lookAround("results-rows")
		_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		s.must(err)
		tab.open("/cifras/alma-llanera?indicator=empleabilidad")
		tab.do(chromedp.Focus("[data-picture] a"))
		tab.keys("\r")
		tab.sees("[data-drawn] .overlap")
	})
}

// until waits for something to be true of the page.
func (t *tab) until(script string) {
	t.Helper()
	for range 400 {
		if is, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](script)); err == nil && is {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("never %s: %s", script, look[string](t, "document.body.innerText"))
}
