package pathway

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
)

// Overlap says that both records of a woman who turned out to be one were paid
// by a service for the same month, and not as legs of one line: somebody has to
// look into it.
type Overlap struct {
	Programme string
	Service   string // id
	Month     string // "2020-03"
}

// overlapping finds the overlaps of a thread between the records that were two
// threads before.
func overlapping(ctx context.Context, tx *journal.Tx, root string, before [2][]string) ([]Overlap, error) {
	kinds, err := attention.KindsOf(ctx, tx, tx.Organisation(), root)
	if err != nil {
		return nil, err
	}
	services := catalogue{}
	var all []Overlap
	for _, k := range kinds {
		s, known, err := services.find(ctx, tx, tx.Organisation(), k)
		if err != nil {
			return nil, err
		}
		if !known || !s.Has(programme.Payment) {
			continue
		}
		given, err := attention.OpenedOf(ctx, tx, root, s)
		if err != nil {
			return nil, err
		}
		for _, month := range paidTwice(given, before) {
			all = append(all, Overlap{k.Programme, k.Service, month})
		}
	}
	slices.SortFunc(all, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Service, b.Service))
	})
	return all, nil
}

// paidTwice returns the months for which both sides were paid.
func paidTwice(given []attention.Attention, before [2][]string) (months []string) {
	for _, a := range given {
		if !slices.Contains(before[0], a.Person) || !slices.Contains(a.Outcomes, programme.Collected) {
			continue
		}
		for _, b := range given {
			if slices.Contains(before[1], b.Person) && slices.Contains(b.Outcomes, programme.Collected) &&
				a.Day.Month() == b.Day.Month() && !otherLeg(a, b) {
				months = append(months, a.Day.Month())
			}
		}
	}
	slices.Sort(months)
	return slices.Compact(months)
}

// otherLeg reports whether two payments are different legs of one line.
func otherLeg(a, b attention.Attention) bool {
	same := func(key string) bool { return spelling.Fold(a.Form[key]) == spelling.Fold(b.Form[key]) }
	return a.Form["line"] != "" && same("line") && !same("leg")
}
