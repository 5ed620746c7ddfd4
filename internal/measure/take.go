package measure

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
)

// Take keeps what a woman answered: Programme, Person, Instrument, Wave, Day, Place
// and Said are the caller's to give. One wave of an instrument is taken of her once,
// by whichever of her records.
func Take(ctx context.Context, tx *journal.Tx, m Measurement) (Measurement, error) {
	i, err := asked(ctx, tx, &m)
	if err != nil {
		return m, err
	}
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return m, err
	}
	if err := scope.May("measure.take", row(scope.Service(m.Programme, m.Service), m.Instrument, m.Place)); err != nil {
		return m, err
	}
	p, err := reached(ctx, tx, scope, m.Person)
	if err != nil {
		return m, err
	}
	if err := m.check(i, trenza.LocalDay(tx.Now())); err != nil {
		return m, err
	}
	m.ID, m.Person, m.Root = trenza.NewID(), p.Root, p.Root
	if err := first(ctx, tx, m); err != nil {
		return m, err
	}
	if m.Entry, err = tx.Tell(ctx, Taken{m}); err != nil {
		return m, err
	}
	return m, insert(ctx, tx, m)
}

// asked fills in how a programme asks the instrument.
func asked(ctx context.Context, tx *journal.Tx, m *Measurement) (*scale.Instrument, error) {
	d, err := programme.Find(ctx, tx, tx.Organisation(), m.Programme)
	if err != nil {
		return nil, err
	}
	asking, asks := d.Asking(m.Instrument)
	i, known := scale.Find(m.Instrument)
	if !asks || !known {
		return nil, trenza.Refuse("measure.not_asked", m.Instrument)
	}
	if m.Day != "" && m.Day < d.Starts {
		return nil, trenza.Refuse("measure.before_programme", m.Day, d.Starts)
	}
	m.Service, m.Version = asking.Service, i.Version
	if m.Language == "" {
		m.Language = "es"
	}
	return i, nil
}

// check refuses a measurement that cannot be.
func (m Measurement) check(i *scale.Instrument, today trenza.Day) error {
	day, err := trenza.ParseDay(string(m.Day))
	switch {
	case err != nil:
		return trenza.Refuse("measure.day_unknown", string(m.Day))
	case day > today:
		return trenza.Refuse("measure.day_future", day, today)
	case !knownWave(m.Wave):
		return trenza.Refuse("measure.wave_unknown", m.Wave)
	case m.Language != "es" && m.Language != "en":
		return trenza.Refuse("measure.language_unknown", m.Language)
	case i.Alone && !m.Said.Alone && len(m.Said.Values) > 0:
		return trenza.Refuse("measure.not_alone")
	}
	if err := i.Check(m.Said.Answers); err != nil {
		return err
	}
	if i.AsksForProtocol(m.Said.Answers) && !m.Said.Protocol.whole() {
		return trenza.Refuse("measure.protocol_missing")
	}
	return nil
}

// reached returns the person of a measurement, if the actor reaches her. Of one whom
// she does not it says the same as of nobody.
func reached(ctx context.Context, tx *journal.Tx, scope access.Scope, person string) (*registry.Person, error) {
	for _, verb := range []string{"person.read", "person.list"} {
		permitted, err := registry.Permits(ctx, tx, scope, verb, person)
		if err != nil {
			return nil, err
		}
		if !permitted {
			continue
		}
		p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), person)
		if err == nil && p.Forgotten {
			err = &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
		}
		return p, err
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{person}}
}

// first refuses a wave that was taken of her already.
func first(ctx context.Context, tx *journal.Tx, m Measurement) error {
	records, err := registry.Thread(ctx, tx, tx.Organisation(), m.Root)
	if err != nil {
		return err
	}
	for _, person := range records {
		taken, err := ofRecord(ctx, tx, tx.Organisation(), person)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(taken, func(t Measurement) bool {
			return t.Programme == m.Programme && t.Instrument == m.Instrument && t.Wave == m.Wave
		}) {
			return &trenza.Problem{Kind: trenza.Conflict, Key: "measure.taken_already"}
		}
	}
	return nil
}

// Withdraw takes a measurement back, as if it had not been taken: of somebody else,
// or typed wrongly. What the actor does not read is not there.
func Withdraw(ctx context.Context, tx *journal.Tx, id string) error {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return err
	}
	m, err := ByID(ctx, tx, tx.Vault(), scope, id)
	if err != nil {
		return err
	}
	if err := scope.May("measure.take", row(scope.Service(m.Programme, m.Service), m.Instrument, m.Place)); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, Withdrawn{ID: m.ID, Whose: m.Person, class: class(m.Instrument)}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from measurement
		where organisation = $1 and id = $2`, tx.Organisation(), m.ID)
	return err
}
