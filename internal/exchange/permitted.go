package exchange

import (
	"context"
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// mayImport asks whether whoever imports may bring in lists of a service.
func (r reader) mayImport(s attention.Service) error {
	place, err := r.place()
	if err != nil && s.Class < trenza.P4 {
		return nil // what is wrong with the place is said by whoever reads it
	}
	return elsewhere(access.May(r.actor, "list.import", s.Row(access.List, place)), r.actor, s, place)
}

// recordedAt says where the facts that a list told, as k, keep what policies ask
// for.
var recordedAt = access.Columns{Organisation: "k.organisation", Programme: "k.programme", Service: "k.service", Place: "k.place"}

// permitted reports whether a reader may do what a verb says with an imported
// list: with everything that it recorded. The name of a list, and that there is
// one, may tell as much as a row of it.
func permitted(ctx context.Context, r store.Reader, scope access.Scope, verb, list string) (bool, error) {
	condition := scope.Where(verb, access.List)
	if access.Everything(condition) || access.Nothing(condition) {
		return access.Everything(condition), nil
	}
	args, one := store.Args(scope.Organisation, list), 0
	within := access.SQL(condition, recordedAt, func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	})
	beyond, err := r.One(ctx, `
		select 1
		from import_row i
		join fact k on k.organisation = i.organisation and k.since >= i.first and k.since <= i.last
		where i.organisation = $1 and i.import = $2 and i.last > 0 and not (`+within+`)
		limit 1`, args, &one)
	if err != nil || beyond {
		return false, err
	}
	return ofWorkshopWithin(ctx, r, scope, list)
}

// ofWorkshopWithin reports whether a reader may know what a list recorded that is no
// fact: who sits where, and what was made. A list that recorded any fact is read by
// those who read its facts.
func ofWorkshopWithin(ctx context.Context, r store.Reader, scope access.Scope, list string) (bool, error) {
	one := 0
	facts, err := r.One(ctx, `
		select 1
		from import_row i
		join fact k on k.organisation = i.organisation and k.since >= i.first and k.since <= i.last
		where i.organisation = $1 and i.import = $2 and i.last > 0
		limit 1`, store.Args(scope.Organisation, list), &one)
	if err != nil || facts {
		return true, err
	}
	told, err := spansOf(ctx, r, scope.Organisation, list)
	for _, s := range told.joined() {
		for _, beyond := range []func(context.Context, store.Reader, access.Scope, int64, int64) (bool, error){collective.ToldBeyond, venture.ToldBeyond} {
			if err != nil {
				return false, err
			}
			var hidden bool
			if hidden, err = beyond(ctx, r, scope, s.first, s.last); hidden {
				return false, err
			}
		}
	}
	return true, err
}

// mustBePermitted refuses to take back what the actor may not, as a list that is
// not there.
func (u *undoing) mustBePermitted(ctx context.Context) error {
	scope, err := programme.ScopeOf(ctx, u.tx, u.tx.Actor())
	if err != nil {
		return err
	}
	may, err := permitted(ctx, u.tx, scope, "list.undo", u.list.id)
	if err == nil && !may {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_import", Args: []any{u.list.code}}
	}
	return err
}

// mayTake refuses an export to whom no service of the programme may be taken out,
// or not the one that she asks for.
func (x Exporter) mayTake(scope access.Scope) error {
	for _, s := range x.Definition.Offers() {
		if (x.Service == "" || x.Service == s.ID) && scope.Reaches("list.export", access.List, s) {
			return nil
		}
	}
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
}

// reads reports whether the forms of a service may be read and taken out, with
// answers of those classes.
func (x Exporter) reads(scope access.Scope, service string, answers ...trenza.Class) bool {
	s := access.Among(x.Definition.Offers(), x.Definition.ID, service)
	s.Class = slices.Max(append(answers, s.Class))
	return scope.Reaches("list.export", access.List, s) && scope.Reaches("attention.read", access.Attention, s)
}
