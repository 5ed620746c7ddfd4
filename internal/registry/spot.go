package registry

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// ReachNumbers finds the threads of records by their numbers, as far as a scope
// reaches them: by one question, whoever is among them. Those beyond the scope are
// not in the answer, as those that do not exist. The numbers are a table, from which
// a cross join begins: as a list, SQLite would rather read everybody.
func ReachNumbers(ctx context.Context, r store.Reader, scope access.Scope, numbers []int64) (map[int64]Reached, error) {
	reached := make(map[int64]Reached)
	listed, read := scope.Where("person.list", access.Person), scope.Where("person.read", access.Person)
	if len(numbers) == 0 || access.Nothing(listed) && access.Nothing(read) {
		return reached, nil
	}
	args, places := store.Args(scope.Organisation), make([]string, len(numbers))
	add := adding(&args)
	for i, number := range numbers {
		places[i] = "(cast(" + add(number) + " as bigint))"
	}
	mayList := access.SQL(listed, PersonColumns("p"), add)
	mayRead := access.SQL(read, PersonColumns("p"), add)
	err := r.Each(ctx, `
		select p.number, p.root, x.code, case when `+mayRead+` then 1 else 0 end
		from (values `+strings.Join(places, ", ")+`) asked
		cross join person p
		cross join person x
		where p.organisation = $1 and p.number = asked.column1 and x.organisation = p.organisation and x.id = p.root
			and (`+mayList+` or `+mayRead+`)`, args, func(scan store.Scan) error {
		var number int64
		var identified int
		var found Reached
		err := scan(&number, &found.Root, &found.Code, &identified)
		found.Identified = identified == 1
		reached[number] = found
		return err
	})
	return reached, err
}

// Accompanied returns the numbers of the records that an account accompanies.
func Accompanied(ctx context.Context, r store.Reader, organisation, account string) ([]int64, error) {
	if account == "" {
		return nil, nil
	}
	return store.All(ctx, r, `
		select distinct p.number
		from assignment a
		join person p on p.organisation = a.organisation and p.id = a.person
		where a.organisation = $1 and a.account = $2 and a.until is null
		order by p.number`, store.Args(organisation, account), func(scan store.Scan) (int64, error) {
		var number int64
		return number, scan(&number)
	})
}

// RegisteredOn returns the day on which each of some records was registered, by
// their ids.
func RegisteredOn(ctx context.Context, r store.Reader, organisation string, ids ...string) (map[string]trenza.Day, error) {
	days := make(map[string]trenza.Day, len(ids))
	if len(ids) == 0 {
		return days, nil
	}
	args, places := store.Args(organisation), make([]string, len(ids))
	add := adding(&args)
	for i, id := range ids {
		places[i] = add(id)
	}
	entries := make(map[string]int64, len(ids))
	err := r.Each(ctx, `
		select id, entry
		from person
		where organisation = $1 and id in (`+strings.Join(places, ", ")+`)`, args, func(scan store.Scan) error {
		var id string
		var entry int64
		err := scan(&id, &entry)
		entries[id] = entry
		return err
	})
	if err != nil {
		return nil, err
	}
	numbers := make([]int64, 0, len(entries))
	for _, entry := range entries {
		numbers = append(numbers, entry)
	}
	slices.Sort(numbers)
	moments, err := journal.Moments(ctx, r, organisation, numbers...)
	for id, entry := range entries {
		if at, told := moments[entry]; told {
			days[id] = trenza.DayOf(at)
		}
	}
	return days, err
}
