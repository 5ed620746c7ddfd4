package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
)

// Sitting is what a list of a board says of one of its people.
type Sitting struct {
	Participant
	Kind        string // of the organisation of base
	Place       trenza.Place
	Role        string
	Since       trenza.Day
	Until       trenza.Day             // first day on which the seat was no longer hers, "" where it is
	Recognition collective.Recognition // of the organisation, empty when the list does not say
}

// Sit keeps that somebody sits in an organisation of base, which it enters when it is
// new: she is recognised or registered, and what the list says of the organisation's
// recognition is kept.
func (i Intake) Sit(ctx context.Context, tx *journal.Tx, d *programme.Definition, s Sitting) (Received, error) {
	c := collective.Committee{Kind: s.Kind, Name: s.Committee, Place: s.Place, Programme: d.ID}
	c, err := collective.Recognise(ctx, tx, c, spelling.Fold)
	if err != nil {
		return Received{}, err
	}
	noted := Received{}
	if s.Recognition != (collective.Recognition{}) {
		if err := noted.said(tx, func() (int64, error) { return collective.NoteListed(ctx, tx, c, s.Recognition) }); err != nil {
			return noted, err
		}
	}
	seen, err := i.Registry.Look(ctx, tx, s.Record, s.Since)
	if err != nil {
		return Received{}, err
	}
	known, err := i.Registry.Keep(ctx, tx, seen)
	if err != nil {
		return Received{}, err
	}
	noted.Known = known
	err = noted.said(tx, func() (int64, error) {
		return collective.Sit(ctx, tx, d, collective.Seat{
			Committee: c.ID, Holder: known.Person.ID, Role: s.Role, Since: s.Since, Until: s.Until,
		})
	})
	return noted, err
}

// said keeps something that a list says, and whether it was new: before it is the
// position of an entry that had said it, or on which it rests.
func (r *Received) said(tx *journal.Tx, keep func() (before int64, err error)) error {
	position := tx.Position()
	before, err := keep()
	if tx.Position() > position {
		r.Recorded++
	}
	if before > 0 {
		r.Echoes = append(r.Echoes, before)
	}
	return err
}
