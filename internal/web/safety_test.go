package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/web"
)

// TestNobodyElseSendsOurForms tries every route that changes something as another
// page would, in a browser in which somebody is signed in.
func TestNobodyElseSendsOurForms(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	tried := 0
	for _, route := range web.Routes() {
		if route.Method != http.MethodPost {
			continue
		}
		tried++
		for from, header := range map[string]http.Header{
			"another site":               {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}},
			"another name of our site":   {"Origin": {"https://evil.localhost"}, "Sec-Fetch-Site": {"same-site"}},
			"an old browser elsewhere":   {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {}},
			"a page without an origin":   {"Origin": {"null"}, "Sec-Fetch-Site": {}},
			"whoever says nothing":       {"Origin": {}, "Sec-Fetch-Site": {}},
			"our host by another scheme": {"Origin": {strings.Replace(s.origin, "http:", "https:", 1)}, "Sec-Fetch-Site": {}},
		} {
			b.header = header
			if got := b.post(filled(route), nil); got.status != http.StatusForbidden {
				t.Errorf("POST %s from %s: %d", route.Path, from, got.status)
			}
		}
	}
	if tried < 25 {
		t.Errorf("only %d routes change something", tried)
	}
	b.header = http.Header{}
	b.shows(b.get("/"), http.StatusOK, "Rosa Quispe") // none of them signed her out
}

// TestASessionOutlivesEveryGET: of what GET answers, the quick exit alone changes
// something.
func TestASessionOutlivesEveryGET(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	before := s.world.Position()
	for _, route := range web.Routes() {
		if method(route) == http.MethodGet && route.Path != "/exit" {
			b.get(filled(route))
		}
	}
	s.Wait()
	if after := s.world.Position(); after != before {
		t.Errorf("the journal has grown from %d to %d", before, after)
	}
	b.shows(b.get("/me"), http.StatusOK, "Rosa Quispe")
	got := b.get("/exit")
	b.ledTo(got, "https://www.google.com.pe/")
	if got.header.Get("Clear-Site-Data") == "" || b.cookie("session") != "" {
		t.Errorf("the browser keeps %v", got.header)
	}
	b.ledTo(b.get("/me"), "/sign-in?back=%2Fme")
}

// TestTheTokenIsNew when somebody signs in, shows a second factor or steps up:
// whoever gave her browser a token before holds nothing.
func TestTheTokenIsNew(t *testing.T) {
	s := one(t)
	thief := s.browser()
	thief.get("/sign-in")
	victim := s.browser()
	u, err := url.Parse(s.origin)
	s.must(err)
	planted := []*http.Cookie{{Name: "session", Value: "planted-by-somebody-else-000000000000000000", Path: "/"}}
	victim.client.Jar.SetCookies(u, planted)
	thief.client.Jar.SetCookies(u, planted)
	victim.ledTo(victim.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}}), "/")
	if victim.cookie("session") == planted[0].Value {
		t.Error("she signed in under the planted token")
	}
	thief.ledTo(thief.get("/"), "/sign-in")

	before := victim.cookie("session")
	victim.ledTo(victim.post("/step-up", url.Values{"password": {passphrase}, "back": {"/me"}}), "/me")
	if victim.cookie("session") == before {
		t.Error("stepping up left the token as it was")
	}
	old := s.browser()
	old.client.Jar.SetCookies(u, []*http.Cookie{{Name: "session", Value: before, Path: "/"}})
	old.ledTo(old.get("/me"), "/sign-in?back=%2Fme")
}

// TestNobodyLearnsWhoHasAnAccount: a login that exists and one that does not are
// refused by the same bytes.
func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	s := one(t)
	var first answer
	for _, login := range []string{"rosa", "nadie"} {
		b := s.browser()
		got := b.post("/sign-in", url.Values{"login": {login}, "password": {"no es esta"}})
		b.shows(got, http.StatusUnprocessableEntity, "")
		got.body = strings.ReplaceAll(got.body, `value="`+login+`"`, "")
		got.header.Del("Date")
		got.header.Del("Content-Length")
		if first.body == "" {
			first = got
		}
		if got.body != first.body || len(got.header) != len(first.header) || strings.Contains(got.body, "no es esta") {
			t.Errorf("%s is answered otherwise:\n%v\n%s", login, got.header, got.body)
		}
		if b.cookie("session") != "" {
			t.Errorf("%s got a session", login)
		}
	}
}

// TestWhoeverTriesTooOften is told so in a sentence, whether or not there is such
// an account.
func TestWhoeverTriesTooOften(t *testing.T) {
	s := one(t)
	for _, login := range []string{"rosa", "nadie"} {
		b, limited := s.browser(), 0
		for range 15 {
			got := b.post("/sign-in", url.Values{"login": {login}, "password": {"otra contraseña"}})
			if got.status == http.StatusTooManyRequests {
				limited++
				if got.header.Get("Retry-After") == "" || !strings.Contains(got.text(), "Espera") {
					t.Errorf("%v\n%s", got.header, got.text())
				}
			}
		}
		if limited != 5 {
			t.Errorf("%s was stopped %d times", login, limited)
		}
	}
}

// TestOnlyOurOwnPathsAreFollowed after signing in.
func TestOnlyOurOwnPathsAreFollowed(t *testing.T) {
	for given, want := range map[string]string{
		"/team": "/team", "/team?x=1": "/team?x=1", "": "/", "team": "/", "//evil.example": "/", "/\\evil.example": "/", "\\\\evil.example": "/",
		"https://evil.example/": "/", "http:/evil.example": "/", "javascript:alert(1)": "/", "/\tevil.example": "/", "/a\r\nSet-Cookie: a=b": "/",
		"/%0d%0aSet-Cookie:a=b": "/%0d%0aSet-Cookie:a=b", "///evil.example": "/", "/x#y": "/x", " /team": "/", "mailto:a@b": "/",
	} {
		if got := web.Local(given); got != want {
			t.Errorf("%q leads to %q, want %q", given, got, want)
		}
	}
	b := one(t).browser()
	for _, back := range []string{"//evil.example/", "https://evil.example/", "/\\evil.example"} {
		b.ledTo(b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}, "back": {back}}), "/")
		b.ledTo(b.post("/preferences", url.Values{"theme": {"dark"}, "back": {back}}), "/")
	}
}

// TestNoHeaderIsWrittenByWhoeverAsks: what is typed never becomes a header.
func TestNoHeaderIsWrittenByWhoeverAsks(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	evil := "/me\r\nSet-Cookie: planted=1\r\n\r\n<script>"
	for path, form := range map[string]url.Values{
		"/sign-in":     {"login": {"rosa"}, "password": {passphrase}, "back": {evil}},
		"/preferences": {"language": {evil}, "theme": {evil}, "back": {evil}},
		"/wake":        {"password": {passphrase}, "back": {evil}},
		"/step-up":     {"password": {passphrase}, "back": {evil}},
	} {
		got := b.post(path, form)
		for name, values := range got.header {
			if strings.Contains(strings.Join(values, ""), "planted") {
				t.Errorf("%s: %s is %q", path, name, values)
			}
		}
	}
	if b.cookie("planted") != "" {
		t.Error("a cookie was planted")
	}
}

// TestARoleThatIsTakenAway is gone with the next request, and so is the session of
// an account that was closed.
func TestARoleThatIsTakenAway(t *testing.T) {
	each(t, func(s *site) {
		lucia := s.join("lucia", administrator)
		b := s.in("lucia")
		b.shows(b.get("/team"), http.StatusOK, "Rosa Quispe")
		s.must(s.Revoke(s.Context(), s.as(s.rosa), s.as(lucia).Grants[0].ID))
		b.shows(b.get("/team"), http.StatusNotFound, "No está aquí")
		b.shows(b.get("/"), http.StatusOK, "Todavía no tienes roles")
		s.must(s.Close(s.Context(), s.as(s.rosa), lucia.ID))
		b.ledTo(b.get("/"), "/sign-in")
	})
}

// TestBehindTheWallNothingShows: an account of another organisation, one that is
// not there, and any account to whoever may not know of accounts are answered by
// the same bytes, whatever is asked of them.
func TestBehindTheWallNothingShows(t *testing.T) {
	each(t, func(s *site) {
		other := s.elsewhere()
		s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
		rosa, ana := s.in("rosa"), s.in("ana")
		for _, route := range web.Routes() {
			if !strings.Contains(route.Path, "{account}") || route.Door != web.Asked {
				continue
			}
			theirs := strings.Replace(route.Path, "{account}", other, 1)
			none := strings.Replace(route.Path, "{account}", "01a20154-2004-7dc2-adfe-302bd5edb15f", 1)
			hers := strings.Replace(route.Path, "{account}", s.rosa.ID, 1)
			form := url.Values{"role": {trenza.RoleDonor}}
			want := rosa.ask(route.Method, none, form)
			if got := rosa.ask(route.Method, theirs, form); got.status != http.StatusNotFound || got.body != want.body {
				t.Errorf("%s %s of another organisation: %d\n%s", route.Method, route.Path, got.status, got.text())
			}
			want = ana.ask(route.Method, none, form)
			for _, path := range []string{theirs, hers} {
				if got := ana.ask(route.Method, path, form); got.status != http.StatusNotFound || got.body != want.body {
					t.Errorf("%s %s without right: %d\n%s", route.Method, path, got.status, got.text())
				}
			}
		}
	})
}

// elsewhere lets an administrator into another organisation, and returns the id
// of her account.
func (s *site) elsewhere() string {
	s.Helper()
	there := trenza.Actor{Organisation: "reque", Name: "Otro Guardián", Role: trenza.RoleCustodian}
	token, err := s.FirstLink(s.Context(), there)
	s.must(err)
	got := s.browser().post("/invitation/"+token, url.Values{"name": {"Elsa Paredes"}, "login": {"elsa"}, "password": {passphrase}})
	if got.status != http.StatusSeeOther {
		s.Fatal(got.status, got.text())
	}
	account, _, err := s.SignIn(s.Context(), attempt("elsa"))
	s.must(err)
	return account.ID
}

// TestOnlyOurOwnHost is answered for, but to whoever asks whether we live.
func TestOnlyOurOwnHost(t *testing.T) {
	s := one(t)
	for path, want := range map[string]int{"/sign-in": http.StatusMisdirectedRequest, "/livez": http.StatusOK, "/readyz": http.StatusOK} {
		r := httptest.NewRequest(http.MethodGet, "http://evil.example"+path, nil)
		w := httptest.NewRecorder()
		s.web.Handler().ServeHTTP(w, r)
		if w.Code != want || strings.Contains(w.Body.String(), "evil.example") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// TestAFormIsOnlySoLarge: what is larger is refused, not read.
func TestAFormIsOnlySoLarge(t *testing.T) {
	b := one(t).in("rosa")
	b.shows(b.post("/me", url.Values{"name": {strings.Repeat("Rosa ", 1<<18)}}), http.StatusRequestEntityTooLarge, "")
}

// TestWhereARequestComesFrom: only our own proxies are believed, and only about
// the address before them.
func TestWhereARequestComesFrom(t *testing.T) {
	s := one(t)
	behind, err := web.New(web.Config{Desk: s.Desk, Origin: "https://trenza.example.pe", Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	s.must(err)
	for _, c := range []struct {
		server          *web.Server
		remote, forward string
		want            string
	}{
		{s.web, "203.0.113.7:4711", "", "203.0.113.7"},
		{s.web, "203.0.113.7:4711", "198.51.100.1", "203.0.113.7"},
		{s.web, "[2001:db8::1]:4711", "", "2001:db8::1"},
		{behind, "203.0.113.7:4711", "198.51.100.1", "203.0.113.7"},
		{behind, "10.0.0.1:4711", "198.51.100.1", "198.51.100.1"},
		{behind, "10.0.0.1:4711", "192.0.2.9, 198.51.100.1", "198.51.100.1"},
		{behind, "10.0.0.1:4711", "198.51.100.1, 10.0.0.2", "198.51.100.1"},
		{behind, "10.0.0.1:4711", "made up", "10.0.0.1"},
		{behind, "10.0.0.1:4711", "", "10.0.0.1"},
		{behind, "[::ffff:10.0.0.1]:4711", "198.51.100.1", "198.51.100.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forward != "" {
			r.Header.Set("X-Forwarded-For", c.forward)
		}
		if got := c.server.ClientAddress(r); got != c.want {
			t.Errorf("%s for %q: %s, want %s", c.remote, c.forward, got, c.want)
		}
	}
}

// TestWhatIsCountedAndLogged names routes and nothing else.
func TestWhatIsCountedAndLogged(t *testing.T) {
	s := one(t)
	paths := s.furnished()
	b := s.in("rosa")
	for _, path := range []string{paths["member"], paths["invitation"], "/nowhere?secret=1"} {
		b.get(path)
	}
	w := httptest.NewRecorder()
	s.web.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	counted := w.Body.String()
	for _, want := range []string{
		`trenza_requests_total{route="member",status="200"} 1`, `trenza_requests_total{route="invitation",status="200"} 1`,
		`trenza_requests_total{route="nothing",status="404"} 1`, `trenza_request_seconds_count{route="sign-in"} 1`,
	} {
		if !strings.Contains(counted, want) {
			t.Errorf("%s is not counted", want)
		}
	}
	for _, path := range paths {
		id := path[strings.LastIndex(path, "/")+1:]
		if strings.Contains(counted, id) || strings.Contains(s.log.String(), id) {
			t.Errorf("%s is in the metrics or in the log", path)
		}
	}
	for _, word := range []string{"Rosa", "rosa", "secret", "/team", "127.0.0.1"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log says %s:\n%s", word, s.log)
		}
	}
}
