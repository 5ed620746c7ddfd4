package page

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
)

// DefinitionShow is a programme's definition in words.
type DefinitionShow struct {
	Programme *programme.Definition
	Facts     []Fact
	Offers    []StrandOffer
	Figures   []FigureRule
	Sources   []string
	Adopts    bool // the reader may bring a new version into use
}

// StrandOffer is what a strand offers.
type StrandOffer struct {
	Strand   Strand
	Title    string
	Services []ServiceOffer
}

// ServiceOffer is a service in words.
type ServiceOffer struct {
	Title string
	Says  []string // how it is recorded, what completes it, who gives it
	Class string   // how closely its rows are kept
}

// FigureRule is what an indicator counts.
type FigureRule struct {
	ID, Title, Rule string
	Facts           []Fact
}

// NewDefinition puts a definition in words.
func NewDefinition(words locale.Printer, d *programme.Definition, adopts bool) DefinitionShow {
	show := DefinitionShow{Programme: d, Facts: definitionFacts(words, d), Offers: offers(words, d), Adopts: adopts}
	for i := range d.Indicators {
		show.Figures = append(show.Figures, figureRule(words, d, &d.Indicators[i]))
	}
	for _, s := range d.Sources {
		show.Sources = append(show.Sources, listed([]string{s.Publisher, s.Title, s.Date}))
	}
	return show
}

// definitionFacts say where, when, with whom and for whom.
func definitionFacts(words locale.Printer, d *programme.Definition) []Fact {
	lang := words.Lang()
	var places, people, phases []string
	for _, p := range d.Places {
		places = append(places, placeText(p.Code))
	}
	for _, p := range d.Populations {
		people = append(people, p.Title.In(lang))
	}
	for _, p := range d.Phases {
		phases = append(phases, p.Title.In(lang)+spanText(words, p.Starts, p.Ends))
	}
	facts := []Fact{
		{words.Text("web.programme.for"), strings.Join(people, "; ")},
		{words.Text("web.programme.where"), strings.Join(places, "; ")},
		{words.Text("web.programme.when"), strings.TrimSpace(spanText(words, d.Starts, d.Ends))},
		{words.Text("web.programme.phases"), strings.Join(phases, "; ")},
	}
	for _, role := range organisationRoles {
		var names []string
		for _, o := range d.Organisations {
			if o.Role == role {
				names = append(names, o.Name)
			}
		}
		facts = append(facts, Fact{words.Text("web.programme.role." + role), strings.Join(names, "; ")})
	}
	facts = append(facts,
		Fact{words.Text("web.programme.disclosure"), words.Text("web.programme.disclosure." + d.Disclosure)},
		Fact{words.Text("web.programme.version_is"), words.Number(d.Version)})
	return slices.DeleteFunc(facts, func(f Fact) bool { return f.Text == "" })
}

// organisationRoles are what an organisation may be to a programme, in the order
// in which they are told.
var organisationRoles = []string{"runs", "division", "partner", "facilitator", "funder", "venue", "community"}

// spanText says from when to when, with a space before it; "" when neither is
// known.
func spanText(words locale.Printer, from, to trenza.Day) string {
	switch {
	case from != "" && to != "":
		return " " + words.Text("web.programme.between", words.Day(from), words.Day(to))
	case from != "":
		return " " + words.Text("web.programme.since", words.Day(from))
	case to != "":
		return " " + words.Text("web.programme.until", words.Day(to))
	}
	return ""
}

// offers are the services by their strands, in the order of the file.
func offers(words locale.Printer, d *programme.Definition) (all []StrandOffer) {
	for _, s := range d.Strands {
		offer := StrandOffer{Strand: Strand(s.ID), Title: s.Title.In(words.Lang())}
		for i := range d.Services {
			if d.Services[i].Strand == s.ID {
				offer.Services = append(offer.Services, serviceOffer(words, d, &d.Services[i]))
			}
		}
		all = append(all, offer)
	}
	return all
}

func serviceOffer(words locale.Printer, d *programme.Definition, s *programme.Service) ServiceOffer {
	offer := ServiceOffer{Title: s.Title.In(words.Lang()), Class: words.Text("web.programme.class." + strings.ToLower(s.Class.String()))}
	var modes []string
	for _, m := range s.Modes {
		modes = append(modes, words.Text("web.programme.mode."+string(m)))
	}
	offer.Says = append(offer.Says, sentence(listed(modes)))
	if c := s.Course; c != nil {
		hours := strconv.FormatFloat(float64(c.Minutes)/60, 'f', -1, 64)
		offer.Says = append(offer.Says, words.Text("web.programme.course", c.Sessions, hours, c.Share))
	}
	if m := s.Milestone; m != nil {
		offer.Says = append(offer.Says, words.Text("web.programme.milestone", m.Sessions))
	}
	if s.Partner != "" {
		offer.Says = append(offer.Says, words.Text("web.programme.given_by", organisationName(d, s.Partner)))
	}
	if s.Topic != "" {
		offer.Says = append(offer.Says, words.Text("web.programme.topic"))
	}
	return offer
}

// sentence begins with a capital letter and ends with a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	letters := []rune(text)
	return strings.ToUpper(string(letters[:1])) + string(letters[1:]) + "."
}

func organisationName(d *programme.Definition, id string) string {
	for _, o := range d.Organisations {
		if o.ID == id {
			return o.Name
		}
	}
	return id
}

// figureRule says what an indicator counts, of whom, and what was published.
func figureRule(words locale.Printer, d *programme.Definition, i *programme.Indicator) FigureRule {
	lang := words.Lang()
	rule := FigureRule{ID: i.ID, Title: i.Title.In(lang), Rule: i.Rule.In(lang)}
	add := func(key, text string) {
		if text != "" {
			rule.Facts = append(rule.Facts, Fact{words.Text(key), text})
		}
	}
	add("report.unit", words.Text("web.programme.unit."+i.Unit))
	add("web.programme.counts", termsText(words, d, i.Of))
	add("web.programme.whom", whoText(words, i.Who))
	add("report.qualifier", words.Text("report.qualifier_as."+i.Qualifier))
	if i.Target != nil {
		add("report.target", words.Number(*i.Target))
	}
	if p := i.Published; p != nil {
		add("report.published", words.Text("web.programme.published", p.Value, p.Unit.In(lang), words.Text("report.qualifier_as."+p.Qualifier), words.Day(p.AsOf)))
	}
	return rule
}

// termsText names the services that count, with what has to have come of each.
func termsText(words locale.Printer, d *programme.Definition, terms programme.Terms) string {
	names := make([]string, len(terms))
	for n, t := range terms {
		names[n] = t.Service
		s, known := d.Service(t.Service)
		if known {
			names[n] = s.Title.In(words.Lang())
		}
		if known && s.Milestone != nil && s.Milestone.Outcome == t.Outcome {
			names[n] += " (" + words.Text("web.programme.from_sessions", s.Milestone.Sessions) + ")"
		} else {
			names[n] += " (" + outcomeText(words, t.Outcome) + ")"
		}
	}
	return strings.Join(names, "; ")
}

// whoText says whom an indicator is narrowed to, "" for everybody.
func whoText(words locale.Printer, w programme.Who) string {
	var parts []string
	if w.Sex != "" {
		parts = append(parts, words.Text("web.programme.sex", words.Text("report.value."+strings.ToLower(w.Sex))))
	}
	if w.MinAge != nil {
		parts = append(parts, words.Text("web.programme.min_age", *w.MinAge))
	}
	if w.MaxAge != nil {
		parts = append(parts, words.Text("web.programme.max_age", *w.MaxAge))
	}
	if w.Committee {
		parts = append(parts, words.Text("web.programme.committee"))
	}
	return listed(parts)
}

// VersionShow is the file of a programme as somebody changes it.
type VersionShow struct {
	Programme *programme.Definition
	Form      Form
	Mistakes  []MistakeShow
	Trial     *TrialShow // nil until the file is sound and was tried
}

// MistakeShow is one thing wrong with a file, at its place.
type MistakeShow struct {
	Line, Column int
	Text         string
	Before, At   string // the line up to the place, and from there on
	Meant        string // what may have been meant, "" for nothing
}

// MistakesOf puts what is wrong with a file in words; nothing for another error.
func MistakesOf(words locale.Printer, err error) (all []MistakeShow) {
	mistakes, is := errors.AsType[programme.Mistakes](err)
	if !is {
		return nil
	}
	lines := strings.Split(string(mistakes.Text), "\n")
	for _, m := range mistakes.List {
		show := MistakeShow{Line: m.Line, Column: m.Column, Text: words.Text(m.Key, m.Args...)}
		if m.Line >= 1 && m.Line <= len(lines) {
			letters := []rune(lines[m.Line-1])
			at := min(max(m.Column-1, 0), len(letters))
			show.Before, show.At = string(letters[:at]), string(letters[at:])
		}
		if m.Suggestion != "" {
			show.Meant = words.Text("programme.did_you_mean", m.Suggestion)
		}
		all = append(all, show)
	}
	return all
}

// TrialShow is what a new version changes.
type TrialShow struct {
	Version int
	Changes []string
	Figures []TrialFigure
}

// TrialFigure is a figure now and then; one of the two is "" where the indicator
// is not there.
type TrialFigure struct {
	Title, Now, Then string
	Moves            bool
}

// NewTrial puts in words what a version changes.
func NewTrial(words locale.Printer, now, then *programme.Definition, t report.Trial) *TrialShow {
	show := &TrialShow{Version: then.Version}
	for _, d := range programme.Differences(now, then) {
		show.Changes = append(show.Changes, words.Text("web.programme.change."+string(d.Kind)+"."+string(d.What), d.Title.In(words.Lang())))
	}
	before := make(map[string]report.Line)
	for _, l := range t.Now.Lines(words.Lang()) {
		before[l.ID] = l
	}
	for _, l := range t.Then.Lines(words.Lang()) {
		old, was := before[l.ID]
		delete(before, l.ID)
		show.Figures = append(show.Figures, TrialFigure{l.Title, old.Value, l.Value, !was || old.Value != l.Value})
	}
	for _, l := range t.Now.Lines(words.Lang()) {
		if _, gone := before[l.ID]; gone {
			show.Figures = append(show.Figures, TrialFigure{l.Title, l.Value, "", true})
		}
	}
	return show
}
