package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
)

// Route is one address that the server answers.
type Route struct {
	Method string // "" for any
	Path   string // a pattern of net/http, "/team/{account}"
	Name   string // in metrics and in the log
	Door   Door
	Verb   string      // what access is asked, when the door is Asked or Within
	Or     string      // another verb, of which one is enough
	Kind   access.Kind // of what row; {account} in the path is whose it is
	Fresh  bool        // only shortly after she showed her password or passkey again
	Files  bool        // it takes files, which are larger and take longer than a form

	handler func(*visit) error
}

// Door says who passes.
type Door string

// The doors.
const (
	Bare  Door = "bare"  // whoever comes; no session is looked at
	Open  Door = "open"  // whoever comes
	Own   Door = "own"   // whoever is signed in, for what is her own
	Asked Door = "asked" // whoever access permits the verb
	// Within lets in whoever access permits the verb for any rows at all; the
	// readers behind it show those, and of all others that they are not there.
	Within Door = "within"
)

// Routes returns every route of the server: what is not here is not answered.
func Routes() []Route {
	return slices.Concat(
		doorRoutes, ownRoutes, dataRoutes, resultsRoutes, programmeRoutes, reviewRoutes, teamRoutes,
		notingRoutes, activityRoutes, todayRoutes, freezeRoutes, cardRoutes, registrarRoutes, listRoutes, checkRoutes,
		committeeRoutes, replicaRoutes, workshopRoutes, productRoutes, ventureRoutes, venturesRoutes, measureRoutes,
	)
}

// doorRoutes are outside, and on the way in and out.
var doorRoutes = []Route{
	{Method: "GET", Path: "/livez", Name: "live", Door: Bare, handler: (*visit).live},
	{Method: "GET", Path: "/readyz", Name: "ready", Door: Bare, handler: (*visit).ready},
	{Method: "GET", Path: "/static/", Name: "static", Door: Bare, handler: (*visit).staticFile},
	{Path: "/", Name: "nothing", Door: Open, handler: (*visit).nothing},

	{Method: "GET", Path: "/sign-in", Name: "sign-in", Door: Open, handler: (*visit).signInPage},
	{Method: "POST", Path: "/sign-in", Name: "sign-in", Door: Open, handler: (*visit).signIn},
	{Method: "GET", Path: "/sign-in/code", Name: "second-factor", Door: Open, handler: (*visit).secondPage},
	{Method: "POST", Path: "/sign-in/code", Name: "second-factor", Door: Open, handler: (*visit).second},
	{Method: "POST", Path: "/sign-in/passkey/begin", Name: "passkey", Door: Open, handler: (*visit).beginPasskey},
	{Method: "POST", Path: "/sign-in/passkey/finish", Name: "passkey", Door: Open, handler: (*visit).finishPasskey},
	{Method: "GET", Path: "/wake", Name: "wake", Door: Open, handler: (*visit).wakePage},
	{Method: "POST", Path: "/wake", Name: "wake", Door: Open, handler: (*visit).wake},
	{Method: "POST", Path: "/demo/{account}", Name: "demo", Door: Open, handler: (*visit).demo},

	{Method: "GET", Path: "/invitation/{token}", Name: "invitation", Door: Open, handler: (*visit).invitationPage},
	{Method: "POST", Path: "/invitation/{token}", Name: "invitation", Door: Open, handler: (*visit).accept},
	{Method: "GET", Path: "/recovery/{token}", Name: "recovery", Door: Open, handler: (*visit).recoveryPage},
	{Method: "POST", Path: "/recovery/{token}", Name: "recovery", Door: Open, handler: (*visit).recover},

	{Method: "POST", Path: "/preferences", Name: "preferences", Door: Open, handler: (*visit).prefer},
	{Method: "POST", Path: "/sign-out", Name: "sign-out", Door: Open, handler: (*visit).signOut},
	// The one route that changes something on GET: a quick exit is a plain link,
	// which has to work without script (domain rule 1.10). All that it changes is
	// that a session ends, the safe direction; a foreign page that leads here
	// signs somebody out and learns nothing.
	{Method: "GET", Path: "/exit", Name: "exit", Door: Open, handler: (*visit).exit},
}

// ownRoutes are what everybody may, of herself alone.
var ownRoutes = []Route{
	{Method: "GET", Path: "/{$}", Name: "home", Door: Own, handler: (*visit).home},
	{Method: "GET", Path: "/me", Name: "me", Door: Own, handler: (*visit).me},
	{Method: "POST", Path: "/me", Name: "me", Door: Own, handler: (*visit).changeMe},
	{Method: "POST", Path: "/me/password", Name: "me-password", Door: Own, handler: (*visit).changePassword},
	{Method: "POST", Path: "/me/code", Name: "me-code", Door: Own, Fresh: true, handler: (*visit).newCode},
	{Method: "GET", Path: "/me/code", Name: "me-code", Door: Own, handler: (*visit).codePage},
	{Method: "POST", Path: "/me/code/confirm", Name: "me-code", Door: Own, Fresh: true, handler: (*visit).confirmCode},
	{Method: "POST", Path: "/me/code/drop", Name: "me-code", Door: Own, Fresh: true, handler: (*visit).dropCode},
	{Method: "POST", Path: "/me/passkeys/begin", Name: "me-passkey", Door: Own, Fresh: true, handler: (*visit).beginNewPasskey},
	{Method: "POST", Path: "/me/passkeys/finish", Name: "me-passkey", Door: Own, Fresh: true, handler: (*visit).finishNewPasskey},
	{Method: "POST", Path: "/me/passkeys/{key}/drop", Name: "me-passkey", Door: Own, Fresh: true, handler: (*visit).dropPasskey},
	{Method: "POST", Path: "/me/sessions/{session}/end", Name: "me-sessions", Door: Own, handler: (*visit).endMySession},
	{Method: "POST", Path: "/me/sessions/end", Name: "me-sessions", Door: Own, handler: (*visit).endMySessions},
	{Method: "GET", Path: "/me/log", Name: "me-log", Door: Own, handler: (*visit).myLog},
	{Method: "GET", Path: "/me/awake", Name: "awake", Door: Own, handler: (*visit).stay},
	{Method: "GET", Path: "/sistema", Name: "system", Door: Own, handler: (*visit).system},
	{Method: "GET", Path: "/step-up", Name: "step-up", Door: Own, handler: (*visit).stepUpPage},
	{Method: "POST", Path: "/step-up", Name: "step-up", Door: Own, handler: (*visit).stepUp},
	{Method: "POST", Path: "/step-up/passkey/begin", Name: "step-up", Door: Own, handler: (*visit).beginStepUp},
	{Method: "POST", Path: "/step-up/passkey/finish", Name: "step-up", Door: Own, handler: (*visit).finishStepUp},
}

// dataRoutes show what the programmes have, as far as her roles see it.
var dataRoutes = []Route{
	{Method: "GET", Path: "/hilos", Name: "threads", Door: Within, Verb: "person.list", Kind: access.Person, handler: (*visit).people},
	{Method: "GET", Path: "/hilos/{code}", Name: "thread", Door: Within, Verb: "person.read", Or: "person.list", Kind: access.Person, handler: (*visit).thread},
	{Method: "GET", Path: "/hilos/{code}/visto", Name: "seen", Door: Within, Verb: "person.seen", Kind: access.Person, handler: (*visit).seen},
	{Method: "GET", Path: "/publicaciones", Name: "publications", Door: Within, Verb: "publication.read", Kind: access.Publication, handler: (*visit).publications},
	{Method: "GET", Path: "/publicaciones/{code}", Name: "publication", Door: Within, Verb: "publication.read", Kind: access.Publication, handler: (*visit).publication},
}

// teamRoutes are for those who manage accounts, and who audit.
var teamRoutes = []Route{
	{Method: "GET", Path: "/team", Name: "team", Door: Asked, Verb: "account.read", Kind: access.Account, handler: (*visit).team},
	{Method: "GET", Path: "/team/invite", Name: "invite", Door: Asked, Verb: "account.invite", Kind: access.Account, handler: (*visit).invitePage},
	{Method: "POST", Path: "/team/invite", Name: "invite", Door: Asked, Verb: "account.invite", Kind: access.Account, handler: (*visit).invite},
	{Method: "GET", Path: "/team/{account}", Name: "member", Door: Asked, Verb: "account.read", Kind: access.Account, handler: (*visit).member},
	{Method: "GET", Path: "/team/{account}/puede", Name: "explain", Door: Asked, Verb: "account.read", Kind: access.Account, handler: (*visit).explained},
	{Method: "POST", Path: "/team/{account}/invite", Name: "invite", Door: Asked, Verb: "account.invite", Kind: access.Account, handler: (*visit).inviteAgain},
	{Method: "POST", Path: "/team/{account}/grants", Name: "grant", Door: Asked, Verb: "role.grant", Kind: access.Account, handler: (*visit).grant},
	{Method: "POST", Path: "/team/{account}/grants/{grant}/revoke", Name: "revoke", Door: Asked, Verb: "role.revoke", Kind: access.Account, handler: (*visit).revoke},
	{Method: "POST", Path: "/team/{account}/sessions/end", Name: "end-sessions", Door: Asked, Verb: "session.end", Kind: access.Account, handler: (*visit).endSessions},
	{Method: "POST", Path: "/team/{account}/recovery", Name: "ask-recovery", Door: Asked, Verb: "recovery.ask", Kind: access.Account, handler: (*visit).askRecovery},
	{Method: "POST", Path: "/team/{account}/recovery/{recovery}", Name: "agree-recovery", Door: Asked, Verb: "recovery.agree", Kind: access.Account, handler: (*visit).agreeRecovery},
	{Method: "POST", Path: "/team/{account}/close", Name: "close", Door: Asked, Verb: "account.close", Kind: access.Account, handler: (*visit).closeAccount},
	{Method: "GET", Path: "/log", Name: "log", Door: Asked, Verb: "entry.read", Kind: access.Entry, handler: (*visit).log},
	{Method: "POST", Path: "/log", Name: "log", Door: Asked, Verb: "entry.read", Kind: access.Entry, handler: (*visit).narrowLog},
}

// mux is built from the table alone.
func (s *Server) mux() *http.ServeMux {
	mux := http.NewServeMux()
	for _, route := range Routes() {
		if route.Method == http.MethodGet {
			s.pages[strings.TrimSuffix(route.Path, "{$}")] = route
		}
		pattern := route.Path
		if route.Method != "" {
			pattern = route.Method + " " + route.Path
		}
		mux.Handle(pattern, s.answer(route))
	}
	return mux
}
