package web_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/trenza/trenza/internal/attention"
)

// TestTheRollByTaps: thirty women with three exceptions are four taps, and each is
// saved by itself.
func TestTheRollByTaps(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		w := s.workshop(30)
		today := w.today()
		tab := s.tab()
		tab.size(390, 844, "light")
		tab.signIn("greta")
		tab.open(w.roll(today))
		tab.sees("[data-done]")
		taps := 0
		tap := func(selector string) {
			taps++
			tab.do(chromedp.Click(selector))
		}
		tap("[data-all]")
		for _, woman := range []int{3, 11, 20} {
			tap("#m-" + w.women[woman].ID + "-absent")
		}
		if said := look[string](tab, "document.querySelector('[data-came]').textContent"); said != "27" {
			t.Errorf("%s present", said)
		}
		tab.comes(func() bool { return w.mark(20, today) == attention.Absent && w.mark(0, today) == attention.Present })
		if taps > 4 {
			t.Errorf("%d taps", taps)
		}
		tab.do(chromedp.Click("[data-undo]"))
		tab.comes(func() bool { return w.mark(20, today) == attention.Present })
		tab.lookAround("roll")
	})
}

// comes waits until something is so on the server.
func (t *tab) comes(so func() bool) {
	t.Helper()
	for range 200 {
		if so() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("it never was: %s", look[string](t, "document.body.innerText"))
}

// TestTheGridByKeyboard: arrows go about the grid of a whole workshop, 24 women in 48
// sessions, letters mark, and the marks are there afterwards.
func TestTheGridByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		w := s.workshop(24)
		w.lives()
		s.after(60 * 24 * time.Hour)
		w.takes(0, 47)
		tab := s.tab()
		tab.size(1280, 1000, "light")
		tab.signIn("greta")
		tab.open(w.path())
		tab.sees("[role=grid]")
		tab.do(chromedp.Focus("[role=grid] td[tabindex='0']"))
		tab.keys("ppj")
		tab.keys(kb.Home + "a")
		order := look[[]string](tab, "[...document.querySelectorAll('[data-who]')].map(e => e.dataset.who)")
		at := func(row, session int) string {
			return w.members()[order[row]].Marks[w.sessions[session].ID].Mark
		}
		tab.comes(func() bool {
			return at(0, 47) == attention.Present && at(1, 47) == attention.Present && at(2, 47) == attention.Justified && at(3, 0) == attention.Absent
		})
		if cells := look[int](tab, "document.querySelectorAll('[role=grid] td.c').length"); cells != 24*48 {
			t.Errorf("the grid has %d cells", cells)
		}
		tab.accessible()
		tab.fits()
		tab.picture("workshop-1280")
		tab.size(390, 844, "dark")
		tab.fits()
		tab.picture("workshop-390-oscuro")
		tab.open(w.path() + "/mujeres/" + w.women[2].ID)
		tab.lookAround("enrolled")
	})
}

// TestAWorkshopWithoutScript: a facilitator opens a workshop and takes attendance on
// a phone that runs no script, by its keyboard.
func TestAWorkshopWithoutScript(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		w := s.workshop(3)
		today := w.today()
		tab := s.tab()
		tab.size(390, 844, "light")
		tab.signIn("greta")
		_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		s.must(err)
		tab.open(w.roll(today))
		tab.do(chromedp.Focus("#m-" + w.women[0].ID + "-absent"))
		tab.keys(" ")
		tab.do(chromedp.Focus("[data-save]"))
		tab.keys("\r")
		tab.comes(func() bool { return w.mark(0, today) == attention.Absent })
		tab.shown(".banner.ok") // the page that says so is there
		tab.open(w.path() + "/papel?sesion=" + w.sessions[today].ID)
		tab.do(chromedp.SendKeys(`[name="l.`+w.women[1].ID+`"]`, "p"))
		tab.do(chromedp.Click("form[data-paper] [type=submit]"))
		tab.at(w.path())
		tab.open("/talleres/nuevo")
		tab.do(chromedp.SendKeys("#title", "Otro grupo"), chromedp.SetValue("#place", "Reque"), chromedp.SetValue("#from", "2020-06-02"))
		tab.do(chromedp.Click("input[name=weekday][value='2']"), chromedp.Click("button[value=show]"))
		tab.shown("#calendar")
		tab.picture("plan-390")
		tab.do(chromedp.Click("#calendar ~ div button[value=save]"))
		tab.shown(".four")
	})
}
