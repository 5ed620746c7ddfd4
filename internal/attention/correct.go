package attention

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// Corrected is told when a mark of an attendance sheet turns out to be another,
// or to be of a session of a cohort. It says all that the row says from now on but
// the answers of the form, and stays readable when she is forgotten: it is sealed
// under the organisation's key and names nobody.
type Corrected struct {
	Given
	Was []string `json:"was,omitempty"` // the outcomes that it had

	recounted bool // its facts say something else now
}

// Verb implements journal.Event.
func (Corrected) Verb() string { return "attention.corrected" }

// Person implements journal.Event.
func (Corrected) Person() string { return "" }

// Withdrawn implements journal.Withdraws: what it counted as no longer holds.
func (e Corrected) Withdrawn() []journal.Withdrawal {
	if !e.recounted {
		return nil
	}
	return Withdrawn{ID: e.ID, Outcomes: e.Was}.Withdrawn()
}

// Deliveries implements journal.Delivers.
func (e Corrected) Deliveries() []journal.Delivery {
	if !e.recounted {
		return nil
	}
	return e.Given.Deliveries()
}

// Correct puts another mark, day, session or number of minutes in the place of
// those that an attention has. It keeps its id, its form and the entry that
// recorded it. What several attentions together brought about has to be settled
// afterwards. Of somebody who was forgotten only what no figure counts can be
// corrected.
func Correct(ctx context.Context, tx *journal.Tx, s Service, old, now Attention) error {
	if err := Allow(tx.Actor(), s, now.Day, old.Place); err != nil {
		return err
	}
	now.ID, now.Programme, now.Service, now.Class = old.ID, old.Programme, old.Service, s.Class
	now.Person, now.Place, now.Collective, now.Entry = old.Person, old.Place, old.Collective, old.Entry
	if old.Says() == now.Says() {
		return nil
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), old.Person)
	if err != nil {
		return err
	}
	recounted := old.Day != now.Day || !slices.Equal(old.Outcomes, now.Outcomes)
	if recounted && p.Forgotten {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	told := now.told(p)
	told.Form = nil
	if _, err := tx.Tell(ctx, Corrected{told, old.Outcomes, recounted}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update attention
		set day = $3, outcomes = $4, minutes = $5, mark = $6, session = $7
		where organisation = $1 and id = $2`,
		tx.Organisation(), now.ID, now.Day, strings.Join(now.Outcomes, " "), now.Minutes, now.Mark, sessionOrNone(now))
	return err
}
