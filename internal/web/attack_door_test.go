package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
)

// TestNoDoorTellsWhoHasAnAccount: a login is refused alike whether it is somebody's,
// nobody's, of an account that was closed, of one that waits to be accepted, or of
// one in another organisation; and so it is once it was tried too often.
func TestNoDoorTellsWhoHasAnAccount(t *testing.T) {
	s := one(t)
	s.elsewhere()
	s.generator(s.join("luz"))
	closed := s.join("olga")
	s.must(s.Close(s.Context(), s.as(s.rosa), closed.ID))
	_, err := s.Invite(s.Context(), s.as(s.rosa), staff.Invitation{Name: "Carmen Vega", Login: "carmen"})
	s.must(err)
	s.after(time.Hour)
	try := func(login string) answer {
		b := s.browser()
		got := b.post("/sign-in", url.Values{"login": {login}, "password": {"no es esta la contraseña"}})
		got.body = strings.ReplaceAll(got.body, `value="`+login+`"`, `value="…"`)
		got.header.Del("Content-Length")
		if b.cookie("session") != "" {
			t.Errorf("%s got a session", login)
		}
		return got
	}
	for _, status := range []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests} {
		want := try("nadie")
		if want.status != status {
			t.Errorf("nobody is answered %d, want %d", want.status, status)
		}
		for _, login := range []string{"rosa", "luz", "olga", "carmen", "elsa"} {
			s.alike(login, try(login), want)
		}
		for range 10 {
			for _, login := range []string{"nadie", "rosa", "luz", "olga", "carmen", "elsa"} {
				_, _, err := s.SignIn(s.Context(), staff.Attempt{Login: login, Password: "otra"})
				if err == nil {
					t.Fatal(login)
				}
			}
		}
	}
}

// TestNoLinkTellsWhatItWas: one that never was, one that was used, one that came to
// its end and one of an account that was closed are answered alike, whatever is
// asked of them.
func TestNoLinkTellsWhatItWas(t *testing.T) {
	s := one(t)
	invite := func(name string) string {
		token, err := s.Invite(s.Context(), s.as(s.rosa), invitation(name))
		s.must(err)
		return token
	}
	ended := invite("Ana Yarlequé")
	s.after(73 * time.Hour)
	used, closed := s.spent(), invite("Olga Ruiz")
	members, err := s.Accounts(s.Context(), s.as(s.rosa))
	s.must(err)
	s.must(s.Close(s.Context(), s.as(s.rosa), members[len(members)-1].ID))
	never := strings.Repeat("A", 43)
	form := url.Values{"name": {"Intrusa"}, "login": {"intrusa"}, "password": {passphrase}}
	for _, door := range []string{"/invitation/", "/recovery/"} {
		b := s.browser()
		page, sent := b.get(door+never), b.post(door+never, form)
		b.shows(page, http.StatusNotFound, "No está aquí")
		for name, token := range map[string]string{"used": used, "ended": ended, "closed": closed, "short": "A", "long": strings.Repeat("A", 4000)} {
			s.alike(door+name, b.get(door+token), page)
			s.alike(door+name+", sent", b.post(door+token, form), sent)
		}
	}
}

// behindProxy is the same installation behind a proxy of ours.
func (s *site) behindProxy() http.Handler {
	s.Helper()
	server, err := web.New(web.Config{
		Desk: s.Desk, Data: s.world.DB, Journal: s.Desk.Journal, Vault: s.world.Vault, Origin: s.origin, Log: slog.New(slog.DiscardHandler),
		Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")},
	})
	s.must(err)
	return server.Handler()
}

// from sends a form as it arrives from somewhere.
func (s *site) from(h http.Handler, remote, forwarded, path string, form url.Values) int {
	s.Helper()
	r := httptest.NewRequest(http.MethodPost, s.origin+path, strings.NewReader(form.Encode()))
	r.RemoteAddr = remote
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", s.origin)
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

// TestMassSignIn: many logins from one address are stopped at that address, behind
// a proxy too and whatever the client says of itself; one login from many addresses
// is stopped at the login; and neither keeps anybody else out.
func TestMassSignIn(t *testing.T) {
	s := one(t)
	proxied, plain := s.behindProxy(), s.web.Handler()
	wrong := func(login string) url.Values {
		return url.Values{"login": {login}, "password": {"no es esta la contraseña"}}
	}
	limited := func(of int, try func(i int) int) (n int) {
		for i := range of {
			if try(i) == http.StatusTooManyRequests {
				n++
			}
		}
		return n
	}
	name := func(i int) string { return fmt.Sprintf("nadie%d", i) }
	for what, c := range map[string]struct {
		try  func(i int) int
		want int
	}{
		"a machine of its own": {func(i int) int { return s.from(plain, "203.0.113.1:99", "", "/sign-in", wrong(name(i))) }, 10},
		"it says it is others": {func(i int) int {
			return s.from(plain, "203.0.113.2:99", fmt.Sprintf("198.51.100.%d", i), "/sign-in", wrong(name(i)))
		}, 10},
		"behind our proxy": {func(i int) int {
			return s.from(proxied, "10.0.0.1:99", "203.0.113.3", "/sign-in", wrong(name(i)))
		}, 10},
		"behind our proxy, saying it is others": {func(i int) int {
			return s.from(proxied, "10.0.0.1:99", fmt.Sprintf("198.51.100.%d, 203.0.113.4", i), "/sign-in", wrong(name(i)))
		}, 10},
		"the addresses of one house": {func(i int) int {
			return s.from(plain, fmt.Sprintf("[2001:db8::%x]:99", i+1), "", "/sign-in", wrong(name(i)))
		}, 10},
		"one login from everywhere": {func(i int) int {
			return s.from(plain, fmt.Sprintf("192.0.2.%d:99", i), "", "/sign-in", wrong("rosa"))
		}, 60},
	} {
		if got := limited(70, c.try); got != c.want {
			t.Errorf("%s: %d of 70 were stopped, want %d", what, got, c.want)
		}
	}
	s.join("lucia", administrator)
	if got := s.from(plain, "203.0.113.200:99", "", "/sign-in", url.Values{"login": {"lucia"}, "password": {passphrase}}); got != http.StatusSeeOther {
		t.Errorf("somebody else is kept out: %d", got)
	}
	s.after(time.Minute)
	if got := s.from(plain, "203.0.113.201:99", "", "/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}}); got != http.StatusSeeOther {
		t.Errorf("she is kept out for longer than a minute: %d", got)
	}
}

// TestNobodyFillsTheTable: what anybody may begin without a name is begun so often
// from one address; and whoever holds a link tries so many logins or passwords.
func TestNobodyFillsTheTable(t *testing.T) {
	s := one(t)
	invited, err := s.Invite(s.Context(), s.as(s.rosa), invitation("Ana Yarlequé"))
	s.must(err)
	h, sessions := s.web.Handler(), s.sessions()
	for i, path := range []string{"/sign-in/passkey/begin", "/invitation/" + invited, "/recovery/" + strings.Repeat("A", 43)} {
		address, limited := fmt.Sprintf("203.0.113.%d:99", i), 0
		for range 80 {
			form := url.Values{"name": {"Ana"}, "login": {"rosa"}, "password": {passphrase}} // a login that is taken
			if s.from(h, address, "", path, form) == http.StatusTooManyRequests {
				limited++
			}
		}
		if limited != 20 {
			t.Errorf("%s: %d of 80 were stopped", path, limited)
		}
	}
	if kept := s.sessions() - sessions; kept != 60 {
		t.Errorf("%d sessions of nobody", kept)
	}
	s.after(staff.Idle)
	s.in("rosa")
	if left := s.sessions(); left != 1 {
		t.Errorf("%d sessions are left once they have ended", left)
	}
}

// sessions is how many rows the table of sessions has.
func (s *site) sessions() (n int) {
	s.Helper()
	s.must(s.Data.Read(s.Context(), func(r store.Reader) error {
		_, err := r.One(s.Context(), `select count(*) from session`, nil, &n)
		return err
	}))
	return n
}

// TestBeginningWithAPasskeyNamesNobody: the question that the browser gets holds no
// key of anybody, and the next one is another.
func TestBeginningWithAPasskeyNamesNobody(t *testing.T) {
	s := one(t)
	first, second := s.browser().post("/sign-in/passkey/begin", nil), s.browser().post("/sign-in/passkey/begin", nil)
	s.silent(first, "allowCredentials", "rosa", `"user":`)
	if first.status != http.StatusOK || first.body == second.body {
		t.Errorf("%d %s", first.status, first.body)
	}
	finish := s.browser()
	got := finish.ask(http.MethodPost, "/sign-in/passkey/finish", url.Values{"x": {"y"}})
	if got.status == http.StatusOK || finish.cookie("session") != "" {
		t.Errorf("an answer to no question: %d", got.status)
	}
}

// TestNothingOfHersIsLoggedOrCounted walks through the doors and the pages and then
// looks for everything that was typed or drawn on the way.
func TestNothingOfHersIsLoggedOrCounted(t *testing.T) {
	s := one(t, func(c *web.Config) {
		c.Checks = map[string]func(context.Context) error{"database": func(context.Context) error { return nil }}
	})
	ids := s.behind()
	paths := s.furnished()
	secret := s.generator(s.rosa)
	b := s.browser()
	b.header.Set("User-Agent", "Firefox/140.0 (of Yorgelis)")
	b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {"no es esta la contraseña"}})
	b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}})
	code := s.codeOf(secret)
	b.post("/sign-in/code", url.Values{"code": {"000000"}})
	b.post("/sign-in/code", url.Values{"code": {code}})
	token := b.cookie("session")
	for _, path := range []string{"/", "/me", "/me/log", "/team", "/log", "/readyz", "/nowhere?nombre=Yorgelis", "/sign-in?back=/Yorgelis", paths["member"], paths["invitation"], paths["recovery"]} {
		b.get(path)
	}
	for _, route := range web.Routes() {
		if route.Path != "/exit" && route.Path != "/sign-out" && !strings.HasPrefix(route.Path, "/static") {
			b.ask(method(route), s.inPath(route, ids), url.Values{"name": {"Yorgelis"}, "login": {"yorgelis"}, "role": {trenza.RoleDonor}})
		}
	}
	s.Wait()
	w := httptest.NewRecorder()
	s.web.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	said := s.log.String() + w.Body.String()
	words := []string{"rosa", "Rosa", "Quispe", "orgelis", "ana", "Elsa", passphrase, "no es esta", secret, code, token, "127.0.0.1", "Firefox", "/team", s.rosa.ID}
	for _, path := range paths {
		words = append(words, path[strings.LastIndex(path, "/")+1:])
	}
	for kind, id := range ids {
		if kind != "key" && kind != "indicator" {
			words = append(words, id)
		}
	}
	for _, word := range words {
		if strings.Contains(said, word) {
			t.Errorf("%q is in the log or in the metrics", word)
		}
	}
	if !strings.Contains(s.log.String(), "route=member status=200") {
		t.Errorf("the log says nothing:\n%s", s.log)
	}
}
