package attention

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// LastDays returns the last day on which each thread took part in any of some
// services of a programme, by the id of the thread.
func LastDays(ctx context.Context, r store.Reader, organisation, programme string, services []string) (map[string]trenza.Day, error) {
	days := make(map[string]trenza.Day)
	for _, service := range services {
		err := r.Each(ctx, `
			select p.root, max(a.day)
			from attention a
			join person p on p.organisation = a.organisation and p.id = a.person
			where a.organisation = $1 and a.programme = $2 and a.service = $3 and a.outcomes <> ''
			group by p.root`, store.Args(organisation, programme, service), func(scan store.Scan) error {
			var root string
			var day trenza.Day
			err := scan(&root, &day)
			days[root] = max(days[root], day)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return days, nil
}

// LastDay returns the last day on which a thread took part in any of some services
// of a programme, "" when it did in none.
func LastDay(ctx context.Context, r store.Reader, organisation, root, programme string, services []string) (last trenza.Day, err error) {
	for _, service := range services {
		days, err := ofRecords(ctx, r, organisation, root, func(person string) ([]trenza.Day, error) {
			return store.All(ctx, r, `
				select day
				from attention
				where organisation = $1 and person = $2 and programme = $3 and service = $4 and outcomes <> ''`,
				store.Args(organisation, person, programme, service), func(scan store.Scan) (day trenza.Day, err error) {
					return day, scan(&day)
				})
		})
		if err != nil {
			return "", err
		}
		for _, day := range days {
			last = max(last, day)
		}
	}
	return last, nil
}
