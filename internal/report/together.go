package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
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

// Together parts the people of some services by which of them they had: of the
// services that were asked for, those of an indicator, or those that the programme
// gives to one person at a time. Of many it takes the ones with the most people.
// Groups that the reader may not see are one group, "other mixes", with as many
// more as it takes that it may be seen.
func (r Reporter) Together(ctx context.Context, scope access.Scope, s Slice) (*Together, error) {
	s.Question.By, s.Question.All = nil, false
	if s.Indicator == "" {
		var err error
		if s, err = r.usual(ctx, scope, s); err != nil {
			return nil, err
		}
	}
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

// MostTogether is how many services are held against each other.
const MostTogether = 6

// usual settles which services are held against each other.
func (r Reporter) usual(ctx context.Context, scope access.Scope, s Slice) (Slice, error) {
	if len(s.Services) == 0 {
		s.usual = true
		s.Services = personal(scope, s.Definition)
	}
	if len(s.Services) <= MostTogether {
		return s, nil
	}
	all := s
	all.Services, all.Question.By = nil, []reach.Dimension{reach.ByService}
	parts, err := r.Slice(ctx, scope, all)
	if err != nil {
		return s, err
	}
	s.Services = parts.largest(s.Services)
	return s, nil
}

// personal are the services that are given to one person at a time, and that the
// reader may count: no information to whoever comes by, and no survey. A programme
// that has nothing else has all of its services.
func personal(scope access.Scope, d *programme.Definition) (ids []string) {
	for i := range d.Services {
		s := &d.Services[i]
		if !s.Orientation && !s.Has(programme.Headcount) && !s.Has(programme.Survey) &&
			scope.Reaches("figures.count", access.Delivery, access.Among(d.Offers(), d.ID, s.ID)) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// largest are, of some services, those with the most people, in their order.
func (a *Sliced) largest(among []string) []string {
	people := make(map[string]int)
	for _, p := range a.Parts {
		people[p.Values[0]] = p.People.Count
	}
	sorted := slices.Clone(among)
	slices.SortStableFunc(sorted, func(a, b string) int { return people[b] - people[a] })
	kept := sorted[:MostTogether]
	return slices.DeleteFunc(slices.Clone(among), func(id string) bool { return !slices.Contains(kept, id) })
}
