package attention

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Withdrawn is told when an attention is taken back, as if it had not been
// given. Its body names nobody and tells no service, so that it can be told of
// somebody who was forgotten.
type Withdrawn struct {
	ID       string   `json:"id"`
	Outcomes []string `json:"outcomes,omitempty"`
}

// Verb implements journal.Event.
func (Withdrawn) Verb() string { return "attention.withdrawn" }

// Class implements journal.Event.
func (Withdrawn) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Withdrawn) Person() string { return "" }

// Withdrawn implements journal.Withdraws.
func (e Withdrawn) Withdrawn() []journal.Withdrawal {
	rows := make([]journal.Withdrawal, len(e.Outcomes))
	for i, outcome := range e.Outcomes {
		rows[i] = journal.Withdrawal{Source: e.ID, Outcome: outcome}
	}
	return rows
}

// Withdraw takes an attention to a service back. What several attentions together
// brought about has to be settled afterwards.
func Withdraw(ctx context.Context, tx *journal.Tx, s access.Service, a Attention) error {
	if err := access.May(tx.Actor(), "attention.withdraw", access.Row{
		Kind: access.Attention, Class: s.Class, Programme: a.Programme, Service: a.Service, Field: s.Field, Place: a.Place,
	}); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, Withdrawn{ID: a.ID, Outcomes: a.Outcomes}); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		delete from attention
		where organisation = $1 and id = $2`, tx.Organisation(), a.ID)
	return err
}

// Settles reports whether several attentions of the service bring something
// about together.
func (s Service) Settles() bool { return s.conditional() != "" }

// Between returns what a record received by the entries from one position to
// another.
func Between(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Attention, error) {
	return store.All(ctx, r, `select `+attentionColumns+`
		from attention a
		where a.organisation = $1 and a.person = $2 and a.entry >= $3 and a.entry <= $4`,
		store.Args(organisation, person, first, last), scanAttention)
}

// ByID returns an attention and whether it is there.
func ByID(ctx context.Context, r store.Reader, organisation, id string) (Attention, bool, error) {
	found, err := store.All(ctx, r, `select `+attentionColumns+`
		from attention a
		where a.organisation = $1 and a.id = $2`, store.Args(organisation, id), scanAttention)
	if err != nil || len(found) == 0 {
		return Attention{}, false, err
	}
	return found[0], true, nil
}

// FirstFor returns the earliest day on which a record received something for a
// committee, "" when it did not.
func FirstFor(ctx context.Context, r store.Reader, organisation, person, committee string) (day trenza.Day, err error) {
	_, err = r.One(ctx, `
		select coalesce(min(day), '')
		from attention
		where organisation = $1 and person = $2 and collective = $3`,
		store.Args(organisation, person, committee), &day)
	return day, err
}
