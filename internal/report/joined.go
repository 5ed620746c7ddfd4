package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Lesser is a figure that counts two people who may be one: when they are, it is
// one less.
type Lesser struct {
	Definition *programme.Definition
	Indicator  *programme.Indicator
	Now        int  // its value
	Told       bool // it was counted in time, and the reader may see it uncovered
}

// Lesser lists the figures of a programme that count both of two people, of whom
// it is known what they received, as far as a scope counts them. Figures of
// committees do not change: two people of one committee are one already. Each is
// counted while the context lasts; one that takes longer has no value, and is in
// the list all the same.
func (r Reporter) Lesser(ctx context.Context, scope access.Scope, d *programme.Definition, one, other []journal.Delivery) ([]Lesser, error) {
	var all []Lesser
	for i := range d.Indicators {
		indicator := &d.Indicators[i]
		if indicator.Unit != programme.Persons || !counts(scope, d, indicator) || !countsAny(d, indicator, one) || !countsAny(d, indicator, other) {
			continue
		}
		lesser := Lesser{Definition: d, Indicator: indicator}
		if reaches(scope, "figures.exact", d, indicator) && ctx.Err() == nil {
			answer, err := r.Engine.Count(ctx, scope, Query{Definition: d}.Question(indicator))
			if err != nil && ctx.Err() == nil {
				return nil, err
			}
			lesser.Now, lesser.Told = answer.Count, err == nil
		}
		all = append(all, lesser)
	}
	return all, nil
}

// countsAny reports whether an indicator counts whoever received something, by any
// of it.
func countsAny(d *programme.Definition, indicator *programme.Indicator, received []journal.Delivery) bool {
	return slices.ContainsFunc(received, func(e journal.Delivery) bool {
		return e.Programme == d.ID && named(indicator.Of, e) && admits(indicator.Who, e)
	})
}

// named reports whether a delivery is of any of some terms.
func named(of programme.Terms, e journal.Delivery) bool {
	return len(of) == 0 || slices.ContainsFunc(terms(of), func(t reach.Term) bool {
		return t.Service == e.Service && (t.Outcome == "" || t.Outcome == e.Outcome)
	})
}

// admits reports whether somebody is counted, as she was on the day. Ages leave out
// only who is known to be outside them.
func admits(who programme.Who, e journal.Delivery) bool {
	switch {
	case who.Sex != "" && e.Sex != who.Sex,
		who.MinAge != nil && e.Age != nil && *e.Age < *who.MinAge,
		who.MaxAge != nil && e.Age != nil && *e.Age > *who.MaxAge,
		who.Committee && e.Collective == "":
		return false
	}
	return true
}
