package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Slice asks how many people there are of whatever sort somebody wants to know
// of: those of an indicator, or of some services, narrowed and parted.
type Slice struct {
	Definition *programme.Definition
	Indicator  string   // id of the indicator whose people they are; "" for those of the services
	Services   []string // that they had; none for every service
	// Question says the rest: who, where, when, in which parts. Its programme and
	// its terms are filled in.
	Question reach.Question

	usual bool // nobody chose the services
}

// Number is a count as the reader may see it.
type Number struct {
	Count int    // rounded where the reader sees small groups covered; 0 where it is hidden
	Mark  string // what stands where the count is hidden: "<5", "…"; "" where it is shown
}

// SlicePart is a part of a slice.
type SlicePart struct {
	Values       []string // of the dimensions
	People, Rows Number
}

// Sliced is the answer to a slice.
type Sliced struct {
	Definition *programme.Definition
	Indicator  *programme.Indicator // nil where services were asked for
	Services   []string             // those that were counted, in the order of the definition
	Every      bool                 // they are all that the reader may count
	Question   reach.Question       // as it was asked, with the position as of which it was answered
	People     Number
	Rows       Number
	Parts      []SlicePart
	Within     []access.Ambit // as in [Report]

	Covered bool // small groups are not shown, and what is shown is rounded to Least
	Least   int  // the smallest group that is shown
	TooFine bool // the topic is not shown in slices so fine: there is no number at all
	mixed   bool // some of the services the reader would see exactly
}

// Slice answers how many people there are. Whoever may not see every row of it
// exactly has small groups covered; see [Sliced.cover].
func (r Reporter) Slice(ctx context.Context, scope access.Scope, s Slice) (*Sliced, error) {
	a, err := s.begin(scope)
	if err != nil || a.TooFine {
		return a, err
	}
	answer, err := r.Engine.Count(ctx, scope, a.Question)
	if err != nil {
		return nil, err
	}
	a.Question.AsOf = answer.Position
	if !a.Covered {
		a.tell(answer)
		return a, nil
	}
	whole, err := r.wholeOf(ctx, scope, a)
	if err != nil {
		return nil, err
	}
	a.cover(answer, whole)
	return a, nil
}

// begin settles what is asked and how much of it the reader may see.
func (s Slice) begin(scope access.Scope) (*Sliced, error) {
	a := &Sliced{Definition: s.Definition, Question: s.Question, Within: scope.Extent("figures.count", access.Delivery, s.Definition.Offers()...)}
	a.Question.Programme = s.Definition.ID
	if a.Question.Unit == "" {
		a.Question.Unit = reach.People
	}
	if p := s.Question.Period; p.From != "" && p.To != "" && p.From > p.To {
		return nil, trenza.Refuse("report.period_backwards", p.From, p.To)
	}
	if err := a.settle(scope, s); err != nil {
		return nil, err
	}
	for _, id := range a.Services {
		exact := scope.Reaches("figures.exact", access.Delivery, access.Among(s.Definition.Offers(), s.Definition.ID, id))
		a.Covered, a.mixed = a.Covered || !exact, a.mixed || exact
	}
	a.Least = a.least()
	if a.Covered {
		return a, a.mayCover(s)
	}
	return a, nil
}

// settle finds the terms: those of the indicator, or of the services as people
// speak of having had them.
func (a *Sliced) settle(scope access.Scope, s Slice) error {
	if s.Indicator != "" {
		indicator, known := s.Definition.Indicator(s.Indicator)
		if !known || !counts(scope, s.Definition, indicator) {
			return &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_indicator", Args: []any{s.Indicator, ""}}
		}
		a.Indicator = indicator
		a.Question.Terms = terms(indicator.Of)
		if indicator.Unit != programme.Persons || a.Question.Unit != reach.Households {
			a.Question.Unit = reach.Unit(indicator.Unit)
		}
		a.Question.All = false
		for _, t := range indicator.Of {
			if !slices.Contains(a.Services, t.Service) {
				a.Services = append(a.Services, t.Service)
			}
		}
		return a.narrowTo(indicator.Who)
	}
	for i := range s.Definition.Services {
		service := &s.Definition.Services[i]
		asked := len(s.Services) == 0 || slices.Contains(s.Services, service.ID)
		outcome := had(service)
		if !asked || outcome == "" || !scope.Reaches("figures.count", access.Delivery, access.Among(s.Definition.Offers(), s.Definition.ID, service.ID)) {
			continue
		}
		a.Services = append(a.Services, service.ID)
		a.Question.Terms = append(a.Question.Terms, reach.Term{Service: service.ID, Outcome: outcome})
	}
	for _, id := range s.Services {
		if !slices.Contains(a.Services, id) {
			return trenza.Refuse("report.slice_service", id)
		}
	}
	if len(a.Services) == 0 {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}
	}
	a.Question.All, a.Every = a.Question.All && len(s.Services) > 1, len(s.Services) == 0
	return nil
}

// had is the outcome by which somebody is said to have had a service, once for
// each time: it was given, paid, or answered; "" where nobody is named.
func had(s *programme.Service) string {
	for _, outcome := range []string{programme.Delivered, programme.Collected, programme.Answered} {
		if slices.Contains(s.Outcomes(), outcome) {
			return outcome
		}
	}
	return ""
}

// narrowTo narrows the people further to those of an indicator.
func (a *Sliced) narrowTo(who programme.Who) error {
	asked := &a.Question.Who
	if asked.Sex != "" && who.Sex != "" && asked.Sex != who.Sex {
		return trenza.Refuse("report.slice_sex")
	}
	if who.Sex != "" {
		asked.Sex = who.Sex
	}
	if who.MinAge != nil {
		asked.MinAge = atLeast(asked.MinAge, *who.MinAge)
	}
	if who.MaxAge != nil {
		asked.MaxAge = atMost(asked.MaxAge, *who.MaxAge)
	}
	asked.Committee = who.Committee
	if asked.MinAge != nil && asked.MaxAge != nil && *asked.MinAge > *asked.MaxAge {
		return trenza.Refuse("report.slice_age")
	}
	return nil
}

// tell gives an answer as it is.
func (a *Sliced) tell(answer reach.Answer) {
	a.People, a.Rows = Number{Count: answer.Count}, Number{Count: answer.Rows}
	for _, c := range answer.Cells {
		a.Parts = append(a.Parts, SlicePart{Values: c.Values, People: Number{Count: c.Count}, Rows: Number{Count: c.Rows}})
	}
}
