package page

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
)

// VenturePath is where a woman's business is, by the code of her thread.
func VenturePath(code string) string { return ThreadPath(code) + "/negocio" }

// VenturePathOf is where something of one of her businesses is.
func VenturePathOf(code, venture, act string) string {
	return VenturePath(code) + "/" + url.PathEscape(venture) + "/" + act
}

// WithdrawPath is where it is sent that somebody did not ask after all.
func WithdrawPath(code, asked string) string {
	return ThreadPath(code) + "/seguimientos/" + url.PathEscape(asked) + "/retirar"
}

// ApplyForSeed is what the button of an application for seed capital says; what the
// others say are the moves of the state table.
const ApplyForSeed = "apply"

// VentureShow is a woman's business, as far as a reader sees it.
type VentureShow struct {
	Face       registry.Face
	Programmes []*programme.Definition // that support businesses and that she reaches
	All        []venture.Business
	Business   *venture.Business // the one that is shown; nil where there is none
	Definition *programme.Definition
	Lots       []venture.Lot // what she made by herself
	Today      trenza.Day
	Account    string // of whoever reads
	May        func(verb, programme, service string, place trenza.Place) bool
	Beside     []Room // what else there is of her
	Form       Form
	Number     string
}

// Gives reports whether the reader writes to the business, or may begin one.
func (s VentureShow) Gives() bool { return s.may("attention.give") }

// Decides reports whether the reader decides about seed capital.
func (s VentureShow) Decides() bool { return s.may("seed.decide") }

func (s VentureShow) may(verb string) bool {
	if b := s.Business; b != nil {
		return s.May(verb, b.Programme, b.Service, b.Place)
	}
	return slices.ContainsFunc(s.Programmes, func(d *programme.Definition) bool { return s.May(verb, d.ID, d.Ventures.Service, "") })
}

// title is what the business is called, where the reader may know it.
func (s VentureShow) title(words locale.Printer) string {
	if s.Business == nil {
		return words.Text("web.venture.title")
	}
	return cmp.Or(s.Business.Name, words.Text("web.venture.title"))
}

// under says whose it is, where and since when.
func (s VentureShow) under(words locale.Printer) string {
	if s.Business == nil {
		return faceText(s.Face)
	}
	return together(faceText(s.Face), placeName(s.Business.Place), words.Text("web.venture.since", s.Business.Starts))
}

// judges reports whether the reader may judge the plan: somebody else wrote it, and
// it has not been judged enough, or by her.
func (s VentureShow) judges() bool {
	plans := s.Business.Plans
	if len(plans) == 0 || !s.Gives() || len(s.Business.Pitches) >= s.Definition.Ventures.Reviewers || plans[len(plans)-1].Author == s.Account {
		return false
	}
	return !slices.ContainsFunc(s.Business.Pitches, func(p venture.Pitch) bool { return p.Reviewer == s.Account })
}

// numbers are those of a plan that a woman herself would want: what a unit costs
// her, what it leaves her, how many she must sell, and what is left then.
func numbers(words locale.Printer, p venture.Plan) []StatShow {
	units, _ := p.BreakEven()
	last := p.CashFlow()
	stats := []StatShow{
		{Value: soles(words, p.UnitCost), Noun: words.Text("web.venture.unit_costs"), Sub: words.Text("web.venture.sold_at", soles(words, p.Price))},
		{Value: soles(words, p.Keeps()), Noun: words.Text("web.venture.unit_leaves")},
		{Value: words.Number(units), Noun: words.Text("web.venture.to_sell"), Sub: words.Text("web.venture.to_sell_why", soles(words, p.FixedCost))},
	}
	if len(last) > 0 && last[len(last)-1].Units > 0 {
		m := last[len(last)-1]
		stats = append(stats, StatShow{
			Value: soles(words, m.Left), Noun: words.Text("web.venture.is_left"), Sub: words.Text("web.venture.is_left_when", m.Units),
		})
	}
	return stats
}

// planFacts are the words of a plan.
func planFacts(words locale.Printer, p venture.Plan) (facts []Fact) {
	formal := []string{}
	if p.Formal.RUC != "" {
		formal = append(formal, words.Text("web.venture.has_ruc", p.Formal.RUC))
	}
	if p.Formal.Regime != "" {
		formal = append(formal, words.Text("web.venture.regime."+p.Formal.Regime))
	}
	if p.Formal.Licence {
		formal = append(formal, words.Text("web.venture.licence"))
	}
	if p.Formal.Sanitary {
		formal = append(formal, words.Text("web.venture.sanitary"))
	}
	for _, f := range []Fact{
		{words.Text("web.venture.customer"), p.Customer}, {words.Text("web.venture.product"), p.Product},
		{words.Text("web.venture.investment"), nonzero(words, p.Investment)},
		{words.Text("web.venture.risk"), p.Risk}, {words.Text("web.venture.care"), p.Care},
		{words.Text("web.venture.formal"), listed(formal)},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func nonzero(words locale.Printer, m trenza.Money) string {
	if m == 0 {
		return ""
	}
	return soles(words, m)
}

// average is the mean of what the reviewers gave, as it is written.
func (s VentureShow) average() (string, bool) {
	mean, enough := venture.Average(s.Business.Pitches, s.Definition.Ventures.Reviewers)
	return strconv.FormatFloat(mean, 'f', -1, 64), enough
}

// MonthShow is how the business went in a month, or when somebody is to ask.
type MonthShow struct {
	Month int
	Name  string
	Visit *venture.Visit
	Due   trenza.Day
	Late  bool
}

// months are those that the programme asks about, the one before first.
func (s VentureShow) months(words locale.Printer) (all []MonthShow) {
	for _, month := range append([]int{0}, s.Definition.Ventures.Months...) {
		m := MonthShow{Month: month, Name: monthName(words, month), Due: s.Business.Due(month)}
		if at := slices.IndexFunc(s.Business.Visits, func(k venture.Visit) bool { return k.Month == month }); at >= 0 {
			m.Visit = &s.Business.Visits[at]
		}
		m.Late = m.Visit == nil && month > 0 && m.Due <= s.Today
		all = append(all, m)
	}
	return all
}

func monthName(words locale.Printer, month int) string {
	if month == 0 {
		return words.Text("web.venture.before")
	}
	return upperFirst(words.Text("web.venture.month", month))
}

// asks reports whether there is a month left to ask about.
func (s VentureShow) asks() bool { return s.Gives() && s.NextMonth() != "" }

// NextMonth is the first month that nobody asked about, "" for none.
func (s VentureShow) NextMonth() string {
	for _, m := range s.months(locale.Printer{}) {
		if m.Visit == nil {
			return strconv.Itoa(m.Month)
		}
	}
	return ""
}

// monthOptions are the months that nobody asked about.
func (s VentureShow) monthOptions(words locale.Printer) (options []Option) {
	for _, m := range s.months(words) {
		if m.Visit == nil {
			options = append(options, Option{Value: strconv.Itoa(m.Month), Label: m.Name})
		}
	}
	return options
}

// gain says by how much the last month that was asked about is better than before,
// "" where either is not known.
func (s VentureShow) gain(words locale.Printer) string {
	for _, month := range slices.Backward(s.Definition.Ventures.Months) {
		gain, known := s.Business.Gain(month)
		if !known {
			continue
		}
		before, _ := s.Business.Visit(0)
		after, _ := s.Business.Visit(month)
		key := "web.venture.gains"
		if gain < 0 {
			key, gain = "web.venture.loses", -gain
		}
		text := words.Text(key, words.Text("web.venture.month", month), soles(words, gain))
		if percent, known := venture.Percent(before.Numbers.Net(), after.Numbers.Net()); known {
			text += " " + words.Text("web.venture.percent", signed(percent))
		}
		return text
	}
	return ""
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// visitFacts are what was told of a month beside what it left.
func visitFacts(words locale.Printer, k venture.Visit) (facts []string) {
	n := k.Numbers
	say := func(so bool, key string, args ...any) {
		if so {
			facts = append(facts, words.Text(key, args...))
		}
	}
	say(n.Withdrawal > 0, "web.venture.withdrew", soles(words, n.Withdrawal))
	say(n.Savings > 0, "web.venture.saves", soles(words, n.Savings))
	say(n.Debt > 0, "web.venture.owes", soles(words, n.Debt))
	say(n.Workers > 0, "web.venture.employs", n.Workers, n.Women)
	say(n.Customers > 0, "web.venture.customers_are", n.Customers)
	say(n.CareHours > 0, "web.venture.cares", n.CareHours)
	say(n.Formal, "web.venture.is_formal")
	if n.Control != "" {
		facts = append(facts, words.Text("web.venture.decides."+n.Control))
	}
	if k.Aside.Reaction != "" {
		facts = append(facts, words.Text("web.venture.reacts", locale.Key("web.venture.reaction."+k.Aside.Reaction)))
	}
	say(n.Needs != "", "web.venture.asks_for", n.Needs)
	return facts
}

func programmeOptions(v View, some []*programme.Definition) (options []Option) {
	for _, d := range some {
		options = append(options, Option{Value: d.ID, Label: d.Title.In(v.Lang())})
	}
	return options
}
