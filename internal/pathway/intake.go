package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
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
	Recorded int     // attentions; the others had been recorded before
	Echoes   []int64 // positions of the entries that had told those
	Held     *Held   // it nearly repeats what was recorded: nothing was written but this
}

// Give records attentions of one service to a participant. Several are the
// sessions of a course; the first one's day is the day of the intake. What her
// thread has already is not recorded again. What nearly repeats it is held for
// people to decide, and nothing of it is written until they have; what would be
// refused then is refused now.
func (i Intake) Give(ctx context.Context, tx *journal.Tx, p Participant, s attention.Service, given ...attention.Attention) (Received, error) {
	seen, had, err := i.look(ctx, tx, p, s, given)
	if err != nil {
		return Received{}, err
	}
	if had.Near == nil {
		return i.record(ctx, tx, p, s, seen, had, given[0])
	}
	if err := tx.Try(ctx, func() error {
		_, err := i.record(ctx, tx, p, s, seen, had.Whole(), given[0])
		return err
	}); err != nil {
		return Received{}, err
	}
	held, err := hold(ctx, tx, seen.Root(), s.Class, had.Near.Reason, ids(had.Near.Others),
		reception{Programme: s.Programme.ID, Service: s.ID, Participant: p, Given: given})
	return Received{Held: &held, Echoes: had.Echoes}, err
}

// GiveAlso records attentions of another service to somebody whom Give has just
// received: nobody is looked for again, so that a row of several services
// concerns one person. What nearly repeats what she has is held, as Give does.
func (i Intake) GiveAlso(ctx context.Context, tx *journal.Tx, known registry.Known, p Participant, s attention.Service, given ...attention.Attention) (Received, error) {
	if err := attention.Allow(tx.Actor(), s, given[0].Day, given[0].Place); err != nil {
		return Received{}, err
	}
	given, had, err := compare(ctx, tx, known.Person.Root, s, given)
	if err != nil {
		return Received{}, err
	}
	if had.Near != nil {
		held, err := hold(ctx, tx, known.Person.Root, s.Class, had.Near.Reason, ids(had.Near.Others),
			reception{Programme: s.Programme.ID, Service: s.ID, Participant: p, Given: given})
		return Received{Held: &held, Echoes: had.Echoes}, err
	}
	received := Received{Known: known, Recorded: len(had.Fresh), Echoes: had.Echoes}
	return received, giveAll(ctx, tx, known.Person, s, had.Fresh)
}

// compare places what is to be given in the sessions of the cohorts in which a
// thread is, and holds it against what it has.
func compare(ctx context.Context, tx *journal.Tx, root string, s attention.Service, given []attention.Attention) ([]attention.Attention, attention.Comparison, error) {
	placed, err := learning.Place(ctx, tx, tx.Organisation(), root, s, given)
	if err != nil {
		return given, attention.Comparison{}, err
	}
	had, err := attention.Compare(ctx, tx, root, s, placed)
	return placed, had, err
}

// giveAll records attentions and settles what follows from them.
func giveAll(ctx context.Context, tx *journal.Tx, p *registry.Person, s attention.Service, fresh []attention.Attention) error {
	if err := attention.GiveAll(ctx, tx, p, s, fresh); err != nil || s.Course == nil || len(fresh) == 0 {
		return err
	}
	return learning.Settle(ctx, tx, p.Root)
}

// look finds whom a participant is and what she has of what is to be given.
func (i Intake) look(ctx context.Context, tx *journal.Tx, p Participant, s attention.Service, given []attention.Attention) (registry.Sighting, attention.Comparison, error) {
	if err := attention.Allow(tx.Actor(), s, given[0].Day, given[0].Place); err != nil {
		return registry.Sighting{}, attention.Comparison{}, err
	}
	seen, err := i.Registry.Look(ctx, tx, p.Record, given[0].Day)
	if err != nil {
		return seen, attention.Comparison{}, err
	}
	_, had, err := compare(ctx, tx, seen.Root(), s, given)
	return seen, had, err
}

// record keeps who came and gives her what she does not have.
func (i Intake) record(ctx context.Context, tx *journal.Tx, p Participant, s attention.Service, seen registry.Sighting, had attention.Comparison, first attention.Attention) (Received, error) {
	known, err := i.Registry.Keep(ctx, tx, seen)
	if err != nil {
		return Received{}, err
	}
	received := Received{Known: known, Recorded: len(had.Fresh), Echoes: had.Echoes}
	committee, err := i.place(ctx, tx, p, known.Person, s, first)
	if err != nil {
		return received, err
	}
	for n := range had.Fresh {
		had.Fresh[n].Collective = committee
	}
	if err := giveAll(ctx, tx, known.Person, s, had.Fresh); err != nil {
		return received, err
	}
	return received, link(ctx, tx, p, known.Person, s)
}

// Count records a headcount of a service, unless that occasion was counted
// before: the same numbers are not recorded again, and others are held for
// people to decide.
func (i Intake) Count(ctx context.Context, tx *journal.Tx, s attention.Service, a outreach.Activity) (Received, error) {
	if err := s.Running(a.Day); err != nil {
		return Received{}, err
	}
	if err := access.May(tx.Actor(), "activity.count", s.Row(access.Activity, a.Place)); err != nil {
		return Received{}, err
	}
	other, found, err := outreach.Alike(ctx, tx, tx.Organisation(), a, spelling.Fold)
	switch {
	case err != nil:
		return Received{}, err
	case found && a.SameNumbers(other):
		return Received{Echoes: []int64{other.Entry}}, nil
	case found:
		if err := tx.Try(ctx, func() error {
			_, err := outreach.Count(ctx, tx, s.Service, a)
			return err
		}); err != nil {
			return Received{}, err
		}
		held, err := hold(ctx, tx, "", s.Class, outreach.OtherNumbers, []string{other.ID},
			reception{Programme: s.Programme.ID, Service: s.ID, Activity: &a})
		return Received{Held: &held, Echoes: []int64{other.Entry}}, err
	}
	_, err = outreach.Count(ctx, tx, s.Service, a)
	return Received{Recorded: 1}, err
}

// place notes the household and the committee of a participant, and returns the
// id of the latter.
func (i Intake) place(ctx context.Context, tx *journal.Tx, p Participant, who *registry.Person, s attention.Service, first attention.Attention) (string, error) {
	if p.Household != "" {
		if err := registry.JoinHousehold(ctx, tx, who.ID, p.Household, p.Kinship); err != nil {
			return "", err
		}
	}
	if p.Committee == "" {
		return "", nil
	}
	c := collective.Committee{Kind: collective.VasoDeLeche, Name: p.Committee, Place: first.Place, Programme: s.Programme.ID}
	c, err := collective.Recognise(ctx, tx, c, spelling.Fold)
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
	activity, err := outreach.Find(ctx, tx, tx.Organisation(), s.Programme.ID, p.CountedAt, spelling.Fold)
	if err != nil {
		return err
	}
	return outreach.Link(ctx, tx, activity, who)
}

// Answer records an answer to a survey without a name: it is declared, never
// counted as a person.
func (i Intake) Answer(ctx context.Context, tx *journal.Tx, s attention.Service, day trenza.Day, place trenza.Place, outcomes []string) error {
	if err := s.Running(day); err != nil {
		return err
	}
	return outreach.Answer(ctx, tx, s.Service, outreach.Anonymous{
		Programme: s.Programme.ID, Service: s.ID, Day: day, Place: place, Outcomes: outcomes,
	})
}
