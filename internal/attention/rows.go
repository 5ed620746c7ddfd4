package attention

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func formSlot(id string) seal.Slot {
	return seal.Slot{Table: "attention", Row: id, Column: "form"}
}

func insert(ctx context.Context, tx *journal.Tx, a Attention) error {
	form, err := sealForm(ctx, tx, a)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into attention (
			organisation, id, programme, service, person, day, place, outcomes, minutes, mark, collective, session, form, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		tx.Organisation(), a.ID, a.Programme, a.Service, a.Person, a.Day, a.Place,
		strings.Join(a.Outcomes, " "), a.Minutes, a.Mark, a.Collective, sessionOrNone(a), form, a.Entry)
	return err
}

// sessionOrNone is the session of an attention for its row: none, and not an empty
// one, so that rows from before there were sessions keep their seal.
func sessionOrNone(a Attention) any {
	if a.Session == "" {
		return nil
	}
	return a.Session
}

// sealForm seals the form of an attention under the key of whom it is of; one
// that is empty has nothing to seal.
func sealForm(ctx context.Context, tx *journal.Tx, a Attention) ([]byte, error) {
	if len(a.Form) == 0 {
		return nil, nil
	}
	plain, err := json.Marshal(a.Form)
	if err != nil {
		return nil, err
	}
	return tx.Seal(ctx, a.Person, a.Class, formSlot(a.ID), plain)
}

const attentionColumns = `
	a.id,
	a.programme,
	a.service,
	a.person,
	a.day,
	a.place,
	a.outcomes,
	a.minutes,
	a.mark,
	a.collective,
	coalesce(a.session, ''),
	a.entry`

func scanAttention(scan store.Scan) (Attention, error) {
	var a Attention
	var outcomes string
	err := scan(&a.ID, &a.Programme, &a.Service, &a.Person, &a.Day, &a.Place, &outcomes, &a.Minutes, &a.Mark, &a.Collective, &a.Session, &a.Entry)
	a.Outcomes = strings.Fields(outcomes)
	return a, err
}

// ofRecords collects what ask finds for each record of a thread.
func ofRecords[T any](ctx context.Context, r store.Reader, organisation, root string, ask func(person string) ([]T, error)) ([]T, error) {
	records, err := registry.Thread(ctx, r, organisation, root)
	if err != nil {
		return nil, err
	}
	var all []T
	for _, person := range records {
		found, err := ask(person)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// ofThread returns the attentions of a service to a thread.
func ofThread(ctx context.Context, tx *journal.Tx, root string, s Service) ([]Attention, error) {
	return ofRecords(ctx, tx, tx.Organisation(), root, func(person string) ([]Attention, error) {
		return ofService(ctx, tx, tx.Organisation(), person, s.Programme.ID, s.ID)
	})
}

// Kind is a service of a programme by its ids.
type Kind struct{ Programme, Service string }

// KindsOf returns the services that a thread has received, each once, and those
// in which something came true for it while it was one with another.
func KindsOf(ctx context.Context, r store.Reader, organisation, root string) ([]Kind, error) {
	kinds, err := ofRecords(ctx, r, organisation, root, func(person string) ([]Kind, error) {
		return store.All(ctx, r, `
			select programme, service
			from attention
			where organisation = $1 and person = $2
			union
			select programme, service
			from milestone
			where organisation = $1 and person = $2`, store.Args(organisation, person), func(scan store.Scan) (Kind, error) {
			var k Kind
			return k, scan(&k.Programme, &k.Service)
		})
	})
	slices.SortFunc(kinds, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(a.Programme, b.Programme), cmp.Compare(a.Service, b.Service))
	})
	return slices.Compact(kinds), err
}

// Since returns what a thread received by entries after a position, in order.
func Since(ctx context.Context, r store.Reader, organisation, root string, position int64) ([]Attention, error) {
	later, err := ofRecords(ctx, r, organisation, root, func(person string) ([]Attention, error) {
		return store.All(ctx, r, `select `+attentionColumns+`
			from attention a
			where a.organisation = $1 and a.person = $2 and a.entry > $3`,
			store.Args(organisation, person, position), scanAttention)
	})
	slices.SortFunc(later, func(a, b Attention) int { return cmp.Compare(a.Entry, b.Entry) })
	return later, err
}

// Each calls each for every attention of an organisation, in the order of entry.
func Each(ctx context.Context, r store.Reader, organisation string, each func(Attention) error) error {
	return r.Each(ctx, `select `+attentionColumns+`
		from attention a
		where a.organisation = $1
		order by a.entry, a.id`, store.Args(organisation), func(scan store.Scan) error {
		a, err := scanAttention(scan)
		if err != nil {
			return err
		}
		return each(a)
	})
}

const milestoneColumns = `
	a.id,
	a.person,
	a.programme,
	a.service,
	a.outcome,
	a.day,
	a.place,
	a.collective,
	a.entry`

func scanMilestone(scan store.Scan) (Milestone, error) {
	var m Milestone
	err := scan(&m.ID, &m.Person, &m.Programme, &m.Service, &m.Outcome, &m.Day, &m.Place, &m.Collective, &m.Entry)
	return m, err
}

func milestonesOfThread(ctx context.Context, tx *journal.Tx, root string, s Service) ([]Milestone, error) {
	return ofRecords(ctx, tx, tx.Organisation(), root, func(person string) ([]Milestone, error) {
		return store.All(ctx, tx, `select `+milestoneColumns+`
			from milestone a
			where a.organisation = $1 and a.person = $2 and a.programme = $3 and a.service = $4`,
			store.Args(tx.Organisation(), person, s.Programme.ID, s.ID), scanMilestone)
	})
}

// Behind returns the attentions that a milestone rests on: all that her thread
// has of its service. It returns none when the id is not a milestone's.
func Behind(ctx context.Context, r store.Reader, organisation, milestone string) ([]Attention, error) {
	found, err := store.All(ctx, r, `select `+milestoneColumns+`
		from milestone a
		where a.organisation = $1 and a.id = $2`, store.Args(organisation, milestone), scanMilestone)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	m := found[0]
	root, err := registry.RootOf(ctx, r, organisation, m.Person)
	if err != nil {
		return nil, err
	}
	return ofRecords(ctx, r, organisation, root, func(person string) ([]Attention, error) {
		return ofService(ctx, r, organisation, person, m.Programme, m.Service)
	})
}

// ofService returns what a record received of a service.
func ofService(ctx context.Context, r store.Reader, organisation, person, programme, service string) ([]Attention, error) {
	return store.All(ctx, r, `select `+attentionColumns+`
		from attention a
		where a.organisation = $1 and a.person = $2 and a.programme = $3 and a.service = $4`,
		store.Args(organisation, person, programme, service), scanAttention)
}

// Milestones returns every milestone of an organisation, in the order of entry.
func Milestones(ctx context.Context, r store.Reader, organisation string) ([]Milestone, error) {
	return store.All(ctx, r, `select `+milestoneColumns+`
		from milestone a
		where a.organisation = $1
		order by a.entry`, store.Args(organisation), scanMilestone)
}

func insertMilestone(ctx context.Context, tx *journal.Tx, m Milestone, entry int64) error {
	_, err := tx.Exec(ctx, `
		insert into milestone (organisation, person, programme, service, outcome, id, day, place, collective, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Organisation(), m.Person, m.Programme, m.Service, m.Outcome, m.ID, m.Day, m.Place, m.Collective, entry)
	return err
}

func deleteMilestone(ctx context.Context, tx *journal.Tx, m Milestone) error {
	_, err := tx.Exec(ctx, `
		delete from milestone
		where organisation = $1 and id = $2`, tx.Organisation(), m.ID)
	return err
}
