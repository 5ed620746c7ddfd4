package page

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
)

// How many lines the form of a plan has.
const (
	Buys       = 5 // of what she buys to make some
	FixedCosts = 4 // of what she pays every month
	Months     = 6 // of what she expects to sell
)

// Numbered is the name of the nth field of a list.
func Numbered(list string, n int) string { return list + "_" + strconv.Itoa(n+1) }

// CriterionField is the field of a criterion of a rubric.
func CriterionField(c programme.Criterion) string { return "points_" + c.ID }

// PlanValues are the fields of a plan as it stands.
func PlanValues(p venture.Plan) url.Values {
	v := url.Values{
		"customer": {p.Customer}, "product": {p.Product}, "price": {amount(p.Price)}, "investment": {amount(p.Investment)}, "risk": {p.Risk},
		"care": {p.Care}, "ruc": {p.Formal.RUC}, "regime": {p.Formal.Regime}, "hour": {amount(p.Recipe.Hour)},
	}
	if p.Recipe.Units > 0 {
		v.Set("recipe_units", strconv.Itoa(p.Recipe.Units))
	}
	if p.Recipe.Minutes > 0 {
		v.Set("hours", hoursText(p.Recipe.Minutes))
	}
	costs := func(list string, all []venture.Cost) {
		for n, c := range all {
			v.Set(Numbered(list+"_for", n), c.For)
			v.Set(Numbered(list, n), amount(c.Amount))
		}
	}
	costs("buy", p.Recipe.Buys)
	costs("fixed", p.Fixed)
	for n, units := range p.Forecast {
		v.Set(Numbered("month", n), strconv.Itoa(units))
	}
	if p.Formal.Licence {
		v.Add("formal", "licence")
	}
	if p.Formal.Sanitary {
		v.Add("formal", "sanitary")
	}
	return v
}

func regimeOptions(words locale.Printer) []Option {
	return append([]Option{{Label: words.Text("web.venture.no_regime")}}, worded(words, "web.venture.regime.", venture.Regimes())...)
}

func formalOptions(words locale.Printer) []Option {
	return []Option{{Value: "licence", Label: words.Text("web.venture.licence")}, {Value: "sanitary", Label: words.Text("web.venture.sanitary")}}
}

// reactionOptions are how a partner may react; it may be left out.
func reactionOptions(words locale.Printer) []Option {
	return append([]Option{{Label: words.Text("web.venture.not_asked")}}, worded(words, "web.venture.reaction.", venture.Reactions())...)
}

func holderOptions(words locale.Printer) []Option {
	return append([]Option{{Label: words.Text("web.venture.not_asked")}}, worded(words, "web.venture.decider.", venture.Holders())...)
}

// WorkPath is where it stands how a woman's work goes.
func WorkPath(code string) string { return ThreadPath(code) + "/trabajo" }

// WorkShow is how a woman's work goes, as far as a reader sees it.
type WorkShow struct {
	Face       registry.Face
	Definition *programme.Definition
	All        []venture.Work
	Gives      bool
	Today      trenza.Day
	Form       Form
	Number     string
}

// Open are the months that nobody asked about.
func (w WorkShow) Open() (months []int) {
	for _, month := range w.Definition.Jobs.Months {
		if !slices.ContainsFunc(w.All, func(k venture.Work) bool { return k.Month == month && k.Programme == w.Definition.ID }) {
			months = append(months, month)
		}
	}
	return months
}

func (w WorkShow) monthOptions(words locale.Printer) (options []Option) {
	for _, month := range w.Open() {
		options = append(options, Option{Value: strconv.Itoa(month), Label: workMonth(words, month)})
	}
	return options
}

func workMonth(words locale.Printer, month int) string {
	if month == 0 {
		return words.Text("web.venture.at_end")
	}
	return upperFirst(words.Text("web.venture.month", month))
}

// workFacts are what was told of her work.
func workFacts(words locale.Printer, k venture.Work) (facts []string) {
	say := func(so bool, key string, args ...any) {
		if so {
			facts = append(facts, words.Text(key, args...))
		}
	}
	say(k.Contract, "web.venture.by_contract")
	say(k.ThroughUs, "web.venture.through_us")
	say(k.Terms.Hours > 0, "web.venture.week_hours", k.Terms.Hours)
	switch {
	case k.Terms.UpTo > 0:
		say(true, "web.venture.earns_between", soles(words, k.Terms.Income), soles(words, k.Terms.UpTo))
	case k.Terms.Income > 0:
		say(true, "web.venture.earns", soles(words, k.Terms.Income))
	}
	say(k.Decent.Late, "web.venture.decent.late")
	say(k.Decent.Documents, "web.venture.decent.documents")
	say(k.Decent.Harassment, "web.venture.decent.harassment")
	return facts
}

// sheetSentences are the numbers of a plan as they are said to her.
func sheetSentences(words locale.Printer, p venture.Plan) []string {
	units, _ := p.BreakEven()
	sentences := []string{
		words.Text("web.venture.says_cost", soles(words, p.UnitCost)),
		words.Text("web.venture.says_price", soles(words, p.Price), soles(words, p.Keeps())),
	}
	if p.FixedCost > 0 {
		sentences = append(sentences, words.Text("web.venture.says_fixed", soles(words, p.FixedCost)),
			words.Text("web.venture.says_break_even", units, (units+3)/4), words.Text("web.venture.says_beyond", units+1, soles(words, p.Keeps())))
	}
	if flow := p.CashFlow(); len(flow) > 0 && flow[len(flow)-1].Units > units {
		last := flow[len(flow)-1]
		sentences = append(sentences, words.Text("web.venture.says_left", last.Units, soles(words, last.Left)))
	}
	return sentences
}
