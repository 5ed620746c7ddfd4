package web_test

import (
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"

	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web"
)

// TestSigningInByKeyboard comes in, goes somewhere and leaves without a mouse.
func TestSigningInByKeyboard(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		tab := one(t).tab()
		tab.size(1280, 844, "light")
		tab.open("/sign-in")
		tab.keys("\t\r") // the first stop skips to the content
		tab.keys("\trosa\t" + passphrase + "\r")
		tab.at("/")
		tab.keys("\t\t\t\t\r") // past the skip link to the third room
		tab.at("/team")
		tab.keys("\x1b\x1b")
		time.Sleep(2 * time.Second) // two, and a third too late, leave nobody
		tab.keys("\x1b")
		tab.at("/team")
	})
}

// TestWhatIsWrongTakesTheFocus: the summary is where the eye and the screen reader
// go, and its links lead to the fields.
func TestWhatIsWrongTakesTheFocus(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		tab := one(t).tab()
		tab.signIn("rosa")
		tab.open("/team/invite")
		tab.do(chromedp.SendKeys("#login", "x"), chromedp.SendKeys("#place", "Santa Rosa\r"))
		tab.sees("[role=alert]:focus")
		if kept := look[string](tab, "document.getElementById('place').value"); kept != "Santa Rosa" {
			t.Errorf("what was typed has become %q", kept)
		}
		tab.lookAround("wrong")
		tab.do(chromedp.Click(`a[href="#place"]`))
		if at := look[string](tab, "document.activeElement.id"); at != "place" {
			t.Errorf("the link leads to %q", at)
		}
		tab.do(chromedp.SendKeys("input#name", "Ana"), chromedp.SendKeys("select#role", "Promotora"), chromedp.Clear("input#place"), chromedp.Clear("input#login"))
		tab.do(chromedp.SendKeys("input#login", "ana\r"))
		tab.sees("p.link")
		tab.lookAround("link")
	})
}

// TestACodeOnHerPhone is switched on from the page, and asked for the next time.
func TestACodeOnHerPhone(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.signIn("rosa")
		tab.open("/me")
		tab.do(chromedp.Click(`form[action="/me/code"] button`))
		tab.at("/step-up")
		tab.do(chromedp.SendKeys("#password", passphrase+"\r"))
		tab.at("/me")
		tab.do(chromedp.Click(`form[action="/me/code"] button`))
		tab.at("/me/code")
		tab.lookAround("code")
		secret := strings.ReplaceAll(look[string](tab, "document.querySelector('.groups').textContent"), " ", "")
		if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret); err != nil {
			t.Fatal(secret, err)
		}
		tab.do(chromedp.SendKeys("#code", "000000\r"))
		tab.at("/me/code/confirm")
		tab.do(chromedp.SendKeys("#code", s.codeOf(secret)+"\r"))
		tab.at("/me")
		s.after(time.Minute)
		again := s.tab()
		again.open("/sign-in?back=%2Fteam")
		again.do(chromedp.SendKeys("#login", "rosa"), chromedp.SendKeys("#password", passphrase+"\r"))
		again.at("/sign-in/code")
		again.lookAround("second")
		again.do(chromedp.SendKeys("#code", s.codeOf(secret)+"\r"))
		again.at("/team")
	})
}

// codeOf is what a code generator shows now.
func (s *site) codeOf(secret string) string {
	s.Helper()
	code, err := totp.GenerateCode(secret, s.now())
	s.must(err)
	return code[:3] + " " + code[3:]
}

// TestAPasskey is made with the authenticator of a browser, opens the door without
// a name or a password, steps up and wakes a session.
func TestAPasskey(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.authenticator()
		tab.signIn("rosa")
		tab.open("/me")
		tab.do(chromedp.Click(`[data-passkey="/me/passkeys"] button`))
		tab.at("/step-up")
		tab.do(chromedp.SendKeys("#password", passphrase+"\r"))
		tab.at("/me")
		tab.do(chromedp.Click(`[data-passkey="/me/passkeys"] button`))
		tab.sees(`form[action^="/me/passkeys/"]`)
		tab.lookAround("me-with-passkey")

		tab.do(chromedp.Click("details.menu summary"), chromedp.Click(`form[action="/sign-out"] button`))
		tab.at("/sign-in")
		tab.open("/sign-in?back=%2Fteam")
		tab.do(chromedp.Click("[data-passkey] button"))
		tab.at("/team")

		s.after(staff.Idle)
		tab.open("/me/log")
		tab.at("/wake")
		tab.lookAround("wake")
		tab.do(chromedp.Click("[data-passkey] button"))
		tab.at("/me/log")
		tab.open("/step-up?back=%2Fme")
		tab.do(chromedp.Click("[data-passkey] button"))
		tab.at("/me")
	})
}

// authenticator gives the tab a device that knows its owner.
func (t *tab) authenticator() {
	t.Helper()
	_, err := chromedp.Call(t.ctx, webauthn.Enable, webauthn.EnableParams{})
	t.must(err)
	_, err = chromedp.Call(t.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
		Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
		},
	})
	t.must(err)
}

// TestLeavingAtOnce: three times Esc within a moment blank the page, end the
// session, and leave nothing in the history of the tab.
func TestLeavingAtOnce(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t, func(c *web.Config) { c.Away = "/nowhere" })
		tab := s.tab()
		tab.signIn("rosa")
		before := look[int](tab, "history.length")
		tab.keys("\x1b\x1b\x1b")
		tab.at("/nowhere")
		if after := look[int](tab, "history.length"); after != before {
			t.Errorf("the history has grown from %d to %d", before, after)
		}
		tab.open("/")
		tab.at("/sign-in")
	})
}

// TestTheme: a choice changes the page at once and stays.
func TestTheme(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.open("/sign-in")
		tab.do(chromedp.Click("details.menu summary"))
		tab.lookAround("menu-outside")
		tab.do(chromedp.Click(`button[value="dark"]`))
		if theme := look[string](tab, "document.documentElement.dataset.theme"); theme != "dark" {
			t.Errorf("the theme is %q", theme)
		}
		tab.do(chromedp.Click(`button[value="es"]`))
		tab.sees(`html[lang="es"][data-theme="dark"]`)
		tab.signIn("rosa")
		tab.do(chromedp.Click("details.menu summary"))
		tab.lookAround("menu")
		if theme := look[string](tab, "document.documentElement.dataset.theme"); theme != "dark" {
			t.Errorf("the theme is %q", theme)
		}
	})
}
