package attention

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// Moved is told when an attention turns out to be another record's than the one
// it was recorded of. It says all that a row says but the answers of the form, and
// stays readable when either record is forgotten: it is sealed under the
// organisation's key and names nobody.
type Moved struct {
	Given
	From string `json:"from"` // id of the record that had it
}

// Verb implements journal.Event.
func (Moved) Verb() string { return "attention.moved" }

// Person implements journal.Event.
func (Moved) Person() string { return "" }

// Withdrawn implements journal.Withdraws: it no longer counts for whom it was
// recorded of.
func (e Moved) Withdrawn() []journal.Withdrawal {
	return Withdrawn{ID: e.ID, Outcomes: e.Outcomes}.Withdrawn()
}

// Move gives an attention to another record, with its form, sealed anew under her
// key, and returns the id of the record that had it. The entry that recorded it
// stays its source. What several attentions together brought about has to be
// settled afterwards, of both threads.
func Move(ctx context.Context, tx *journal.Tx, a Attention, to *registry.Person, s Service) (from string, err error) {
	if err := access.May(tx.Actor(), "attention.move", s.Row(access.Attention, a.Place)); err != nil {
		return "", err
	}
	if to.Forgotten {
		return "", &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{to.Code}}
	}
	a, found, err := Opened(ctx, tx, tx.Vault(), tx.Organisation(), a.ID, s.Class)
	if err == nil && !found {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "attention.no_such"}
	}
	if err != nil || a.Person == to.ID {
		return to.ID, err
	}
	from = a.Person
	a.Person, a.Class = to.ID, s.Class
	form, err := sealForm(ctx, tx, a)
	if err != nil {
		return from, err
	}
	told := a.told(to)
	told.Form = nil
	if _, err := tx.Tell(ctx, Moved{told, from}); err != nil {
		return from, err
	}
	_, err = tx.Exec(ctx, `
		update attention
		set person = $3, form = $4
		where organisation = $1 and id = $2`, tx.Organisation(), a.ID, a.Person, form)
	return from, err
}
