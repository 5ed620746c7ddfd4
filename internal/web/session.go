package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// What the pages keep in a session, beside what package staff keeps. All of it is
// text, sealed at rest with the session.
const (
	sessionPending  = "pending"  // who has shown her password and still owes a factor
	sessionCeremony = "ceremony" // of a passkey, taken out when it is answered
	sessionSecret   = "secret"   // of a code generator that she has not confirmed
	sessionStepped  = "stepped"  // when she last showed her password or passkey again
	sessionNotice   = "notice"   // what the next page says once
	sessionLink     = "link"     // a link that the next page shows once
	sessionTyped    = "typed"    // a form that could not be sent
	sessionDrafts   = "drafts"   // what was typed of people who are being registered
	sessionSearches = "searches" // what she looked for
)

// fresh is how long a step-up holds.
const fresh = 5 * time.Minute

// newSessions binds the sessions of package staff to a cookie. Under https its
// name keeps it to this host, without exception.
func (s *Server) newSessions() *scs.SessionManager {
	manager := s.Desk.SessionManager()
	manager.Cookie = scs.SessionCookie{
		Name: s.cookieName("session"), Path: "/", HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	}
	manager.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		s.Log.Error("session", "number", traceOf(r.Context()).number, "error", err)
		s.refuse(w, r, http.StatusInternalServerError, "web.problem.ours")
	}
	return manager
}

func (s *Server) cookieName(name string) string {
	if s.secure() {
		return "__Host-" + name
	}
	return name
}

// open begins the session of somebody who has shown all that she must. The token
// is a new one, whatever the browser came with.
func (v *visit) open(account staff.Account) error {
	typed, drafts := v.sessions.GetString(v.ctx(), sessionTyped), v.sessions.GetString(v.ctx(), sessionDrafts)
	same := v.sessions.GetString(v.ctx(), staff.SessionIdle) == account.ID
	if err := v.sessions.Clear(v.ctx()); err != nil {
		return err
	}
	if err := v.sessions.RenewToken(v.ctx()); err != nil {
		return err
	}
	v.sessions.Put(v.ctx(), staff.SessionDevice, deviceOf(v.r.UserAgent()))
	v.sessions.Put(v.ctx(), staff.SessionAccount, account.ID)
	if same && typed != "" {
		v.sessions.Put(v.ctx(), sessionTyped, typed)
	}
	if same && drafts != "" {
		v.sessions.Put(v.ctx(), sessionDrafts, drafts)
	}
	return nil
}

// awake gives a session that fell asleep back to whoever it belongs to, under
// a new token: who copied the old one while it slept has nothing.
func (v *visit) awake(account string) error {
	if err := v.sessions.RenewToken(v.ctx()); err != nil {
		return err
	}
	v.sessions.Remove(v.ctx(), staff.SessionIdle)
	v.sessions.Put(v.ctx(), staff.SessionAccount, account)
	return nil
}

// steppedUp reports whether she showed her password or passkey a moment ago.
func (v *visit) steppedUp() bool {
	at, err := time.Parse(time.RFC3339, v.sessions.GetString(v.ctx(), sessionStepped))
	return err == nil && v.now().Sub(at) < fresh
}

// noteStepUp remembers a step-up. What a session opens grows by it, so its token
// is a new one.
func (v *visit) noteStepUp() error {
	if err := v.sessions.RenewToken(v.ctx()); err != nil {
		return err
	}
	v.sessions.Put(v.ctx(), sessionStepped, v.now().Format(time.RFC3339))
	return nil
}

func (s *Server) now() time.Time {
	if s.Desk.Now != nil {
		return s.Desk.Now().UTC()
	}
	return time.Now().UTC()
}

// tell leaves a sentence for the next page.
func (v *visit) tell(tone page.Tone, text string) {
	v.sessions.Put(v.ctx(), sessionNotice, string(tone)+" "+text)
}

// tellGood leaves the sentence of something done.
func (v *visit) tellGood(key string, args ...any) { v.tell(page.Good, v.words.Text(key, args...)) }

// notice takes the sentence that was left.
func (v *visit) notice() *page.Notice {
	tone, text, found := strings.Cut(v.sessions.PopString(v.ctx(), sessionNotice), " ")
	if !found {
		return nil
	}
	return &page.Notice{Tone: page.Tone(tone), Text: text}
}
