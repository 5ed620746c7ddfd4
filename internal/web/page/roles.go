package page

import (
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
)

// RoleName is what a role is called.
func RoleName(words locale.Printer, role string) string { return words.Text(staff.RoleKey(role)) }

// RoleLine is what somebody is, in one line: her only role, or the first and how
// many more.
func RoleLine(words locale.Printer, roles []string) string {
	switch len(roles) {
	case 0:
		return words.Text("web.role.none")
	case 1:
		return RoleName(words, roles[0])
	}
	return words.Count("web.role.more", len(roles)-1, RoleName(words, roles[0]))
}

// RoleNames are what the roles of some grants are called, each once.
func RoleNames(words locale.Printer, grants []trenza.Grant) []string {
	var names []string
	for _, g := range grants {
		if name := RoleName(words, g.Role); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// RoleOptions are the roles that a form offers. A participant has none here: she
// comes in by her own thread.
func RoleOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.grant.choose")}}
	for _, role := range trenza.Roles() {
		if role != trenza.RoleParticipant {
			options = append(options, Option{Value: role, Label: RoleName(words, role)})
		}
	}
	return options
}

// mayKey is the key of the sentence that says what a role is for.
func mayKey(role string) string { return "web.may." + role }

// verbText is what a verb of the journal says in words. One that has none shows
// as it is.
func verbText(words locale.Printer, verb string) string {
	key := "web.verb." + verb
	if !words.Has(key) {
		return verb
	}
	return words.Text(key)
}

// span says from when until when a role holds.
func span(words locale.Printer, from, until trenza.Day) string {
	if until == "" {
		return words.Text("web.grant.since", from)
	}
	return words.Text("web.grant.between", from, until)
}

// when writes a moment as Lima's clocks show it, "24 nov 2026, 14:05".
func when(words locale.Printer, at time.Time) string {
	if at.IsZero() {
		return words.Text("web.never")
	}
	local := at.In(trenza.Lima)
	return words.Day(trenza.DayOf(local)) + ", " + local.Format("15:04")
}

// Clock is the time of day of an instant, as a clock on the wall shows it: "8:42".
func Clock(at time.Time) string { return strings.TrimPrefix(at.In(trenza.Lima).Format("15:04"), "0") }

// moment reads an instant as the journal writes it; one that cannot be read is
// the zero time.
func moment(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// listed joins names as a sentence does.
func listed(names []string) string { return strings.Join(names, ", ") }

// groups parts a secret into fours, for whoever types it.
func groups(secret string) string {
	var parts []string
	for chunk := range slices.Chunk([]rune(secret), 4) {
		parts = append(parts, string(chunk))
	}
	return strings.Join(parts, " ")
}
