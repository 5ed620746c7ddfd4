package outreach

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/store"
)

// OtherNumbers is why a headcount waits for a decision: the same occasion was
// counted before, with other numbers.
const OtherNumbers = "other_numbers"

// Alike returns the headcount of the same occasion, by service, day, place and
// title, which fold compares: the first of them, and whether there is any.
func Alike(ctx context.Context, r store.Reader, organisation string, a Activity, fold func(string) string) (Activity, bool, error) {
	that, err := store.All(ctx, r, `select `+activityColumns+`
		from activity
		where organisation = $1 and programme = $2 and service = $3 and day = $4`,
		store.Args(organisation, a.Programme, a.Service, a.Day), scanActivity)
	if err != nil {
		return Activity{}, false, err
	}
	at := slices.IndexFunc(that, func(b Activity) bool {
		return b.Title != "" && b.Place == a.Place && fold(b.Title) == fold(a.Title)
	})
	if at < 0 {
		return Activity{}, false, nil
	}
	found := that[at]
	if found.Groups, err = groups(ctx, r, organisation, found.ID); err != nil {
		return Activity{}, false, err
	}
	found.Populations, err = populations(ctx, r, organisation, found.ID)
	return found, true, err
}

func populations(ctx context.Context, r store.Reader, organisation, activity string) (map[string]int, error) {
	people := make(map[string]int)
	return people, r.Each(ctx, `
		select population, people
		from headcount_population
		where organisation = $1 and activity = $2`, store.Args(organisation, activity), func(scan store.Scan) error {
		var population string
		var n int
		err := scan(&population, &n)
		people[population] = n
		return err
	})
}

// SameNumbers reports whether two headcounts counted as many people in every
// group.
func (a Activity) SameNumbers(b Activity) bool {
	return a.Total == b.Total && a.firsts() == b.firsts() && maps.Equal(a.counted(), b.counted()) && maps.Equal(some(a.Populations), some(b.Populations))
}

// firsts is how many came for the first time, as far as anybody asked.
func (a Activity) firsts() int {
	if a.FirstTime == nil {
		return 0
	}
	return *a.FirstTime
}

// counted returns the groups in which there was somebody.
func (a Activity) counted() map[Group]bool {
	groups := make(map[Group]bool)
	for _, g := range a.Groups {
		if g.People > 0 {
			groups[g] = true
		}
	}
	return groups
}

// some leaves out the populations of nobody.
func some(people map[string]int) map[string]int {
	people = maps.Clone(people)
	maps.DeleteFunc(people, func(_ string, n int) bool { return n == 0 })
	return people
}
