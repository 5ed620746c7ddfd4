package reach

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Fact is a delivery that holds from a position on.
type Fact struct {
	journal.Delivery
	Root    int64 // the number as which Number counts at the position asked for
	Since   int64 // position of the entry that told it
	Ordinal int   // within that entry
}

// factColumns are read by scanFact, in this order.
const factColumns = `
	f.since,
	f.ordinal,
	f.number,
	f.programme,
	f.service,
	f.outcome,
	f.day,
	f.place,
	f.sex,
	f.age,
	f.population,
	f.nationality,
	f.flags,
	f.collective,
	f.source`

func (f *Fact) targets() []any {
	return []any{
		&f.Since, &f.Ordinal, &f.Number, &f.Programme, &f.Service, &f.Outcome, &f.Day, &f.Place,
		&f.Sex, &f.Age, &f.Population, &f.Nationality, &f.Flags, &f.Collective, &f.Source,
	}
}

func scanFact(scan store.Scan) (Fact, error) {
	var f Fact
	err := scan(f.targets()...)
	f.Root = f.Number
	return f, err
}

// Current calls each for every fact of an organisation that holds now, in the
// order of entry.
func Current(ctx context.Context, r store.Reader, organisation string, each func(Fact) error) error {
	return r.Each(ctx, `select `+factColumns+`
		from fact f
		where f.organisation = $1 and f.until is null
		order by f.since, f.ordinal`, store.Args(organisation), func(scan store.Scan) error {
		f, err := scanFact(scan)
		if err != nil {
			return err
		}
		return each(f)
	})
}

// Counted is what a source declares: people counted without names, and how many of
// them came for the first time.
type Counted struct{ People, FirstTime int }

// Tallied returns how many people each source declares, of those counted
// without names. Whoever answers a survey is counted as asked, once.
func Tallied(ctx context.Context, r store.Reader, organisation string) (map[string]Counted, error) {
	declared := make(map[string]Counted)
	err := r.Each(ctx, `
		select
			source,
			coalesce(sum(case when outcome in ('delivered', 'asked') then people end), 0),
			coalesce(sum(case when outcome = 'first_time' then people end), 0)
		from tally
		where organisation = $1 and until is null and outcome in ('delivered', 'asked', 'first_time')
		group by source`, store.Args(organisation), func(scan store.Scan) error {
		var source string
		var c Counted
		err := scan(&source, &c.People, &c.FirstTime)
		declared[source] = c
		return err
	})
	return declared, err
}

// Roots calls each for every number that counts as another now.
func Roots(ctx context.Context, r store.Reader, organisation string, each func(number, root int64) error) error {
	return r.Each(ctx, `
		select number, root
		from fact_root
		where organisation = $1 and until is null
		order by number`, store.Args(organisation), func(scan store.Scan) error {
		var number, root int64
		if err := scan(&number, &root); err != nil {
			return err
		}
		return each(number, root)
	})
}
