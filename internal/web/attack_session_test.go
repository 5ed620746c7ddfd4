package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web"
)

// generator sets a code generator for somebody.
func (s *site) generator(a staff.Account) (secret string) {
	s.Helper()
	made, err := s.NewCode(s.Context(), s.as(a))
	s.must(err)
	s.must(s.ConfirmCode(s.Context(), s.as(a), made.Secret, s.codeOf(made.Secret)))
	s.after(time.Minute)
	return made.Secret
}

// copied is another browser with what this one keeps: a cookie that was stolen.
func (b *browser) copied() *browser {
	b.Helper()
	u, err := url.Parse(b.origin)
	b.must(err)
	thief := b.browser()
	thief.client.Jar.SetCookies(u, b.client.Jar.Cookies(u))
	return thief
}

// TestEveryProofGivesANewToken: whoever copied the cookie before she showed her
// password, a code, or who she is again, holds nothing afterwards.
func TestEveryProofGivesANewToken(t *testing.T) {
	s := one(t)
	secret := s.generator(s.rosa)
	b := s.browser()
	for _, step := range []struct {
		name string
		do   func() answer
		to   string
	}{
		{"a passkey is asked for", func() answer { return b.post("/sign-in/passkey/begin", nil) }, ""},
		{"her password", func() answer {
			return b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}})
		}, "/sign-in/code"},
		{"her code", func() answer { return b.post("/sign-in/code", url.Values{"code": {s.codeOf(secret)}}) }, "/"},
		{"stepping up", func() answer { return b.post("/step-up", url.Values{"password": {passphrase}}) }, "/"},
		{"waking", func() answer {
			s.after(staff.Idle)
			return b.post("/wake", url.Values{"password": {passphrase}})
		}, "/"},
	} {
		thief, before := b.copied(), b.cookie("session")
		got := step.do()
		if step.to != "" {
			b.ledTo(got, step.to)
		}
		if b.cookie("session") == before {
			t.Errorf("%s: the token stays", step.name)
		}
		if got := thief.get("/me"); step.to != "" && got.leads() != "/sign-in?back=%2Fme" {
			t.Errorf("%s: the old token leads to %d %q", step.name, got.status, got.leads())
		}
	}
	b.shows(b.get("/me"), http.StatusOK, "Rosa Quispe")
}

// TestTwelveHoursWhateverSheDoes: neither waking nor stepping up makes a session
// longer.
func TestTwelveHoursWhateverSheDoes(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	for range 23 {
		s.after(30 * time.Minute)
		b.ledTo(b.post("/wake", url.Values{"password": {passphrase}}), "/")
		b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}}), "/")
	}
	s.after(30*time.Minute - time.Second)
	b.ledTo(b.get("/me"), "/wake?back=%2Fme")
	s.after(time.Second)
	b.ledTo(b.get("/me"), "/sign-in?back=%2Fme")
	b.ledTo(b.post("/wake", url.Values{"password": {passphrase}}), "/sign-in")
}

// TestTheNextRequest of a session is answered by what its holder may now: whatever
// was taken from her is gone.
func TestTheNextRequest(t *testing.T) {
	const next = "zapato lluvia membrillo ventana"
	each(t, func(s *site) {
		carmen := s.join("carmen", administrator)
		for i, c := range []struct {
			name string
			do   func(lucia staff.Account)
			to   string // where her next request leads; "" for a page that is not there
		}{
			{"her role was taken back", func(a staff.Account) { s.must(s.Revoke(s.Context(), s.as(s.rosa), s.as(a).Grants[0].ID)) }, ""},
			{"her role came to its end", func(staff.Account) { s.after(24 * time.Hour) }, "/sign-in?back=%2Fteam"},
			{"her account was closed", func(a staff.Account) { s.must(s.Close(s.Context(), s.as(s.rosa), a.ID)) }, "/sign-in?back=%2Fteam"},
			{"her sessions were ended", func(a staff.Account) { s.must(s.Sessions().EndAll(s.Context(), s.as(s.rosa), a.ID, "")) }, "/sign-in?back=%2Fteam"},
			{"she set another password", func(a staff.Account) {
				s.must(s.ChangePassword(s.Context(), s.as(a), passphrase, next, ""))
			}, "/sign-in?back=%2Fteam"},
			{"she is helped back in", func(a staff.Account) {
				asked, err := s.AskRecovery(s.Context(), s.as(s.rosa), a.ID)
				s.must(err)
				_, err = s.AgreeRecovery(s.Context(), s.as(carmen), asked)
				s.must(err)
			}, "/sign-in?back=%2Fteam"},
		} {
			login := "lucia" + string(rune('a'+i))
			lucia := s.join(login, trenza.Grant{Role: trenza.RoleAdministrator, Until: s.Today()})
			b := s.in(login)
			b.shows(b.get("/team"), http.StatusOK, "Rosa Quispe")
			c.do(lucia)
			got := b.get("/team")
			if c.to == "" && got.status != http.StatusNotFound || c.to != "" && got.leads() != c.to {
				s.Errorf("%s: %d %q", c.name, got.status, got.leads())
			}
		}
	})
}

// TestARoleEndsWithItsDay: at midnight of Lima, in the middle of a session.
func TestARoleEndsWithItsDay(t *testing.T) {
	s := one(t)
	s.after(16*time.Hour + 55*time.Minute) // five to midnight of Lima
	s.join("lucia", trenza.Grant{Role: trenza.RoleAdministrator, Until: s.Today()})
	b := s.in("lucia")
	b.shows(b.get("/team"), http.StatusOK, "Rosa Quispe")
	s.after(5 * time.Minute)
	b.shows(b.get("/team"), http.StatusNotFound, "No está aquí")
}

// TestTwoSessionsAreTwo: what one shows or ends is not the other's.
func TestTwoSessionsAreTwo(t *testing.T) {
	s := one(t)
	first, second := s.in("rosa"), s.in("rosa")
	first.ledTo(first.post("/step-up", url.Values{"password": {passphrase}}), "/")
	first.ledTo(first.post("/me/code", nil), "/me/code")
	second.ledTo(second.post("/me/code", nil), "/step-up?back=%2F")
	second.ledTo(second.get("/me/code"), "/me") // the secret waits in the other
	first.ledTo(first.post("/sign-out", nil), "/sign-in?said=out")
	first.ledTo(first.get("/me"), "/sign-in?back=%2Fme")
	second.shows(second.get("/me"), http.StatusOK, "Rosa Quispe")
}

// TestNothingFreshWithoutAStepUp posts every route that asks for one straight away:
// without, with one that is stale, and with that of another account in the same
// browser.
func TestNothingFreshWithoutAStepUp(t *testing.T) {
	s := one(t)
	s.join("lucia", administrator)
	b := s.in("rosa")
	bare := func(why string) {
		t.Helper()
		before := s.world.Position()
		for _, route := range web.Routes() {
			if !route.Fresh {
				continue
			}
			got := b.ask(route.Method, filled(route), url.Values{"code": {"000000"}})
			if got.status != http.StatusSeeOther || got.leads() != "/step-up?back=%2F" {
				t.Errorf("%s, %s %s: %d %q", why, route.Method, route.Path, got.status, got.leads())
			}
		}
		if s.world.Position() != before {
			t.Errorf("%s: something was told", why)
		}
	}
	bare("without")
	b.post("/step-up", url.Values{"password": {"no es esta"}})
	s.Wait()
	bare("in vain")
	b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}}), "/")
	s.after(5 * time.Minute)
	bare("stale")
	b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}}), "/")
	b.ledTo(b.post("/sign-in", url.Values{"login": {"lucia"}, "password": {passphrase}}), "/")
	b.shows(b.get("/"), http.StatusOK, "lucia")
	bare("another's")
}

// TestAPasswordIsNotEnough where she has set a second factor: what stands between
// the two steps opens no page, wakes nothing and steps up nowhere, and lasts ten
// minutes.
func TestAPasswordIsNotEnough(t *testing.T) {
	s := one(t)
	secret := s.generator(s.rosa)
	b := s.browser()
	b.ledTo(b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}}), "/sign-in/code")
	before := s.world.Position()
	for _, route := range web.Routes() {
		if route.Door != web.Own && route.Door != web.Asked {
			continue
		}
		got := b.ask(route.Method, filled(route), url.Values{"password": {passphrase}, "code": {s.codeOf(secret)}})
		if at, err := url.Parse(got.leads()); err != nil || got.status != http.StatusSeeOther || at.Path != "/sign-in" {
			t.Errorf("%s %s: %d %q", route.Method, route.Path, got.status, got.leads())
		}
	}
	b.ledTo(b.post("/wake", url.Values{"password": {passphrase}, "code": {s.codeOf(secret)}}), "/sign-in")
	if s.world.Position() != before {
		t.Error("something was told")
	}
	s.after(10*time.Minute + time.Second)
	b.ledTo(b.post("/sign-in/code", url.Values{"code": {s.codeOf(secret)}}), "/sign-in")
	b.ledTo(b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}}), "/sign-in/code")
	code := s.codeOf(secret)
	b.ledTo(b.post("/sign-in/code", url.Values{"code": {code}}), "/")
	again := s.browser()
	again.ledTo(again.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}}), "/sign-in/code")
	again.shows(again.post("/sign-in/code", url.Values{"code": {code}}), http.StatusUnprocessableEntity, "")
}

// TestASleepingSessionShowsNothing: a thief who finds the laptop open sees neither
// her name, nor her login, nor where she was.
func TestASleepingSessionShowsNothing(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	s.after(staff.Idle)
	for _, path := range []string{"/", "/me", "/team", "/me/log"} {
		got := b.get(path)
		if got.status != http.StatusSeeOther {
			t.Errorf("%s: %d", path, got.status)
		}
		b.silent(b.get(got.leads()), "Rosa", "rosa", "Quispe")
	}
	b.silent(b.get("/nowhere"), "Rosa", "rosa", "Quispe")
}

// TestLeavingWithoutScript: the quick exit is a link on every page that shows
// anything. It ends the session, and what was seen is not kept.
func TestLeavingWithoutScript(t *testing.T) {
	s := one(t)
	paths := s.furnished()
	b := s.in("rosa")
	for _, path := range []string{"/", "/me", "/me/log", "/team", paths["member"], "/step-up"} {
		got := b.get(path)
		if !elementWith(t, got, "a", "href", "/exit") || got.header.Values("Cache-Control")[0] != "no-store" {
			t.Errorf("%s: no way out, or it is kept: %v", path, got.header)
		}
	}
	thief := b.copied()
	b.ledTo(b.get("/exit"), "https://www.google.com.pe/")
	for _, path := range []string{"/", "/me", "/team", paths["member"]} {
		for _, back := range []*browser{b, thief} {
			if got := back.get(path); got.status != http.StatusSeeOther {
				t.Errorf("%s is shown after leaving: %d", path, got.status)
			}
		}
	}
}

// TestTheBackButtonShowsNothing in a browser that runs no script: after leaving,
// going back leads to the door.
func TestTheBackButtonShowsNothing(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t, func(c *web.Config) { c.Away = "/nowhere" })
		tab := s.tab()
		tab.signIn("rosa")
		_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		s.must(err)
		tab.open("/team")
		tab.do(chromedp.Click(`a[href="/exit"]`))
		tab.at("/nowhere")
		tab.do(chromedp.NavigateBack())
		tab.at("/sign-in")
	})
}
