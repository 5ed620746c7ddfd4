package attention

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Row is what policies are asked about: the service, given at a place.
func (s Service) Row(kind access.Kind, place trenza.Place) access.Row {
	return access.Row{Kind: kind, Class: s.Class, Programme: s.Programme.ID, Service: s.ID, Field: s.Field, Place: place}
}

// columns says where attention, as a, keeps what policies ask for.
var columns = access.Columns{
	Organisation: "a.organisation", Programme: "a.programme", Service: "a.service", Place: "a.place",
	Root: "(select own.root from person own where own.organisation = a.organisation and own.id = a.person)",
}

// Where writes the condition under which rows of attention, as a, are within a
// scope for a verb, to stand after "and". arg takes an argument and returns its
// place in the text.
func Where(scope access.Scope, verb string, arg func(any) string) string {
	return access.SQL(scope.Where(verb, access.Attention), columns, arg)
}

// Permits reports whether an attention is within a scope for a verb. Of one that
// does not exist it says the same as of one beyond the scope.
func Permits(ctx context.Context, r store.Reader, scope access.Scope, verb, id string) (bool, error) {
	args, one := store.Args(scope.Organisation, id), 0
	where := Where(scope, verb, func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	})
	return r.One(ctx, `
		select 1
		from attention a
		where a.organisation = $1 and a.id = $2 and `+where, args, &one)
}

// ForCommittee asks for which services, of which programmes, where something was
// received on behalf of a committee under an alias.
func ForCommittee(alias string) string {
	return `select a.programme, a.service, a.place
				from attention a
				where a.organisation = ` + alias + `.organisation and a.collective = ` + alias + `.id and a.collective <> ''`
}
