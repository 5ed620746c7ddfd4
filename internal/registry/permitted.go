package registry

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// PersonColumns says where a row of person, under an alias, keeps what policies
// ask for. A woman is known where any record of her thread was served, which the
// facts tell: they are the one projection of every room's services, and this is
// the one place outside reach that reads them.
func PersonColumns(alias string) access.Columns {
	return access.Columns{
		Organisation: alias + ".organisation", Root: alias + ".root",
		Known: []string{servedOf(alias)}, KnownAt: &servedAt,
	}
}

// pairColumns are those of a pair, whose two records stand under aliases.
func pairColumns(first, second, guarded string) access.Columns {
	return access.Columns{
		Organisation: first + ".organisation", Guarded: guarded,
		Known: []string{servedOf(first), servedOf(second)}, KnownAt: &servedAt,
	}
}

// servedOf asks where the thread of one person was served. A cross join is asked
// in the order in which it is written: her records first, which are few.
func servedOf(alias string) string {
	return `exists (
			select 1
			from person hers
			cross join fact k
			where hers.organisation = ` + alias + `.organisation and hers.root = ` + alias + `.root
				and k.organisation = hers.organisation and k.number = hers.number and k.until is null`
}

var servedAt = access.Columns{Organisation: "k.organisation", Programme: "k.programme", Service: "k.service", Place: "k.place"}

// listColumns are those of PersonColumns for a list, under the alias p and with
// the organisation as $1: it begins with where people were served, and not with
// everybody.
var listColumns = access.Columns{
	Organisation: "p.organisation", Root: "p.root",
	Known: []string{`p.root in (
			select hers.root
			from fact k
			cross join person hers
			where k.organisation = $1 and k.until is null
				and hers.organisation = k.organisation and hers.number = k.number`},
	KnownAt: &servedListed,
}

var servedListed = servedAt.Listed()

// Permits reports whether a record is within a scope, for what a verb does with
// it. Of one that does not exist it says the same as of one beyond the scope.
func Permits(ctx context.Context, r store.Reader, scope access.Scope, verb, person string) (bool, error) {
	condition := scope.Where(verb, access.Person)
	if access.Nothing(condition) {
		return false, nil
	}
	args := store.Args(scope.Organisation, person)
	within := access.SQL(condition, PersonColumns("p"), adding(&args))
	one := 0
	return r.One(ctx, `
		select 1
		from person p
		where p.organisation = $1 and p.id = $2 and `+within, args, &one)
}

// adding returns a function that adds an argument and says its place.
func adding(args *[]any) func(any) string {
	return func(v any) string {
		*args = append(*args, v)
		return fmt.Sprintf("$%d", len(*args))
	}
}

// must refuses what the actor may not do with a record. Whoever goes everywhere in
// her organisation is told that there is none when it is nobody's there; whoever
// does not is told the same of it as of one beyond her scope.
func must(ctx context.Context, tx *journal.Tx, verb, person string) error {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return err
	}
	permitted, err := Permits(ctx, tx, scope, verb, person)
	if err != nil || permitted {
		return err
	}
	if access.Everything(scope.Where(verb, access.Person)) {
		return &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{person}}
	}
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
}

// PeopleWithin returns which records are within a scope for a verb; of none it reports
// false as well.
func PeopleWithin(ctx context.Context, r store.Reader, scope access.Scope, verb string) (within func(person string) bool, some bool, err error) {
	condition := scope.Where(verb, access.Person)
	if access.Nothing(condition) || access.Everything(condition) {
		whole := access.Everything(condition)
		return func(string) bool { return whole }, whole, nil
	}
	args, found := store.Args(scope.Organisation), make(map[string]bool)
	where := access.SQL(condition, listColumns, adding(&args))
	err = r.Each(ctx, `
		select p.id
		from person p
		where p.organisation = $1 and `+where, args, func(scan store.Scan) error {
		var id string
		err := scan(&id)
		found[id] = true
		return err
	})
	return func(person string) bool { return found[person] }, true, err
}

// LivingRoots returns the thread of every record of an organisation, by id, but of
// people who were forgotten: nothing more is told of those.
func LivingRoots(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[string]string, error) {
	gone, err := vault.Destroyed(ctx)
	if err != nil {
		return nil, err
	}
	roots := make(map[string]string)
	err = r.Each(ctx, `
		select id, root
		from person
		where organisation = $1`, store.Args(organisation), func(scan store.Scan) error {
		var id, root string
		err := scan(&id, &root)
		roots[id] = root
		return err
	})
	maps.DeleteFunc(roots, func(_, root string) bool { return slices.Contains(gone, root) })
	return roots, err
}
