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
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
)

// ThreadShow is a thread in words.
type ThreadShow struct {
	*pathway.Thread
	Name     string // "" where she is known by her code alone
	Facts    []Fact
	Steps    []Step // the latest first
	Path     string // of the page
	Sights   bool   // the reader may ask who has seen her
	Searches bool   // the reader came by a search
	Own      bool   // the reader is she
	Joins    []JoinShow
}

// Fact is something that is known, and its name.
type Fact struct{ Name, Text string }

// Step is something that she received or reached on a day.
type Step struct {
	Day       trenza.Day
	Title     string
	Where     []string // the programme and the place
	Outcomes  []string
	Milestone bool

	order int64 // of its entry, among those of a day
}

// SeenShow is who has seen somebody.
type SeenShow struct {
	Path   string // of her thread
	Own    bool   // the reader is she
	Sights []pathway.Sight
}

// NewThread puts a thread in words, on a day.
func NewThread(words locale.Printer, today trenza.Day, t *pathway.Thread) ThreadShow {
	show := ThreadShow{Thread: t, Steps: steps(words, t)}
	if !t.Identified {
		return show
	}
	for _, p := range t.Records {
		if name := called(p.Name()); show.Name == "" {
			show.Name = name
		} else if name != "" && name != show.Name {
			show.Facts = append(show.Facts, Fact{words.Text("web.thread.also"), name})
		}
		show.Facts = append(show.Facts, facts(words, today, p)...)
	}
	show.Facts = once(show.Facts)
	return show
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
		{words.Text("web.thread.nationality"), p.Nationality},
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

// steps are what she received and reached, the latest first.
func steps(words locale.Printer, t *pathway.Thread) (all []Step) {
	lang := words.Lang()
	for _, a := range t.Attentions {
		step := Step{Day: a.Day, Title: a.Title.In(lang), Where: whereText(a.Offerer.In(lang), a.Place), order: a.Entry}
		for _, outcome := range a.Outcomes {
			if outcome != programme.Delivered { // that she received it is why it is here
				step.Outcomes = append(step.Outcomes, outcomeText(words, outcome))
			}
		}
		if len(a.Outcomes) == 0 && a.Mark != "" {
			step.Outcomes = []string{words.Text("web.thread.mark." + a.Mark)}
		}
		all = append(all, step)
	}
	for _, m := range t.Milestones {
		all = append(all, Step{
			Day: m.Day, Title: m.Title.In(lang), Where: whereText(m.Offerer.In(lang), m.Place),
			Outcomes: []string{outcomeText(words, m.Outcome)}, Milestone: true, order: m.Entry,
		})
	}
	slices.SortStableFunc(all, func(a, b Step) int {
		return cmp.Or(-cmp.Compare(a.Day, b.Day), -cmp.Compare(a.order, b.order))
	})
	return all
}

func whereText(offerer string, place trenza.Place) []string {
	where := []string{offerer, placeText(place)}
	return slices.DeleteFunc(where, func(part string) bool { return part == "" })
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
