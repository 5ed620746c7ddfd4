package web_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/worldtest"
)

// resembled are two women whom somebody resembles: the one of the drawing, and
// another.
func (s *site) resembled() *registry.Person {
	s.Helper()
	known := s.mendoza()
	other := worldtest.Woman("Mendoza", "Yorjelys Carolina", "1995", worldtest.Paper("PAS", "24881530"))
	other.Address = "200104"
	s.world.Give(other, "informacion_vbg", worldtest.Delivered("2020-03-04", "130101"))
	s.join("nelida", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "13"})
	return known
}

// TestRegisteringByKeyboard: whoever is known is shown while she is being typed,
// and her thread opens without a mouse.
func TestRegisteringByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		known := s.resembled()
		tab := s.tab()
		tab.size(1280, 1000, "light")
		tab.signIn("nelida")
		tab.open("/registrar")
		tab.do(chromedp.Focus("#given"))
		tab.keys("Yorjelis Carolina\tMendoza\t")
		tab.sees(".cand")
		tab.do(chromedp.Click(`input[name=kind][value=CIV]`), chromedp.SendKeys("#number", "19482107"), chromedp.SendKeys("#born", "14/05/1995"))
		tab.sees(".cand.strong button[name=si].primary")
		tab.sees("[data-field=born].match")
		tab.everyShape("registrar")
		tab.do(chromedp.Focus(".cand.strong button[name=si]"))
		tab.keys("\r")
		tab.at("/hilos/" + known.Code)
	})
}

// TestRegisteringWithoutScript is the same in two steps: she fills in, and is asked.
func TestRegisteringWithoutScript(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.resembled()
		tab := s.tab()
		tab.size(390, 844, "light")
		tab.signIn("nelida")
		_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		s.must(err)
		tab.open("/registrar")
		tab.do(chromedp.Focus("#given"))
		tab.keys("Yorjelis\tMendoza\t\t \t\t19482107\r")
		tab.shown("#number-fault")
		tab.do(chromedp.Click(`input[name=kind][value=CIV]`), chromedp.SendKeys("#born", "1995\r"))
		tab.shown(".cand button[name=si]")
		tab.picture("registrar-sin-script-390")
		tab.do(chromedp.Click(".cand.strong button[name=si]"))
		tab.shown(".who")
	})
}

// TestSearchingByKeyboard finds her by ear, and comes back from her thread to the
// results, without her name in an address.
func TestSearchingByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.resembled()
		tab := s.tab()
		tab.size(390, 844, "light")
		tab.signIn("nelida")
		tab.open("/hilos")
		tab.do(chromedp.Focus("#q"))
		tab.keys("mendosa yorjelis\r")
		tab.shown(".people a.t")
		tab.everyShape("buscar")
		tab.do(chromedp.Focus(".people a.t"))
		tab.keys("\r")
		tab.shown(".who")
		look[bool](tab, "history.back() ?? true")
		tab.shown(".people a.t")
		tab.open("/hilos")
		tab.do(chromedp.SendKeys("#q", "Zoila Quispe\r"))
		tab.shown(".empty")
		tab.everyShape("buscar-nadie")
		tab.do(chromedp.Click(".empty button"))
		tab.shown("#surnames")
		if typed := look[string](tab, "document.getElementById('given').value + '|' + location.search.includes('Zoila')"); typed != "Zoila|false" {
			t.Errorf("carried over: %s", typed)
		}
	})
}

// shown waits until something is on the page. One that is just being left answers
// nothing: it is asked again.
func (t *tab) shown(selector string) {
	t.Helper()
	for range 400 {
		there, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](fmt.Sprintf("document.readyState === 'complete' && !!document.querySelector(%q)", selector)))
		if err == nil && there {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("no %s at %s: %s", selector, look[string](t, "location.href"), look[string](t, "document.body.innerText"))
}

// everyShape holds the page against a phone and a desk, by day and by night.
func (t *tab) everyShape(name string) {
	t.Helper()
	for _, shape := range []struct {
		name          string
		width, height int64
		theme         string
	}{{"1280", 1280, 1000, "light"}, {"390-oscuro", 390, 844, "dark"}, {"320", 320, 800, "light"}, {"390", 390, 844, "light"}} {
		t.size(shape.width, shape.height, shape.theme)
		t.fits()
		t.picture(name + "-" + shape.name)
		if shape.name == "1280" || shape.theme == "dark" {
			t.accessible()
		}
	}
}
