package web_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// mendoza is known in Trujillo; what comes to the registrar is her name by ear.
func (s *site) mendoza() *registry.Person {
	s.Helper()
	r := worldtest.Phone(worldtest.Woman("Mendoza Rangel", "Yorgelis Carolina", "1995-05-14", worldtest.Paper("CIV", "19482107")), "944137690")
	r.Address = "130105"
	return s.world.Give(r, "informacion_vbg", worldtest.Delivered("2020-03-03", "130101")).Person
}

// registrarIn has somebody register people in a place.
func (s *site) registrarIn(place trenza.Place) *browser {
	s.Helper()
	s.join("nelida", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: place})
	return s.in("nelida")
}

// opens opens a form and returns its number.
func (b *browser) opens() string {
	b.Helper()
	page := b.get("/registrar")
	found := regexp.MustCompile(`name="f" value="([^"]+)"`).FindStringSubmatch(page.body)
	if page.status != http.StatusOK || found == nil {
		b.Fatalf("no form: %d", page.status)
	}
	return found[1]
}

// who is the first step as it is typed.
func who(form string, more ...string) url.Values {
	typed := url.Values{
		"f": {form}, "paso": {"1"}, "do": {"next"}, "given": {"Yorjelis Carolina"}, "surnames": {"Mendoza"}, "sex": {"F"},
		"kind": {"CIV"}, "number": {"19482107"}, "born": {"14/05/1995"},
	}
	for i := 0; i < len(more); i += 2 {
		typed.Set(more[i], more[i+1])
	}
	return typed
}

// button is the value of the first button of a name.
func button(a answer, name string) string {
	found := regexp.MustCompile(`name="` + name + `" value="([^"]+)"`).FindStringSubmatch(a.body)
	if found == nil {
		return ""
	}
	return found[1]
}

// people is how many records there are.
func (s *site) people() (n int) {
	s.Helper()
	s.world.Read(func(r store.Reader) (err error) {
		n, err = registry.Size(s.Context(), r, s.world.Actor.Organisation)
		return err
	})
	return n
}

// startAnew is another process on the same data, with nothing in its memory.
func (s *site) startAnew() {
	s.Helper()
	w := s.world
	again, err := web.New(web.Config{
		Desk: s.Desk, Data: w.DB, Journal: s.Desk.Journal, Vault: w.Vault, Origin: s.origin, Finder: w.Register, Intake: w.Intake, Engine: w.Engine,
		Log: slog.New(slog.DiscardHandler),
	})
	s.must(err)
	s.server.Config.Handler = again.Handler()
}

// A woman who is known is recognised, with reasons in words, and her thread opens
// with what was typed; saving twice, and going back, register nobody.
func TestAWomanWhoIsKnownIsRecognised(t *testing.T) {
	each(t, func(s *site) {
		known, b := s.mendoza(), s.registrarIn("13")
		before, form := s.people(), ""
		form = b.opens()
		step := "/registrar?f=" + form + "&paso=1"
		b.ledTo(b.post("/registrar", who(form)), step+"#parecidas")
		page := b.get(step)
		for _, words := range []string{
			"Yorgelis Carolina Mendoza Rangel", "La Esperanza, Trujillo. Registrada el 1 jun 2020", "Muy parecida", "Mismo número de cédula: 19.•••.107",
			"Misma fecha de nacimiento: 14/05/1995", "El nombre suena igual: Yor j elis y Yor g elis", "Falta un apellido: Rangel", "Es ella, abrir su hilo", "Dinos si es ella antes de seguir",
		} {
			b.shows(page, http.StatusOK, words)
		}
		if strings.Contains(page.body, known.ID) || strings.Contains(page.body, "19482107</b>") || strings.Contains(page.text(), "%") {
			t.Error("the page says more than it takes")
		}
		is := who(form, "si", button(page, "si"), "called", "Yorge")
		b.ledTo(b.post("/registrar", is), "/hilos/"+known.Code)
		b.shows(b.get("/hilos/"+known.Code), http.StatusOK, "completamos su registro "+known.Code)
		b.ledTo(b.post("/registrar", is), step)
		b.shows(b.get(step), http.StatusOK, "Este formulario ya se guardó")
		if now := s.world.Find(known.ID); s.people() != before || now.Name().Given != "Yorgelis Carolina" || now.Identity.Called != "Yorge" {
			t.Errorf("%d people, %+v", s.people(), now.Identity)
		}
		b.shows(b.finds("Yorgelis Mendoza Rangel"), http.StatusOK, "le dicen Yorge")
		s.world.Sound()
	})
}

// Somebody who is not known is registered in four steps, once.
func TestSomebodyNewIsRegistered(t *testing.T) {
	each(t, func(s *site) {
		known, b := s.mendoza(), s.registrarIn("13")
		before, form := s.people(), b.opens()
		at := func(step string) string { return "/registrar?f=" + form + "&paso=" + step }
		sister := who(form, "given", "Yorgelys Carolina", "surnames", "Mendoza Rangel", "number", "", "kind", "SD", "born", "1995", "phone", "944 137 690")
		b.ledTo(b.post("/registrar", sister), at("1")+"#parecidas")
		not := url.Values{}
		for name, values := range sister {
			not[name] = values
		}
		not.Del("do")
		not.Set("no", button(b.get(at("1")), "no"))
		b.ledTo(b.post("/registrar", not), at("1")+"#parecidas")
		b.ledTo(b.post("/registrar", sister), at("2"))
		b.shows(b.get(at("2")), http.StatusOK, "Alma Llanera, La Libertad")
		where := url.Values{
			"f": {form}, "paso": {"2"}, "do": {"next"}, "ways": {"whatsapp", "sms"}, "hour_from": {"09:00"}, "hour_to": {"13:00"}, "ask_for": {"el curso"},
			"place": {"Castilla, Piura"}, "arrival": {"alma-llanera 13"}, "mate": {known.Code}, "kinship": {"Hermana"},
		}
		b.ledTo(b.post("/registrar", where), at("3"))
		life := url.Values{"f": {form}, "paso": {"3"}, "do": {"next"}, "nationality": {"VEN"}, "population": {"in_destination"}, "stages": {"madre", "gestante"}, "seeing": {"3"}}
		b.ledTo(b.post("/registrar", life), at("4"))
		permits := url.Values{"f": {form}, "paso": {"4"}, "do": {"next"}}
		b.shows(b.post("/registrar", permits), http.StatusUnprocessableEntity, "Sin su permiso para el servicio no se guarda nada")
		permits["consents"], permits["mode"] = []string{"service", "referral"}, []string{"signed"}
		saved := b.post("/registrar", permits)
		b.post("/registrar", permits)
		if s.people() != before+1 || !strings.HasPrefix(saved.leads(), "/hilos/") {
			t.Fatalf("%d people, led to %q %s", s.people(), saved.leads(), saved.text())
		}
		b.shows(b.get(saved.leads()), http.StatusOK, "Yorgelys Carolina Mendoza Rangel")
		s.world.Read(func(r store.Reader) error {
			p, err := registry.FindByCode(s.Context(), r, s.world.Vault, s.world.Actor.Organisation, strings.TrimPrefix(saved.leads(), "/hilos/"))
			if err != nil {
				return err
			}
			id := p.Identity
			if id.Birth != (registry.Birth{Day: "1995-01-01", Precision: "year", Basis: "declared"}) || id.Address != "200104" || id.Phones[0] != "944137690" ||
				id.Contact.From != "09:00" || len(id.Contact.Ways) != 2 || id.Arrival.Place != "13" || p.Nationality != "VEN" || p.Health.Functioning.Seeing != 3 || len(p.Health.LifeStages) != 1 {
				t.Errorf("kept: %+v %+v", id, p.Health)
			}
			consents, err := registry.ConsentsOf(s.Context(), r, s.world.Actor.Organisation, p.ID)
			if len(consents) != 2 || consents[0].Mode != "signed" || consents[0].TextVersion == "" {
				t.Errorf("consents: %+v", consents)
			}
			members, errMembers := registry.Members(s.Context(), r, s.world.Actor.Organisation, known.ID)
			if len(members) != 2 {
				t.Errorf("the household: %v %v", members, errMembers)
			}
			return err
		})
		s.world.Sound()
	})
}

// What was typed survives a field that is wrong, a step back, a session that
// falls asleep and a server that starts anew.
func TestWhatIsTypedOfHerSurvives(t *testing.T) {
	s := one(t)
	b := s.registrarIn("13")
	form := b.opens()
	wrong := who(form, "number", "12", "kind", "DNI", "born", "ayer")
	page := b.post("/registrar", wrong)
	for _, words := range []string{"Escribe el día así: 14/05/1995", "lleva 8 signos y este tiene 2", "Revisa 2 datos antes de seguir"} {
		b.shows(page, http.StatusUnprocessableEntity, words)
	}
	kept := func(a answer, field, value string) {
		t.Helper()
		if !strings.Contains(a.body, `name="`+field+`"`) || !strings.Contains(a.body, `value="`+value+`"`) {
			t.Errorf("%s is no longer %q in\n%s", field, value, a.text())
		}
	}
	kept(page, "given", "Yorjelis Carolina")
	kept(b.get("/registrar?f="+form+"&paso=1"), "born", "ayer")
	b.post("/registrar", who(form))
	where := url.Values{"f": {form}, "paso": {"2"}, "do": {"next"}, "place": {"Castilla, Piura"}}
	b.post("/registrar", where)
	kept(b.get("/registrar?f="+form+"&paso=1"), "surnames", "Mendoza")
	kept(b.get("/registrar?f="+form+"&paso=2"), "place", "Castilla, Piura")
	b.shows(b.get("/registrar"), http.StatusOK, "Sigues con lo que escribiste antes")

	s.startAnew()
	kept(b.get("/registrar?f="+form+"&paso=2"), "place", "Castilla, Piura")

	s.after(2 * time.Hour)
	where.Set("place", "Reque")
	asleep := b.post("/registrar", where)
	if !strings.HasPrefix(asleep.leads(), "/wake") && !strings.HasPrefix(asleep.leads(), "/sign-in") {
		t.Fatalf("%d %s", asleep.status, asleep.leads())
	}
	b.post(asleep.leads(), url.Values{"login": {"nelida"}, "password": {passphrase}, "back": {"/registrar?f=" + form + "&paso=2"}})
	kept(b.get("/registrar?f="+form+"&paso=2"), "place", "Reque")
	if anew := b.opens(); anew != form {
		t.Errorf("another form, %s", anew)
	}
	kept(b.get("/registrar?f="+form+"&paso=1"), "surnames", "Mendoza")
	b.ledTo(b.post("/registrar", url.Values{"f": {form}, "paso": {"2"}, "do": {"discard"}}), "/registrar")
	if b.opens() == form {
		t.Error("what was deleted is there")
	}
}

// Whom she may not read, and a paper does not show, she may not join; a guarded one
// is no trace.
func TestWhomSheDoesNotSeeSheDoesNotJoin(t *testing.T) {
	s := one(t)
	known, b := s.mendoza(), s.registrarIn("24")
	form := b.opens()
	typed := who(form, "number", "", "phone", "944137690")
	b.post("/registrar", typed)
	page := b.get("/registrar?f=" + form + "&paso=1")
	b.shows(page, http.StatusOK, "La acompaña otro equipo")
	if button(page, "si") != "" || strings.Contains(page.body, known.Code) || strings.Contains(page.body, "19") && strings.Contains(page.text(), "107") {
		t.Error("she may join whom she does not see, or is told of her papers")
	}
	typed.Set("si", button(page, "no"))
	b.shows(b.post("/registrar", typed), http.StatusUnprocessableEntity, "Dinos primero si es la persona que ya conocemos")
	if s.world.Find(known.ID).Identity.Called != "" || s.people() != 1 {
		t.Error("she joined her")
	}
	typed.Del("si")
	typed.Set("do", "review")
	b.ledTo(b.post("/registrar", typed), "/registrar?f="+form+"&paso=2")
	saved := b.post("/registrar", url.Values{"f": {form}, "paso": {"2"}, "do": {"save"}})
	if s.people() != 2 || len(s.world.Pairs()) != 1 {
		t.Errorf("%d people, %d questions, led to %s", s.people(), len(s.world.Pairs()), saved.leads())
	}
}

// Script asks while she types, by the same answer as the page, and keeps nothing.
func TestAskingWhileSheTypesKeepsNothing(t *testing.T) {
	s := one(t)
	s.mendoza()
	b := s.registrarIn("13")
	form, position := b.opens(), s.world.Position()
	drawn := b.post("/registrar/parecidas", who(form))
	b.shows(drawn, http.StatusOK, "Yorgelis Carolina Mendoza Rangel")
	if strings.Contains(drawn.body, "<html") || !strings.Contains(drawn.body, `data-fields="number, born, given, surnames"`) {
		t.Error(drawn.body)
	}
	if page := b.get("/registrar?f=" + form + "&paso=1"); strings.Contains(page.body, "Yorjelis") || s.world.Position() != position {
		t.Error("asking kept something")
	}
	b.shows(b.post("/registrar/parecidas", url.Values{"f": {form}, "given": {"Zoila"}}), http.StatusOK, "")
	if options := b.post("/registrar/lugares", url.Values{"place": {"casti"}}); !strings.Contains(options.body, `value="Castilla, Piura, Piura"`) {
		t.Error(options.body)
	}
}
