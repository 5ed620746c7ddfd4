package page

import (
	"net/url"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

// View is what every page knows of the visit that it is drawn for.
type View struct {
	locale.Printer
	Path     string              // where the visit is, for a form that comes back to it
	Theme    string              // "light", "dark", or "" for what the system says
	Who      *Who                // whoever has signed in; nil outside
	Rooms    []Room              // what the frame leads to
	Searches bool                // she may look for somebody
	Boxed    bool                // the page has a box of its own to look for somebody
	Saved    string              // when the server answered: "8:42"
	Idle     int                 // for how many seconds her session stays awake by itself
	Notice   *Notice             // what has just happened
	Demo     bool                // everybody in here is invented
	Asset    func(string) string // the address of a static file
	Renew    int                 // after how many seconds the page asks for itself anew, where there is no script; 0 for never
}

// mostTabs is how many rooms fit at the foot of a phone.
const mostTabs = 5

// tabs are the rooms at the foot of a phone. Where there are too many, her own
// account is in the menu, where it always is, and so are the last.
func (v View) tabs() []Room {
	if len(v.Rooms) <= mostTabs {
		return v.Rooms
	}
	others := v.withoutAccount()
	return others[:min(mostTabs, len(others))]
}

// untabbed are the rooms that a phone shows in the menu alone.
func (v View) untabbed() []Room {
	if len(v.Rooms) <= mostTabs {
		return nil
	}
	others := v.withoutAccount()
	return others[min(mostTabs, len(others)):]
}

func (v View) withoutAccount() []Room {
	return slices.DeleteFunc(slices.Clone(v.Rooms), func(r Room) bool { return r.Path == "/me" })
}

// Who is whoever has signed in.
type Who struct {
	Name string
	Role string // in words: her only role, or how many
}

// Room is a place that the frame leads to.
type Room struct {
	Key   string // of its name
	Path  string
	Icon  string
	Here  bool // the visit is in it
	Count int  // of what waits for her in it
}

// Notice says once what has just happened.
type Notice struct {
	Tone Tone
	Text string
}

// Tone is how a banner or a badge looks; its icon says the same.
type Tone string

// The tones.
const (
	Plain  Tone = ""
	Good   Tone = "ok"
	Warn   Tone = "warn"
	Danger Tone = "danger"
	Info   Tone = "info"
)

// icon returns the icon of a tone.
func (t Tone) icon() string {
	switch t {
	case Good:
		return "done"
	case Warn:
		return "warning"
	case Danger:
		return "alert"
	}
	return "info"
}

// Form is what was typed into a form and what is wrong with it. The zero Form
// is one that nobody has touched.
type Form struct {
	Values url.Values
	Faults []Fault
}

// Fault is one thing wrong with a form.
type Fault struct {
	Field string // name of the field, "" for the form as a whole
	Text  string
}

// Value returns what was typed into a field.
func (f Form) Value(field string) string { return f.Values.Get(field) }

// Fault returns what is wrong with a field, "" for nothing.
func (f Form) Fault(field string) string {
	if i := slices.IndexFunc(f.Faults, func(fault Fault) bool { return fault.Field == field }); i >= 0 {
		return f.Faults[i].Text
	}
	return ""
}

// Field is one input of a form.
type Field struct {
	Name     string
	Label    string // sentences, not keys
	Hint     string
	Type     string // "text" when empty
	Complete string // the autocomplete token
	Mode     string // the inputmode
	Class    string
	Longest  int
	Rows     int // lines that an area shows at first, 4 when 0
	Optional bool
	Fresh    bool // never filled with what was typed before: a secret
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// typed is what a field shows of what was typed. A field for a day shows a day
// alone: browsers know no other text for it.
func (f Field) typed(form Form) string {
	typed := form.Value(f.Name)
	if _, err := trenza.ParseDay(typed); f.Type == "date" && err != nil {
		return ""
	}
	return typed
}

// describedBy names the hint and the fault of a field for whoever hears the page.
func (f Field) describedBy(form Form) string {
	described := ""
	if f.Hint != "" {
		described = f.Name + "-hint"
	}
	if form.Fault(f.Name) != "" {
		described += " " + f.Name + "-fault"
	}
	return described
}

// Option is one choice of a list.
type Option struct {
	Value, Label string
	Hint         string // what it means, under it; "" for nothing
}
