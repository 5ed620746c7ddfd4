package web

import (
	"encoding/json"
	"net/http"
	"net/url"
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
	typed := v.sessions.GetString(v.ctx(), sessionTyped)
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
	return nil
}

// awake gives a session that fell asleep back to whoever it belongs to.
func (v *visit) awake(account string) {
	v.sessions.Remove(v.ctx(), staff.SessionIdle)
	v.sessions.Put(v.ctx(), staff.SessionAccount, account)
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

// typed is a form that was sent when its session had ended.
type typed struct {
	Action string     `json:"action"`
	Values url.Values `json:"values"`
}

// typedLimit is how much of a form is kept.
const typedLimit = 64 << 10

// secretFields are never kept and never shown again.
var secretFields = []string{"password", "before", "again", "code"}

// keepTyped keeps a form until whoever typed it is back, and reports whether it
// did: in her own session, which is asleep, so that nobody else in this browser
// ever sees it. A form with a secret in it is not kept.
func (v *visit) keepTyped() bool {
	if v.sessions.GetString(v.ctx(), staff.SessionIdle) == "" || v.r.ParseForm() != nil || len(v.r.PostForm) == 0 {
		return false
	}
	for _, name := range secretFields {
		if v.r.PostForm.Has(name) {
			return false
		}
	}
	text, err := json.Marshal(typed{v.r.URL.Path, v.r.PostForm})
	if err != nil || len(text) > typedLimit {
		return false
	}
	v.sessions.Put(v.ctx(), sessionTyped, string(text))
	return true
}

// form returns the form of an address as it was typed before its session ended,
// once; mostly an untouched one.
func (v *visit) form(action string) page.Form {
	var kept typed
	text := v.sessions.GetString(v.ctx(), sessionTyped)
	if text == "" || json.Unmarshal([]byte(text), &kept) != nil || kept.Action != action {
		return page.Form{}
	}
	v.sessions.Remove(v.ctx(), sessionTyped)
	return page.Form{Values: kept.Values}
}

// browsers and systems name what somebody signs in on, the first that fits.
var (
	browsers = [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"Chrome/", "Chrome"}, {"CriOS", "Chrome"}, {"Safari/", "Safari"}}
	systems  = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS X", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
)

// deviceOf names a browser and its system, "Firefox, Windows", and nothing that
// tells one such device from another.
func deviceOf(agent string) string {
	var parts []string
	for _, names := range [][][2]string{browsers, systems} {
		for _, n := range names {
			if strings.Contains(agent, n[0]) {
				parts = append(parts, n[1])
				break
			}
		}
	}
	return strings.Join(parts, ", ")
}
