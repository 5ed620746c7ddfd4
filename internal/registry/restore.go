package registry

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Restored is told when what is known of somebody is again what it was.
type Restored struct{ Updated }

// Verb implements journal.Event.
func (Restored) Verb() string { return "person.restored" }

// HealthRestored is told when what is known of her health is again what it was.
type HealthRestored struct{ HealthNoted }

// Verb implements journal.Event.
func (HealthRestored) Verb() string { return "person.health_restored" }

// Said is where the journal says what was known of a person before a position:
// her identity, and her health, 0 when nothing was.
type Said struct{ identity, health int64 }

// Before finds what the journal said of people before a position of each, in
// one pass over its headers.
func Before(ctx context.Context, tx *journal.Tx, positions map[string]int64) (map[string]Said, error) {
	bySubject := make(map[string]string, len(positions))
	for id := range positions {
		subject, err := journal.Subject(ctx, tx.Vault(), tx.Organisation(), id)
		if err != nil {
			return nil, err
		}
		bySubject[subject] = id
	}
	said := make(map[string]Said, len(positions))
	err := journal.EachAfter(ctx, tx, tx.Organisation(), 0, func(g journal.Glance) error {
		id, asked := bySubject[g.Subject]
		if !asked || g.Number >= positions[id] {
			return nil
		}
		s := said[id]
		switch g.Verb {
		case Registered{}.Verb(), Updated{}.Verb(), Restored{}.Verb():
			s.identity = g.Number
		case HealthNoted{}.Verb(), HealthRestored{}.Verb():
			s.health = g.Number
		}
		said[id] = s
		return nil
	})
	return said, err
}

// Restore makes what is known of a person what the journal said. Of somebody
// who was forgotten nothing can be restored; it reports whether anything was.
func Restore(ctx context.Context, tx *journal.Tx, id string, said Said) (bool, error) {
	if err := access.May(tx.Actor(), "person.restore", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return false, err
	}
	now, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
	if err != nil || now.Forgotten {
		return false, err
	}
	then, err := as(ctx, tx, *now, said)
	if err != nil {
		return false, err
	}
	if err := dropTokens(ctx, tx, now, keysOf(then.Identity)); err != nil {
		return false, err
	}
	if err := updatePerson(ctx, tx, then); err != nil {
		return false, err
	}
	if _, err := tx.Tell(ctx, Restored{updated(then, countedOf(now))}); err != nil || now.Health.equal(then.Health) {
		return true, err
	}
	_, err = tx.Tell(ctx, HealthRestored{HealthNoted{ID: id, Health: then.Health}})
	return true, err
}

// as returns a person as the journal said that she was.
func as(ctx context.Context, tx *journal.Tx, p Person, said Said) (*Person, error) {
	var identity Registered
	if err := body(ctx, tx, said.identity, &identity); err != nil {
		return nil, err
	}
	var health HealthNoted
	if said.health > 0 {
		if err := body(ctx, tx, said.health, &health); err != nil {
			return nil, err
		}
	}
	p.Sex, p.Nationality, p.Population = identity.Sex, identity.Nationality, identity.Population
	p.Identity, p.Health = identity.Identity, health.Health
	return &p, nil
}

// body reads what an entry says.
func body(ctx context.Context, tx *journal.Tx, entry int64, into any) error {
	told, err := journal.At(ctx, tx, tx.Organisation(), entry)
	if err != nil {
		return err
	}
	plain, err := told.Open(ctx, tx.Vault())
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, into)
}

func (h Health) equal(other Health) bool {
	return h.Functioning == other.Functioning && slices.Equal(h.LifeStages, other.LifeStages)
}

// HouseholdLeft is told when it is taken back that somebody lives in a
// household. Its body names nobody.
type HouseholdLeft struct {
	about
	ID        string `json:"person"`
	Number    int64  `json:"number"`
	Household string `json:"household"`
}

// Verb implements journal.Event.
func (HouseholdLeft) Verb() string { return "household.left" }

// Housed implements journal.Houses.
func (e HouseholdLeft) Housed() []journal.Membership {
	return []journal.Membership{{Number: e.Number, Household: e.Household, Left: true}}
}

// LeaveHousehold takes it back that a person lives in a household. A household
// of nobody is no household.
func LeaveHousehold(ctx context.Context, tx *journal.Tx, person, household string) error {
	if err := access.May(tx.Actor(), "household.leave", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return err
	}
	number, err := NumberOf(ctx, tx, tx.Organisation(), person)
	if err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, HouseholdLeft{ID: person, Number: number, Household: household}); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		delete from household_member
		where organisation = $1 and household = $2 and person = $3`, tx.Organisation(), household, person); err != nil {
		return err
	}
	var member string
	found, err := tx.One(ctx, `
		select person
		from household_member
		where organisation = $1 and household = $2
		limit 1`, store.Args(tx.Organisation(), household), &member)
	if err != nil || found {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from household
		where organisation = $1 and id = $2`, tx.Organisation(), household)
	return err
}

// HouseholdsJoined returns the households that a person joined by the entries
// from one position to another.
func HouseholdsJoined(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]string, error) {
	return store.All(ctx, r, `
		select household
		from household_member
		where organisation = $1 and person = $2 and entry >= $3 and entry <= $4`,
		store.Args(organisation, person, first, last), scanID)
}
