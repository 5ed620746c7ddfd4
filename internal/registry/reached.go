package registry

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Reached is how far a scope reaches a person.
type Reached struct {
	Root       string // id of her surviving thread
	Code       string // of that thread
	Identified bool   // who she is may be shown, and not her code alone
}

// Reach finds the thread of a record by its code, as people copy it, as far
// as a scope reaches it. Of one beyond the scope, of another organisation or of
// nobody it says the same, by the same one question: NotFound.
func Reach(ctx context.Context, r store.Reader, scope access.Scope, code string) (Reached, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	args := store.Args(scope.Organisation, code)
	listed := access.SQL(scope.Where("person.list", access.Person), PersonColumns("p"), adding(&args))
	read := access.SQL(scope.Where("person.read", access.Person), PersonColumns("p"), adding(&args))
	var found Reached
	var identified int
	ok, err := r.One(ctx, `
		select p.root, x.code, case when `+read+` then 1 else 0 end
		from person p
		join person x on x.organisation = p.organisation and x.id = p.root
		where p.organisation = $1 and p.code = $2 and (`+listed+` or `+read+`)`, args, &found.Root, &found.Code, &identified)
	if err == nil && !ok {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{code}}
	}
	found.Identified = identified == 1
	return found, err
}

// Housemate is somebody who lives in the household of a person, by her code.
type Housemate struct {
	Code string
	Role string // in the household: "jefa", "hija"; "" when it was not said
}

// HousematesOf returns who lives with a person, by whichever record of hers, as
// far as a scope lists them, herself left out: in the order in which they joined,
// each thread once.
func HousematesOf(ctx context.Context, r store.Reader, scope access.Scope, root string) ([]Housemate, error) {
	args := store.Args(scope.Organisation, root)
	listed := access.SQL(scope.Where("person.list", access.Person), PersonColumns("p"), adding(&args))
	return store.All(ctx, r, `
		select p.code, min(m.role)
		from person own
		join household_member h on h.organisation = own.organisation and h.person = own.id
		join household_member m on m.organisation = h.organisation and m.household = h.household
		join person x on x.organisation = m.organisation and x.id = m.person
		join person p on p.organisation = x.organisation and p.id = x.root
		where own.organisation = $1 and own.root = $2 and p.root <> $2 and `+listed+`
		group by p.organisation, p.id, p.code
		order by min(m.entry)`, args, func(scan store.Scan) (Housemate, error) {
		var h Housemate
		return h, scan(&h.Code, &h.Role)
	})
}
