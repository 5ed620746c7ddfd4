package web

import (
	"encoding/json"
	"net/url"

	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// typed is a form that was sent when its session had ended, or when we failed.
type typed struct {
	Action string     `json:"action"`
	Values url.Values `json:"values"`
}

// typedLimit is how much of a form is kept.
const typedLimit = 64 << 10

// secretFields are never kept and never shown again.
var secretFields = []string{"password", "before", "again", "code"}

// keepTyped keeps a form until whoever typed it is back, or tries again, and
// reports whether it did: in her own session, awake or asleep, so that nobody else
// in this browser ever sees it. A form with a secret in it is not kept.
func (v *visit) keepTyped() bool {
	hers := v.account.ID != "" || v.sessions.GetString(v.ctx(), staff.SessionIdle) != ""
	if !hers || v.r.ParseForm() != nil {
		return false
	}
	form := v.r.PostForm
	if len(form) == 0 && v.takesFiles(v.r) {
		form = v.besidesFiles()
	}
	if len(form) == 0 {
		return false
	}
	for _, name := range secretFields {
		if form.Has(name) {
			return false
		}
	}
	text, err := json.Marshal(typed{v.r.URL.Path, form})
	if err != nil || len(text) > typedLimit {
		return false
	}
	v.sessions.Put(v.ctx(), sessionTyped, string(text))
	return true
}

// form returns the form of an address as it was typed before its session ended or
// we failed, once; mostly an untouched one.
func (v *visit) form(action string) page.Form {
	var kept typed
	text := v.sessions.GetString(v.ctx(), sessionTyped)
	if text == "" || json.Unmarshal([]byte(text), &kept) != nil || kept.Action != action {
		return page.Form{}
	}
	v.sessions.Remove(v.ctx(), sessionTyped)
	return page.Form{Values: kept.Values}
}
