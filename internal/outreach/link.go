package outreach

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Link says that a person was among those counted at an activity, so that she
// is not declared beside herself. Saying it twice changes nothing. More people
// of a sex and age than were counted cannot be linked. She was one of those who
// came for the first time, as long as there are any, unless she was that already at
// another activity of the service.
func Link(ctx context.Context, tx *journal.Tx, a Activity, p *registry.Person) error {
	if err := access.May(tx.Actor(), "headcount.link", a.Row()); err != nil {
		return err
	}
	var linked int
	found, err := tx.One(ctx, `
		select 1
		from headcount_link
		where organisation = $1 and activity = $2 and person = $3`,
		store.Args(tx.Organisation(), a.ID, p.ID), &linked)
	if err != nil || found {
		return err
	}
	group := a.groupOf(p.Sex, p.AgeOn(a.Day))
	if group == nil {
		return trenza.Refuse("outreach.nobody_like_her", a.Title)
	}
	if err := room(ctx, tx, a, *group); err != nil {
		return err
	}
	first, err := a.first(ctx, tx, p)
	if err != nil {
		return err
	}
	entry, err := tx.Tell(ctx, Linked{ID: p.ID, Activity: a.ID, activity: a, group: *group, first: first})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into headcount_link (organisation, activity, person, sex, min_age, first_time, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Organisation(), a.ID, p.ID, group.Sex, group.MinAge, flag(first), entry)
	return err
}

// first reports whether a person takes the place of one of those who came for the
// first time: each thread does once in a service.
func (a Activity) first(ctx context.Context, tx *journal.Tx, p *registry.Person) (bool, error) {
	var here, before int
	_, err := tx.One(ctx, `
		select
			coalesce(sum(case when l.activity = $5 then 1 else 0 end), 0),
			coalesce(sum(case when own.root = $4 then 1 else 0 end), 0)
		from headcount_link l
		join activity a on a.organisation = l.organisation and a.id = l.activity
		join person own on own.organisation = l.organisation and own.id = l.person
		where l.organisation = $1 and a.programme = $2 and a.service = $3 and l.first_time = 1`,
		store.Args(tx.Organisation(), a.Programme, a.Service, p.Root, a.ID), &here, &before)
	return here < a.firsts() && before == 0, err
}

// flag is a mark of a row, none where it does not hold.
func flag(holds bool) any {
	if !holds {
		return nil
	}
	return int64(1)
}

// room refuses a link when everybody who was counted in a group is linked
// already.
func room(ctx context.Context, tx *journal.Tx, a Activity, g Group) error {
	var linked int
	_, err := tx.One(ctx, `
		select count(*)
		from headcount_link
		where organisation = $1 and activity = $2 and sex = $3 and min_age = $4`,
		store.Args(tx.Organisation(), a.ID, g.Sex, g.MinAge), &linked)
	if err != nil {
		return err
	}
	if linked >= g.People {
		return trenza.Refuse("outreach.all_linked", a.Title, g.People)
	}
	return nil
}

// ActivitiesOf returns the activities of a service to which any record of a thread
// is linked.
func ActivitiesOf(ctx context.Context, r store.Reader, organisation, root, programme, service string) ([]string, error) {
	return store.All(ctx, r, `
		select distinct l.activity
		from person p
		join headcount_link l on l.organisation = p.organisation and l.person = p.id
		join activity a on a.organisation = l.organisation and a.id = l.activity
		where p.organisation = $1 and p.root = $2 and a.programme = $3 and a.service = $4
		order by l.activity`, store.Args(organisation, root, programme, service), func(scan store.Scan) (id string, err error) {
		return id, scan(&id)
	})
}

// Presence is somebody who was counted at an activity and is known by name.
type Presence struct {
	Activity string
	Root     string // her thread
	First    bool   // she was among those who came for the first time
}

// PresencesAt returns who is linked to the activities of a service.
func PresencesAt(ctx context.Context, r store.Reader, organisation, programme, service string) ([]Presence, error) {
	return store.All(ctx, r, `
		select l.activity, p.root, coalesce(l.first_time, 0)
		from activity a
		join headcount_link l on l.organisation = a.organisation and l.activity = a.id
		join person p on p.organisation = l.organisation and p.id = l.person
		where a.organisation = $1 and a.programme = $2 and a.service = $3
		order by l.entry`, store.Args(organisation, programme, service), func(scan store.Scan) (Presence, error) {
		var p Presence
		var first int
		err := scan(&p.Activity, &p.Root, &first)
		p.First = first == 1
		return p, err
	})
}
