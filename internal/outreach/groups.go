package outreach

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// CountedGroup is a group of an activity, with how many of its people were
// registered by name since.
type CountedGroup struct {
	Activity Activity // without its groups
	Group
	Linked int
}

// Groups returns every group of somebody that was counted in a programme, by
// activity in the order of entry.
func Groups(ctx context.Context, r store.Reader, organisation, program string) ([]CountedGroup, error) {
	activities, err := Activities(ctx, r, organisation, program)
	if err != nil {
		return nil, err
	}
	linked, err := links(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	var all []CountedGroup
	for _, a := range activities {
		counted, err := groups(ctx, r, organisation, a.ID)
		if err != nil {
			return nil, err
		}
		for _, g := range counted {
			if g.People > 0 {
				all = append(all, CountedGroup{a, g, linked[linkedGroup{a.ID, g.Sex, g.MinAge}]})
			}
		}
	}
	return all, nil
}

// linkedGroup names a group of an activity.
type linkedGroup struct {
	activity, sex string
	minAge        int
}

// links returns how many people of each group are linked.
func links(ctx context.Context, r store.Reader, organisation string) (map[linkedGroup]int, error) {
	linked := make(map[linkedGroup]int)
	err := r.Each(ctx, `
		select activity, sex, min_age, count(*)
		from headcount_link
		where organisation = $1
		group by activity, sex, min_age`, store.Args(organisation), func(scan store.Scan) error {
		var g linkedGroup
		var n int
		err := scan(&g.activity, &g.sex, &g.minAge, &n)
		linked[g] = n
		return err
	})
	return linked, err
}
