package outreach

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

func insert(ctx context.Context, tx *journal.Tx, a Activity, entry int64) error {
	_, err := tx.Exec(ctx, `
		insert into activity (organisation, id, programme, service, title, day, place, method, total, first_time, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		tx.Organisation(), a.ID, a.Programme, a.Service, a.Title, a.Day, a.Place, a.Method, a.Total, number(a.FirstTime), entry)
	if err != nil {
		return err
	}
	for _, g := range a.Groups {
		_, err := tx.Exec(ctx, `
			insert into headcount (organisation, activity, sex, min_age, max_age, people)
			values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), a.ID, g.Sex, g.MinAge, g.MaxAge, g.People)
		if err != nil {
			return err
		}
	}
	for _, population := range slices.Sorted(maps.Keys(a.Populations)) {
		_, err := tx.Exec(ctx, `
			insert into headcount_population (organisation, activity, population, people)
			values ($1, $2, $3, $4)`, tx.Organisation(), a.ID, population, a.Populations[population])
		if err != nil {
			return err
		}
	}
	return nil
}

// number is a number that may be missing as a row has it.
func number(n *int) any {
	if n == nil {
		return nil
	}
	return int64(*n)
}

// Find returns the activity of a programme by its title, compared as fold writes
// it: the first of that title. One that is not there is NotFound.
func Find(ctx context.Context, r store.Reader, organisation, program, title string, fold func(string) string) (Activity, error) {
	all, err := Activities(ctx, r, organisation, program)
	if err != nil {
		return Activity{}, err
	}
	for _, a := range all {
		if fold(a.Title) == fold(title) {
			a.Groups, err = groups(ctx, r, organisation, a.ID)
			return a, err
		}
	}
	return Activity{}, &trenza.Problem{Kind: trenza.NotFound, Key: "outreach.no_such_activity", Args: []any{title}}
}

// Activities returns the activities of a programme without their groups, in the
// order of entry.
func Activities(ctx context.Context, r store.Reader, organisation, program string) ([]Activity, error) {
	return store.All(ctx, r, `select `+activityColumns+`
		from activity
		where organisation = $1 and programme = $2
		order by entry`, store.Args(organisation, program), scanActivity)
}

func groups(ctx context.Context, r store.Reader, organisation, activity string) ([]Group, error) {
	return store.All(ctx, r, `
		select sex, min_age, max_age, people
		from headcount
		where organisation = $1 and activity = $2
		order by sex, min_age`, store.Args(organisation, activity), func(scan store.Scan) (Group, error) {
		var g Group
		return g, scan(&g.Sex, &g.MinAge, &g.MaxAge, &g.People)
	})
}
