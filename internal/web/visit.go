package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/language"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
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
	if v.route.Door == Asked {
		row := access.Row{Kind: v.route.Kind, Account: v.r.PathValue("account")}
		if err := access.May(v.actor, v.route.Verb, row); err != nil {
			return err
		}
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
	return nil
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
// where she was.
func (v *visit) askToStepUp() error {
	query := url.Values{"back": {v.cameFrom()}}
	if v.wantsJSON() {
		return v.json(http.StatusForbidden, script{Go: withQuery("/step-up", query)})
	}
	return v.goTo(withQuery("/step-up", query))
}

func withQuery(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// cameFrom is the page from which a form was sent: one of ours, or the first.
func (v *visit) cameFrom() string {
	from, err := url.Parse(v.r.Referer())
	if err != nil || from.Scheme+"://"+from.Host != v.Config.Origin {
		return "/"
	}
	return local(from.RequestURI())
}

// back is where a form says that it leads afterwards.
func (v *visit) back() string { return local(v.r.FormValue("back")) }

// local returns a path of this server, and "/" for anything else that it is
// given: an address of another host, however it is spelled, is never followed. It
// is looked at once more as it will be sent, since escapes may come undone.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || !inside(path) {
		return "/"
	}
	if sent := u.RequestURI(); inside(sent) {
		return sent
	}
	return "/"
}

// inside reports whether a path stays with the host, in one line.
func inside(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n\t\x00")
}

// goTo leads to a path of this server by a new request that changes nothing.
func (v *visit) goTo(path string) error {
	http.Redirect(v.w, v.r, path, http.StatusSeeOther)
	return nil
}

// tongues are the languages that a browser may ask for, the default first.
var tongues = language.NewMatcher([]language.Tag{language.Spanish, language.English})

// wordsOf chooses the language of somebody who is not signed in: the one that she
// picked, or what her browser asks for.
func wordsOf(r *http.Request) locale.Printer {
	if cookie, err := r.Cookie(cookieLanguage); err == nil {
		return locale.For(cookie.Value)
	}
	tag, _ := language.MatchStrings(tongues, r.Header.Get("Accept-Language"))
	base, _ := tag.Base()
	return locale.For(base.String())
}

// view is what the frame around a page shows.
func (v *visit) view() page.View {
	view := page.View{
		Printer: v.words, Path: v.here(), Theme: themeOf(v.r), Asset: v.static.address, Demo: v.Demo != nil,
	}
	if v.account.ID == "" {
		return view
	}
	view.Who = &page.Who{Name: v.account.Name, Role: page.RoleLine(v.words, v.actor.RoleNames())}
	view.Rooms = v.rooms()
	view.Notice = v.notice()
	return view
}

// here is the address that a choice of language or theme comes back to.
func (v *visit) here() string {
	if v.r.Method == http.MethodGet {
		return v.r.URL.RequestURI()
	}
	return v.cameFrom()
}

// rooms are the places that the frame leads to: those that she may enter.
func (v *visit) rooms() []page.Room {
	rooms := []page.Room{{Key: "web.room.home", Path: "/", Icon: "home"}}
	if v.may("account.read", access.Account) {
		rooms = append(rooms, page.Room{Key: "web.room.team", Path: "/team", Icon: "people"})
	}
	if v.may("entry.read", access.Entry) {
		rooms = append(rooms, page.Room{Key: "web.room.log", Path: "/log", Icon: "list"})
	}
	rooms = append(rooms, page.Room{Key: "web.room.me", Path: "/me", Icon: "person"})
	for i := range rooms {
		path := rooms[i].Path
		rooms[i].Here = v.r.URL.Path == path || path != "/" && strings.HasPrefix(v.r.URL.Path, path+"/")
	}
	return rooms
}

// may asks access about rows of a kind as such, to draw only what leads
// somewhere.
func (v *visit) may(verb string, kind access.Kind) bool {
	return access.May(v.actor, verb, access.Row{Kind: kind}) == nil
}
