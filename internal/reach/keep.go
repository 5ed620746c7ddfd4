package reach

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Keeper keeps the facts in step with the journal, inside each write.
type Keeper struct{}

// Told implements journal.Listener. What an event ends, ends before what it
// begins.
func (Keeper) Told(ctx context.Context, tx *journal.Tx, position int64, e journal.Event) error {
	if e, ok := e.(journal.Withdraws); ok {
		if err := withdraw(ctx, tx, position, e.Withdrawn()); err != nil {
			return err
		}
	}
	if e, ok := e.(journal.Delivers); ok {
		for i, d := range e.Deliveries() {
			if err := insertFact(ctx, tx, position, i, d); err != nil {
				return err
			}
		}
	}
	if e, ok := e.(journal.Tallies); ok {
		for i, t := range e.Tallied() {
			if err := insertTally(ctx, tx, position, i, t); err != nil {
				return err
			}
		}
	}
	if e, ok := e.(journal.Uncounts); ok {
		if err := uncount(ctx, tx, position, e.Uncounted()); err != nil {
			return err
		}
	}
	if e, ok := e.(journal.Reroots); ok {
		if err := reroot(ctx, tx, position, e.Rerooted()); err != nil {
			return err
		}
	}
	if e, ok := e.(journal.Houses); ok {
		if err := house(ctx, tx, position, e.Housed()); err != nil {
			return err
		}
	}
	if e, ok := e.(journal.Restates); ok {
		if now, changed := e.Restated(); changed {
			return restate(ctx, tx, position, now)
		}
	}
	return nil
}

func insertFact(ctx context.Context, tx *journal.Tx, since int64, ordinal int, d journal.Delivery) error {
	_, err := tx.Exec(ctx, `
		insert into fact (
			organisation, since, ordinal, number, programme, service, outcome, day, place,
			sex, age, population, nationality, flags, collective, source)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		tx.Organisation(), since, ordinal, d.Number, d.Programme, d.Service, d.Outcome, d.Day, d.Place,
		d.Sex, d.Age, d.Population, d.Nationality, d.Flags, d.Collective, d.Source)
	if err != nil {
		return err
	}
	return tx.Derive(ctx, factTable, factOpened(since, ordinal, d)...)
}

func insertTally(ctx context.Context, tx *journal.Tx, since int64, ordinal int, t journal.Tally) error {
	_, err := tx.Exec(ctx, `
		insert into tally (
			organisation, since, ordinal, programme, service, outcome, day, place,
			sex, min_age, max_age, people, source)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Organisation(), since, ordinal, t.Programme, t.Service, t.Outcome, t.Day, t.Place,
		t.Sex, t.MinAge, t.MaxAge, t.People, t.Source)
	if err != nil {
		return err
	}
	return tx.Derive(ctx, tallyTable, tallyOpened(since, ordinal, t)...)
}

// withdraw ends the facts of some rows: they held until this position.
func withdraw(ctx context.Context, tx *journal.Tx, until int64, rows []journal.Withdrawal) error {
	for _, row := range rows {
		ended, err := store.All(ctx, tx, `
			update fact
			set until = $4
			where organisation = $1 and source = $2 and outcome = $3 and until is null
			returning since, ordinal`, store.Args(tx.Organisation(), row.Source, row.Outcome, until), scanPlace)
		if err != nil {
			return err
		}
		for _, at := range ended {
			if err := tx.Derive(ctx, factTable, closed(at, until)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// reroot makes numbers count as others from this position on.
func reroot(ctx context.Context, tx *journal.Tx, since int64, roots []journal.Root) error {
	for _, r := range roots {
		if err := uproot(ctx, tx, since, r.Number); err != nil {
			return err
		}
		if r.Number == r.Root {
			continue
		}
		_, err := tx.Exec(ctx, `
			insert into fact_root (organisation, number, root, since)
			values ($1, $2, $3, $4)`, tx.Organisation(), r.Number, r.Root, since)
		if err != nil {
			return err
		}
		if err := tx.Derive(ctx, rootTable, rootOpened(since, r)...); err != nil {
			return err
		}
	}
	return nil
}

// uproot ends what a number counts as.
func uproot(ctx context.Context, tx *journal.Tx, until, number int64) error {
	ended, err := store.All(ctx, tx, `
		update fact_root
		set until = $3
		where organisation = $1 and number = $2 and until is null
		returning since, number`, store.Args(tx.Organisation(), number, until), scanPlace)
	if err != nil {
		return err
	}
	for _, at := range ended {
		if err := tx.Derive(ctx, rootTable, closed(at, until)...); err != nil {
			return err
		}
	}
	return nil
}

// restate ends the facts of a person that say something else of her than what
// is known now, and enters them again as they are now known.
func restate(ctx context.Context, tx *journal.Tx, position int64, now journal.Attributes) error {
	held, err := store.All(ctx, tx, `select `+factColumns+`
		from fact f
		where f.organisation = $1 and f.number = $2 and f.until is null
		order by f.since, f.ordinal`, store.Args(tx.Organisation(), now.Number), scanFact)
	if err != nil {
		return err
	}
	ordinal := 0
	for _, f := range held {
		d := f.restated(now)
		if f.says(d) {
			continue
		}
		_, err := tx.Exec(ctx, `
			update fact
			set until = $4
			where organisation = $1 and since = $2 and ordinal = $3`, tx.Organisation(), f.Since, f.Ordinal, position)
		if err != nil {
			return err
		}
		if err := tx.Derive(ctx, factTable, closed(rowAt{f.Since, int64(f.Ordinal)}, position)...); err != nil {
			return err
		}
		if err := insertFact(ctx, tx, position, ordinal, d); err != nil {
			return err
		}
		ordinal++
	}
	return nil
}

// restated returns the delivery of a fact with what is now known of the person.
func (f Fact) restated(now journal.Attributes) journal.Delivery {
	d := f.Delivery
	d.Sex, d.Population, d.Nationality, d.Age = now.Sex, now.Population, now.Nationality, nil
	if age, known := trenza.AgeOn(now.Born, d.Day); known {
		d.Age = &age
	}
	if now.Flags != nil {
		d.Flags = now.Flags(d.Day)
	}
	return d
}

// says reports whether the fact says of the person what d says.
func (f Fact) says(d journal.Delivery) bool {
	sameAge := f.Age == d.Age || f.Age != nil && d.Age != nil && *f.Age == *d.Age
	return sameAge && f.Sex == d.Sex && f.Population == d.Population && f.Nationality == d.Nationality && f.Flags == d.Flags
}
