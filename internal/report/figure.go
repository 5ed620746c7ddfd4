package report

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Query asks for the figures of a programme.
type Query struct {
	Definition *programme.Definition
	Period     trenza.Period
	By         []reach.Dimension
	New        bool  // only people at their first time ever, each once
	AsOf       int64 // journal position, 0 for the present one
	Public     bool  // for anybody's eyes: small groups are hidden
}

// Report is the figures of a programme as of one position.
type Report struct {
	Definition *programme.Definition
	Period     trenza.Period
	By         []reach.Dimension
	New        bool // only people at their first time ever, each once
	Position   int64
	Public     bool
	Figures    []Figure
	Covered    int  // numbers hidden on account of what was published before
	Rounded    bool // the time was chosen by whoever has small groups covered

	// Within are the places and courses to which the reader's roles narrow every
	// figure; none when they count the whole programme.
	Within []access.Ambit
}

// Figure is an indicator counted.
type Figure struct {
	Indicator *programme.Indicator
	Value     int
	Rows      int
	Records   int  // different records, before merges
	Hidden    bool // too small to be public
	Girls     int  // of sex F, known to be under 18, reported apart
	NoAge     int  // counted, of an age that is not known
	Beside    []Beside
	Parts     []Part
	Overlap   int // of the two parts, when there are two
	Declared  reach.Declared
	FirstTime int // of those declared, how many were said to have come for the first time
	Cells     []Cell
	Withheld  bool // the cells are not published: they would tell of small groups however many are hidden
	TooFine   bool // or because the topic is not published in slices so fine
}

// Beside is a number shown with a figure: who was asked, who took part.
type Beside struct {
	Service  string
	Outcome  string
	Value    int
	Declared int // answers without a name
}

// Part is a figure that another one joins.
type Part struct {
	ID    string
	Value int
}

// Cell is a part of a figure, which may be hidden.
type Cell struct {
	reach.Cell
	Hidden bool
	of     int // how many people there are of whom a life stage is said
}

// Reporter makes reports with an engine. What it makes for the public is held
// against what the journal's publications have told already.
type Reporter struct {
	Engine  reach.Engine
	Journal *journal.Journal // nil where nothing was ever published
}

// Report counts every indicator of the programme that the scope may see. All
// figures hold as of the same position.
func (r Reporter) Report(ctx context.Context, scope access.Scope, q Query) (*Report, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	report, err := r.counted(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	if !q.Public {
		if err := report.coverFor(scope); err != nil {
			return nil, err
		}
		return report, nil
	}
	earlier, err := r.published(ctx, scope, q.Definition.ID)
	if err != nil {
		return nil, err
	}
	return report, r.cover(ctx, scope, report, earlier)
}

// counted is a report with nothing hidden.
func (r Reporter) counted(ctx context.Context, scope access.Scope, q Query) (*Report, error) {
	position, err := r.Engine.Position(ctx, scope)
	if err != nil {
		return nil, err
	}
	if q.AsOf == 0 {
		q.AsOf = position
	}
	report := &Report{
		Definition: q.Definition, Period: q.Period, By: q.By, New: q.New, Position: q.AsOf, Public: q.Public,
		Within: scope.Extent("figures.count", access.Delivery, q.Definition.Offers()...),
	}
	for i := range q.Definition.Indicators {
		indicator := &q.Definition.Indicators[i]
		if !counts(scope, q.Definition, indicator) {
			continue
		}
		figure, err := r.Figure(ctx, scope, q, indicator)
		if err != nil {
			return nil, err
		}
		report.Figures = append(report.Figures, figure)
	}
	return report, nil
}

// cover hides what a report for the public must not tell, by itself or together
// with earlier publications.
func (r Reporter) cover(ctx context.Context, scope access.Scope, report *Report, earlier []*Frozen) error {
	report.suppress()
	if err := report.defend(ctx, r.Engine, scope, earlier); err != nil {
		return err
	}
	report.hideAllParts()
	return nil
}

// check refuses slices that the programme does not publish.
func (q Query) check() error {
	if q.Public && q.Definition.Disclosure == programme.TotalsOnly && len(q.By) > 0 {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.totals_only", Args: []any{q.Definition.Title.ES}}
	}
	if q.Period.From != "" && q.Period.To != "" && q.Period.From > q.Period.To {
		return trenza.Refuse("report.period_backwards", q.Period.From, q.Period.To)
	}
	return nil
}

// Question is what an indicator asks of the engine.
func (q Query) Question(indicator *programme.Indicator) reach.Question {
	question := reach.Question{
		Programme: q.Definition.ID, Period: q.Period, By: q.By, AsOf: q.AsOf, New: q.New, Unit: reach.Unit(indicator.Unit),
		Who: reach.Who{
			Sex: indicator.Who.Sex, MinAge: indicator.Who.MinAge, MaxAge: indicator.Who.MaxAge,
			Committee: indicator.Who.Committee,
		},
	}
	question.Terms = terms(indicator.Of)
	return question
}

func terms(of programme.Terms) []reach.Term {
	list := make([]reach.Term, len(of))
	for i, t := range of {
		list[i] = reach.Term(t)
	}
	return list
}

// Figure counts one indicator.
func (r Reporter) Figure(ctx context.Context, scope access.Scope, q Query, indicator *programme.Indicator) (Figure, error) {
	question := q.Question(indicator)
	answer, err := r.Engine.Count(ctx, scope, question)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Indicator: indicator, Value: answer.Count, Rows: answer.Rows, Records: answer.Records}
	for _, cell := range answer.Cells {
		f.Cells = append(f.Cells, Cell{Cell: cell})
	}
	if err := r.wholes(ctx, scope, question, &f); err != nil {
		return f, err
	}
	question.By = nil
	for _, more := range []func(context.Context, access.Scope, reach.Question, *Figure) error{
		r.apart, r.beside, r.declared,
	} {
		if err := more(ctx, scope, question, &f); err != nil {
			return f, err
		}
	}
	return f, r.parts(ctx, scope, q, &f)
}

// apart counts the girls whom a figure of women leaves out, and the people in
// it whose age is not known (domain rule 15).
func (r Reporter) apart(ctx context.Context, scope access.Scope, q reach.Question, f *Figure) error {
	if f.Indicator.Unit != programme.Persons || q.Who.MinAge == nil {
		return nil
	}
	var err error
	unknown := q
	unknown.Who.AgeUnknown = true
	if f.NoAge, err = r.count(ctx, scope, unknown); err != nil {
		return err
	}
	everybody, girls := q, *q.Who.MinAge-1
	everybody.Who.MinAge, everybody.Who.MaxAge = nil, &girls
	younger, err := r.count(ctx, scope, everybody)
	if err != nil {
		return err
	}
	everybody.Who.AgeUnknown = true
	noAge, err := r.count(ctx, scope, everybody)
	f.Girls = younger - noAge
	return err
}

func (r Reporter) count(ctx context.Context, scope access.Scope, q reach.Question) (int, error) {
	answer, err := r.Engine.Count(ctx, scope, q)
	return answer.Count, err
}

// beside counts what is shown with the figure: who was asked, who took part.
func (r Reporter) beside(ctx context.Context, scope access.Scope, q reach.Question, f *Figure) error {
	for _, ask := range f.Indicator.Asks {
		q.Terms = []reach.Term{reach.Term(ask)}
		value, err := r.count(ctx, scope, q)
		if err != nil {
			return err
		}
		nameless := q
		nameless.Who = reach.Who{}
		declared, err := r.Engine.Declared(ctx, scope, nameless)
		if err != nil {
			return err
		}
		f.Beside = append(f.Beside, Beside{Service: ask.Service, Outcome: ask.Outcome, Value: value, Declared: declared.People})
	}
	return nil
}

// declared adds up the heads counted without a name, to stand beside.
func (r Reporter) declared(ctx context.Context, scope access.Scope, q reach.Question, f *Figure) error {
	if len(f.Indicator.Heads) == 0 {
		return nil
	}
	q.Terms = nil
	if f.headsOfOthers() {
		q.Who = reach.Who{} // whom the figure counts says nothing of who else came
	}
	for _, service := range f.Indicator.Heads {
		q.Terms = append(q.Terms, reach.Term{Service: service, Outcome: programme.Delivered})
	}
	var err error
	if f.Declared, err = r.Engine.Declared(ctx, scope, q); err != nil {
		return err
	}
	for i := range q.Terms {
		q.Terms[i].Outcome = programme.FirstTime
	}
	first, err := r.Engine.Declared(ctx, scope, q)
	f.FirstTime = first.People
	return err
}

// parts counts the figures that this one joins. The overlap of two of them is
// what they have beyond their union.
func (r Reporter) parts(ctx context.Context, scope access.Scope, q Query, f *Figure) error {
	sum := 0
	for _, id := range f.Indicator.Parts {
		part, _ := q.Definition.Indicator(id)
		question := q.Question(part)
		question.By = nil
		value, err := r.count(ctx, scope, question)
		if err != nil {
			return err
		}
		f.Parts = append(f.Parts, Part{id, value})
		sum += value
	}
	if len(f.Parts) == 2 {
		f.Overlap = sum - f.Value
	}
	return nil
}
