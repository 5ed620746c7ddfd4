package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

// Story 10: an evaluator is shown where a published figure comes from, and draws a
// sample of it by a seed under an agreement; each view is told. She draws none of
// what is sensitive; a donor draws none, and a draft is not there.
func TestAnEvaluatorAsksWhereAFigureComesFrom(t *testing.T) {
	s := one(t)
	s.trained(40)
	for _, role := range []string{trenza.RoleEvaluator, trenza.RoleDonor} {
		s.join(role, trenza.Grant{Role: role})
	}
	public, draft := "/publicaciones/"+s.freeze(true), "/publicaciones/"+s.freeze(false)
	ela, diego := s.in(trenza.RoleEvaluator), s.in(trenza.RoleDonor)
	ela.shows(ela.get(public), http.StatusOK, "De dónde sale cada cifra")
	card := public + "/empleabilidad"
	ela.shows(ela.get(card), http.StatusOK, "Sacar una muestra")
	ela.shows(ela.get(card), http.StatusOK, "Taller de empleabilidad (capacitada)")
	if got := diego.get(card); got.status != http.StatusOK || strings.Contains(got.text(), "Sacar una muestra") {
		t.Errorf("a donor: %d\n%s", got.status, got.text())
	}
	if n := s.told(0, "figures.examined"); n != 3 {
		t.Errorf("three views were told %d times", n)
	}
	draw := url.Values{"rows": {"30"}, "seed": {"2020"}, "agreement": {"Convenio 7"}}
	first := ela.post(card, draw)
	ela.shows(first, http.StatusOK, "30 filas")
	ela.shows(first, http.StatusOK, "con la semilla «2020», bajo el acuerdo «Convenio 7»")
	if n := strings.Count(first.body, "<tr>"); n != 31 {
		t.Errorf("%d rows", n)
	}
	if again := ela.post(card, draw); strings.Join(rows(again), "\n") != strings.Join(rows(first), "\n") || s.told(0, "figures.sampled") != 2 {
		t.Errorf("the same seed draws other rows, or two views were told %d times", s.told(0, "figures.sampled"))
	}
	for says, form := range map[string]url.Values{
		"Di cuántas filas quieres": {"rows": {"x"}, "seed": {"1"}, "agreement": {"Convenio 7"}},
		"Di bajo qué acuerdo":      {"rows": {"30"}, "seed": {"1"}},
	} {
		ela.shows(ela.post(card, form), http.StatusUnprocessableEntity, says)
	}
	ela.shows(ela.post(public+"/legal", draw), http.StatusUnprocessableEntity, "no se entregan filas")
	for _, path := range []string{draft + "/empleabilidad", public + "/nada"} {
		ela.shows(ela.get(path), http.StatusNotFound, "No está aquí")
		ela.shows(ela.post(path, draw), http.StatusNotFound, "No está aquí")
	}
	diego.shows(diego.post(card, draw), http.StatusNotFound, "No está aquí")
	if n := s.told(0, "figures.sampled"); n != 2 {
		t.Errorf("two samples were told %d times", n)
	}
}
