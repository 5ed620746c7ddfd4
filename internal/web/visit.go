package web

import (
	"context"
	"net/http"
	"net/url"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// visit is one request at its route: who came, in which language, and what for.
type visit struct {
	*Server
	route   Route
	w       http.ResponseWriter
	r       *http.Request
	words   locale.Printer
	actor   trenza.Actor  // the zero Actor for nobody
	account staff.Account // the zero Account for nobody
	scope   access.Scope  // how far she reads; the zero Scope for whoever holds no role
}

// answer is what a route does with a request: the session is loaded, the door is
// passed, the handler runs, and what goes wrong becomes a page.
func (s *Server) answer(route Route) http.Handler {
	inside := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Server: s, route: route, w: w, r: r, words: wordsOf(r)}
		if err := v.pass(); err != nil {
			v.fail(err)
		}
	})
	var h http.Handler = inside
	if route.Door != Bare {
		h = s.sessions.LoadAndSave(inside)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		traceOf(r.Context()).route = route.Name
		h.ServeHTTP(w, r)
	})
}

func (v *visit) ctx() context.Context { return v.r.Context() }

// pass goes through the door to the handler.
func (v *visit) pass() error {
	if v.route.Door == Bare {
		return v.route.handler(v)
	}
	if err := v.parse(); err != nil {
		return err
	}
	if err := v.recognise(); err != nil {
		return err
	}
	if v.route.Door == Open {
		return v.route.handler(v)
	}
	if v.account.ID == "" {
		return v.askToSignIn()
	}
	if err := v.admits(v.route, v.r.PathValue("account")); err != nil {
		return err
	}
	if v.route.Fresh && !v.steppedUp() {
		return v.askToStepUp()
	}
	return v.route.handler(v)
}

// recognise puts together who is signed in and what she may today. It is asked on
// every request, so that a role which was taken away, or an account which was
// closed, ends with this one.
func (v *visit) recognise() error {
	id := v.sessions.GetString(v.ctx(), staff.SessionAccount)
	if id == "" {
		return nil
	}
	actor, account, err := v.Desk.Actor(v.ctx(), id, v.Desk.Today())
	switch trenza.KindOf(err) {
	case trenza.Forbidden, trenza.NotFound:
		return v.sessions.Destroy(v.ctx())
	}
	if err != nil {
		return err
	}
	v.actor, v.account, v.words = actor, account, locale.For(account.Language)
	v.scope, err = v.reach()
	return err
}

// reach is how far she reads.
func (v *visit) reach() (scope access.Scope, err error) {
	if len(v.actor.Grants) == 0 {
		return scope, nil
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(v.ctx(), r, v.actor)
		return err
	})
	return scope, err
}

// admits asks access for the verb of a route, about an account where the route is
// about one.
func (v *visit) admits(route Route, account string) error {
	switch route.Door {
	case Asked:
		return access.May(v.actor, route.Verb, access.Row{Kind: route.Kind, Account: account})
	case Within:
		if !v.reaches(route.Verb, route.Kind) && !v.reaches(route.Or, route.Kind) {
			return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
		}
	}
	return nil
}

// reaches reports whether there can be any row that a verb may touch.
func (v *visit) reaches(verb string, kind access.Kind) bool {
	return verb != "" && !access.Nothing(v.scope.Where(verb, kind))
}

// askToSignIn sends whoever is not signed in to the door, and back afterwards. A
// form that was sent is kept, or she is told that it was not.
func (v *visit) askToSignIn() error {
	door := "/sign-in"
	if v.sessions.GetString(v.ctx(), staff.SessionIdle) != "" {
		door = "/wake"
	}
	query, back := url.Values{}, v.r.URL.RequestURI()
	if changes(v.r) {
		back = v.cameFrom()
	}
	if back != "/" {
		query.Set("back", back)
	}
	if v.wantsJSON() {
		return v.json(http.StatusUnauthorized, script{Go: withQuery(door, query)})
	}
	if changes(v.r) && !v.keepTyped() {
		query.Set("said", "lost")
	}
	return v.goTo(withQuery(door, query))
}

// askToStepUp asks her to show her password or passkey again, and leads back to
// where she was, with what she had typed.
func (v *visit) askToStepUp() error {
	query := url.Values{"back": {v.cameFrom()}}
	if v.wantsJSON() {
		return v.json(http.StatusForbidden, script{Go: withQuery("/step-up", query)})
	}
	if changes(v.r) {
		v.keepTyped()
	}
	return v.goTo(withQuery("/step-up", query))
}
