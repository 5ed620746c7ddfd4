package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// inLima is Yorgelis, who is known to Alma Llanera in Lima.
func (s *site) inLima() (code, person string) {
	s.Helper()
	got := s.world.Give(worldtest.Woman("Mendoza Rangel", "Yorgelis", "1995", worldtest.Paper("DNI", "45678901")), "empleabilidad",
		attention.Attention{Day: worldtest.Today, Place: "150101", Mark: attention.Present, Minutes: 180, Outcomes: []string{"delivered"}})
	return got.Person.Code, got.Person.ID
}

// recorded are the attentions of a service that somebody has.
func (s *site) recorded(person, service string) (all []attention.Attention) {
	s.Helper()
	s.world.Read(func(r store.Reader) error {
		found, err := attention.Between(s.Context(), r, "alma", person, 0, 1<<40)
		for _, a := range found {
			if a.Service == service {
				all = append(all, a)
			}
		}
		return err
	})
	return all
}

// TestNoting records what a woman received: once, however often it is sent, and
// not when her thread has it.
func TestNoting(t *testing.T) {
	each(t, func(s *site) {
		code, person := s.inLima()
		s.join("flor", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "15"})
		flor := s.in("flor")
		path := "/hilos/" + code + "/anotar"
		which := flor.get(path)
		flor.shows(which, http.StatusOK, "Taller de empleabilidad")
		flor.silent(which, "Asistencia legal", "Protección en casos") // not hers to record
		form := url.Values{
			"form": {"1"}, "service": {"alma-llanera/empleabilidad"}, "day": {"2020-03-09"}, "place": {"Comas"}, "mark": {"late"},
			"next_day": {"2020-06-08"}, "next_hour": {"15:00"}, "next_what": {"Traer su plan"},
		}
		for range 2 {
			flor.ledTo(flor.post(path, form), "/hilos/"+code)
		}
		all := s.recorded(person, "empleabilidad")
		if len(all) != 2 || all[1].Mark != attention.Late || all[1].Minutes != 90 || all[1].Place != "150110" {
			t.Errorf("she has %+v", all)
		}
		form.Set("form", "2")
		flor.ledTo(flor.post(path, form), "/hilos/"+code)
		flor.shows(flor.get("/hilos/"+code), http.StatusOK, "Ya estaba anotado: Taller de empleabilidad. No se contó dos veces.")
		if again := s.recorded(person, "empleabilidad"); len(again) != 2 {
			t.Errorf("it was recorded again: %+v", again)
		}

		form.Set("form", "3")
		form.Set("mark", "absent")
		near := flor.post(path, form)
		flor.shows(near, http.StatusConflict, "Se parece a otra que ya está anotada")
		form.Set("sure", "yes")
		flor.ledTo(flor.post(path, form), "/hilos/"+code)
		if all := s.recorded(person, "empleabilidad"); len(all) != 3 || len(all[2].Outcomes) != 0 {
			t.Errorf("she has %+v", all)
		}
	})
}

// TestNotingGoneWrong says beside each field what to do, and keeps what was typed.
func TestNotingGoneWrong(t *testing.T) {
	s := one(t)
	code, person := s.inLima()
	s.join("flor", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "15"})
	flor := s.in("flor")
	path := "/hilos/" + code + "/anotar"
	good := url.Values{"form": {"1"}, "service": {"alma-llanera/empleabilidad"}, "day": {"2020-03-09"}, "place": {"Comas"}, "mark": {"present"}}
	for _, c := range []struct{ name, field, value, says string }{
		{"no day", "day", "", "Escribe la fecha del servicio"},
		{"a day to come", "day", "2031-01-01", "Elige un día que ya llegó."},
		{"a day before the programme", "day", "1999-01-01", ""},
		{"no place", "place", "", "Escribe dónde fue."},
		{"nowhere", "place", "Macondo", "Macondo"},
		{"beyond her reach", "place", "Piura", ""},
		{"no mark", "mark", "", "Di si vino a la sesión."},
		{"a day for the next time that has passed", "next_day", "2020-03-10", "ya pasó"},
		{"an hour without a day", "next_hour", "15:00", "Escribe qué día, o borra lo demás de la próxima vez."},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := url.Values{"next_what": {"Traer su plan de ventas"}, "next_day": {"2020-06-30"}}
			for name, values := range good {
				form[name] = values
			}
			if c.field == "next_hour" {
				form.Del("next_day")
			}
			form.Set(c.field, c.value)
			got := flor.post(path, form)
			if got.status != http.StatusUnprocessableEntity && got.status != http.StatusNotFound || !strings.Contains(got.text(), c.says) {
				t.Errorf("got %d, want %q in\n%s", got.status, c.says, got.text())
			}
			if got.status == http.StatusUnprocessableEntity && !strings.Contains(got.body, "Traer su plan de ventas") {
				t.Error("what was typed is lost")
			}
		})
	}
	if all := s.recorded(person, "empleabilidad"); len(all) != 1 {
		t.Errorf("something was recorded: %+v", all)
	}
	flor.shows(flor.post("/hilos/"+code+"/anotar", url.Values{"service": {"alma-llanera/asistencia_legal"}}), http.StatusNotFound, "")
}

// TestNotingByKeyboard chooses a service, writes and saves, with script and
// without.
func TestNotingByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		code, person := s.inLima()
		s.join("flor", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "15"})
		tab := s.tab()
		tab.signIn("flor")
		tab.everyWay("/hilos/" + code + "/anotar")
		tab.do(chromedp.Focus(`a[href$="alma-llanera/empleabilidad"]`))
		tab.keys("\r")
		tab.sees("#day")
		tab.lookAround("note")
		tab.do(chromedp.SetValue("#day", "2020-03-16"), chromedp.SetValue("#place", "Comas"), chromedp.Focus("#mark"))
		tab.keys(" ")
		tab.do(chromedp.Focus("form .btn.primary"))
		tab.keys("\r")
		tab.at("/hilos/" + code)
		if all := s.recorded(person, "empleabilidad"); len(all) != 2 {
			t.Errorf("she has %+v", all)
		}
	})
}

// TestAFormWithoutANumber: a form that was sent without its number does its work
// each time; nothing of it is taken for what was sent before.
func TestAFormWithoutANumber(t *testing.T) {
	s := one(t)
	code, person := s.inLima()
	s.join("flor", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "15"})
	flor := s.in("flor")
	for _, day := range []string{"2020-03-09", "2020-03-16"} {
		form := url.Values{"service": {"alma-llanera/empleabilidad"}, "day": {day}, "place": {"Comas"}, "mark": {"present"}}
		flor.ledTo(flor.post("/hilos/"+code+"/anotar", form), "/hilos/"+code)
	}
	if all := s.recorded(person, "empleabilidad"); len(all) != 3 {
		t.Errorf("she has %+v", all)
	}
}
