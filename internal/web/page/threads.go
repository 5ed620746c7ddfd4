package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
)

// ThreadShow is a thread in words.
type ThreadShow struct {
	*pathway.Thread
	Name    string // "" where she is known by her code alone
	Called  string // how she wants to be called, "" for by her name
	About   string // how old she is, from where, and where she lives
	Badges  []BadgeShow
	Contact string   // how she may be reached safely, "" where nobody has asked her
	Carers  []string // names of those who accompany her, as far as the reader may know
	Facts   []Fact
	Next    []NextShow
	Mates   []MateShow
	Papers  []PaperShow
	Braid   BraidShow

	Path     string // of the page
	Beside   []Room // what else there is of her
	Note     string // where a service is recorded, "" where the reader records none
	Correct  string // where what is known of her is put right, "" where the reader may not
	Sights   bool   // the reader may ask who has seen her
	Searches bool   // the reader came by a search
	Own      bool   // the reader is she
	Joins    []JoinShow
}

// room is what the page is called in the frame: her own is in no room of the office.
func (t ThreadShow) room(words locale.Printer) string {
	if t.Own {
		return spoken(words, true, "title")
	}
	return words.Text("web.room.threads")
}

// Fact is something that is known, and its name.
type Fact struct{ Name, Text string }

// BadgeShow is a state in one to four words.
type BadgeShow struct {
	Tone Tone
	Text string
}

// SeenShow is who has seen somebody.
type SeenShow struct {
	Path   string // of her thread
	Own    bool   // the reader is she
	Audits string // where it stands who, by name; "" where the reader does not audit
	Sights []pathway.Sight
}

// NewThread puts a thread in words, on a day, for herself or for others. Colleagues
// are the names of those who work with her, by their accounts.
func NewThread(words locale.Printer, today trenza.Day, t *pathway.Thread, colleagues map[string]string, own bool) ThreadShow {
	show := ThreadShow{Thread: t, Own: own}
	if t.Forgotten {
		return show
	}
	for _, account := range t.Team {
		show.Carers = append(show.Carers, filled(colleagues[account])...)
	}
	if t.Identified {
		show.identify(words, today)
	}
	show.Next = next(words, today, t, colleagues, show.Next)
	show.Braid = newBraid(words, today, happened(words, t), show.Next, own)
	return show
}

// identify says who she is.
func (show *ThreadShow) identify(words locale.Printer, today trenza.Day) {
	for _, p := range show.Records {
		if name := called(p.Name()); show.Name == "" {
			show.Name = name
		} else if name != "" && name != show.Name {
			show.Facts = append(show.Facts, Fact{words.Text("web.thread.also"), name})
		}
		show.Facts = append(show.Facts, facts(words, today, p)...)
		show.Called = cmp.Or(show.Called, p.Identity.Called)
		show.Contact = cmp.Or(show.Contact, ContactText(words, p.Identity.Contact))
	}
	show.Facts = once(show.Facts)
	show.About = about(words, today, show.Records)
	show.Papers = papers(words, today, show.Records)
	show.Badges = paperBadges(show.Papers)
	show.Next = paperSteps(words, today, show.Papers, show.Own)
	show.Mates = mates(words, today, show.Household)
}

// called writes a name as people say it.
func called(n registry.Name) string { return strings.TrimSpace(n.Given + " " + n.Surnames) }

// facts are what a record says of her.
func facts(words locale.Printer, today trenza.Day, p *registry.Person) []Fact {
	side, lang := exchange.SideOf(p), words.Lang()
	all := []Fact{
		{words.Text("web.thread.born"), born(words, today, p)},
		{words.Text("web.thread.sex"), labelled(reach.BySex, p.Sex, lang)},
		{words.Text("web.thread.population"), labelled(reach.ByPopulation, p.Population, lang)},
		{words.Text("web.thread.nationality"), CountryText(words, p.Nationality)},
		{words.Text("web.thread.documents"), side.Documents},
		{words.Text("web.thread.phones"), side.Phones},
		{words.Text("web.thread.address"), placeText(p.Identity.Address)},
		{words.Text("web.thread.life"), lifeText(words, p)},
	}
	return slices.DeleteFunc(all, func(f Fact) bool { return f.Text == "" })
}

// born says when she was born, as closely as it is known, and how old she is.
func born(words locale.Printer, today trenza.Day, p *registry.Person) string {
	birth := p.Identity.Birth
	if birth.Reckoned() == "" {
		return ""
	}
	text := words.Day(birth.Day)
	switch birth.Precision {
	case "year":
		text = string(birth.Day[:4])
	case "month":
		text = string(birth.Day[:7])
	}
	if age := p.AgeOn(today); age != nil {
		text += ", " + words.Count("web.thread.age", *age)
	}
	return text
}

// labelled is what a value of a dimension is called, "" for none.
func labelled(by reach.Dimension, value, lang string) string {
	if value == "" {
		return ""
	}
	return report.Label(by, value, nil, lang)
}

// placeText is what a place is called, with what holds it: "Reque, Chiclayo,
// Lambayeque", and "Tumbes" for the district of that name.
func placeText(code trenza.Place) string {
	if place, known := directory.PlaceOf(code); known {
		return listed(slices.Compact(strings.Split(place.String(), ", ")))
	}
	return string(code)
}

// lifeText names the stages of life that a record says of her, and whether she
// lives with a disability.
func lifeText(words locale.Printer, p *registry.Person) string {
	var labels []string
	for _, stage := range slices.Concat(p.Identity.LifeStages, p.Health.LifeStages) {
		labels = append(labels, stage.Label)
	}
	if p.Health.Functioning.Disability() {
		labels = append(labels, "discapacidad")
	}
	for i, label := range labels {
		labels[i] = words.Text("report.life_stage." + label)
	}
	return listed(labels)
}

// once leaves out what several records say alike.
func once(facts []Fact) (different []Fact) {
	for _, f := range facts {
		if !slices.Contains(different, f) {
			different = append(different, f)
		}
	}
	return different
}

// outcomeText is what an outcome is called; one that a programme made up shows as
// it is.
func outcomeText(words locale.Printer, outcome string) string {
	if key := "report.outcome." + outcome; words.Has(key) {
		return words.Text(key)
	}
	return outcome
}

// seatText says since when somebody holds a seat, and until when she held it.
func seatText(words locale.Printer, s collective.HeldSeat) string {
	if s.Until == "" {
		return words.Text("web.thread.seat_since", s.Role, s.Since)
	}
	return words.Text("web.thread.seat_between", s.Role, s.Since, s.Until)
}

// consentText says when she consented, and when she took it back.
func consentText(words locale.Printer, c registry.Consent) string {
	if c.Revoked == "" {
		return words.Text("web.thread.consent_given", c.Given)
	}
	return words.Text("web.thread.consent_revoked", c.Given, c.Revoked)
}

// classesText names what kinds of thing somebody saw.
func classesText(words locale.Printer, classes []trenza.Class) string {
	names := make([]string, len(classes))
	for i, class := range classes {
		names[i] = words.Text("web.thread.class." + strings.ToLower(class.String()))
	}
	return listed(names)
}

// Sensitive reports whether anything sensitive is shown.
func (t ThreadShow) Sensitive() bool { return t.Class >= trenza.P3 }

// spoken says something of somebody to others, or of herself to her.
func spoken(words locale.Printer, own bool, part string) string {
	if own {
		return words.Text("web.thread.own." + part)
	}
	return words.Text("web.thread.hers." + part)
}
