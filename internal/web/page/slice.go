package page

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
)

// SliceShow is what was asked of the figures and the answer to it.
type SliceShow struct {
	Programme  *programme.Definition
	Form       Form
	Period     trenza.Period
	Indicators []Option
	Services   []Option
	Today      trenza.Day
	Query      url.Values     // of an address that asks the same
	Sliced     *report.Sliced // nil where there is no answer
	Refused    string         // why there is none
}

// SliceFields are the fields of the form, as an address names them.
func SliceFields() []string {
	return []string{
		"indicator", "service", "match", "period", "from", "to", "place", "sex", "age", "population", "disability", "stage",
		"coming", "unit", "by", "by2",
	}
}

// narrowed reports whether anything was asked that the form folds away.
func (s SliceShow) narrowed() bool {
	return slices.ContainsFunc([]string{"service", "population", "disability", "stage", "coming", "unit"}, s.Query.Has)
}

func chosen(words locale.Printer, prefix string, values ...string) []Option {
	options := []Option{{Label: words.Text("web.results.any")}}
	for _, value := range values {
		options = append(options, Option{Value: value, Label: words.Text(prefix + value)})
	}
	return options
}

func sexOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.results.any")}}
	for _, sex := range []string{"F", "M", "I", "NS"} {
		options = append(options, Option{Value: sex, Label: report.Label(reach.BySex, sex, nil, words.Lang())})
	}
	return options
}

// ageBands are those by which people are parted, and those of adults and children.
var ageBands = []string{"0-11", "12-17", "18-29", "30-59", "60+", "0-17", "18+"}

func ageOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.results.any")}}
	for _, band := range ageBands {
		options = append(options, Option{Value: band, Label: words.Text("web.results.years", band)})
	}
	return options
}

func populationOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.results.any")}}
	for _, population := range []string{"in_destination", "in_transit", "pendular", "host_community", "returnee"} {
		options = append(options, Option{Value: population, Label: report.Label(reach.ByPopulation, population, nil, words.Lang())})
	}
	return options
}

func stageOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.results.any")}}
	for flag := int64(1); flag < registry.FlagDisability; flag <<= 1 {
		value := strconv.FormatInt(flag, 10)
		options = append(options, Option{Value: value, Label: report.Label(reach.ByLifeStage, value, nil, words.Lang())})
	}
	return options
}

// indicatorOptions are the figures whose people may be cut.
func (s SliceShow) indicatorOptions(words locale.Printer) []Option {
	return append([]Option{{Label: words.Text("web.results.everybody")}}, s.Indicators...)
}

func (s SliceShow) comingOptions(words locale.Printer) []Option {
	return chosen(words, "web.results.coming.", "new", "returning")
}

func (s SliceShow) matchOptions(words locale.Printer) []Option {
	return []Option{{Label: words.Text("web.results.match.any")}, {Value: "all", Label: words.Text("web.results.match.all")}}
}

func (s SliceShow) unitOptions(words locale.Printer) []Option {
	options := []Option{
		{Label: words.Text("web.results.unit.person")},
		{Value: string(reach.Households), Label: words.Text("web.results.unit.household")},
	}
	if s.committees() {
		options = append(options, Option{Value: string(reach.Committees), Label: words.Text("web.results.unit.committee")})
	}
	return options
}

// committees reports whether the programme counts committees at all.
func (s SliceShow) committees() bool {
	return slices.ContainsFunc(s.Programme.Indicators, func(i programme.Indicator) bool { return i.Unit == string(reach.Committees) })
}

// noun is what the answer counts.
func (s SliceShow) noun(words locale.Printer) string { return peopleNoun(words, s.Sliced) }

func peopleNoun(words locale.Printer, a *report.Sliced) string {
	who := a.Question.Who
	switch {
	case a.Question.Unit == reach.Committees:
		return words.Text("web.results.noun.committees")
	case a.Question.Unit == reach.Households:
		return words.Text("web.results.noun.households")
	case who.Sex == "F" && who.MinAge != nil && *who.MinAge >= 18:
		return words.Text("web.results.noun.women")
	}
	return words.Text("web.results.noun.people")
}

// rowsNoun is what the rows of the answer are: services, or whatever a figure is
// counted by.
func rowsNoun(words locale.Printer, a *report.Sliced) string {
	if a.Indicator != nil {
		return words.Text("web.results.noun.rows")
	}
	return words.Text("web.results.noun.services")
}

// roughly is a number that may be rounded, as it is where small groups are covered,
// in words.
func roughly(words locale.Printer, rounded bool, n report.Number) string {
	if rounded && n.Mark == "" && n.Count > 0 {
		return words.Text("report.about", words.Number(n.Count))
	}
	return numberText(words, n)
}

// Said lists in words what a slice asked.
func Said(words locale.Printer, a *report.Sliced) (said []string) {
	q, lang := a.Question, words.Lang()
	say := func(yes bool, text string) {
		if yes && text != "" {
			said = append(said, text)
		}
	}
	if a.Indicator != nil {
		say(true, a.Indicator.Title.In(lang))
	} else {
		say(true, servicesText(words, a))
	}
	say(true, periodText(words, q.Period))
	if place, known := directory.PlaceOf(q.Place); known {
		say(true, place.String())
	}
	if a.Indicator == nil {
		say(q.Who.Sex != "", report.Label(reach.BySex, q.Who.Sex, nil, lang))
	}
	say(a.Indicator == nil || q.Who.MaxAge != nil, agesText(words, q.Who))
	if q.Who.Population != "" {
		say(true, report.Label(reach.ByPopulation, q.Who.Population, nil, lang))
	}
	for flag := int64(1); flag <= registry.FlagDisability; flag <<= 1 {
		if q.Who.Every&flag != 0 {
			say(true, report.Label(reach.ByLifeStage, strconv.FormatInt(flag, 10), nil, lang))
		}
	}
	say(q.Unit == reach.Households, words.Text("web.results.households"))
	say(q.New, words.Text("web.results.coming.new"))
	say(q.Returning, words.Text("web.results.coming.returning"))
	return said
}

// servicesText says which services were asked for: all of them, one, or several
// together or not.
func servicesText(words locale.Printer, a *report.Sliced) string {
	asked := len(a.Services)
	if a.Every {
		return words.Text("web.results.every")
	}
	if asked == 1 {
		s, _ := a.Definition.Service(a.Services[0])
		return s.Title.In(words.Lang())
	}
	if a.Question.All {
		return words.Count("web.results.all_of", asked)
	}
	return words.Count("web.results.any_of", asked)
}

func periodText(words locale.Printer, p trenza.Period) string {
	switch {
	case p.From != "" && p.To != "":
		return words.Text("report.period_between", p.From, p.To)
	case p.From != "":
		return words.Text("report.period_from", p.From)
	case p.To != "":
		return words.Text("report.period_to", p.From, p.To)
	}
	return words.Text("report.period_all")
}

func agesText(words locale.Printer, who reach.Who) string {
	switch {
	case who.MinAge != nil && who.MaxAge != nil:
		return words.Text("web.results.years", strconv.Itoa(*who.MinAge)+"-"+strconv.Itoa(*who.MaxAge))
	case who.MinAge != nil:
		return words.Text("web.results.years", strconv.Itoa(*who.MinAge)+"+")
	}
	return ""
}

// labels are the words for a part.
func partLabels(words locale.Printer, a *report.Sliced, p report.SlicePart) []string {
	labels := make([]string, len(p.Values))
	for i, value := range p.Values {
		labels[i] = report.Label(a.Question.By[i], value, a.Definition, words.Lang())
	}
	return labels
}

// Rules says by which position, extent and rule an answer holds.
func Rules(words locale.Printer, a *report.Sliced) (rules []string) {
	rules = append(rules, words.Text("report.position", strconv.FormatInt(a.Question.AsOf, 10)))
	if a.Covered {
		rules = append(rules, words.Text("web.results.rule_covered", report.Rule, a.Least))
	} else {
		rules = append(rules, words.Text("web.results.rule_exact"))
	}
	if extent := report.ExtentText(a.Definition, a.Within, words.Lang()); extent != "" {
		rules = append(rules, words.Text("report.within", extent))
	}
	return rules
}
