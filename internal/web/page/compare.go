package page

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
)

// PairShow is a pair side by side, and what joining it would change.
type PairShow struct {
	Code     string
	Question string
	Names    [2]string
	Codes    [2]string
	Paths    [2]string // of the threads, "" where the reader does not reach one
	Band     BandShow
	Since    trenza.Day
	Settled  trenza.Day // on which it was decided, "" while it waits
	Verdict  registry.Verdict
	Turn     TurnShow
	Said     []string
	Reasons  []ReasonShow
	Rows     []CompareRow
	Services []SharedService
	Changes  []ChangeShow
	Own      registry.Verdict // what the reader said
	Seen     int64            // the position of the last decision that the page knows of
	Number   string           // of the form
	Fault    string           // why nothing was decided, "" for no fault
	Decides  bool             // the reader may decide
	Part     string           // where its join is undone; "" where it is not joined, or not hers to undo
}

// Waits reports whether the pair waits for a decision.
func (p PairShow) Waits() bool { return p.Verdict == registry.Open || p.Verdict == registry.Unsure }

// CompareRow is one thing that is known of somebody, on both sides.
type CompareRow struct {
	Name   string
	Values [2][]Piece
	Reason *ReasonShow // what the two say of each other, nil for nothing
}

// SharedService is a service, and how often each side received it.
type SharedService struct {
	Title string
	Times [2]int
}

// Both reports whether both sides received it.
func (s SharedService) Both() bool { return s.Times[0] > 0 && s.Times[1] > 0 }

// Together is how often both sides received it.
func (s SharedService) Together() int { return s.Times[0] + s.Times[1] }

// ChangeShow is one thing that joining would change.
type ChangeShow struct{ Icon, Text string }

// NewPairShow puts a pair side by side.
func NewPairShow(words locale.Printer, p exchange.OpenPair, o pathway.Outlook, lesser []report.Lesser) PairShow {
	show := NewDecidedShow(words, p)
	show.Band, show.Turn = band(words, p), turn(words, p)
	show.Reasons = PlainReasons(words, p.Reasons)
	fields := show.Reasons
	if p.Explained() {
		show.Reasons, fields = NewReasons(words, p.Told), NewReasons(words, p.Fields)
	}
	for i, thread := range o.Threads {
		if thread != nil {
			show.Paths[i] = "/hilos/" + thread.Code
		}
	}
	show.Question = question(words, o.Records)
	show.Rows = compared(words, o.Records, fields)
	show.Services = sharedServices(words.Lang(), o.Threads)
	show.Changes = changes(words, show, o, lesser)
	return show
}

// question asks whether two records are one woman, or one person where either is
// not known to be a woman.
func question(words locale.Printer, records [2]*registry.Person) string {
	for _, p := range records {
		if p == nil || p.Sex != "F" {
			return words.Text("web.review.question_person")
		}
	}
	return words.Text("web.review.question")
}

// NewDecidedShow is a pair as it was decided.
func NewDecidedShow(words locale.Printer, p exchange.OpenPair) PairShow {
	show := PairShow{
		Code: p.Code, Since: LimaDay(p.Since), Settled: LimaDay(p.Settled), Verdict: p.Verdict, Said: said(words, p.Opinions),
		Own: p.Own, Seen: p.Decided,
	}
	for i, side := range p.Sides {
		show.Names[i], show.Codes[i] = sideName(side), side.Code
	}
	return show
}

// compared puts both records side by side, field by field. What neither says is
// left out.
func compared(words locale.Printer, records [2]*registry.Person, fields []ReasonShow) (rows []CompareRow) {
	for _, f := range comparedFields {
		row := CompareRow{Name: words.Text("web.review.field." + f.key)}
		for i, p := range records {
			if text := f.of(words, p); text != "" {
				row.Values[i] = []Piece{{Text: text}}
			}
		}
		if len(row.Values[0])+len(row.Values[1]) == 0 {
			continue
		}
		if at := slices.IndexFunc(fields, func(r ReasonShow) bool { return r.Field == f.key }); at >= 0 {
			row.Reason = &fields[at]
			row.mark(f.key)
		}
		rows = append(rows, row)
	}
	return rows
}

// mark marks the letters in which both sides differ, where they resemble each other.
func (row *CompareRow) mark(field string) {
	if row.Reason.Tone == ToneNear && len(row.Values[0]) == 1 && len(row.Values[1]) == 1 {
		row.Values[0], row.Values[1] = differing(field, row.Values)
	}
}

// comparedField is something that is known of somebody. Those that are weighed have
// the names that the model gives them.
type comparedField struct {
	key string
	of  func(locale.Printer, *registry.Person) string
}

var comparedFields = []comparedField{
	{"given", func(_ locale.Printer, p *registry.Person) string {
		return spellings(p, func(n registry.Name) string { return n.Given })
	}},
	{"surname", func(_ locale.Printer, p *registry.Person) string {
		return spellings(p, func(n registry.Name) string { return n.Surnames })
	}},
	{"birth", func(words locale.Printer, p *registry.Person) string { return born(words, "", p) }},
	{"sex", func(words locale.Printer, p *registry.Person) string {
		return labelled(reach.BySex, p.Sex, words.Lang())
	}},
	{"document", func(_ locale.Printer, p *registry.Person) string { return exchange.SideOf(p).Documents }},
	{"phone", func(_ locale.Printer, p *registry.Person) string { return exchange.SideOf(p).Phones }},
	{"place", func(_ locale.Printer, p *registry.Person) string { return placeText(p.Identity.Address) }},
	{"nationality", func(words locale.Printer, p *registry.Person) string { return CountryText(words, p.Nationality) }},
	{"population", func(words locale.Printer, p *registry.Person) string {
		return labelled(reach.ByPopulation, p.Population, words.Lang())
	}},
	{"called", func(_ locale.Printer, p *registry.Person) string { return p.Identity.Called }},
}

// spellings are a part of every name that was ever given, each once.
func spellings(p *registry.Person, part func(registry.Name) string) string {
	var all []string
	for _, n := range p.Identity.Names {
		if text := part(n); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, " / ")
}

// sharedServices lists the services of both threads, as far as the reader sees
// them: those that both received come first.
func sharedServices(lang string, threads [2]*pathway.Thread) (all []SharedService) {
	for i, t := range threads {
		if t == nil {
			continue
		}
		for _, sum := range sums(lang, t.Attentions) {
			at := slices.IndexFunc(all, func(s SharedService) bool { return s.Title == sum.Title })
			if at < 0 {
				at, all = len(all), append(all, SharedService{Title: sum.Title})
			}
			all[at].Times[i] = sum.Times
		}
	}
	slices.SortStableFunc(all, func(a, b SharedService) int {
		switch {
		case a.Both() == b.Both():
			return 0
		case a.Both():
			return -1
		}
		return 1
	})
	return all
}

// changes says what joining would change: whose thread stays, what comes together,
// and which figures count one less.
func changes(words locale.Printer, show PairShow, o pathway.Outlook, lesser []report.Lesser) []ChangeShow {
	stays, joins := o.Survivor, 1-o.Survivor
	all := []ChangeShow{{"merge", words.Text("web.review.change.survivor", show.Names[stays], show.Codes[stays], show.Codes[joins])}}
	together := gathered(words, o.Records[stays], o.Records[joins])
	if len(together) > 0 {
		all = append(all, ChangeShow{"paper", words.Text("web.review.change.together", listed(together))})
	}
	if a, b := attended(o.Threads[stays]), attended(o.Threads[joins]); a+b > 0 {
		all = append(all, ChangeShow{"thread", words.Text("web.review.change.services", a+b, a, b)})
	}
	if homes := households(o.Threads); homes > 0 {
		all = append(all, ChangeShow{"home", words.Count("web.review.change.households", homes)})
	}
	if consents := consented(o.Threads); consents > 0 {
		all = append(all, ChangeShow{"hand", words.Count("web.review.change.consents", consents)})
	}
	for _, l := range lesser {
		all = append(all, ChangeShow{"chart", lesserText(words, l)})
	}
	if len(lesser) == 0 {
		all = append(all, ChangeShow{"chart", words.Text("web.review.change.figures")})
	}
	return append(all, ChangeShow{"undo", words.Text("web.review.change.reversible")})
}

// lesserText says how a figure changes.
func lesserText(words locale.Printer, l report.Lesser) string {
	title := l.Indicator.Title.In(words.Lang())
	if l.Told {
		return words.Text("web.review.change.figure", title, l.Now, l.Now-1)
	}
	return words.Text("web.review.change.figure_less", title)
}

// gathered names what the record that joins brings that the other does not say.
func gathered(words locale.Printer, stays, joins *registry.Person) (all []string) {
	if name := called(joins.Name()); name != "" && name != called(stays.Name()) {
		all = append(all, name)
	}
	for _, f := range comparedFields {
		had, brings := f.of(words, stays), f.of(words, joins)
		if brings != "" && brings != had && (had == "" || slices.Contains(several, f.key)) {
			all = append(all, brings)
		}
	}
	return all
}

// several are the fields of which somebody may have more than one.
var several = []string{"document", "phone"}

func attended(t *pathway.Thread) int {
	if t == nil {
		return 0
	}
	return len(t.Attentions)
}

// households counts those who live with either.
func households(threads [2]*pathway.Thread) (n int) {
	for _, t := range threads {
		if t != nil {
			n += len(t.Household)
		}
	}
	return n
}

// consented counts the consents of both.
func consented(threads [2]*pathway.Thread) (n int) {
	for _, t := range threads {
		if t != nil {
			n += len(t.Consents)
		}
	}
	return n
}
