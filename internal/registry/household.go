package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// JoinHousehold notes that a person lives in the household that lists call by a
// code, in a role such as "jefa" or "hija". A household is not a person and is
// never counted as one. Saying it twice changes nothing.
func JoinHousehold(ctx context.Context, tx *journal.Tx, person, code, role string) error {
	if err := access.May(tx.Actor(), "household.join", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return err
	}
	token, err := tx.Vault().Token(ctx, tx.Organisation(), "household", spelling.Fold(code))
	if err != nil {
		return err
	}
	household, known, err := householdOf(ctx, tx, token)
	if err != nil {
		return err
	}
	if known {
		var member int
		found, err := tx.One(ctx, `
			select 1
			from household_member
			where organisation = $1 and household = $2 and person = $3`,
			store.Args(tx.Organisation(), household, person), &member)
		if err != nil || found {
			return err
		}
	}
	entry, err := house(ctx, tx, person, household, role)
	if err != nil || known {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into household (organisation, id, token, entry)
		values ($1, $2, $3, $4)`, tx.Organisation(), household, token, entry)
	return err
}

// house tells and keeps that a person lives in a household.
func house(ctx context.Context, tx *journal.Tx, person, household, role string) (entry int64, err error) {
	number, err := NumberOf(ctx, tx, tx.Organisation(), person)
	if err != nil {
		return 0, err
	}
	entry, err = tx.Tell(ctx, HouseholdJoined{ID: person, Number: number, Household: household, Role: spelling.Fold(role)})
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `
		insert into household_member (organisation, household, person, role, entry)
		values ($1, $2, $3, $4, $5)`, tx.Organisation(), household, person, spelling.Fold(role), entry)
	return entry, err
}

// Membership is a person's place in a household, by their ids.
type Membership struct{ Household, Person string }

// householdOf returns the id of the household of a token, a new one when it is
// not known.
func householdOf(ctx context.Context, r *journal.Tx, token string) (id string, known bool, err error) {
	known, err = r.One(ctx, `
		select id
		from household
		where organisation = $1 and token = $2`, store.Args(r.Organisation(), token), &id)
	if !known {
		id = trenza.NewID()
	}
	return id, known, err
}

// Members returns the ids of the people of the household in which a person
// lives, herself included, in the order in which they joined.
func Members(ctx context.Context, r store.Reader, organisation, person string) ([]string, error) {
	return store.All(ctx, r, `
		select m.person
		from household_member m
		where m.organisation = $1 and m.household in (
			select household
			from household_member
			where organisation = $1 and person = $2)
		order by m.entry`, store.Args(organisation, person), func(scan store.Scan) (string, error) {
		var id string
		return id, scan(&id)
	})
}

// LiveWith notes that a person lives in the household of another, in a role. One
// of whom nobody said with whom she lives gets a household of the two.
func LiveWith(ctx context.Context, tx *journal.Tx, person, mate, role string) error {
	shared, err := Members(ctx, tx, tx.Organisation(), person)
	if err != nil || slices.Contains(shared, mate) || person == mate {
		return err
	}
	var code string
	found, err := tx.One(ctx, `
		select household
		from household_member
		where organisation = $1 and person = $2
		order by entry desc
		limit 1`, store.Args(tx.Organisation(), mate), &code)
	if err != nil {
		return err
	}
	if !found {
		code = trenza.NewID()
		if err := JoinHousehold(ctx, tx, mate, code, ""); err != nil {
			return err
		}
		return JoinHousehold(ctx, tx, person, code, role)
	}
	return enter(ctx, tx, person, code, role)
}

// enter tells and keeps that a person lives in a household that is known.
func enter(ctx context.Context, tx *journal.Tx, person, household, role string) error {
	if err := access.May(tx.Actor(), "household.join", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return err
	}
	_, err := house(ctx, tx, person, household, role)
	return err
}
