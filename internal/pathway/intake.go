package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
)

// Participant is somebody who comes to a service, as a list or a phone says.
type Participant struct {
	Record    registry.Record
	Household string // code of her household in the lists, "" when not said
	Kinship   string // her role in it
	Committee string // name of the committee that she represents, "" for none
	CountedAt string // title of the activity at which she was counted without a name, "" for none
}

// Intake receives people: recognises or registers them and records what they
// received.
type Intake struct {
	Registry *registry.Registry
}

// Received is who came, and how much of what was given is new.
type Received struct {
	registry.Known
	Recorded int // attentions; the others had been recorded before
}

// Give records attentions of one service to a participant. Several are the
// sessions of a course; the first one's day is the day of the intake.
func (i Intake) Give(ctx context.Context, tx *journal.Tx, p Participant, s attention.Service, given ...attention.Attention) (Received, error) {
	first := given[0]
	if err := attention.Allow(tx.Actor(), s, first.Day); err != nil {
		return Received{}, err
	}
	known, err := i.Registry.Recognise(ctx, tx, p.Record, first.Day)
	if err != nil {
		return Received{}, err
	}
	received := Received{Known: known}
	committee, err := i.place(ctx, tx, p, known.Person, first)
	if err != nil {
		return received, err
	}
	for n := range given {
		given[n].Collective = committee
	}
	if received.Recorded, err = attention.GiveSessions(ctx, tx, known.Person, s, given); err != nil {
		return received, err
	}
	return received, link(ctx, tx, p, known.Person, s)
}

// place notes the household and the committee of a participant, and returns the
// id of the latter.
func (i Intake) place(ctx context.Context, tx *journal.Tx, p Participant, who *registry.Person, first attention.Attention) (string, error) {
	if p.Household != "" {
		if err := registry.JoinHousehold(ctx, tx, who.ID, p.Household, p.Kinship); err != nil {
			return "", err
		}
	}
	if p.Committee == "" {
		return "", nil
	}
	c := collective.Committee{Kind: collective.VasoDeLeche, Name: p.Committee, Place: first.Place}
	c, err := collective.Recognise(ctx, tx, c, registry.Fold)
	if err != nil {
		return "", err
	}
	return c.ID, collective.Take(ctx, tx, collective.Seat{
		Committee: c.ID, Holder: who.ID, Role: collective.Representative, Since: first.Day,
	})
}

// link takes a participant out of the headcount in which she was.
func link(ctx context.Context, tx *journal.Tx, p Participant, who *registry.Person, s attention.Service) error {
	if p.CountedAt == "" {
		return nil
	}
	activity, err := outreach.Find(ctx, tx, tx.Organisation(), s.Programme.ID, p.CountedAt, registry.Fold)
	if err != nil {
		return err
	}
	return outreach.Link(ctx, tx, activity, who)
}

// Answer records an answer to a survey without a name: it is declared, never
// counted as a person.
func (i Intake) Answer(ctx context.Context, tx *journal.Tx, s attention.Service, day trenza.Day, place trenza.Place, outcomes []string) error {
	if err := attention.Allow(tx.Actor(), s, day); err != nil {
		return err
	}
	return outreach.Answer(ctx, tx, s.Service, outreach.Anonymous{
		Programme: s.Programme.ID, Service: s.ID, Day: day, Place: place, Outcomes: outcomes,
	})
}
