package web_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/worldtest"
)

// TestAListByKeyboard is chosen, rehearsed, taken in and undone by keys, with
// script and without.
func TestAListByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		for _, scripted := range []bool{true, false} {
			s := one(t)
			s.works()
			s.registrar()
			tab := s.tab()
			tab.size(1280, 844, "light")
			tab.signIn("felipa")
			_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripted})
			s.must(err)
			tab.open("/listas/alma-llanera")
			tab.to("a[href$='/subir']")
			tab.keys("\r")
			tab.at("/listas/alma-llanera/subir")
			bono, _ := cast.Small()
			tab.do(chromedp.SetUploadFiles("#file", []string{worldtest.WriteList(s, t.TempDir(), bono)}))
			tab.to("form[data-upload] button[type=submit]")
			tab.keys("\r")
			tab.sees("#trial")
			if scripted {
				look[bool](tab, "document.querySelectorAll('main details').forEach(d => { d.open = true }), true")
				tab.lookAround("listas-ensayo")
			}
			tab.to("form[action$='/incorporar'] button")
			tab.keys("\r")
			tab.sees("a[href$='/rechazadas']")
			tab.sees("a[href$='/deshacer']")
			if scripted {
				tab.lookAround("listas-cuenta")
			}
			tab.to("a[href$='/deshacer']")
			tab.keys("\r")
			tab.sees("#would")
			if scripted {
				tab.lookAround("listas-deshacer")
			}
			tab.to("form[action$='/deshacer'] button")
			tab.keys("\r")
			tab.sees(".banner.ok h2")
			tab.open("/listas/alma-llanera")
			if scripted {
				tab.accessible()
			}
		}
	})
}

// to moves the focus by the tabulator to an element.
func (t *tab) to(selector string) {
	t.Helper()
	for range 80 {
		there, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](`document.activeElement.matches("`+selector+`")`))
		if err == nil && there {
			return
		}
		t.keys("\t")
	}
	t.Fatalf("the keyboard does not reach %s", selector)
}

// TestProgressIsFollowed: the page of a list that is being taken in says how far it
// is, and becomes its account by itself.
func TestProgressIsFollowed(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.works()
		b := s.registrar()
		path := b.handIn(nil, "larga.csv", longFile()).leads()
		b.until(path, "Qué pasaría")
		reached, goOn, batches := make(chan struct{}), make(chan struct{}), 0
		s.tray.Batch = func() {
			if batches++; batches == 2 {
				close(reached)
				<-goOn
			}
		}
		tab := s.tab()
		tab.signIn("felipa")
		b.post(path+"/incorporar", nil)
		<-reached
		tab.open(path)
		tab.sees("[data-live-bar][aria-valuenow='2000']")
		tab.lookAround("listas-avance")
		close(goOn)
		tab.sees("a[href$='/deshacer']")
		time.Sleep(100 * time.Millisecond)
	})
}
