package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/web/page"
)

// draft is what was typed of somebody who is being registered. It is kept in the
// session, sealed with it, under the number of its form: it survives a step back, a
// restart of the server and a session that falls asleep, and it dies with the
// session. Nothing of it stands in an address or in a page but its own.
type draft struct {
	Form   string     `json:"form"`
	Values url.Values `json:"values,omitempty"`
	Not    []string   `json:"not,omitempty"`    // threads that are somebody else's, as she says
	Review bool       `json:"review,omitempty"` // she is not sure, and asks others
	Saved  string     `json:"saved,omitempty"`  // code of the thread, once it is kept
}

// mostDrafts is how many forms somebody may have open at a time; the oldest is
// forgotten.
const mostDrafts = 4

// drafts are those of the session, the oldest first.
func (v *visit) drafts() (all []draft) {
	if text := v.sessions.GetString(v.ctx(), sessionDrafts); text != "" && json.Unmarshal([]byte(text), &all) != nil {
		return nil
	}
	return all
}

// draft is the one of a form, an empty one when nothing is kept of it.
func (v *visit) draft(form string) draft {
	all := v.drafts()
	if i := slices.IndexFunc(all, func(d draft) bool { return d.Form == form }); i >= 0 {
		return all[i]
	}
	return draft{Form: form, Values: url.Values{}}
}

// unfinished is the number of the form that was last typed into and not kept, or a
// new one.
func (v *visit) unfinished() string {
	for _, d := range slices.Backward(v.drafts()) {
		if d.Saved == "" && len(d.Values) > 0 {
			return d.Form
		}
	}
	return formNumber()
}

// keepDraft keeps a draft as it is now.
func (v *visit) keepDraft(d draft) error {
	all := slices.DeleteFunc(v.drafts(), func(other draft) bool { return other.Form == d.Form })
	all = append(all, d)
	text, err := json.Marshal(all[max(0, len(all)-mostDrafts):])
	if err == nil {
		v.sessions.Put(v.ctx(), sessionDrafts, string(text))
	}
	return err
}

// dropDraft forgets one.
func (v *visit) dropDraft(form string) error {
	all := slices.DeleteFunc(v.drafts(), func(other draft) bool { return other.Form == form })
	text, err := json.Marshal(all)
	if err == nil {
		v.sessions.Put(v.ctx(), sessionDrafts, string(text))
	}
	return err
}

// longestTyped is how much of a field is kept.
const longestTyped = 400

// typed takes over what one step of the form asks for: what it asks for and is
// empty now is empty.
func (d *draft) typed(values url.Values, fields []string) {
	for _, name := range fields {
		d.Values.Del(name)
		for _, value := range values[name] {
			if value = strings.TrimSpace(value); value != "" && len(value) <= longestTyped && len(d.Values[name]) < 20 {
				d.Values.Add(name, value)
			}
		}
	}
}

// form is what a step shows.
func (d *draft) form(faults ...page.Fault) page.Form {
	return page.Form{Values: d.Values, Faults: faults}
}
