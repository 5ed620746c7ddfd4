package main

import (
	"cmp"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/venture"
)

// voice is a committee and whoever speaks for it.
type voice struct{ committee, root string }

// voices are those of the programme, by the name of the committee.
func (x *rooms) voices() (map[string]voice, error) {
	all := make(map[string]voice)
	err := x.eachVoice(func(c collective.Committee, root string) { all[c.Name] = voice{c.ID, root} })
	return all, err
}

// teachOn gives the replicas of the representatives. Who reports one is not who checks
// it.
func (x *rooms) teachOn() error {
	voices, err := x.voices()
	if err != nil {
		return err
	}
	for _, r := range x.world.Replicas {
		v := voices[r.Committee]
		var given collective.Replica
		err := x.write(trenza.RoleOutreach, func(tx *journal.Tx) (err error) {
			given, err = x.give(tx, r, v)
			return err
		})
		if err == nil && r.Verified != "" {
			err = x.write(trenza.RoleCoordinator, func(tx *journal.Tx) error { return x.check(tx, r, given.ID) })
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.Committee, err)
		}
	}
	return nil
}

// give plans, holds and reports a replica.
func (x *rooms) give(tx *journal.Tx, r cast.Replica, v voice) (collective.Replica, error) {
	given, err := collective.Plan(x.s.ctx, tx, x.d, collective.Replica{
		Committee: v.committee, Trainer: v.root, Topics: r.Topics, Day: r.Day, Place: x.d.Places[0].Code, Minutes: r.Account.Minutes,
	})
	if err != nil {
		return given, err
	}
	if given, err = collective.HoldOn(x.s.ctx, tx, x.d, given.ID, r.Day); err != nil {
		return given, err
	}
	return collective.ReportOf(x.s.ctx, tx, x.d, given.ID, r.Account)
}

// check verifies a replica, and closes it where nothing more is to be done.
func (x *rooms) check(tx *journal.Tx, r cast.Replica, id string) error {
	_, err := collective.VerifyBy(x.s.ctx, tx, x.d, id, r.Verified)
	if err == nil && r.Closed {
		_, err = collective.CloseUp(x.s.ctx, tx, id)
	}
	return err
}

// lead keeps what the representatives proposed.
func (x *rooms) lead() error {
	voices, err := x.voices()
	if err != nil || len(x.world.Proposals) == 0 {
		return err
	}
	return x.write(trenza.RoleCoordinator, func(tx *journal.Tx) error {
		for _, p := range x.world.Proposals {
			v := voices[p.Committee]
			made, err := collective.Propose(x.s.ctx, tx, x.d, collective.Proposal{
				Programme: x.d.ID, Committee: v.committee, Holder: v.root, Sphere: p.Sphere, What: p.What, Made: p.Made,
			})
			if err == nil && p.Fate != collective.Open {
				err = collective.Decide(x.s.ctx, tx, made.ID, p.Fate, p.Decided)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", p.Committee, err)
			}
		}
		return nil
	})
}

// ask keeps what the representatives answered, each alone.
func (x *rooms) ask() error {
	voices, err := x.voices()
	if err != nil || len(x.world.Answers) == 0 {
		return err
	}
	return x.write(trenza.RoleFacilitator, func(tx *journal.Tx) error {
		for _, a := range x.world.Answers {
			_, err := measure.Take(x.s.ctx, tx, measure.Measurement{
				Programme: x.d.ID, Person: voices[a.Committee].root, Instrument: a.Instrument, Wave: a.Wave, Day: a.Day,
				Place: x.d.Places[0].Code, Said: measure.Said{Alone: true, Answers: scale.Answers{Values: a.Values}},
			})
			if err != nil {
				return fmt.Errorf("%s, %s: %w", a.Committee, a.Wave, err)
			}
		}
		return nil
	})
}

// make keeps what the cohorts made and what became of it.
func (x *rooms) make() error {
	return x.write(trenza.RoleCoordinator, func(tx *journal.Tx) error {
		for _, b := range x.world.Batches {
			batch := b.Batch
			batch.Programme = x.d.ID
			for i, c := range x.world.Cohorts {
				if c.Training == b.Training {
					batch.Cohort = x.cohorts[i].ID
				}
			}
			made, err := venture.Make(x.s.ctx, tx, batch)
			for _, use := range b.Uses {
				use.Batch = made.ID
				if err == nil {
					_, err = venture.Dispose(x.s.ctx, tx, use)
				}
			}
			if err != nil {
				return fmt.Errorf("%s: %w", cmp.Or(b.Product, "?"), err)
			}
		}
		return nil
	})
}
