package measure

import (
	"context"
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// measured says where a measurement m of a record p keeps what policies ask for.
var measured = access.Columns{
	Organisation: "m.organisation", Programme: "m.programme", Service: "m.service", Place: "m.place", Root: "p.root",
}

// within is a question about measurements of a scope: a condition to stand after
// "where", and its arguments.
func within(scope access.Scope, verb string, kind access.Kind, where string, args ...any) (string, []any) {
	all := append(store.Args(scope.Organisation), args...)
	seen := access.SQL(scope.Where(verb, kind), measured, func(v any) string {
		all = append(all, v)
		return fmt.Sprintf("$%d", len(all))
	})
	return "m.organisation = $1 and " + where + " and " + seen, all
}

// OfThread returns what a thread answered, by whichever of its records, as far as a
// scope reads it, in the order of entry. Answers of class P3 are sensitive: before
// they are shown, the reading must be on record.
func OfThread(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) ([]Measurement, error) {
	where, args := within(scope, "measure.read", access.Attention, "p.root = $2", root)
	return opened(ctx, r, vault, scope, where, args)
}

// OfProgramme returns what the women of a programme answered, as far as a scope reads
// it, in the order of entry.
func OfProgramme(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, programme string) ([]Measurement, error) {
	where, args := within(scope, "measure.read", access.Attention, "m.programme = $2", programme)
	return opened(ctx, r, vault, scope, where, args)
}

// ByID returns a measurement as far as a scope reads it. One beyond the scope is not
// there.
func ByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, id string) (Measurement, error) {
	where, args := within(scope, "measure.read", access.Attention, "m.id = $2", id)
	found, err := opened(ctx, r, vault, scope, where, args)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "measure.no_such"}
	}
	if err != nil {
		return Measurement{}, err
	}
	return found[0], nil
}

// Within returns those of some measurements that a scope reads.
func Within(ctx context.Context, r store.Reader, scope access.Scope, all []Measurement) (seen []Measurement, err error) {
	for _, m := range all {
		where, args := within(scope, "measure.read", access.Attention, "m.id = $2", m.ID)
		one := 0
		found, err := r.One(ctx, `
			select 1
			from measurement m
			join person p on p.organisation = m.organisation and p.id = m.person
			where `+where, args, &one)
		if err != nil {
			return nil, err
		}
		if found {
			seen = append(seen, m)
		}
	}
	return seen, nil
}

// opened returns the measurements under a condition whose answers open.
func opened(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, where string, args []any) ([]Measurement, error) {
	rows, err := store.All(ctx, r, `select `+columns+`
		from measurement m
		join person p on p.organisation = m.organisation and p.id = m.person
		where `+where+`
		order by m.entry`, args, scanClosed)
	if err != nil {
		return nil, err
	}
	var all []Measurement
	for _, c := range rows {
		m, opens, err := c.open(ctx, vault, scope.Organisation)
		if err != nil {
			return nil, err
		}
		if opens {
			all = append(all, m)
		}
	}
	return all, nil
}

// Sensitive reports whether a thread answered anything of class P3: two people
// decide then whether it is another's as well.
func Sensitive(ctx context.Context, r store.Reader, organisation, root string) (bool, error) {
	records, err := registry.Thread(ctx, r, organisation, root)
	if err != nil {
		return false, err
	}
	for _, person := range records {
		taken, err := ofRecord(ctx, r, organisation, person)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(taken, func(m Measurement) bool { return class(m.Instrument) >= trenza.P3 }) {
			return true, nil
		}
	}
	return false, nil
}
