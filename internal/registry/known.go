package registry

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// RowOf returns what the policies ask of a person, by any record of her thread:
// where she was served, who accompanies her, and whether she agreed that her case
// worker reads her other files. services are those of the organisation's
// programmes. It is for whoever explains a decision about one row; readers of
// several ask by SQL ([PersonColumns]).
func RowOf(ctx context.Context, r store.Reader, organisation, id string, services []access.Service) (access.Row, error) {
	row := access.Row{Kind: access.Person, Organisation: organisation, Class: trenza.P2}
	var err error
	if row.Person, err = RootOf(ctx, r, organisation, id); err != nil {
		return row, err
	}
	if row.Known, err = ambitsOf(ctx, r, organisation, row.Person, services); err != nil {
		return row, err
	}
	if row.Assigned, err = Assigned(ctx, r, organisation, id); err != nil {
		return row, err
	}
	one := 0
	row.Shared, err = r.One(ctx, `
		select 1
		from consent c
		join person own on own.organisation = c.organisation and own.id = c.person
		where c.organisation = $1 and c.purpose = $2 and c.revoked is null and own.root = $3
		limit 1`, store.Args(organisation, ForSharing, row.Person), &one)
	return row, err
}

// ambitsOf returns where a thread was served, each place once; no ambit of
// somebody who was served nowhere is not the whole organisation, but none.
func ambitsOf(ctx context.Context, r store.Reader, organisation, root string, services []access.Service) ([]access.Ambit, error) {
	served, err := store.All(ctx, r, `
		select distinct k.programme, k.service, k.place
		from person hers
		join fact k on k.organisation = hers.organisation and k.number = hers.number and k.until is null
		where hers.organisation = $1 and hers.root = $2
		order by k.programme, k.service, k.place`, store.Args(organisation, root), func(scan store.Scan) (access.Ambit, error) {
		var a access.Ambit
		err := scan(&a.Programme, &a.Course, &a.Place)
		a.Field = access.Among(services, a.Programme, a.Course).Field
		return a, err
	})
	if served == nil {
		served = []access.Ambit{}
	}
	return served, err
}

// PairRowOf returns what the policies ask of a pair: where both of its records are
// known, and whether a restricted team guards either thread. It is for whoever may
// know of the pair.
func PairRowOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, p Pair, services []access.Service) (access.Row, error) {
	var sides [2]access.Row
	var guards []tag
	for i, record := range []string{p.First, p.Second} {
		side, err := RowOf(ctx, r, organisation, record, services)
		if err != nil {
			return access.Row{}, err
		}
		guarding, err := guardsOfThread(ctx, r, vault, organisation, side.Person)
		if err != nil {
			return access.Row{}, err
		}
		sides[i], guards = side, append(guards, guarding...)
	}
	row := access.Both(sides[0], sides[1])
	row.Organisation, row.Guarded = organisation, len(guards) > 0
	return row, nil
}
