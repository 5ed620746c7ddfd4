package page

import (
	"slices"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
)

// PeopleShow is a search for somebody, with whom it found.
type PeopleShow struct {
	Text      string // that was searched for, "" before anything was
	Missing   string // a sentence, when nothing was typed
	Found     []FoundLine
	Registers bool // she may register whoever is not there
}

// FoundLine is somebody whom a search may mean.
type FoundLine struct {
	Path, Code string
	Name       string // "" where she is known by her code alone
	Under      []string
	Why        []Why
}

// under is what is said under her name.
func (l FoundLine) under() string { return strings.Join(l.Under, " · ") }

// NewFound puts who was found in words, on a day.
func NewFound(words locale.Printer, today trenza.Day, found []pathway.Spotted) (lines []FoundLine) {
	for _, f := range found {
		line := FoundLine{Path: "/hilos/" + f.Code, Code: f.Code}
		if p := f.Person; p != nil {
			line.Name = Called(p)
			if p.Identity.Called != "" {
				line.Under = append(line.Under, words.Text("web.registrar.found.called", p.Identity.Called))
			}
			if age := p.AgeOn(today); age != nil {
				line.Under = append(line.Under, words.Count("web.thread.age", *age))
			}
			if place := district(p.Identity.Address); place != "" {
				line.Under = append(line.Under, place)
			}
			if f.Registered != "" {
				line.Under = append(line.Under, words.Text("web.registrar.registered_on", f.Registered))
			}
		}
		if f.Numbered {
			line.Why = append(line.Why, Why{Tone: "same", Text: words.Text("web.registrar.found.number")})
		}
		for _, u := range f.Unlike {
			line.Why = append(line.Why, likeWords(words.Text("web.registrar.found."+u.How), u.Typed, u.Hers))
		}
		lines = append(lines, line)
	}
	return lines
}

// Called is what somebody is called, by the name that was given first.
func Called(p *registry.Person) string { return called(p.Name()) }

// district is a place by its name and the province that holds it.
func district(code trenza.Place) string {
	place, known := directory.PlaceOf(code)
	if !known {
		return ""
	}
	names := strings.Split(place.String(), ", ")
	if len(names) > 1 && names[1] != names[0] {
		return names[0] + ", " + names[1]
	}
	return names[0]
}

// RegisterShow is one step of registering somebody.
type RegisterShow struct {
	Form
	Number   string // of the form
	Step     int    // from 1
	Alike    AlikeShow
	Arrivals []Option
	Explains string // who explains the consents
	Goes     bool   // it was begun before, and goes on
}

// Steps are the names of the steps.
func (s RegisterShow) steps() []string { return []string{"who", "where", "life", "consents"} }

func (s RegisterShow) name() string { return s.steps()[s.Step-1] }

// AlikeShow is whom somebody resembles who is being registered.
type AlikeShow struct {
	People []AlikeLine
	Fields []string // that resemble theirs, by their names in the form
}

// has reports whether a field resembles somebody's.
func (a AlikeShow) has(field string) string {
	for _, f := range a.Fields {
		if f == field {
			return "match"
		}
	}
	return ""
}

// AlikeLine is one of them: no more than it takes to recognise her.
type AlikeLine struct {
	Token  string
	Name   string
	Under  string
	Strong bool // likely, in the words that people gave to such weights
	Opens  bool // whoever registers may say by herself that it is she
	Why    []Why
}

// Why is one thing that speaks for or against two people being one, with two words
// whose differing letters are marked.
type Why struct {
	Tone string // "same", "near" or "diff"
	Text string
	A, B Marked
}

// Marked is a word in three parts, the middle one marked.
type Marked struct{ Before, Mark, After string }

// html is the word, without a space that nobody wrote.
func (m Marked) html() string {
	text := templ.EscapeString(m.Before)
	if m.Mark != "" {
		text += "<mark>" + templ.EscapeString(m.Mark) + "</mark>"
	}
	return `<b class="num">` + text + templ.EscapeString(m.After) + "</b>"
}

// sentence is a reason with its words.
func (w Why) sentence(v View) templ.Component {
	text := templ.EscapeString(w.Text)
	if w.A != (Marked{}) {
		text += " " + w.A.html()
	}
	if w.B != (Marked{}) {
		text += " " + templ.EscapeString(v.Text("web.registrar.and")) + " " + w.B.html()
	}
	return templ.Raw("<span>" + text + "</span>")
}

// icon is the shape that says the same as the tone.
func (w Why) icon() string {
	switch w.Tone {
	case "same":
		return "check"
	case "diff":
		return "close"
	}
	return "alike"
}

// likeWords sets two words beside each other.
func likeWords(text, a, b string) Why {
	x, y := mark(a, b)
	return Why{Tone: "near", Text: text, A: x, B: y}
}

// mark parts two words into what they have in common at both ends, and what
// differs between.
func mark(a, b string) (Marked, Marked) {
	x, y := []rune(a), []rune(b)
	same := func(p, q rune) bool { return strings.EqualFold(string(p), string(q)) }
	begin := 0
	for begin < min(len(x), len(y)) && same(x[begin], y[begin]) {
		begin++
	}
	end := 0
	for end < min(len(x), len(y))-begin && same(x[len(x)-1-end], y[len(y)-1-end]) {
		end++
	}
	part := func(r []rune) Marked {
		return Marked{string(r[:begin]), string(r[begin : len(r)-end]), string(r[len(r)-end:])}
	}
	return part(x), part(y)
}

// NewAlike puts whom somebody resembles in words.
func NewAlike(words locale.Printer, typed registry.Record, found []pathway.Alike) (show AlikeShow) {
	for _, a := range found {
		under := []string{}
		if place := district(a.Person.Identity.Address); place != "" {
			under = append(under, place+".")
		}
		if a.Registered != "" {
			under = append(under, words.Text("web.registrar.registered_on", a.Registered))
		}
		line := AlikeLine{
			Name: Called(a.Person), Under: strings.Join(under, " "), Opens: a.Opens(),
			Strong: a.Certain || a.Band == live.NearlySame || a.Band == live.Probable,
		}
		w := whys{words: words, typed: typed, alike: a}
		line.Why = w.all()
		show.People = append(show.People, line)
		for _, field := range w.fields {
			if show.has(field) == "" {
				show.Fields = append(show.Fields, field)
			}
		}
	}
	return show
}

// purposes are the consents that are asked, in their order.
func purposes(words locale.Printer) (options []Option) {
	for _, purpose := range registry.Purposes() {
		options = append(options, Option{Value: purpose, Label: words.Text("web.thread.purpose." + purpose)})
	}
	return options
}

// choicesOf are choices whose labels stand under the keys that a function composes.
func choicesOf(words locale.Printer, key func(value string) string, values ...string) (options []Option) {
	for _, value := range values {
		options = append(options, Option{Value: value, Label: words.Text(key(strings.ToLower(value)))})
	}
	return options
}

func kindKey(kind string) string         { return "web.registrar.kind." + kind }
func countryKey(country string) string   { return "web.registrar.country." + country }
func difficultyKey(answer string) string { return "web.registrar.difficulty." + answer }
func basisKey(basis string) string       { return "web.registrar.basis." + basis }
func wayKey(way string) string           { return "web.registrar.way." + way }
func modeKey(mode string) string         { return "web.registrar.mode." + mode }

// kinds are the documents that a form asks for first; the others stand in a list.
func kinds(words locale.Printer) []Option {
	return choicesOf(words, kindKey, "CIV", "CPP", "PAS", "DNI", "CE", "SD")
}

// kindText names a kind of document inside a sentence: "cédula", and "CPP".
func kindText(words locale.Printer, kind string) string {
	name := []rune(words.Text(kindKey(strings.ToLower(kind))))
	if len(name) > 1 && unicode.IsLower(name[1]) {
		name[0] = unicode.ToLower(name[0])
	}
	return string(name)
}

// allKinds are all kinds of document, none first.
func allKinds(words locale.Printer) []Option {
	options := []Option{{}}
	return append(options, choicesOf(words, kindKey, registry.DocumentTypes()...)...)
}

// sexes, populations and stages of life, as reports call them.
func sexes(words locale.Printer) (options []Option) {
	for _, value := range []string{"F", "M", "I", "NS"} {
		options = append(options, Option{Value: value, Label: labelled(reach.BySex, value, words.Lang())})
	}
	return options
}

func populations(words locale.Printer) (options []Option) {
	for _, value := range registry.Populations() {
		options = append(options, Option{Value: value, Label: labelled(reach.ByPopulation, value, words.Lang())})
	}
	return options
}

func stages(words locale.Printer) (options []Option) {
	for _, value := range registry.LifeStages() {
		options = append(options, Option{Value: value, Label: words.Text("report.life_stage." + value)})
	}
	return options
}

// nationalities are those whom the programmes mostly meet, with the one that is
// chosen.
func nationalities(words locale.Printer, chosen string) []Option {
	options := append([]Option{{}}, choicesOf(words, countryKey, "VEN", "PER", "COL", "ECU", "BOL", "CUB", "HTI")...)
	if !slices.ContainsFunc(options, func(o Option) bool { return o.Value == chosen }) {
		options = append(options, Option{Value: chosen, Label: chosen})
	}
	return options
}

// difficulties are the answers to the six questions of the Washington Group.
func difficulties(words locale.Printer) []Option {
	return append([]Option{{}}, choicesOf(words, difficultyKey, "1", "2", "3", "4")...)
}

// functions are the six questions, by the names of their fields.
func functions() []string {
	return []string{"seeing", "hearing", "walking", "remembering", "selfcare", "communicating"}
}

// AmendShow is what a record says, to be corrected.
type AmendShow struct {
	Form
	Number string // of the form
	Path   string // of the thread
	Name   string
	Others []string // codes of the other records of the thread
}
