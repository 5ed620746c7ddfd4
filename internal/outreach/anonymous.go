package outreach

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Anonymous is an answer to a survey by somebody who did not say who she is.
type Anonymous struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"`
	Day       trenza.Day   `json:"day"`
	Place     trenza.Place `json:"place,omitempty"`
	Outcomes  []string     `json:"outcomes"` // asked, answered, satisfied
}

// Answered is told when somebody answers a survey without a name.
type Answered struct {
	Answer Anonymous `json:"answer"`
}

// Verb implements journal.Event.
func (Answered) Verb() string { return "survey.answered" }

// Class implements journal.Event.
func (Answered) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Answered) Person() string { return "" }

// Tallied implements journal.Tallies.
func (e Answered) Tallied() []journal.Tally {
	tallies := make([]journal.Tally, len(e.Answer.Outcomes))
	for i, outcome := range e.Answer.Outcomes {
		tallies[i] = journal.Tally{
			Programme: e.Answer.Programme, Service: e.Answer.Service, Outcome: outcome,
			Day: e.Answer.Day, Place: e.Answer.Place, Sex: "NS", MaxAge: Oldest, People: 1, Source: e.Answer.ID,
		}
	}
	return tallies
}

// Answer records an answer without a name.
func Answer(ctx context.Context, tx *journal.Tx, s *programme.Service, a Anonymous) error {
	if err := access.May(tx.Actor(), "survey.answer", access.Row{Kind: access.Activity, Class: s.Class, Programme: a.Programme, Service: s.ID, Field: s.Field, Place: a.Place}); err != nil {
		return err
	}
	a.ID = trenza.NewID()
	entry, err := tx.Tell(ctx, Answered{a})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into activity (organisation, id, programme, service, title, day, place, method, total, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Organisation(), a.ID, a.Programme, a.Service, "", a.Day, a.Place, "counted", 1, entry)
	return err
}
