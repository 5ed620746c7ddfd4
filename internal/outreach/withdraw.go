package outreach

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Withdrawn is told when a headcount, or an answer without a name, is taken
// back.
type Withdrawn struct {
	ID string `json:"id"`
}

// Verb implements journal.Event.
func (Withdrawn) Verb() string { return "activity.withdrawn" }

// Class implements journal.Event.
func (Withdrawn) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Withdrawn) Person() string { return "" }

// Uncounted implements journal.Uncounts.
func (e Withdrawn) Uncounted() []string { return []string{e.ID} }

// Unlinked is told when it is taken back that somebody was among those who were
// counted. Its body names nobody, so that it can be told of somebody who was
// forgotten.
type Unlinked struct {
	ID       string `json:"person"`
	Activity string `json:"activity"`

	activity Activity
	group    Group
	first    bool
}

// Verb implements journal.Event.
func (Unlinked) Verb() string { return "headcount.unlinked" }

// Class implements journal.Event.
func (Unlinked) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Unlinked) Person() string { return "" }

// Tallied implements journal.Tallies: she is declared again.
func (e Unlinked) Tallied() []journal.Tally { return e.activity.person(e.group, e.first, 1) }

// Withdraw takes an activity back with all that was counted at it. Whoever was
// linked to it must have been unlinked before.
func Withdraw(ctx context.Context, tx *journal.Tx, id string) error {
	a, _, err := ByID(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return err
	}
	if err := access.May(tx.Actor(), "activity.withdraw", a.Row()); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, Withdrawn{ID: id}); err != nil {
		return err
	}
	for _, statement := range []string{
		`delete from headcount_population where organisation = $1 and activity = $2`,
		`delete from headcount where organisation = $1 and activity = $2`,
		`delete from activity where organisation = $1 and id = $2`,
	} {
		if _, err := tx.Exec(ctx, statement, tx.Organisation(), id); err != nil {
			return err
		}
	}
	return nil
}

// Membership is a person's link to an activity, told at a position.
type Membership struct {
	Activity, Person string
	Sex              string
	MinAge           int
	First            bool // she was among those who came for the first time
	Entry            int64
}

const membershipColumns = `activity, person, sex, min_age, coalesce(first_time, 0), entry`

func scanMembership(scan store.Scan) (Membership, error) {
	var m Membership
	var first int
	err := scan(&m.Activity, &m.Person, &m.Sex, &m.MinAge, &first, &m.Entry)
	m.First = first == 1
	return m, err
}

// LinkedTo returns who is linked to an activity, in the order of the entries.
func LinkedTo(ctx context.Context, r store.Reader, organisation, activity string) ([]Membership, error) {
	return store.All(ctx, r, `select `+membershipColumns+`
		from headcount_link
		where organisation = $1 and activity = $2
		order by entry`, store.Args(organisation, activity), scanMembership)
}

// LinkOf returns the link of a person to an activity, and whether there is one.
func LinkOf(ctx context.Context, r store.Reader, organisation, activity, person string) (Membership, bool, error) {
	found, err := store.All(ctx, r, `select `+membershipColumns+`
		from headcount_link
		where organisation = $1 and activity = $2 and person = $3`,
		store.Args(organisation, activity, person), scanMembership)
	if err != nil || len(found) == 0 {
		return Membership{}, false, err
	}
	return found[0], true, nil
}

// LinksOf returns the activities to which a person was linked by the entries
// from one position to another.
func LinksOf(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Membership, error) {
	return store.All(ctx, r, `select `+membershipColumns+`
		from headcount_link
		where organisation = $1 and person = $2 and entry >= $3 and entry <= $4`,
		store.Args(organisation, person, first, last), scanMembership)
}

// Unlink takes it back that a person was among those counted at an activity.
func Unlink(ctx context.Context, tx *journal.Tx, m Membership) error {
	a, found, err := ByID(ctx, tx, tx.Organisation(), m.Activity)
	if err != nil {
		return err
	}
	if err := access.May(tx.Actor(), "headcount.unlink", a.Row()); err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("outreach: no activity %s", m.Activity)
	}
	group := Group{Sex: m.Sex, MinAge: m.MinAge, MaxAge: Oldest}
	for _, g := range a.Groups {
		if g.Sex == m.Sex && g.MinAge == m.MinAge {
			group = g
		}
	}
	if _, err := tx.Tell(ctx, Unlinked{ID: m.Person, Activity: a.ID, activity: a, group: group, first: m.First}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from headcount_link
		where organisation = $1 and activity = $2 and person = $3`, tx.Organisation(), a.ID, m.Person)
	return err
}

const activityColumns = `
	id,
	programme,
	service,
	title,
	day,
	place,
	method,
	total,
	first_time,
	entry`

func scanActivity(scan store.Scan) (Activity, error) {
	var a Activity
	return a, scan(&a.ID, &a.Programme, &a.Service, &a.Title, &a.Day, &a.Place, &a.Method, &a.Total, &a.FirstTime, &a.Entry)
}

// ByID returns an activity with all its numbers, and whether it is there.
func ByID(ctx context.Context, r store.Reader, organisation, id string) (Activity, bool, error) {
	found, err := store.All(ctx, r, `select `+activityColumns+`
		from activity
		where organisation = $1 and id = $2`, store.Args(organisation, id), scanActivity)
	if err != nil || len(found) == 0 {
		return Activity{}, false, err
	}
	a := found[0]
	if a.Groups, err = groups(ctx, r, organisation, a.ID); err != nil {
		return Activity{}, false, err
	}
	a.Populations, err = populations(ctx, r, organisation, a.ID)
	return a, true, err
}
