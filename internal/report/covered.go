package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// cover leaves of an answer what somebody may see from whom small groups are
// covered: what is small is not there, and all else is rounded to the smallest
// group that may be shown.
//
// The numbers of a report are held against each other when it is made. Slices
// cannot be: whoever asks may add a filter, subtract, and be left with a few
// people. So no slice is exact for a reader who may not see the few. Every number
// that she gets is a multiple of the smallest group, and so is every sum and every
// difference of them: what she reckons is nobody, or as many as may be shown, and
// she cannot tell by how much she is wrong. Nobody and a few look the same, in the
// whole and in its parts, lest she find out by looking whether somebody is there.
// Months stay whole, so that no day can be cut out; and services whose rows she has
// are not joined by "any of" with others whose rows she has not, for the ones that
// she counts exactly would measure the others.
func (a *Sliced) cover(answer, whole reach.Answer) {
	a.People, a.Rows = a.covered(answer.Count), a.covered(answer.Rows)
	if whole.Count > 0 && nearly(answer.Count, whole.Count) {
		a.People = Number{Mark: "…"}
	}
	if a.People.Mark != "" {
		a.Rows = a.People
		return
	}
	for _, c := range answer.Cells {
		part := SlicePart{Values: c.Values, People: a.covered(c.Count), Rows: a.covered(c.Rows)}
		switch {
		case part.People.Mark != "":
			continue
		case whole.Count > 0 && nearly(c.Count, countOf(whole, c.Values)):
			part.People = Number{Mark: "…"}
			part.Rows = part.People
		}
		a.Parts = append(a.Parts, part)
	}
}

// covered is a count as somebody sees it from whom small groups are covered.
func (a *Sliced) covered(count int) Number {
	if count < a.Least {
		return Number{Mark: hidden(0, a.Least)}
	}
	return Number{Count: rounded(count, a.Least)}
}

// rounded is the multiple that is nearest to a count.
func rounded(count, to int) int { return (count + to/2) / to * to }

// countOf is how many people there are in a part of an answer.
func countOf(answer reach.Answer, values []string) int {
	for _, c := range answer.Cells {
		if slices.Equal(c.Values, values) {
			return c.Count
		}
	}
	return 0
}

// wholeOf counts the people among whom a sensitive trait must not be that of
// nearly all (domain rule 13.5): without the label, or with any service; nobody
// where the slice says nothing sensitive of them.
func (r Reporter) wholeOf(ctx context.Context, scope access.Scope, a *Sliced) (whole reach.Answer, err error) {
	q := a.Question
	switch {
	case (q.Who.Flags|q.Who.Every)&sensitiveFlags != 0:
		q.Who.Flags, q.Who.Every = 0, 0
	case a.onTopic():
		q.Terms, q.All = nil, false
	default:
		return whole, nil
	}
	return r.Engine.Count(ctx, scope, q)
}

// onTopic reports whether to be in the slice says of each that she had a service
// on a protected topic.
func (a *Sliced) onTopic() bool {
	topical := func(id string) bool {
		s, known := a.Definition.Service(id)
		return known && s.Topic != ""
	}
	if a.Question.All {
		return slices.ContainsFunc(a.Services, topical)
	}
	return !slices.ContainsFunc(a.Services, func(id string) bool { return !topical(id) })
}

// least is the smallest group of the slice that is shown (domain rule 13.1).
func (a *Sliced) least() int {
	q := a.Question
	touched := slices.ContainsFunc(a.Services, func(id string) bool {
		s, known := a.Definition.Service(id)
		return known && s.Topic != ""
	})
	district := len(q.Place) >= 6 || slices.Contains(q.By, reach.ByDistrict)
	labelled := q.Who.Flags != 0 || q.Who.Every != 0 || slices.Contains(q.By, reach.ByLifeStage)
	other := slices.Contains(q.By, reach.BySex) || !slices.Contains([]string{"", "F", "M"}, q.Who.Sex)
	if touched || other || district && labelled {
		return SensitiveGroup
	}
	return SmallGroup
}

// mayCover refuses a covered slice that the programme does not publish, or that
// cuts a month, and leaves one that is too fine for its topic without a number.
func (a *Sliced) mayCover(s Slice) error {
	q := a.Question
	if a.Definition.Disclosure == programme.TotalsOnly && a.narrowed(s) {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.totals_only", Args: []any{a.Definition.Title.ES}}
	}
	switch {
	case !wholeMonths(q.Period):
		return trenza.Refuse("report.slice_months")
	case q.Unit == reach.Households: // beside people they would tell of groups that are covered
		return trenza.Refuse("report.slice_households")
	case a.Indicator == nil && len(s.Services) > 1 && !q.All && a.mixed && !s.usual:
		return trenza.Refuse("report.slice_mixed")
	}
	a.TooFine = a.fine()
	return nil
}

// narrowed reports whether a slice tells of a part of what the programme
// publishes.
func (a *Sliced) narrowed(s Slice) bool {
	asked := s.Question
	return len(s.Services) > 0 || len(asked.By) > 0 || asked.Place != "" || asked.New || asked.Returning ||
		asked.Period != (trenza.Period{}) || asked.Who != (reach.Who{})
}

// wholeMonths reports whether a period begins and ends with a month.
func wholeMonths(p trenza.Period) bool {
	begins := p.From == "" || p.From[len(p.From)-2:] == "01"
	ends := p.To == "" || p.To.Month() != p.To.Add(1).Month()
	return begins && ends
}

// fine reports whether a slice on a protected topic goes below a province or a
// quarter, or one on trafficking below a region or a year, or crosses more than
// two things (domain rule 13.3).
func (a *Sliced) fine() bool {
	q := a.Question
	place, days := len(q.Place), 80
	if slices.Contains(q.By, reach.ByDistrict) {
		place = 6
	}
	if slices.Contains(q.By, reach.ByMonth) {
		days = 0
	}
	if slices.Contains(q.By, reach.ByProvince) {
		place = max(place, 4)
	}
	for _, id := range a.Services {
		s, known := a.Definition.Service(id)
		if !known || s.Topic == "" || !a.onTopic() {
			continue
		}
		trafficking := s.Topic == programme.Trafficking
		if days == 0 || place >= 6 || shorter(q.Period, days) || a.crossed() > 2 ||
			trafficking && (place >= 4 || shorter(q.Period, 360) || slices.Contains(q.By, reach.ByQuarter)) {
			return true
		}
	}
	return false
}

// shorter reports whether a period has fewer days.
func shorter(p trenza.Period, days int) bool {
	return p.From != "" && p.To != "" && p.From.Add(days) > p.To
}

// crossed counts what a slice is narrowed and parted by, apart from what an
// indicator says of itself.
func (a *Sliced) crossed() int {
	q, n := a.Question, len(a.Question.By)
	for _, asked := range []bool{q.Place != "", q.Who.Flags|q.Who.Every != 0, q.Who.Population != "", q.New || q.Returning} {
		if asked {
			n++
		}
	}
	return n
}
