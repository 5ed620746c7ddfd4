package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/worldtest"
)

// finds searches and returns the page of the results.
func (b *browser) finds(text string) answer {
	b.Helper()
	led := b.post("/hilos", url.Values{"q": {text}})
	if led.status != http.StatusSeeOther || strings.Contains(led.leads(), text) {
		b.Fatalf("searching leads to %d %s", led.status, led.leads())
	}
	return b.get(led.leads())
}

// A search shows whom she may see, by name, with what it took for what; who reads
// codes alone is shown a code, and only for a number that she typed; of others
// nothing is there. What was typed stands in no address and in no log.
func TestASearchIsWithinHerScope(t *testing.T) {
	s := one(t)
	known, b := s.mendoza(), s.registrarIn("13")
	page := b.finds("rangel yorjelis")
	for _, words := range []string{"Yorgelis Carolina Mendoza Rangel", "25 años · La Esperanza, Trujillo · Registrada el 1 jun 2020", "El nombre suena igual: yor j elis y Yor g elis"} {
		b.shows(page, http.StatusOK, words)
	}
	b.shows(b.finds("V-19.482.107"), http.StatusOK, "Mismo número")
	b.ledTo(b.post("/hilos", url.Values{"q": {strings.ToLower(strings.ReplaceAll(known.Code, "-", " "))}}), "/hilos/"+known.Code)
	b.shows(b.post("/hilos", url.Values{"q": {" "}}), http.StatusUnprocessableEntity, "Escribe a quién buscas")
	if old := b.get("/hilos?q=" + url.QueryEscape("Yorgelis Rangel")); old.status != http.StatusSeeOther || strings.Contains(old.leads(), "Yorgelis") {
		t.Errorf("an address that says whom she looks for: %d %s", old.status, old.leads())
	}

	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring, Programme: "alma-llanera"})
	s.join("piura", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "20"})
	marta, piura := s.in("marta"), s.in("piura")
	nobody := marta.finds("Zoila Nadie")
	marta.shows(nobody, http.StatusOK, "No encontramos a nadie que puedas ver")
	for _, a := range []answer{marta.finds("Yorgelis Mendoza Rangel"), piura.finds("Yorgelis Mendoza"), piura.finds("19482107")} {
		marta.shows(a, http.StatusOK, "No encontramos a nadie que puedas ver")
		s.silent(a, known.Code, "La Esperanza", "1995")
	}
	piura.shows(piura.finds(known.Code), http.StatusOK, "No encontramos a nadie que puedas ver")
	byCode := marta.finds("19482107")
	marta.shows(byCode, http.StatusOK, known.Code)
	s.silent(byCode, "Yorgelis", "Mendoza", "La Esperanza", "Registrar con lo que escribiste")
	for _, word := range []string{"orgelis", "angel", "19482107", known.Code} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log says %s", word)
		}
	}
}

// What was searched for is carried over to the form of somebody new, but through
// no address.
func TestASearchIsCarriedOver(t *testing.T) {
	s := one(t)
	b := s.registrarIn("13")
	for text, field := range map[string]string{"Zoila Quispe": `name="surnames" type="text" value="Quispe"`, "987 654 321": `value="987654321"`, "AB 55512": `value="AB 55512"`} {
		led := b.post("/registrar", url.Values{"texto": {text}})
		page := b.get(led.leads())
		if strings.Contains(led.leads(), "Zoila") || !strings.Contains(page.body, field) {
			t.Errorf("%s: %s\n%s", text, led.leads(), page.text())
		}
	}
}

// A correction says why, is on record and asks about whom she now resembles; what
// was typed is not lost, and nobody else's record opens.
func TestDataAreCorrected(t *testing.T) {
	each(t, func(s *site) {
		known, b := s.mendoza(), s.registrarIn("13")
		other := s.world.Meet(worldtest.Woman("Quispe", "Rosa", "1970-01-05", worldtest.Paper("DNI", "12345678")), worldtest.Today).Person
		path := "/hilos/" + known.Code + "/datos"
		page := b.get(path)
		for _, value := range []string{`value="Yorgelis Carolina"`, `value="14/05/1995"`, `value="19482107"`, `value="La Esperanza, Trujillo, La Libertad"`} {
			if !strings.Contains(page.body, value) {
				t.Errorf("no %s in\n%s", value, page.text())
			}
		}
		typed := url.Values{
			"form": {"uno"}, "given": {"Yorjelis Carolina"}, "surnames": {"Mendoza Rangel"}, "sex": {"F"}, "born": {"14/05/1996"}, "basis": {"document"},
			"kind": {"DNI"}, "number": {"12345678"}, "phone": {"944137690"}, "place": {"La Esperanza, Trujillo, La Libertad"},
		}
		b.shows(b.post(path, typed), http.StatusUnprocessableEntity, "Escribe por qué lo corriges")
		typed.Set("reason", "Trajo su DNI")
		b.ledTo(b.post(path, typed), "/hilos/"+known.Code)
		b.ledTo(b.post(path, typed), "/hilos/"+known.Code)
		b.shows(b.get("/hilos/"+known.Code), http.StatusOK, "Yorjelis Carolina Mendoza Rangel")
		if now := s.world.Find(known.ID).Identity; now.Birth.Day != "1996-05-14" || len(now.Names) != 2 || len(now.Documents) != 1 || now.Address != "130105" {
			t.Errorf("known: %+v", now)
		}
		if pair := s.world.PairOf(known.ID, other.ID); pair.Code == "" {
			t.Error("nobody is asked about the two who have one paper")
		}
		b.shows(b.get("/hilos/"+other.Code+"/datos"), http.StatusNotFound, "")
		b.shows(b.post("/hilos/"+other.Code+"/datos", typed), http.StatusNotFound, "")
		s.world.Sound()
	})
}
