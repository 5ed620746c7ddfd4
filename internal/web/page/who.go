package page

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
)

// MateShow is somebody with whom she lives.
type MateShow struct {
	Name string // and how old she is; "" where the reader knows her by her code alone
	Code string
	Role string
}

// mates are those with whom she lives.
func mates(words locale.Printer, today trenza.Day, all []pathway.Mate) (shown []MateShow) {
	for _, m := range all {
		show := MateShow{Code: m.Code, Role: upperFirst(m.Role)}
		if m.Person != nil {
			show.Name = called(m.Person.Name())
			if age := m.Person.AgeOn(today); age != nil && show.Name != "" {
				show.Name += ", " + words.Count("web.thread.age", *age)
			}
		}
		shown = append(shown, show)
	}
	return shown
}

// about says in a line how old she is, from where, and where she lives.
func about(words locale.Printer, today trenza.Day, records []*registry.Person) string {
	var age, from, lives string
	for _, p := range records {
		if years := p.AgeOn(today); age == "" && years != nil {
			age = words.Count("web.thread.age", *years)
		}
		if country := CountryText(words, p.Nationality); from == "" && country != "" {
			from = words.Text("web.hilo.from", country)
		}
		if place := placeText(p.Identity.Address); lives == "" && place != "" {
			lives = words.Text("web.hilo.lives", place)
		}
	}
	var sentences []string
	if first := listed(filled(age, from)); first != "" {
		sentences = append(sentences, upperFirst(first)+".")
	}
	return strings.Join(append(sentences, filled(lives)...), " ")
}

// filled leaves out what is empty.
func filled(texts ...string) (full []string) {
	for _, text := range texts {
		if text != "" {
			full = append(full, text)
		}
	}
	return full
}

// upperFirst begins a text as a sentence does.
func upperFirst(text string) string {
	letters := []rune(text)
	if len(letters) == 0 {
		return ""
	}
	return strings.ToUpper(string(letters[:1])) + string(letters[1:])
}

// CountryText is what a country is called, by its ISO 3166 alpha-3 code; a code
// that is none shows as it is.
func CountryText(words locale.Printer, code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(language.Make(words.Lang())).Name(region); name != "" {
		return name
	}
	return code
}

// ContactText says how somebody may be reached without putting her in danger, ""
// where nobody has asked her.
func ContactText(words locale.Printer, c registry.Contact) string {
	if c.Empty() {
		return ""
	}
	calls := len(c.Ways) == 0 || slices.Contains(c.Ways, "call")
	var sentences []string
	if by := contactBy(words, c); by != "" {
		sentences = append(sentences, upperFirst(by)+".")
	}
	switch {
	case c.Message:
		sentences = append(sentences, words.Text("web.hilo.contact_message"))
	case calls:
		sentences = append(sentences, words.Text("web.hilo.contact_no_message"))
	default:
		sentences = append(sentences, words.Text("web.hilo.contact_no_call"))
	}
	if c.AskFor != "" {
		sentences = append(sentences, words.Text("web.hilo.contact_ask_for", c.AskFor))
	}
	return strings.Join(sentences, " ")
}

// contactBy says by which ways and when somebody may be reached: "WhatsApp o visita,
// de 9 a 13 h".
func contactBy(words locale.Printer, c registry.Contact) string {
	var ways []string
	for _, way := range c.Ways {
		ways = append(ways, words.Text("web.hilo.way."+way))
	}
	by := strings.Join(ways, words.Text("web.hilo.way_or"))
	if c.From == "" {
		return by
	}
	return listed(filled(by, words.Text("web.hilo.contact_hours", hourText(c.From), hourText(c.To))))
}

// hourText writes an hour as people say it: "9" for "09:00", "9:30" for "09:30".
func hourText(hour string) string {
	return strings.TrimPrefix(strings.TrimSuffix(hour, ":00"), "0")
}
