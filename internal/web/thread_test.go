package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// her is a woman with a thread through several fields of work.
type her struct {
	*registry.Person
	path string // of her thread
}

// hersWords are what must reach nobody who may not read her.
var hersWords = []string{"Colmenares", "Yusmary", "001234567", "Asistencia legal", "psicosocial", "Santa Rosa"}

// yusmary gives a woman services of several fields, a household, a consent and a
// seat. Whoever has one of the accounts accompanies her.
func (s *site) yusmary(accompanied ...staff.Account) her {
	s.Helper()
	w := s.world
	record := worldtest.Phone(worldtest.Woman("Colmenares", "Yusmary", "1990-05-17", worldtest.Paper("CPP", "001234567")), "987654321")
	record.Nationality, record.Population = "VEN", "in_destination"
	for i, service := range []string{"informacion_vbg", "orientacion_legal", "asistencia_legal", "psicosocial_individual"} {
		w.Give(record, service, worldtest.Delivered(trenza.Day("2020-03-0"+string(rune('3'+i))), "240101"))
	}
	p := w.Give(record, "bono", attention.Attention{
		Day: "2020-03-09", Place: "240101", Outcomes: []string{programme.Collected}, Form: map[string]string{"amount": "76000"},
	}).Person
	child := w.Give(worldtest.Numbered(7), "informacion_vbg", worldtest.Delivered("2020-03-03", "240101")).Person
	w.Write(func(tx *journal.Tx) error {
		for _, a := range accompanied {
			if err := registry.Assign(w.Context, tx, p.ID, a.ID, "2020-03-03"); err != nil {
				return err
			}
		}
		return s.life(tx, p, child)
	})
	return her{p, "/hilos/" + p.Code}
}

// life is what is told of her beside what she received.
func (s *site) life(tx *journal.Tx, p, child *registry.Person) error {
	ctx := s.Context()
	consent := registry.Consent{Person: p.ID, Purpose: registry.ForService, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-03-03"}
	_, given := registry.Consents(ctx, tx, consent)
	committee, recognised := collective.Recognise(ctx, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "Santa Rosa", Place: "240101"}, spelling.Fold)
	return errors.Join(given, recognised,
		registry.JoinHousehold(ctx, tx, p.ID, "H-1", "jefa"),
		registry.JoinHousehold(ctx, tx, child.ID, "H-1", "hija"),
		collective.Take(ctx, tx, collective.Seat{Committee: committee.ID, Holder: p.ID, Role: collective.Representative, Since: "2020-03-03"}))
}

// TestAThreadIsShownByRole: each role sees her as far as its work goes, by name
// or by code, in the order of days, and the window says neither.
func TestAThreadIsShownByRole(t *testing.T) {
	each(t, func(s *site) {
		lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar, Place: "24"})
		h := s.yusmary(lucia)
		for login, c := range map[string]struct{ shows, hides []string }{
			"lucia": {[]string{"Yusmary Colmenares", h.Code, "17 may 1990, 30 años", "CPP 001234567", "987654321", "Apoyo psicosocial individual", "Aquí hay datos sensibles", "Guardar sus datos"},
				[]string{"Bono", "Asistencia legal", "Información"}},
			"marta": {[]string{h.Code, "Bono multipropósito", "cobrado o abonado", "Tumbes", "por su código"},
				[]string{"Yusmary", "Colmenares", "001234567", "Asistencia legal", "psicosocial individual", "Santa Rosa", "Guardar sus datos", "datos sensibles"}},
			"elsa": {[]string{"Yusmary Colmenares", "Bono multipropósito", "Hija"}, []string{"Asistencia legal", "psicosocial individual", "datos sensibles"}},
		} {
			b := s.in(login)
			got := b.get(h.path)
			for _, want := range c.shows {
				b.shows(got, http.StatusOK, want)
			}
			for _, word := range c.hides {
				if strings.Contains(got.text(), word) {
					t.Errorf("%s is shown %q:\n%s", login, word, got.text())
				}
			}
			if title := titleOf(got); title != "Personas · Notas" || !strings.Contains(got.body, `href="/exit"`) {
				t.Errorf("%s: the window is called %q", login, title)
			}
		}
		text := s.in("elsa").get(h.path).text()
		if strings.Index(text, "9 mar 2020") > strings.Index(text, "3 mar 2020") {
			t.Error("the latest does not come first")
		}
		s.world.Sound()
	})
}

// titleOf is what the window of a page is called.
func titleOf(a answer) string {
	_, rest, _ := strings.Cut(a.body, "<title>")
	title, _, _ := strings.Cut(rest, "</title>")
	return title
}

// TestWhoIsNotHersIsNotThere: somebody of another organisation, beyond the scope,
// and nobody at all are answered by the same bytes.
func TestWhoIsNotHersIsNotThere(t *testing.T) {
	each(t, func(s *site) {
		s.elsewhere()
		s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
		s.join("piura", trenza.Grant{Role: trenza.RoleRegistrar, Place: "20"})
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.join("diego", trenza.Grant{Role: trenza.RoleDonor})
		h := s.yusmary()
		before := s.world.Position()
		for login, suffixes := range map[string][]string{
			"lucia": {"", "/visto"}, "piura": {"", "/visto"}, "diego": {"", "/visto"}, "rosa": {"", "/visto"}, "elsa": {"", "/visto"}, "marta": {"/visto"},
		} {
			b := s.in(login)
			for _, suffix := range suffixes {
				want := b.get("/hilos/K7Q2X-9XMDP" + suffix)
				got := b.get(h.path + suffix)
				if want.status != http.StatusNotFound || got.status != http.StatusNotFound || got.body != want.body {
					t.Errorf("%s at %s: %d, and of nobody %d\n%s", login, suffix, got.status, want.status, got.text())
				}
			}
		}
		s.Wait()
		for _, verb := range []string{journal.Reading} {
			if told := s.told(before, verb); told != 0 {
				t.Errorf("%s was told %d times", verb, told)
			}
		}
	})
}

// told counts what the journal was told after a position.
func (s *site) told(after int64, verb string) (times int) {
	s.Helper()
	s.world.Read(func(r store.Reader) error {
		told, err := journal.Of(s.Context(), r, "alma", after, verb)
		times = len(told)
		return err
	})
	return times
}

// mute is a journal's listener that lets nothing be told.
type mute struct{}

func (mute) Told(context.Context, *journal.Tx, int64, journal.Event) error {
	return errors.New("the disk of the journal is full")
}

// TestNothingSensitiveIsDrawnBeforeItIsOnRecord: with a journal that cannot be
// written, no byte of hers is in the answer.
func TestNothingSensitiveIsDrawnBeforeItIsOnRecord(t *testing.T) {
	each(t, func(s *site) {
		lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
		h := s.yusmary(lucia)
		s.server.Config.Handler = s.muted()
		got := s.in("lucia").get(h.path)
		if got.status != http.StatusInternalServerError {
			t.Errorf("got %d\n%s", got.status, got.text())
		}
		for _, word := range hersWords { // her code stands in the address that was asked for
			if strings.Contains(got.body, word) {
				t.Errorf("%q is in the answer:\n%s", word, got.text())
			}
		}
	})
}

// muted is the same installation with a journal that cannot be written.
func (s *site) muted() http.Handler {
	s.Helper()
	silent := journal.New(s.world.DB, s.world.Vault, s.now, mute{})
	server, err := web.New(web.Config{
		Desk: s.Desk, Data: s.world.DB, Journal: silent, Vault: s.world.Vault, Origin: s.origin,
	})
	s.must(err)
	return server.Handler()
}

// TestASessionThatOpenedSomethingSensitive falls asleep after five minutes; one
// that did not, after fifteen.
func TestASessionThatOpenedSomethingSensitive(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	h := s.yusmary(lucia)
	hers, codes := s.in("lucia"), s.in("marta")
	for _, b := range []*browser{hers, codes} {
		b.shows(b.get(h.path), http.StatusOK, h.Code)
	}
	s.after(staff.IdleSensitive + time.Second)
	hers.ledTo(hers.get(h.path), "/wake?"+url.Values{"back": {h.path}}.Encode())
	codes.shows(codes.get(h.path), http.StatusOK, h.Code)
}

// TestAParticipant finds her own thread, and who has seen it, and nobody else's.
func TestAParticipant(t *testing.T) {
	each(t, func(s *site) {
		lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
		h := s.yusmary(lucia)
		s.join("yusmary", trenza.Grant{Role: trenza.RoleParticipant, Person: h.ID})
		s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
		lucias := s.in("lucia")
		lucias.get(h.path)
		b := s.in("yusmary")
		home := b.get("/")
		if b.shows(home, http.StatusOK, "Tu hilo"); !strings.Contains(home.body, `href="`+h.path+`"`) {
			t.Error("her home does not lead to her thread")
		}
		got := b.get(h.path)
		b.shows(got, http.StatusOK, "Bono multipropósito")
		if strings.Contains(got.text(), "psicosocial individual") { // it is explained to her in person
			t.Error(got.text())
		}
		b.shows(got, http.StatusOK, "Lo que recibiste")
		seen := b.get(h.path + "/visto")
		b.shows(seen, http.StatusOK, "Quién te ha visto")
		b.shows(seen, http.StatusOK, "Psicóloga 1 jun 2020 quién es, datos sensibles")
		if strings.Contains(seen.text(), "lucia") {
			t.Errorf("by name: %s", seen.text())
		}
		odalys := s.in("odalys")
		odalys.shows(odalys.get(h.path+"/visto"), http.StatusOK, "Psicóloga")
		other := s.world.Give(worldtest.Numbered(9), "informacion_vbg", worldtest.Delivered("2020-03-03", "240101")).Person
		for _, path := range []string{"/hilos", "/hilos/" + other.Code, "/hilos/" + other.Code + "/visto"} {
			b.shows(b.get(path), http.StatusNotFound, "No está aquí")
		}
	})
}

// TestACodeIsFoundAsItWasCopied, and the page that asks for it shows nobody.
func TestACodeIsFoundAsItWasCopied(t *testing.T) {
	s := one(t)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	h := s.yusmary()
	b := s.in("marta")
	page := b.get("/hilos")
	b.shows(page, http.StatusOK, "Buscar a una persona")
	if strings.Contains(page.body, h.Code) {
		t.Error("the page shows somebody")
	}
	bare := strings.ReplaceAll(h.Code, "-", "")
	for _, typed := range []string{h.Code, bare, strings.ToLower(h.Code), " " + bare[:5] + " " + bare[5:] + "\t", bare[:5] + "–" + bare[5:]} {
		b.ledTo(b.post("/hilos", url.Values{"q": {typed}}), h.path)
	}
	b.shows(b.post("/hilos", nil), http.StatusUnprocessableEntity, "Escribe a quién buscas")
	b.shows(b.finds("//evil.example/x"), http.StatusOK, "No encontramos a nadie que puedas ver")
	b.shows(b.get("/hilos/%2F%2FEVIL.EXAMPLE%2FX"), http.StatusNotFound, "No está aquí")
}
