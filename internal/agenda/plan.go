package agenda

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Plan keeps what was agreed with a woman for a day, today or later. A step of a
// service is for whoever may record that service there and reaches her; a plain
// reminder for whoever registers people and sees who she is. Where nobody is named
// to answer for it, whoever plans it does. A restricted service (P4) is refused
// before anybody is looked up.
func Plan(ctx context.Context, tx *journal.Tx, s Step) (Step, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return s, err
	}
	if s.Class, err = w.allows(ctx, s.Programme, s.Service, s.Place); err != nil {
		return s, err
	}
	if err := s.when(trenza.LocalDay(tx.Now())); err != nil {
		return s, err
	}
	if err := s.said(); err != nil {
		return s, err
	}
	p, err := w.reached(ctx, s)
	if err != nil {
		return s, err
	}
	s.ID, s.Person, s.Root, s.State, s.Reason = trenza.NewID(), p.Root, p.Root, Planned, ""
	if s.Account == "" {
		s.Account = tx.Actor().Account
	}
	if s.Entry, err = tx.Tell(ctx, StepPlanned{s.told()}); err != nil {
		return s, err
	}
	return s, insert(ctx, tx, s)
}

// Finish notes that a step was done.
func Finish(ctx context.Context, tx *journal.Tx, id string) error {
	return change(ctx, tx, id, Done, func(s *Step) (journal.Event, error) { return StepDone{s.told()}, nil })
}

// FinishSession notes that a session was held: that the steps of everybody who is
// still awaited, as far as the actor sees them, were done. It returns how many.
func FinishSession(ctx context.Context, tx *journal.Tx, s Session) (int, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return 0, err
	}
	ask := Ask{Reader: tx, Vault: tx.Vault(), Scope: w.scope}
	found, err := ask.awaited(ctx, s.together(), mostSteps)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "agenda.no_such_step"}
	}
	for _, c := range found {
		if err != nil {
			return 0, err
		}
		err = Finish(ctx, tx, c.ID)
	}
	return len(found), err
}

// Drop notes that a step will not be done, and why: "no quiso por ahora" is a
// reason like any other.
func Drop(ctx context.Context, tx *journal.Tx, id, reason string) error {
	return change(ctx, tx, id, Dropped, func(s *Step) (journal.Event, error) {
		if s.Reason = strings.TrimSpace(reason); s.Reason == "" {
			return nil, trenza.Refuse("agenda.reason_missing")
		}
		return StepDropped{s.told()}, nil
	})
}

// Move puts a step on another day, today or later, or at another hour.
func Move(ctx context.Context, tx *journal.Tx, id string, day trenza.Day, hour string) error {
	return change(ctx, tx, id, Planned, func(s *Step) (journal.Event, error) {
		s.Day, s.Hour = day, hour
		err := s.when(trenza.LocalDay(tx.Now()))
		return StepMoved{s.told()}, err
	})
}

// change brings a step into a state. What the actor does not read is not there.
func change(ctx context.Context, tx *journal.Tx, id string, next State, how func(*Step) (journal.Event, error)) error {
	w, err := writing(ctx, tx)
	if err != nil {
		return err
	}
	s, err := ByID(ctx, tx, tx.Vault(), w.scope, id)
	if err != nil {
		return err
	}
	if s.Class, err = w.allows(ctx, s.Programme, s.Service, s.Place); err != nil {
		return err
	}
	if !s.State.mayBecome(next) {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "agenda.step_over"}
	}
	s.State = next
	event, err := how(&s)
	if err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, event); err != nil {
		return err
	}
	return update(ctx, tx, s)
}

// told is what is told of a step.
func (s Step) told() told { return told{s, max(s.Class, trenza.P2)} }

// writer is who plans, and how far she reads.
type writer struct {
	tx    *journal.Tx
	scope access.Scope
}

func writing(ctx context.Context, tx *journal.Tx) (writer, error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	return writer{tx, scope}, err
}

// allows returns the class of a step of a service at a place, if the actor may
// plan one.
func (w writer) allows(ctx context.Context, programmeID, service string, place trenza.Place) (trenza.Class, error) {
	if service == "" {
		return trenza.P2, w.scope.May("person.register", access.Row{Kind: access.Person, Class: trenza.P2})
	}
	d, err := programme.Find(ctx, w.tx, w.tx.Organisation(), programmeID)
	if err != nil {
		return 0, err
	}
	if _, offered := d.Service(service); !offered {
		return 0, trenza.Refuse("agenda.service_unknown", service)
	}
	known := w.scope.Service(programmeID, service)
	return known.Class, access.May(w.tx.Actor(), "attention.give", row(known, place))
}

// reached returns the person of a step, if the actor reaches her. Of one whom she
// does not it says the same as of nobody.
func (w writer) reached(ctx context.Context, s Step) (*registry.Person, error) {
	verbs := []string{"person.read", "person.list"}
	if s.Reminder() {
		verbs = verbs[:1]
	}
	for _, verb := range verbs {
		permitted, err := registry.Permits(ctx, w.tx, w.scope, verb, s.Person)
		if err != nil {
			return nil, err
		}
		if !permitted {
			continue
		}
		p, err := registry.Find(ctx, w.tx, w.tx.Vault(), w.tx.Organisation(), s.Person)
		if err == nil && p.Forgotten {
			err = &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
		}
		return p, err
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{s.Person}}
}

// May reports whether somebody may plan a step of a service at a place; of a zero
// service, a plain reminder.
func May(scope access.Scope, s access.Service, place trenza.Place) bool {
	if s.ID == "" {
		return scope.May("person.register", access.Row{Kind: access.Person, Class: trenza.P2}) == nil
	}
	return scope.May("attention.give", row(s, place)) == nil
}
