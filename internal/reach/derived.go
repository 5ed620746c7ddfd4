package reach

import (
	"context"
	"fmt"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// The tables that are derived, as the headers of the journal call them.
const (
	factTable  = "fact"
	rootTable  = "fact_root"
	homeTable  = "fact_household"
	tallyTable = "tally"
)

// Each row is witnessed twice: by the entry that opened it, in every column,
// and by the one that ended it.

func factOpened(since int64, ordinal int, d journal.Delivery) []any {
	return []any{
		"opened", since, ordinal, d.Number, d.Programme, d.Service, d.Outcome, d.Day, d.Place,
		d.Sex, d.Age, d.Population, d.Nationality, d.Flags, d.Collective, d.Source,
	}
}

func tallyOpened(since int64, ordinal int, t journal.Tally) []any {
	return []any{
		"opened", since, ordinal, t.Programme, t.Service, t.Outcome, t.Day, t.Place,
		t.Sex, t.MinAge, t.MaxAge, t.People, t.Source,
	}
}

func rootOpened(since int64, r journal.Root) []any { return []any{"opened", since, r.Number, r.Root} }

func homeOpened(since int64, h journal.Membership) []any {
	return []any{"opened", since, h.Number, h.Household}
}

func homeClosed(since int64, h journal.Membership, until int64) []any {
	return []any{"closed", since, h.Number, h.Household, until}
}

// rowAt is the key of a row within its organisation: since, and what tells it
// from the others of that position.
type rowAt struct{ since, which int64 }

func scanPlace(scan store.Scan) (at rowAt, err error) { return at, scan(&at.since, &at.which) }

func closed(at rowAt, until int64) []any { return []any{"closed", at.since, at.which, until} }

// Derived sums up, for every position, the rows that it opened and ended, as
// the header of the entry there must have it.
func Derived(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[int64]journal.Derivation, error) {
	s := sums{ctx: ctx, vault: vault, organisation: organisation, at: make(map[int64]journal.Derivation)}
	for _, add := range []func(store.Reader) error{s.facts, s.roots, s.homes, s.tallies} {
		if err := add(r); err != nil {
			return nil, err
		}
	}
	return s.at, nil
}

// sums are the sums so far.
type sums struct {
	ctx          context.Context
	vault        *seal.Vault
	organisation string
	at           map[int64]journal.Derivation
}

// add counts a row in, as opened and, where it has an end, as closed.
func (s sums) add(table string, at rowAt, until *int64, opened []any) error {
	if err := s.entry(at.since, table, opened); err != nil || until == nil {
		return err
	}
	return s.entry(*until, table, closed(at, *until))
}

// homes counts in where people live, of whom one may move twice at a position.
func (s sums) homes(r store.Reader) error {
	return r.Each(s.ctx, `
		select number, household, since, coalesce(until, 0)
		from fact_household
		where organisation = $1`, store.Args(s.organisation), func(scan store.Scan) error {
		at, err := scanMembership(scan)
		if err != nil {
			return err
		}
		h := journal.Membership{Number: at.Number, Household: at.Household}
		if err := s.entry(at.Since, homeTable, homeOpened(at.Since, h)); err != nil || at.Until == 0 {
			return err
		}
		return s.entry(at.Until, homeTable, homeClosed(at.Since, h, at.Until))
	})
}

func (s sums) entry(position int64, table string, fields []any) error {
	d := s.at[position]
	err := d.Add(s.ctx, s.vault, s.organisation, table, fields...)
	s.at[position] = d
	return err
}

func (s sums) facts(r store.Reader) error {
	return r.Each(s.ctx, fmt.Sprintf(`select %s, f.until from fact f where f.organisation = $1`, factColumns),
		store.Args(s.organisation), func(scan store.Scan) error {
			var f Fact
			var until *int64
			if err := scan(append(f.targets(), &until)...); err != nil {
				return err
			}
			return s.add(factTable, rowAt{f.Since, int64(f.Ordinal)}, until, factOpened(f.Since, f.Ordinal, f.Delivery))
		})
}

func (s sums) roots(r store.Reader) error {
	return r.Each(s.ctx, `
		select number, root, since, until
		from fact_root
		where organisation = $1`, store.Args(s.organisation), func(scan store.Scan) error {
		var root journal.Root
		var since int64
		var until *int64
		if err := scan(&root.Number, &root.Root, &since, &until); err != nil {
			return err
		}
		return s.add(rootTable, rowAt{since, root.Number}, until, rootOpened(since, root))
	})
}

func (s sums) tallies(r store.Reader) error {
	return r.Each(s.ctx, `
		select since, ordinal, until, programme, service, outcome, day, place, sex, min_age, max_age, people, source
		from tally
		where organisation = $1`, store.Args(s.organisation), func(scan store.Scan) error {
		var t journal.Tally
		var since int64
		var ordinal int
		var until *int64
		err := scan(&since, &ordinal, &until, &t.Programme, &t.Service, &t.Outcome, &t.Day, &t.Place,
			&t.Sex, &t.MinAge, &t.MaxAge, &t.People, &t.Source)
		if err != nil {
			return err
		}
		return s.add(tallyTable, rowAt{since, int64(ordinal)}, until, tallyOpened(since, ordinal, t))
	})
}
