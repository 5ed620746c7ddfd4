package matrix

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/web"
)

// Every route of the server has a line, and every line is of a route. What a route
// asks, itself or in the reader behind it, is the verb of its line; any other has
// its door there.
func TestEveryRouteHasALine(t *testing.T) {
	table, err := Read("../access/testdata/matrix.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := make(map[string]bool)
	for _, r := range web.Routes() {
		name := routeName(r)
		lines[name] = true
		if want := routeAsks(r); table.Routes[name] != want {
			t.Errorf("%s: the table says %q, the server %q", name, table.Routes[name], want)
		}
		for _, verb := range []string{r.Verb, r.Or} {
			if _, known := table.Verbs[verb]; verb != "" && !known {
				t.Errorf("%s asks for %q, of which the table says nothing", name, verb)
			}
		}
	}
	for name := range table.Routes {
		if !lines[name] {
			t.Errorf("the table speaks of %s, which is no route", name)
		}
	}
}

func routeName(r web.Route) string {
	method := r.Method
	if method == "" {
		method = "ANY"
	}
	return method + " " + r.Path
}

// routeAsks is what a line says of a route.
func routeAsks(r web.Route) string {
	switch {
	case r.Or != "":
		return r.Verb + " or " + r.Or
	case r.Verb != "":
		return r.Verb
	}
	return string(r.Door)
}

// origin is where the pages are.
const origin = "https://trenza.example.pe"

// knock asks every route as somebody of each role, and as nobody: who may not pass
// is refused at the door, in the same words whether or not there is what she asks
// for.
func (w *world) knock() {
	w.Helper()
	demo := &web.Demo{}
	for _, p := range w.players {
		if p.Account != "" {
			demo.Staff = append(demo.Staff, web.DemoAccount{Account: p.Account, Role: p.role})
		}
	}
	server, err := web.New(web.Config{Desk: w.desk, Data: w.DB, Journal: w.Journal, Vault: w.Vault, Finder: w.Register, Intake: w.Intake, Engine: w.Engine, Origin: origin, Demo: demo, Log: slog.New(slog.DiscardHandler)})
	w.must(err)
	defer server.Wait()
	w.plan()
	for _, r := range web.Routes() {
		if r.Door == web.Own || r.Door == web.Asked || r.Door == web.Within {
			if status, body := ask(server.Handler(), r, w.addressed(r, true), nil); status != http.StatusSeeOther && status != http.StatusUnauthorized {
				w.t.Errorf("nobody is answered at %s: %d\n%s", routeName(r), status, body)
			}
		}
	}
	for _, p := range w.players {
		if p.Account != "" && p.standsFor() {
			w.knocks(server.Handler(), p)
		}
	}
}

// plan plans another such service with the woman who received the first.
func (w *world) plan() {
	a := w.given[w.attentions[0].id]
	w.Write(func(tx *journal.Tx) error {
		s, err := agenda.Plan(w.Context, tx, agenda.Step{
			Person: a.Person, Programme: a.Programme, Service: a.Service, Place: a.Place, Day: trenza.DayOf(tx.Now()).Add(7),
		})
		w.step = s.ID
		return err
	})
}

// standsFor reports whether the player is one of those who are tried at the doors
// of the server: each role here and in another organisation.
func (p *player) standsFor() bool {
	return strings.HasSuffix(p.name, " here") || p.role == trenza.RoleAdministrator || strings.HasSuffix(p.name, "in another organisation")
}

func (w *world) knocks(pages http.Handler, p *player) {
	cookies := enter(w.t, pages, p.Account)
	for _, r := range web.Routes() {
		passes := w.passes(p, r)
		if r.Verb == "" || passes && r.Method != http.MethodGet {
			continue // what changes something is tried verb by verb
		}
		status, body := ask(pages, r, w.addressed(r, true), cookies)
		if refused := status == http.StatusForbidden || status == http.StatusNotFound; refused == passes || !refused && status != http.StatusOK && status != http.StatusSeeOther {
			w.t.Errorf("%s at %s: %d, and she may pass: %v", p.name, routeName(r), status, passes)
		}
		if passes {
			continue
		}
		if other, words := ask(pages, r, w.addressed(r, false), cookies); other != status || w.plain(words) != w.plain(body) {
			w.t.Errorf("%s at %s: %d of what there is, and %d of what there is not\n%s\n%s", p.name, routeName(r), status, other, body, words)
		}
	}
}

// passes reports whether the table lets somebody see what a route leads to.
func (w *world) passes(p *player, r web.Route) bool {
	if r.Verb == "" {
		return false
	}
	if strings.HasSuffix(r.Path, "{code}/anotar") { // somebody within reach, and any service at all
		reached := w.expects("person.read", p, w.people[0]) || w.expects("person.list", p, w.people[0])
		return reached && !access.Nothing(w.scope(p).Where(r.Verb, r.Kind))
	}
	if rows, hang := w.hanging(r); hang {
		reached := w.expects("person.read", p, w.people[0]) || w.expects("person.list", p, w.people[0])
		return reached && slices.ContainsFunc(rows, func(one *thing) bool { return w.expects(r.Verb, p, one) || r.Or != "" && w.expects(r.Or, p, one) })
	}
	if strings.Contains(r.Path, "/consejo/") || strings.HasSuffix(r.Path, "/productos") {
		return false // no committees take part in the programme of the trials, and its courses make nothing
	}
	if r.Path == "/negocios" {
		return p.Organisation == care && w.scope(p).Reaches(r.Verb, r.Kind, w.scope(p).Service(alma, "capital_semilla"))
	}
	if strings.Contains(r.Path, "{cohort}") {
		return w.expects("cohort.read", p, w.cohorts[0]) && w.trains(p, r)
	}
	if row := w.pathRow(r); row != nil {
		if strings.Contains(r.Path, "{held}") {
			return decidesHeld(w, p, row)
		}
		return w.expects(r.Verb, p, row)
	}
	if strings.Contains(r.Path, "{code}") {
		row := w.coded(r)
		return w.expects(r.Verb, p, row) || r.Or != "" && w.expects(r.Or, p, row)
	}
	if strings.Contains(r.Path, "{list}") {
		return false // nobody has handed one in, and of those that were taken in trial_lists_test.go asks
	}
	if strings.Contains(r.Path, "{step}") && !w.expects("attention.read", p, w.attentions[0]) {
		return false // what is planned is read as what was received
	}
	if strings.Contains(r.Path, "{asked}") {
		return false // nobody asked for anything
	}
	if strings.Contains(r.Path, "{programme}") && r.Kind == access.Publication {
		return w.expects(r.Verb, p, w.frozen[0]) // the figures of the whole programme
	}
	if strings.Contains(r.Path, "{indicator}") {
		return p.Organisation == care && w.scope(p).Reaches(r.Verb, r.Kind, w.scope(p).Service(alma, "bono"))
	}
	if strings.Contains(r.Path, "{programme}") && r.Kind == access.Definition { // the programme as a whole
		return access.May(p.Actor, r.Verb, access.Row{Kind: r.Kind, Class: trenza.P1, Programme: alma}) == nil && p.Organisation == care
	}
	if r.Door == web.Within {
		known := !strings.Contains(r.Path, "{programme}") || p.Organisation == care
		return known && !access.Nothing(w.scope(p).Where(r.Verb, r.Kind))
	}
	row := &thing{organisation: p.Organisation, whole: true}
	if strings.Contains(r.Path, "{account}") {
		row = &thing{organisation: care, account: w.colleagues[care], whole: true}
	}
	return w.expects(r.Verb, p, row)
}

// hanging are the rows of which somebody reads some, of whomever, who sees a page that
// hangs from the thread of a woman within her reach; of one of a business or of
// answers that are not there, nobody sees any.
func (w *world) hanging(r web.Route) (rows []*thing, hangs bool) {
	of := func(service string) []*thing {
		return slices.DeleteFunc(slices.Concat(w.attentions, w.seeds), func(one *thing) bool { return one.at[0].service != service })
	}
	switch {
	case strings.Contains(r.Path, "{venture}"), strings.Contains(r.Path, "{measurement}"), strings.Contains(r.Path, "{instrument}"), strings.Contains(r.Path, "/seguimientos/"):
		return nil, true
	case strings.HasSuffix(r.Path, "/negocio"):
		return of("capital_semilla"), true
	case strings.HasSuffix(r.Path, "/trabajo"):
		return of("empleabilidad"), true
	case strings.HasSuffix(r.Path, "/respuestas"):
		return w.measures, true
	}
	return nil, false
}

// trains reports whether the table lets somebody who sees a cohort see one of its
// pages.
func (w *world) trains(p *player, r web.Route) bool {
	switch r.Kind {
	case access.Cohort:
		if strings.Contains(r.Path, "{lesson}") { // the page has the names of who comes
			return w.expects(r.Verb, p, w.lessons[0]) && w.expects("enrolment.read", p, w.enrolments[0])
		}
		return true
	case access.Enrolment:
		named := !strings.HasSuffix(r.Path, "/certificado") || w.expects("certificate.issue", p, w.enrolments[0]) // it has her name
		return named && w.expects(r.Verb, p, w.enrolments[0])
	}
	attended := slices.IndexFunc(w.attentions, func(a *thing) bool { return a.organisation == care && a.at[0] == w.lessons[0].at[0] })
	return w.expects(r.Verb, p, w.attentions[attended]) // a sheet is attendance
}

// pathRow is the activity, the committee, the replica, the pair, the join or the row of a list that a route
// names; nil for a route that names none of them.
func (w *world) pathRow(r web.Route) *thing {
	switch {
	case strings.Contains(r.Path, "{activity}"):
		return w.activities[0]
	case strings.Contains(r.Path, "{committee}"):
		return w.committees[0]
	case strings.Contains(r.Path, "{replica}"):
		return w.toVerify[0]
	case strings.Contains(r.Path, "/separar/{pair}"):
		return w.merges[0]
	case strings.Contains(r.Path, "{pair}"):
		return w.pairs[0]
	case strings.Contains(r.Path, "{held}"):
		return w.held[0]
	}
	return nil
}

// inPath is how a route names such a row.
func (w *world) inPath(row *thing) string {
	if row == nil {
		return nobody.id
	}
	if waits, is := w.waiting[row.id]; is {
		return waits.Code
	}
	if row.code != "" {
		return row.code
	}
	return row.id
}

// clock is the moment at which a page says that all was saved.
var clock = regexp.MustCompile(`\b\d{1,2}:\d{2}\b`)

// plain takes out of a page what it repeats of its own address, and the moment.
func (w *world) plain(body string) string {
	for _, id := range []string{nobody.id, nobody.code, w.inPath(w.activities[0]), w.committees[0].id, w.toVerify[0].id, w.inPath(w.pairs[0]), w.inPath(w.merges[0]), w.inPath(w.held[0]), w.people[0].code, w.frozen[0].code, w.colleagues[care], w.step} {
		body = strings.ReplaceAll(body, id, "*")
	}
	return clock.ReplaceAllString(body, "*")
}

// coded is what a route names by its code: a woman, or what was published.
func (w *world) coded(r web.Route) *thing {
	if r.Kind == access.Publication {
		return w.frozen[0]
	}
	return w.people[0]
}

// addressed is the path of a route, to somebody who is there or to nobody.
func (w *world) addressed(r web.Route, there bool) string {
	person, colleague, step, row := nobody.code, nobody.id, nobody.id, nobody.code
	cohort, lesson, enrolment := nobody.code, nobody.id, nobody.id
	if there {
		person, colleague, step, row = w.coded(r).code, w.colleagues[care], w.step, w.inPath(w.pathRow(r))
		cohort, lesson, enrolment = w.cohorts[0].code, w.lessons[0].id, w.enrolments[0].id
	}
	return strings.NewReplacer("{account}", colleague, "{code}", person, "{programme}", alma, "{step}", step, "{grant}", nobody.id, "{session}", nobody.id,
		"{recovery}", nobody.id, "{list}", nobody.code, "{key}", nobody.id, "{token}", nobody.id, "{certificate}", nobody.code, "{picture}", "edades", "{indicator}", "bono", "{asked}", nobody.id,
		"{activity}", row, "{committee}", row, "{replica}", row, "{proposal}", nobody.id, "{pair}", row, "{held}", row, "{$}", "",
		"{cohort}", cohort, "{lesson}", lesson, "{enrolment}", enrolment,
		"{venture}", nobody.id, "{instrument}", "nada", "{measurement}", nobody.id).Replace(r.Path)
}

// enter signs somebody of the demonstration in.
func enter(t *testing.T, pages http.Handler, account string) []*http.Cookie {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, origin+"/demo/"+account, nil)
	answer := httptest.NewRecorder()
	request.Header.Set("Origin", origin)
	pages.ServeHTTP(answer, request)
	if answer.Code != http.StatusSeeOther {
		t.Fatalf("signing in: %d\n%s", answer.Code, answer.Body)
	}
	return answer.Result().Cookies()
}

func ask(pages http.Handler, r web.Route, path string, cookies []*http.Cookie) (status int, body string) {
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	request := httptest.NewRequest(method, origin+path, nil)
	request.Header.Set("Origin", origin)
	for _, c := range cookies {
		request.AddCookie(c)
	}
	answer := httptest.NewRecorder()
	pages.ServeHTTP(answer, request)
	text := answer.Body.String()
	return answer.Code, text
}
