package web_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/trenza/trenza/internal/web"
)

// filled is the path of a route with something in each of its places.
func filled(route web.Route) string {
	path := regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(route.Path, "01a20154-2004-7dc2-adfe-302bd5edb15f")
	return strings.TrimSuffix(path, "{$}")
}

func method(route web.Route) string {
	if route.Method == "" {
		return http.MethodGet
	}
	return route.Method
}

// TestEveryAnswerSaysWhatABrowserMayDo asks every route, by somebody who is signed
// in and by nobody, and what no route answers.
func TestEveryAnswerSaysWhatABrowserMayDo(t *testing.T) {
	s := one(t)
	for _, route := range web.Routes() {
		if route.Path == "/static/" {
			continue // their own test
		}
		s.after(15 * time.Second) // or signing in so often is refused
		for _, b := range []*browser{s.browser(), s.in("rosa")} {
			guarded(t, method(route)+" "+route.Path, b.ask(method(route), filled(route), nil))
		}
	}
	b := s.browser()
	guarded(t, "an address that is none", b.get("/nowhere/at/all"))
	guarded(t, "a path that is mended", b.get("/team/../me"))
	guarded(t, "a method that is none", b.ask("BREW", "/sign-in", nil))
}

// guarded expects the headers that every answer has.
func guarded(t *testing.T, of string, a answer) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self';",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"X-Frame-Options":              "DENY",
		"Permissions-Policy":           "camera=()",
		"Cache-Control":                "no-store",
	} {
		if got := a.header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %s is %q", of, name, got)
		}
	}
	policy := a.header.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || strings.Contains(policy, "data:") {
		t.Errorf("%s: %s", of, policy)
	}
}

// TestNothingIsInline reads every page as a browser does: no script and no style
// stands in it, and no address in it is anybody else's.
func TestNothingIsInline(t *testing.T) {
	s := one(t)
	paths := s.furnished()
	outside, inside := s.browser(), s.in("rosa")
	for _, path := range []string{"/sign-in", paths["invitation"], paths["recovery"], "/nowhere"} {
		s.plain(path, outside.get(path))
	}
	for _, path := range []string{"/", "/me", "/me/log", "/team", "/team/invite", paths["member"], "/step-up", "/nowhere"} {
		s.plain(path, inside.get(path))
	}
	s.plain("a link", inside.post("/team/invite", url.Values{"name": {"Ana"}, "role": {"promotora"}}))
	s.plain("what is wrong", inside.post("/team/invite", url.Values{"name": {"Ana"}}))
}

// plain expects a page with nothing inline and no outside address.
func (s *site) plain(of string, a answer) {
	s.Helper()
	tree, err := html.Parse(strings.NewReader(a.body))
	s.must(err)
	elements := 0
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		elements++
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil || n.Data == "iframe" || n.Data == "base" {
			s.Errorf("%s: <%s> stands in the page", of, n.Data)
		}
		for _, attribute := range n.Attr {
			s.plainAttribute(of, attribute)
		}
	}
	if elements < 20 {
		s.Errorf("%s: a page of %d elements:\n%s", of, elements, a.body)
	}
}

func (s *site) plainAttribute(of string, a html.Attribute) {
	s.Helper()
	if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
		s.Errorf("%s: %s=%q", of, a.Key, a.Val)
	}
	address := strings.Contains(a.Val, "//") || strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:")
	if address && !strings.HasPrefix(a.Val, s.origin+"/") {
		s.Errorf("%s leads elsewhere: %s=%q", of, a.Key, a.Val)
	}
}

// TestStaticFilesAreKeptForEver: under the address that a page names, and no other.
func TestStaticFilesAreKeptForEver(t *testing.T) {
	b := one(t).browser()
	addresses := regexp.MustCompile(`"(/static/[^"]+)"`).FindAllStringSubmatch(b.get("/sign-in").body, -1)
	if len(addresses) < 5 {
		t.Fatal(addresses)
	}
	for _, found := range addresses {
		a := b.get(found[1])
		if a.status != http.StatusOK || a.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || len(a.body) == 0 {
			t.Errorf("%s: %d %v", found[1], a.status, a.header)
		}
		if strings.HasSuffix(found[1], ".css") {
			for _, font := range regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(a.body, -1) {
				if got := b.get(font[1]); got.status != http.StatusOK {
					t.Errorf("the style sheet refers to %s: %d", font[1], got.status)
				}
			}
		}
	}
}

// TestNoPathLeadsOutOfTheShelf tries to reach files beside those that are served.
func TestNoPathLeadsOutOfTheShelf(t *testing.T) {
	b := one(t).browser()
	for _, path := range []string{
		"/static/", "/static", "/static/js/leave.js", "/static/../config.go", "/static/..%2fconfig.go", "/static/%2e%2e/%2e%2e/etc/passwd",
		"/static/js/..\\..\\config.go", "/static/fonts/OFL.txt", "/static//etc/passwd", "/static/js%00.js", "/static/js/",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.origin, nil)
		b.must(err)
		r.URL.Opaque = path // as it stands, not as a client would mend it
		a := b.send(r)
		if a.status != http.StatusNotFound && a.status != http.StatusMovedPermanently && a.status != http.StatusTemporaryRedirect && a.status != http.StatusBadRequest {
			t.Errorf("%s: %d\n%s", path, a.status, a.text())
		}
		if strings.Contains(a.body, "package web") || strings.Contains(a.body, "root:") {
			t.Errorf("%s shows a file", path)
		}
	}
}

// TestUnderTLS: cookies are bound to the host, and browsers are told to come back
// by https alone.
func TestUnderTLS(t *testing.T) {
	s := one(t)
	secure := s.secure()
	ask := func(method, path string, form url.Values) *http.Response {
		r := httptest.NewRequest(method, "https://trenza.example.pe"+path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "https://trenza.example.pe")
		w := httptest.NewRecorder()
		secure.Handler().ServeHTTP(w, r)
		return w.Result()
	}
	got := ask(http.MethodPost, "/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}})
	if hsts := got.Header.Get("Strict-Transport-Security"); !strings.HasPrefix(hsts, "max-age=63072000") {
		t.Errorf("HSTS is %q", hsts)
	}
	cookies := got.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d, cookies %v", got.StatusCode, cookies)
	}
	c := cookies[0]
	if c.Name != "__Host-session" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 0 {
		t.Errorf("the cookie is %v", c)
	}
}

// secure is the same installation under https.
func (s *site) secure() *web.Server {
	s.Helper()
	server, err := web.New(web.Config{
		Desk: s.Desk, Data: s.world.DB, Journal: s.Desk.Journal, Vault: s.world.Vault, Origin: "https://trenza.example.pe",
		Log: slog.New(slog.DiscardHandler),
	})
	s.must(err)
	return server
}

func TestAnOriginIsASchemeAndAHost(t *testing.T) {
	s := one(t)
	for _, origin := range []string{"", "trenza.example.pe", "ftp://trenza.example.pe", "https://", "https://trenza.example.pe/", "https://a:b@trenza.example.pe"} {
		if _, err := web.New(web.Config{Desk: s.Desk, Origin: origin}); err == nil {
			t.Errorf("%q is taken for an origin", origin)
		}
	}
}

// TestHealth: what runs says so by any name; what cannot answer says only that.
func TestHealth(t *testing.T) {
	broken := errors.New("disk of the database on fire")
	fails := false
	s := one(t, func(c *web.Config) {
		c.Checks = map[string]func(context.Context) error{"database": func(context.Context) error {
			if fails {
				return broken
			}
			return nil
		}}
	})
	b := s.browser()
	b.shows(b.get("/livez"), http.StatusOK, "ok")
	b.shows(b.get("/readyz"), http.StatusOK, "ready")
	fails = true
	got := b.get("/readyz")
	b.shows(got, http.StatusServiceUnavailable, "not ready")
	if strings.Contains(got.body, "fire") || !strings.Contains(s.log.String(), "fire") {
		t.Errorf("the reason belongs in the log alone: %q", got.body)
	}
}

// TestAPanic is answered by a neutral page whose number stands in the log.
func TestAPanic(t *testing.T) {
	s := one(t, func(c *web.Config) {
		c.Checks = map[string]func(context.Context) error{"panics": func(context.Context) error { panic("Yorgelis") }}
	})
	b := s.browser()
	got := b.get("/readyz")
	b.shows(got, http.StatusInternalServerError, "No pudimos abrir la página")
	guarded(t, "a panic", got)
	number := regexp.MustCompile(`<b class="mono">(\w+)</b>`).FindStringSubmatch(got.body)
	if number == nil || !strings.Contains(s.log.String(), "msg=panic number="+number[1]) || strings.Contains(got.body, "Yorgelis") {
		t.Errorf("%v is not in the log:\n%s", number, s.log)
	}
}
