package web_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// raw is a request as nobody's browser would send it, in the session of a browser.
func (b *browser) raw(method, path, kind, body string, headers ...string) answer {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, b.origin+path, strings.NewReader(body))
	b.must(err)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Origin", b.origin)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return b.send(r)
}

// TestNoHeaderSpeaksForUs: whatever a request says of its host or its address, it
// stands on no page and in no answer.
func TestNoHeaderSpeaksForUs(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	for _, header := range []string{
		"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "Forwarded", "X-Original-Url", "X-Rewrite-Url", "X-Host", "True-Client-Ip",
		"User-Agent", "Accept-Language", "Referer", "From",
	} {
		for _, path := range []string{"/", "/sign-in", "/team/../me", "/nowhere", "/me"} {
			b.silent(b.raw(http.MethodGet, path, "", "", header, "https://evil.example/<xss>"), "evil.example", "<xss")
		}
		got := b.raw(http.MethodPost, "/preferences", "application/x-www-form-urlencoded", "theme=dark", header, "https://evil.example/")
		b.silent(got, "evil.example")
	}
	for _, host := range []string{"evil.example", "localhost.evil.example", strings.TrimPrefix(s.origin, "http://") + ".evil.example", "localhost", ""} {
		r := httptest.NewRequest(http.MethodGet, "http://x/sign-in", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.web.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusMisdirectedRequest {
			t.Errorf("host %q: %d", host, w.Code)
		}
	}
}

// TestAMethodIsWhatItSays: neither a field nor a header turns one method into
// another, and a route answers its own alone.
func TestAMethodIsWhatItSays(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	ana := s.join("ana")
	before := s.everything()
	for _, header := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
		b.raw(http.MethodGet, "/team/"+ana.ID+"/close?_method=POST", "", "", header, "POST")
		b.raw(http.MethodGet, "/sign-out?_method=POST", "", "", header, "POST")
	}
	for _, route := range web.Routes() {
		ids := maps.Clone(ofNothing)
		ids["account"], ids["programme"] = ana.ID, "alma-llanera"
		path := s.inPath(route, ids)
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions, http.MethodTrace, "BREW"} {
			if got := b.raw(method, path, "", ""); got.status != http.StatusNotFound && got.status != http.StatusMethodNotAllowed {
				t.Errorf("%s %s: %d", method, path, got.status)
			}
		}
		if route.Method == http.MethodPost && route.Path != "/sign-out" {
			b.raw(http.MethodHead, path, "", "")
		}
	}
	if after := s.everything(); after != before {
		t.Errorf("something came of it: %s, before %s", after, before)
	}
	b.shows(b.get("/"), http.StatusOK, "Rosa Quispe")
}

// TestAFormOfAnotherKind: what is not sent as a form is not read as one.
func TestAFormOfAnotherKind(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	form := url.Values{"name": {"Ana Yarlequé"}, "role": {"promotora"}, "before": {passphrase}, "password": {"zapato lluvia membrillo ventana"}}.Encode()
	multipart := "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAna\r\n--x\r\nContent-Disposition: form-data; name=\"role\"\r\n\r\npromotora\r\n--x--\r\n"
	before := s.everything()
	for _, path := range []string{"/team/invite", "/me", "/me/password", "/team/" + s.rosa.ID + "/grants"} {
		for kind, body := range map[string]string{
			"text/plain": form, "application/json": `{"name":"Ana","role":"promotora"}`, "": form, "application/xml": form, "no kind at all": form,
			"multipart/form-data; boundary=x": multipart, "multipart/form-data": multipart, "application/x-www-form-urlencoded; charset=utf-16; x": form,
		} {
			if got := b.raw(http.MethodPost, path, kind, body); got.status != http.StatusUnprocessableEntity {
				t.Errorf("%s as %q: %d to %q", path, kind, got.status, got.leads())
			}
		}
		if got := b.raw(http.MethodPost, path, "application/x-www-form-urlencoded", "%zz=;;&name=%"); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s of nonsense: %d", path, got.status)
		}
	}
	if after := s.everything(); after != before {
		t.Errorf("something came of it: %s, before %s", after, before)
	}
}

// TestNoBodyIsTooLargeForUs: every route that reads one refuses it, and the limits
// of time and size stand at the server.
func TestNoBodyIsTooLargeForUs(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}}), "/")
	large := "name=" + strings.Repeat("x", 1<<20)
	for _, route := range web.Routes() {
		if route.Method != http.MethodPost {
			continue
		}
		if got := b.raw(http.MethodPost, filled(route), "application/x-www-form-urlencoded", large); got.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", route.Path, got.status)
		}
	}
	for _, path := range []string{"/sign-in/passkey/finish", "/step-up/passkey/finish"} {
		if got := b.raw(http.MethodPost, path, "application/json", large); got.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	server := s.web.HTTP("127.0.0.1:0")
	for name, limit := range map[string]time.Duration{
		"headers": server.ReadHeaderTimeout, "body": server.ReadTimeout, "answer": server.WriteTimeout, "idle": server.IdleTimeout,
	} {
		if limit <= 0 || limit > 2*time.Minute {
			t.Errorf("%s may take %v", name, limit)
		}
	}
	if server.MaxHeaderBytes <= 0 || server.MaxHeaderBytes > 64<<10 {
		t.Errorf("headers may have %d bytes", server.MaxHeaderBytes)
	}
}

// TestASlowBodyHoldsNobodyUp: whoever sends a form letter by letter is cut off.
func TestASlowBodyHoldsNobodyUp(t *testing.T) {
	s := one(t)
	slow := httptest.NewUnstartedServer(nil)
	server := s.web.HTTP(slow.Listener.Addr().String())
	server.ReadTimeout = 100 * time.Millisecond // as the server has it, and sooner
	slow.Config = server
	slow.Start()
	defer slow.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, slow.URL+"/sign-in", drip{t.Context().Done()})
	s.must(err)
	r.Host = strings.TrimPrefix(s.origin, "http://")
	r.Header.Set("Origin", s.origin)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	done := make(chan int, 1)
	go func() {
		response, err := s.browser().client.Do(r)
		if err != nil {
			done <- 0
			return
		}
		response.Body.Close()
		done <- response.StatusCode
	}()
	select {
	case status := <-done:
		if status == http.StatusOK || status == http.StatusSeeOther {
			t.Errorf("a form that never ended was taken: %d", status)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits for the rest")
	}
}

// drip is a body that comes letter by letter and never ends.
type drip struct{ done <-chan struct{} }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-d.done:
		return 0, http.ErrBodyReadAfterClose
	case <-time.After(20 * time.Millisecond):
		p[0] = 'x'
		return 1, nil
	}
}

// hostile is text that leaves an attribute, an element and a comment, if it is let.
const hostile = `"'>--><xss onload=1 style=x>&lt;b`

// TestNothingStoredBecomesMarkup: whatever stands in a name, a role, a place, a
// team, an employer or a device is text on every page, in both languages.
func TestNothingStoredBecomesMarkup(t *testing.T) {
	s := one(t)
	grant := trenza.Grant{Role: trenza.RoleCaseWorker, Programme: hostile, Course: hostile, Team: hostile}
	token, err := s.Invite(s.Context(), s.as(s.rosa), staff.Invitation{Name: hostile, Login: "yorgelis", Employer: hostile, Language: "es", Grants: []trenza.Grant{grant}})
	s.must(err)
	waiting := s.browser()
	for _, language := range []string{"es", "en"} {
		waiting.post("/preferences", url.Values{"language": {language}})
		s.harmless(waiting.get("/invitation/"+token), language+" the invitation")
		s.harmless(waiting.post("/invitation/"+token, url.Values{"name": {hostile}, "login": {hostile}, "password": {hostile}}), language+" what was typed")
	}
	hers, err := s.Accept(s.Context(), token, staff.Acceptance{Password: passphrase})
	s.must(err)
	rosa, b := s.in("rosa"), s.browser()
	b.header.Set("User-Agent", hostile+" Firefox/1")
	b.ledTo(b.post("/sign-in", url.Values{"login": {"yorgelis"}, "password": {passphrase}}), "/")
	for _, language := range []string{"es", "en"} {
		for _, reader := range []*browser{rosa, b} {
			name := map[*browser]string{rosa: "Rosa Quispe", b: hostile}[reader]
			reader.ledTo(reader.post("/me", url.Values{"name": {name}, "language": {language}}), "/me")
			for _, path := range []string{"/", "/me", "/me/log", "/step-up?back=/" + url.QueryEscape(hostile), "/nowhere?" + url.QueryEscape(hostile)} {
				s.harmless(reader.get(path), language+" "+path)
			}
		}
		for _, path := range []string{"/team", "/team/" + hers.ID, "/team/invite"} {
			s.harmless(rosa.get(path), language+" "+path)
		}
		typed := url.Values{"name": {hostile}, "login": {hostile}, "role": {hostile}, "place": {hostile}, "team": {hostile}, "from": {hostile}, "employer": {hostile}}
		s.harmless(rosa.post("/team/invite", typed), language+" an invitation that is refused")
		s.harmless(rosa.post("/team/"+hers.ID+"/grants", typed), language+" a role that is refused")
		s.harmless(rosa.post("/sign-in", url.Values{"login": {hostile}, "password": {hostile}, "back": {hostile}}), language+" the door")
	}
	s.join("flor", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera"})
	flor := s.in("flor")
	given := s.world.Give(worldtest.Woman(hostile, hostile, "1990"), "informacion_vbg", worldtest.Delivered("2020-03-03", "240101"))
	thread := flor.get("/hilos/" + given.Person.Code)
	if s.harmless(thread, "a thread"); !strings.Contains(thread.text(), "xss") {
		t.Errorf("her name is not there: %s", thread.text())
	}
	s.must(s.Close(s.Context(), s.as(s.rosa), hers.ID))
	s.harmless(rosa.get("/team/"+hers.ID), "a closed account")
}

// harmless expects a page in which what was stored became no element and no
// attribute.
func (s *site) harmless(a answer, of string) {
	s.Helper()
	tree, err := html.Parse(strings.NewReader(a.body))
	s.must(err)
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "xss" || n.Data == "b" && n.FirstChild != nil && n.FirstChild.Data == `"`) {
			s.Errorf("%s: what was stored is markup:\n%s", of, a.body)
		}
		for _, attribute := range n.Attr {
			if strings.HasPrefix(attribute.Key, "on") || attribute.Key == "style" {
				s.Errorf("%s: <%s %s=%q>", of, n.Data, attribute.Key, attribute.Val)
			}
		}
	}
	if strings.Contains(a.body, "<xss") || a.status == http.StatusInternalServerError {
		s.Errorf("%s: %d\n%s", of, a.status, a.body)
	}
}

// TestCookiesSayAsLittleAsTheyCan: on this machine, without TLS, and what a browser
// prefers.
func TestCookiesSayAsLittleAsTheyCan(t *testing.T) {
	s := one(t)
	b := s.browser()
	for path, form := range map[string]url.Values{
		"/sign-in":               {"login": {"rosa"}, "password": {passphrase}},
		"/sign-in/passkey/begin": nil,
		"/preferences":           {"language": {"en"}, "theme": {"dark"}},
	} {
		got := b.post(path, form)
		cookies := (&http.Response{Header: got.header}).Cookies()
		if len(cookies) == 0 {
			t.Errorf("%s sets none", path)
		}
		for _, c := range cookies {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure || c.Domain != "" || c.Path != "/" {
				t.Errorf("%s: %v", path, c)
			}
			if c.Name == "session" && (c.MaxAge != 0 || !c.Expires.IsZero() || len(c.Value) < 43) {
				t.Errorf("%s: %v", path, c)
			}
		}
	}
}

// TestNoReturnAddressLeadsAway, at any door that takes one.
func TestNoReturnAddressLeadsAway(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	for _, back := range []string{
		"//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "https:evil.example", "https:///evil.example", "/%5cevil.example/..//evil.example",
		"http://localhost@evil.example/", "javascript:alert(1)", "data:text/html,x", "\t//evil.example", "/\t/evil.example", "?x", "/..//evil.example", "/a\r\nLocation: https://evil.example",
	} {
		for path, form := range map[string]url.Values{
			"/preferences": {"theme": {"dark"}}, "/step-up": {"password": {passphrase}}, "/wake": {}, "/sign-in": {"login": {"rosa"}, "password": {passphrase}},
		} {
			s.after(12 * time.Second)
			form.Set("back", back)
			s.staysHere(b.post(path, form), path+" to "+back)
		}
		s.staysHere(b.get("/sign-in?back="+url.QueryEscape(back)), "the door to "+back)
		if !strings.ContainsAny(back, "\r\n") { // which no client sends in a header
			b.header.Set("Referer", back)
			s.staysHere(b.post("/me/code", nil), "coming from "+back)
			b.header.Del("Referer")
		}
	}
}

// staysHere expects to be led nowhere but to a path of ours.
func (s *site) staysHere(a answer, what string) {
	s.Helper()
	if a.leads() == "" {
		return
	}
	home, err := url.Parse(s.origin + "/sign-in")
	s.must(err)
	to, err := home.Parse(a.leads())
	if err != nil || to.Host != home.Host || to.Scheme != home.Scheme || strings.HasPrefix(a.leads(), "//") || strings.ContainsAny(a.leads(), "\\\r\n\t") {
		s.Errorf("%s leads to %q", what, a.leads())
	}
}

// TestPathsAreNotClimbed: what is asked for outside the table is nothing, and what
// the router mends stays with us.
func TestPathsAreNotClimbed(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	for _, path := range []string{
		"/..", "/../etc/passwd", "/%2e%2e/etc/passwd", "/team/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/team/..%00", "//evil.example/%2e%2e", "/%2f%2fevil.example", "/team/" + strings.Repeat("a", 8000),
		"/invitation/..%2f..%2fme", "/static/%2e%2e/me", "/.git/config", "/team//", "/;/team", "/team;x=1",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.origin, nil)
		s.must(err)
		r.URL.Opaque = "//" + r.URL.Host + path // as it stands, not as a client would mend it
		got := b.send(r)
		s.staysHere(got, path)
		if got.status == http.StatusOK || got.status >= http.StatusInternalServerError || strings.Contains(got.body, "root:") {
			t.Errorf("%s: %d\n%s", path, got.status, got.text())
		}
	}
}
