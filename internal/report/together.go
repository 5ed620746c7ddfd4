package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
)

// Together is what people received together: each person in one group, that of
// all the services that she had and no others.
type Together struct {
	*Sliced
	Each   []Number // people of each service, in the order of Services
	Groups []Group  // the largest first
	Others Group    // the small groups in one; nobody where none is covered
	Mixes  int      // how many groups are in it
}

// Group is people who had the same services.
type Group struct {
	Services []string
	People   Number
}

// Together parts the people of some services by which of them they had. Groups
// that the reader may not see are one group, "other mixes", with as many more as
// it takes that it may be seen.
func (r Reporter) Together(ctx context.Context, scope access.Scope, s Slice) (*Together, error) {
	s.Question.By, s.Question.All = nil, false
	a, err := r.Slice(ctx, scope, s)
	if err != nil || a.TooFine {
		return &Together{Sliced: a}, err
	}
	groups, err := r.Engine.Combinations(ctx, scope, a.Question)
	if err != nil {
		return nil, err
	}
	t := &Together{Sliced: a}
	t.each(groups)
	for len(groups) > 0 && t.mustMerge(groups) {
		last := groups[len(groups)-1]
		t.Others.People.Count += last.Count
		t.Mixes++
		groups = groups[:len(groups)-1]
	}
	for _, g := range groups {
		t.Groups = append(t.Groups, Group{g.Services, t.number(g.Count)})
	}
	if t.Mixes > 0 {
		t.Others.People = t.number(t.Others.People.Count)
	}
	return t, nil
}

// mustMerge reports whether the smallest group left goes with the others: it is
// small, or those that went are too few to stand by themselves.
func (t *Together) mustMerge(groups []reach.Combination) bool {
	last := groups[len(groups)-1]
	return t.Covered && (last.Count < t.Least || t.Mixes > 0 && t.Others.People.Count < t.Least)
}

// each counts the people of each service.
func (t *Together) each(groups []reach.Combination) {
	for _, service := range t.Services {
		count := 0
		for _, g := range groups {
			if slices.Contains(g.Services, service) {
				count += g.Count
			}
		}
		t.Each = append(t.Each, t.number(count))
	}
}

func (t *Together) number(count int) Number {
	if t.Covered {
		return t.covered(count)
	}
	return Number{Count: count}
}
