package web_test

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// passphrase is good enough for anybody in the tests.
const passphrase = "caballo grapa batería correcto"

// site is an installation with its pages, and Rosa, its first administrator.
type site struct {
	*testing.T
	*staff.Desk
	world  *worldtest.World
	web    *web.Server
	server *httptest.Server
	origin string
	log    *lines
	mu     sync.Mutex
	clock  time.Time
	rosa   staff.Account
	tray   *exchange.Tray
}

// lines is a log that several may write to.
type lines struct {
	sync.Mutex
	bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

func (l *lines) String() string {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.String()
}

var custodian = trenza.Actor{Organisation: "alma", Name: "Guardián", Role: trenza.RoleCustodian}

// each runs a test on every engine.
func each(t *testing.T, test func(s *site)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, location string) { test(opened(t, location)) })
}

// one runs a test on one engine: what it shows does not depend on the rows.
func one(t *testing.T, change ...func(*web.Config)) *site {
	t.Helper()
	return opened(t, storetest.Location(t, store.SQLite), change...)
}

func opened(t *testing.T, location string, change ...func(*web.Config)) *site {
	t.Helper()
	w := worldtest.Open(t, location, "alma-llanera")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	s := &site{T: t, world: w, clock: worldtest.Moment, origin: "http://localhost:" + port, log: &lines{}}
	s.Desk = &staff.Desk{
		Data: w.DB, Vault: w.Vault, Now: s.now, Origin: s.origin, Limits: staff.NewLimits(),
		Cost: staff.Cost{Memory: 64, Passes: 1, Threads: 1}, Journal: journal.New(w.DB, w.Vault, s.now, reach.Keeper{}, w.Register),
	}
	config := web.Config{
		Desk: s.Desk, Data: w.DB, Journal: s.Desk.Journal, Vault: w.Vault, Origin: s.origin,
		Finder: w.Register, Intake: w.Intake, Engine: w.Engine, Tray: s.keepsTray(),
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, c := range change {
		c(&config)
	}
	s.web, err = web.New(config)
	s.must(err)
	s.server = httptest.NewUnstartedServer(s.web.Handler())
	s.server.Listener.Close()
	s.server.Listener = listener
	s.server.Start()
	t.Cleanup(s.close)
	s.rosa = s.first("Rosa Quispe", "rosa")
	return s
}

func (s *site) close() {
	s.server.Close()
	s.web.Wait()
	s.Wait()
}

// first lets the first administrator of the organisation in.
func (s *site) first(name, login string) staff.Account {
	s.Helper()
	token, err := s.FirstLink(s.Context(), custodian)
	s.must(err)
	a, err := s.Accept(s.Context(), token, staff.Acceptance{Name: name, Login: login, Password: passphrase})
	s.must(err)
	return a
}

// join has Rosa invite somebody, who comes in.
func (s *site) join(login string, grants ...trenza.Grant) staff.Account {
	s.Helper()
	token, err := s.Invite(s.Context(), s.as(s.rosa), staff.Invitation{Name: "Señora " + login, Login: login, Language: "es", Grants: grants})
	s.must(err)
	a, err := s.Accept(s.Context(), token, staff.Acceptance{Password: passphrase})
	s.must(err)
	return a
}

// as is what an account may be today.
func (s *site) as(a staff.Account) trenza.Actor {
	s.Helper()
	actor, _, err := s.Actor(s.Context(), a.ID, s.Today())
	s.must(err)
	return actor
}

func (s *site) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock
}

// after lets time pass.
func (s *site) after(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = s.clock.Add(d)
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// browser is somebody's browser: it keeps cookies, says where a form comes from,
// and follows nothing by itself.
type browser struct {
	*site
	client *http.Client
	header http.Header // sent with every request
}

func (s *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	s.must(err)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{s, &http.Client{Jar: jar, CheckRedirect: stay}, http.Header{"Accept-Language": {"es"}}}
}

// in is a browser in which somebody is signed in.
func (s *site) in(login string) *browser {
	s.Helper()
	b := s.browser()
	if got := b.post("/sign-in", url.Values{"login": {login}, "password": {passphrase}}); got.status != http.StatusSeeOther {
		s.Fatalf("signing in as %s: %d\n%s", login, got.status, got.text())
	}
	return b
}

// answer is what the server said.
type answer struct {
	status int
	header http.Header
	body   string
}

// text is what a reader sees of a page, in one line.
func (a answer) text() string {
	tree, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		return a.body
	}
	var words []string
	for n := range tree.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			words = append(words, strings.Fields(n.Data)...)
		}
	}
	return strings.Join(words, " ")
}

// leads is where an answer leads.
func (a answer) leads() string { return a.header.Get("Location") }

func (b *browser) get(path string) answer {
	b.Helper()
	return b.ask(http.MethodGet, path, nil)
}

func (b *browser) post(path string, form url.Values) answer {
	b.Helper()
	return b.ask(http.MethodPost, path, form)
}

func (b *browser) ask(method, path string, form url.Values) answer {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, b.origin+path, strings.NewReader(form.Encode()))
	b.must(err)
	if form != nil || method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", b.origin)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	return b.send(r)
}

func (b *browser) send(r *http.Request) answer {
	b.Helper()
	response, err := b.client.Do(r)
	b.must(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	b.must(err)
	return answer{response.StatusCode, response.Header, string(body)}
}

// cookie is the value of a cookie that the browser holds, "" for none.
func (b *browser) cookie(name string) string {
	u, err := url.Parse(b.origin)
	b.must(err)
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// shows expects a page with a status that says something.
func (b *browser) shows(a answer, status int, says string) {
	b.Helper()
	if a.status != status || !strings.Contains(a.text(), says) {
		b.Errorf("got %d, want %d and %q, in\n%s", a.status, status, says, a.text())
	}
}

// ledTo expects to be led to a path.
func (b *browser) ledTo(a answer, path string) {
	b.Helper()
	if a.status != http.StatusSeeOther || a.leads() != path {
		b.Errorf("got %d to %q, want to be led to %q\n%s", a.status, a.leads(), path, a.text())
	}
}

// administrator is a grant that administrators hold.
var administrator = trenza.Grant{Role: trenza.RoleAdministrator}

func invitation(name string, grants ...trenza.Grant) staff.Invitation {
	return staff.Invitation{Name: name, Language: "es", Grants: grants}
}

func attempt(login string) staff.Attempt {
	return staff.Attempt{Login: login, Password: passphrase, Address: "203.0.113.7"}
}
