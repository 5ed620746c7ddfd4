package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/web/page"
	"github.com/trenza/trenza/internal/worldtest"
)

// TestReviewingByKeyboard decides a pair, takes it apart again, says whose is what
// and decides a row without a mouse, and looks at each page on the way.
func TestReviewingByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) { one(t).reviewing(true) })
}

// TestReviewingWithoutScript is the same way where no script runs.
func TestReviewingWithoutScript(t *testing.T) {
	inChrome(t, func(t *testing.T) { one(t).reviewing(false) })
}

func (s *site) reviewing(script bool) {
	s.Helper()
	s.reviewers()
	y := s.registeredTwice([]string{"bono", "informacion_vbg", "orientacion_legal"}, []string{"bono", "informacion_vbg", "informacion_vbg"})
	row := s.rowThatWaits()
	tab := s.tab()
	tab.signIn("ruth")
	if !script {
		_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		s.must(err)
	}
	walk := []step{
		{"/revisar", `a[href="` + y.path + `"]`, "h1 + p .badge", true},
		{y.path, `button[value="same"]`, `.joined a[href="` + y.part + `"]`, true},
		{"/hilos/" + y.first.Code, `.joined a`, `form[action="` + y.part + `"]`, false},
		{y.part, `form[action="` + y.part + `"] button`, `form[action$="/mover"]`, true},
		{y.part, `form[action$="/mover"] button`, `[role="status"]`, true},
		{row, `button[value="same"]`, `[role="status"]`, true},
		{"/revisar?show=settled", `.shelves a`, ".pairs a", false},
	}
	for i, step := range walk {
		if i == 3 {
			s.received(worldtest.Woman("Pérez", "Yusmary", "1994", worldtest.Paper("PAS", "012345678")), "2020-05-04", "240101", []string{"bono"})
		}
		tab.open(step.path)
		if script && step.look {
			tab.lookAround("review-" + string(rune('1'+i)))
		}
		tab.do(chromedp.Focus(step.press), chromedp.KeyEvent("\r"))
		tab.sees(step.shows)
	}
}

// step is a page, what is pressed on it, and what shows that it was.
type step struct {
	path, press, shows string
	look               bool
}

// rowThatWaits is a payment that a list has with another amount: where it is
// decided.
func (s *site) rowThatWaits() (path string) {
	s.Helper()
	her := worldtest.Woman("Colmenares", "Yusmary", "1990-05-17", worldtest.Paper("CPP", "007654321"))
	for _, amount := range []string{"76000", "38000"} {
		received := s.world.Give(her, "bono", attention.Attention{
			Day: "2020-03-09", Place: "240101", Outcomes: []string{programme.Collected}, Form: map[string]string{"amount": amount},
		})
		if received.Held != nil {
			path = "/revisar/filas/" + received.Held.Code
		}
	}
	return path
}

// reviewable makes a pair that waits, one that was joined, and a row that waits, and
// returns where each is.
func (s *site) reviewable() (pair, part, row string) {
	s.Helper()
	y := s.registeredTwice([]string{"bono", "informacion_vbg", "orientacion_legal"}, []string{"bono", "informacion_vbg"})
	ana := s.received(worldtest.Phone(worldtest.Woman("Soto Vega", "Ana", "1990"), "987650001"), "2020-02-03", "240101", []string{"bono"})
	anita := s.received(worldtest.Phone(worldtest.Woman("Soto", "Anita", "1990"), "987650001"), "2020-03-05", "240101", []string{"orientacion_legal"})
	joined := s.world.PairOf(ana.ID, anita.ID)
	s.world.Decide(joined, registry.Same)
	return y.path, page.PartPath(joined.Code), s.rowThatWaits()
}
