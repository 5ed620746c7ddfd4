package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/web/page"
)

// TestTheFrame says what is saved and since when, and looks for somebody where she
// may.
func TestTheFrame(t *testing.T) {
	s := one(t)
	s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
	rosa, lucia := s.in("rosa"), s.in("lucia")
	rosa.shows(rosa.get("/me"), http.StatusOK, "Todo guardado, 7:00")
	if a := rosa.get("/me"); elementWith(t, a, "input", "name", "q") {
		t.Error("an administrator is asked for whom she may not look")
	}
	if a := lucia.get("/me"); !elementWith(t, a, "input", "name", "q") || !elementWith(t, a, "a", "class", "seek") {
		t.Error("a psychologist cannot look for anybody")
	}
	if a := lucia.get("/me/awake"); a.status != http.StatusNoContent {
		t.Errorf("a sign of life is answered %d", a.status)
	}
	if a := s.browser().get("/me/awake"); a.status != http.StatusSeeOther {
		t.Errorf("a sign of life of nobody is answered %d", a.status)
	}
}

// TestWhatWaitsIsCounted beside the room that it waits in; nothing is not.
func TestWhatWaitsIsCounted(t *testing.T) {
	s := one(t)
	view := page.View{
		Printer: locale.For("es"), Who: &page.Who{Name: "Milagros Távara"}, Asset: func(string) string { return "" },
		Rooms: []page.Room{{Key: "web.room.home", Path: "/"}, {Key: "web.room.team", Path: "/team", Count: 3}},
	}
	var drawn strings.Builder
	s.must(page.NotFound(view).Render(s.Context(), &drawn))
	if text := (answer{body: drawn.String()}).text(); !strings.Contains(text, "Hoy Equipo 3 por atender") {
		t.Error(text)
	}
}

// TestASessionWarns before it falls asleep, goes on when she says so, and covers
// what she typed when she does not, until she is back.
func TestASessionWarns(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.signIn("rosa")
		tab.open("/team/invite")
		tab.do(chromedp.SendKeys("input#name", "Yusmary Colmenares"))
		tab.pass(840)
		tab.sees(".dozes button")
		tab.accessible()
		tab.picture("drowsy")
		tab.do(chromedp.Click(".dozes button"))
		tab.sees("#main:focus")
		tab.sees("body:not(:has(.dozes button))")

		tab.pass(900)
		tab.sees(".dozes a")
		if look[bool](tab, "document.getElementById('name').checkVisibility()") {
			t.Error("a page whose session sleeps is still seen")
		}
		tab.accessible()
		tab.picture("asleep")
		look[bool](tab, `dispatchEvent(new Event("focus"))`)
		tab.sees("input#name")
		if typed := look[string](tab, "document.getElementById('name').value"); typed != "Yusmary Colmenares" {
			t.Errorf("what was typed has become %q", typed)
		}
		s.after(staff.Idle)
		tab.open("/me")
		tab.at("/wake")
	})
}

// pass has the clock of the browser go on by so many seconds.
func (t *tab) pass(seconds int) {
	t.Helper()
	look[bool](t, "{ const now = Date.now; Date.now = () => now.call(Date) + 1000 * "+strconv.Itoa(seconds)+" } true")
}

// TestOnPaper: bars vanish, how a figure was counted opens, and ink is black on
// white whatever the theme.
func TestOnPaper(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.signIn("rosa")
		tab.open("/sistema")
		_, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		s.must(err)
		for _, gone := range []string{".topbar", ".side", ".tabs", ".btn"} {
			if look[bool](tab, "document.querySelector('"+gone+"').checkVisibility()") {
				t.Errorf("%s is printed", gone)
			}
		}
		if !look[bool](tab, "document.querySelector('.prov dd').checkVisibility()") {
			t.Error("how a figure was counted is not printed")
		}
		const colours = "getComputedStyle(document.body).color + getComputedStyle(document.body).backgroundColor"
		if got := look[string](tab, colours); got != "rgb(0, 0, 0)rgb(255, 255, 255)" {
			t.Errorf("ink and paper are %s", got)
		}
		tab.picture("paper")
	})
}

// TestWhatIsTypedIsNotLeftByMistake: a page that she typed into asks before it is
// left, unless what she typed is sent or she leaves at once.
func TestWhatIsTypedIsNotLeftByMistake(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t, func(c *web.Config) { c.Away = "/nowhere" })
		tab := s.tab()
		tab.signIn("rosa")
		tab.open("/team/invite")
		tab.do(chromedp.SendKeys("input#name", "Yusmary"))
		tab.open("/team")
		tab.wasAsked(1)
		tab.open("/team/invite")
		tab.do(chromedp.SendKeys("input#name", "Yusmary"), chromedp.SendKeys("select#role", "Donante"), chromedp.SendKeys("select#programme", "Proyecto"))
		tab.do(chromedp.Click("main form .primary"))
		tab.sees("p.link")
		tab.open("/team/invite")
		tab.do(chromedp.SendKeys("input#name", "Yusmary"))
		tab.keys("\x1b\x1b\x1b")
		tab.at("/nowhere")
		tab.wasAsked(1)
	})
}

// wasAsked expects that the tab asked so often whether to leave what was typed.
func (t *tab) wasAsked(times int) {
	t.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked != times {
		t.Errorf("asked %d times, want %d", t.asked, times)
	}
}

// TestHerOtherTabsLeaveWithThisOne: what one tab hears, all have left.
func TestHerOtherTabsLeaveWithThisOne(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t, func(c *web.Config) { c.Away = "/nowhere" })
		tab := s.tab()
		tab.signIn("rosa")
		look[bool](tab, `new BroadcastChannel("leave").postMessage(""); true`)
		tab.at("/nowhere")
	})
}

// TestAFaultKeepsWhatWasTyped: when we fail, the form waits where it was typed.
func TestAFaultKeepsWhatWasTyped(t *testing.T) {
	s := one(t)
	rosa := s.in("rosa")
	s.alter("create trigger nobody_new before insert on account begin select raise(abort, 'the disk is full'); end")
	typed := url.Values{"name": {"Yusmary Colmenares"}, "role": {trenza.RoleDonor}, "language": {"es"}}
	rosa.header.Set("Referer", s.origin+"/team/invite")
	a := rosa.post("/team/invite", typed)
	rosa.shows(a, http.StatusInternalServerError, "Lo que escribiste sigue guardado")
	if !elementWith(t, a, "a", "href", "/team/invite") {
		t.Error("nothing leads back to the form")
	}
	s.silent(a, "disk")
	s.alter("drop trigger nobody_new")
	if a := rosa.get("/team/invite"); !elementWith(t, a, "input", "value", "Yusmary Colmenares") {
		t.Errorf("what was typed is gone: %s", a.text())
	}
}

// alter changes the tables themselves.
func (s *site) alter(statement string) {
	s.Helper()
	s.must(s.Data.Write(s.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(s.Context(), statement)
		return err
	}))
}
