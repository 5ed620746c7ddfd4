package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/worldtest"
)

// answersOf has somebody answer the fifteen questions, and returns the id.
func answersOf(w *worldtest.World, p *registry.Person) (id string) {
	w.Helper()
	answers := scale.Answers{Values: make(map[int]int)}
	for n := 1; n <= 15; n++ {
		answers.Values[n] = 1
	}
	w.Write(func(tx *journal.Tx) error {
		m, err := measure.Take(w.Context, tx, measure.Measurement{
			Programme: "alma-llanera", Person: p.ID, Instrument: "trenza-15", Wave: measure.Baseline, Day: "2020-03-04", Place: "130101",
			Said: measure.Said{Alone: true, Answers: answers},
		})
		id = m.ID
		return err
	})
	return id
}

// fifteen are the answers to the fifteen questions as they are typed: so much to
// each, and so much to those about the home.
func fifteen(wave string, each, home int) url.Values {
	form := url.Values{"form": {wave}, "wave": {wave}, "day": {"2020-05-20"}, "place": {"Trujillo"}, "language": {"es"}, "alone": {"yes"}}
	for n := 1; n <= 15; n++ {
		given := each
		if n >= 6 && n <= 9 {
			given = home
		}
		form.Set(fmt.Sprint("item_", n), fmt.Sprint(given))
	}
	return form
}

// TestFifteenQuestions: a facilitator asks them alone, before and after; she reads how
// it moved, and a drop at home is told to nobody but whoever accompanies her.
func TestFifteenQuestions(t *testing.T) {
	each(t, func(s *site) {
		h := s.learner()
		s.join("greta", facilitatorOfAlma)
		worker := s.join("gestora", trenza.Grant{Role: trenza.RoleCaseWorker, Programme: "alma-llanera"})
		s.must(s.Journal.Write(s.Context(), s.world.Actor, func(tx *journal.Tx) error {
			return registry.Assign(s.Context(), tx, h.ID, worker.ID, "2020-03-04")
		}))
		greta, path := s.in("greta"), h.path+"/respuestas"
		greta.shows(greta.get(path), http.StatusOK, "Recursos, decisiones y voz")
		ask := path + "/trenza-15"
		greta.shows(greta.get(ask), http.StatusOK, "¿Tienes dinero tuyo que puedes usar sin pedir permiso?")
		greta.shows(greta.get(ask), http.StatusOK, "CC BY 4.0")
		notAlone := fifteen("baseline", 1, 1)
		notAlone.Del("alone")
		got := greta.post(ask, notAlone)
		greta.shows(got, http.StatusUnprocessableEntity, "Pregunta cuando esté a solas")
		if strings.Count(got.body, `value="1" checked`) != 15 {
			t.Error("what she answered is lost")
		}
		greta.ledTo(greta.post(ask, fifteen("baseline", 1, 1)), path)
		if strings.Contains(s.in("gestora").get("/").text(), "a salvo") {
			t.Error("somebody is to look after her, and nothing dropped")
		}
		greta.ledTo(greta.post(ask, fifteen("endline", 2, 0)), path)
		twice := fifteen("endline", 2, 2)
		twice.Set("form", "twice")
		greta.shows(greta.post(ask, twice), http.StatusUnprocessableEntity, "se pregunta una sola vez")
		page := greta.get(path)
		greta.shows(page, http.StatusOK, "Cambio desde el comienzo: +7. Mejora en 3 ámbitos de su vida.")
		greta.shows(page, http.StatusOK, "Muy pocas respondieron")
		if strings.Contains(greta.get("/").text(), "a salvo") {
			t.Error("whoever asked is told that she may not be safe")
		}
		gestora := s.in("gestora")
		gestora.shows(gestora.get("/"), http.StatusOK, "Pregúntale a solas si está a salvo")
		open := fifteen("m3", 1, 1)
		for n := 1; n <= 15; n++ {
			open.Del(fmt.Sprint("item_", n))
		}
		open.Del("alone")
		greta.shows(greta.post(ask, open), http.StatusUnprocessableEntity, "por qué se dejaron en blanco")
		open.Set("skip", "unsafe")
		open.Set("form", "again")
		greta.ledTo(greta.post(ask, open), path)
		greta.shows(greta.get(path), http.StatusOK, "Sin total: quedaron 15 sin responder")
		s.world.Sound()
	})
}

// TestAnAnswerAboutDying: a psychologist may not leave before the protocol is whole,
// and what was answered is on record as read before it is shown.
func TestAnAnswerAboutDying(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
	h := s.yusmary(lucia)
	b, ask := s.in("lucia"), h.path+"/respuestas/phq-9"
	b.shows(b.get(ask), http.StatusOK, "Las preguntas están en su formulario")
	form := url.Values{"form": {"1"}, "wave": {"baseline"}, "day": {"2020-05-20"}, "place": {"Tumbes"}, "language": {"es"}, "alone": {"yes"}}
	for n := 1; n <= 9; n++ {
		form.Set(fmt.Sprint("item_", n), "2")
	}
	b.shows(b.post(ask, form), http.StatusUnprocessableEntity, "protocolo de riesgo")
	form.Set("stays", "Su hermana")
	form.Set("contacted", "Carla")
	form.Set("hour", "16:20")
	form.Set("safe", "yes")
	b.ledTo(b.post(ask, form), h.path+"/respuestas")
	before := s.world.Position()
	b.shows(b.get(h.path+"/respuestas"), http.StatusOK, "No es un diagnóstico")
	if s.Wait(); s.told(before, journal.Reading) != 1 {
		t.Error("it is not on record that it was read")
	}
	s.join("greta", facilitatorOfAlma)
	if got := s.in("greta").get(h.path + "/respuestas"); strings.Contains(got.text(), "PHQ") {
		t.Errorf("a facilitator reads it: %s", got.text())
	}
}
