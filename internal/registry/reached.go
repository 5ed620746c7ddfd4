package registry

import (
	"context"
	"math"
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

// RegisteredAt returns the position at which a record was registered.
func RegisteredAt(ctx context.Context, r store.Reader, organisation, record string) (entry int64, err error) {
	_, err = r.One(ctx, `
		select entry
		from person
		where organisation = $1 and id = $2`, store.Args(organisation, record), &entry)
	return entry, err
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
	members, err := livingWith(ctx, r, scope.Organisation, root)
	if err != nil {
		return nil, err
	}
	var mates []Housemate
	met := map[string]bool{root: true}
	for _, m := range members {
		if met[m.root] {
			continue
		}
		met[m.root] = true
		listed, err := Permits(ctx, r, scope, "person.list", m.root)
		if err != nil {
			return nil, err
		}
		if !listed {
			continue
		}
		code, err := CodeOf(ctx, r, scope.Organisation, m.root)
		if err != nil {
			return nil, err
		}
		mates = append(mates, Housemate{code, m.role})
	}
	return mates, nil
}

// member is a thread that lives in a household.
type member struct{ root, role string }

// livingWith returns who lives in the households of a thread, in the order in
// which they joined them.
func livingWith(ctx context.Context, r store.Reader, organisation, root string) (all []member, err error) {
	records, err := Thread(ctx, r, organisation, root)
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		households, err := HouseholdsJoined(ctx, r, organisation, record, 0, math.MaxInt64)
		if err != nil {
			return nil, err
		}
		for _, household := range households {
			members, err := store.All(ctx, r, `
				select x.root, m.role
				from household_member m
				join person x on x.organisation = m.organisation and x.id = m.person
				where m.organisation = $1 and m.household = $2
				order by m.entry`, store.Args(organisation, household), func(scan store.Scan) (member, error) {
				var m member
				return m, scan(&m.root, &m.role)
			})
			if err != nil {
				return nil, err
			}
			all = append(all, members...)
		}
	}
	return all, nil
}
