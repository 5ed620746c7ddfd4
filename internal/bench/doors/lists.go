package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// measureScopes measures how long it takes to know how far somebody sees, with
// the definitions of the programmes in use.
func (in *installation) measureScopes(ctx context.Context, t *table) error {
	return in.measure(ctx, t, "how far somebody sees, the programmes in use read", 500, 0, func(r store.Reader, d town.Dice) error {
		_, err := programme.ScopeOf(ctx, r, in.anyone(d))
		return err
	})
}

// measurePeople measures finding one woman, and listing those whom somebody may
// see.
func (in *installation) measurePeople(ctx context.Context, t *table) error {
	for _, each := range []struct {
		what     string
		most     int
		bar      time.Duration
		question func(context.Context) func(store.Reader, town.Dice) error
	}{
		{"one woman by her code, for a registrar of her district", 2000, 5 * time.Millisecond, in.reachInside},
		{"one woman by her code, for a registrar of another region: nobody", 2000, 5 * time.Millisecond, in.reachOutside},
		{"the services of one woman, for a registrar of her district", 2000, 5 * time.Millisecond, in.thread},
		{"the services of one woman, for her case worker", 2000, 5 * time.Millisecond, in.followed},
		{"a case worker's own women", 200, 50 * time.Millisecond, in.own},
		{"everybody whom a district's registrar may see", 50, 2 * time.Second, in.everybody},
	} {
		if err := in.measure(ctx, t, each.what, each.most, each.bar, each.question(ctx)); err != nil {
			return fmt.Errorf("%s: %w", each.what, err)
		}
	}
	return nil
}

// reachInside finds a woman at a place where she was served.
func (in *installation) reachInside(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error {
		first := in.Moment(d.IntN(in.People))[0]
		return in.reach(ctx, r, first.Woman, first.Place)
	}
}

// reachOutside looks for a woman where she never was.
func (in *installation) reachOutside(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error {
		w := in.Anybody(d)
		err := in.reach(ctx, r, w, in.elsewhere(d, w.Home))
		if trenza.KindOf(err) != trenza.NotFound {
			return fmt.Errorf("%d was found where she never was: %w", w.Number(), err)
		}
		return nil
	}
}

func (in *installation) reach(ctx context.Context, r store.Reader, w town.Woman, place trenza.Place) error {
	scope, err := in.scope(in.registrar(place))
	if err != nil {
		return err
	}
	code, err := in.CodeOf(ctx, w)
	if err != nil {
		return err
	}
	_, err = registry.Reach(ctx, r, scope, code)
	return err
}

// thread reads what somebody received, where she was served.
func (in *installation) thread(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error {
		first := in.Moment(d.IntN(in.People))[0]
		_, err := in.received(ctx, r, in.registrar(first.Place), first.Woman)
		return err
	}
}

// followed reads what somebody received, for who accompanies her.
func (in *installation) followed(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error {
		i := d.IntN(in.Accompanied())
		_, err := in.received(ctx, r, in.actor(in.AccountOf(i), trenza.Grant{Role: trenza.RoleCaseWorker}), in.Assigned(i))
		return err
	}
}

func (in *installation) received(ctx context.Context, r store.Reader, actor trenza.Actor, w town.Woman) ([]attention.Attention, error) {
	scope, err := in.scope(actor)
	if err != nil {
		return nil, err
	}
	return attention.Read(ctx, r, in.Vault, scope, w.Root, in.classOf)
}

func (in *installation) classOf(kind attention.Kind) (trenza.Class, bool) {
	s, known := in.Definition.Service(kind.Service)
	if !known {
		return 0, false
	}
	return s.Class, true
}

// own lists the women whom a case worker accompanies.
func (in *installation) own(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error {
		return in.within(ctx, r, in.actor(in.AccountOf(d.IntN(town.CaseWorkers)), trenza.Grant{Role: trenza.RoleCaseWorker}))
	}
}

// everybody lists who was served in a district.
func (in *installation) everybody(ctx context.Context) func(store.Reader, town.Dice) error {
	return func(r store.Reader, d town.Dice) error { return in.within(ctx, r, in.registrar(in.Districts.Draw(d))) }
}

func (in *installation) within(ctx context.Context, r store.Reader, actor trenza.Actor) error {
	scope, err := in.scope(actor)
	if err != nil {
		return err
	}
	_, some, err := registry.PeopleWithin(ctx, r, scope, "person.list")
	if err == nil && !some {
		err = errors.New("nobody may be seen")
	}
	return err
}

// measureReviews measures the pairs that wait for a decision.
func (in *installation) measureReviews(ctx context.Context, t *table) error {
	for _, each := range []struct {
		what  string
		actor func(town.Dice) trenza.Actor
	}{
		{"the pairs that wait for a district's registrar", func(d town.Dice) trenza.Actor { return in.registrar(in.Districts.Draw(d)) }},
		{"the pairs that wait for a region's registrar", func(d town.Dice) trenza.Actor { return in.registrar(in.Districts.Draw(d).Region()) }},
		{"the pairs that wait for the data officer", func(town.Dice) trenza.Actor {
			return in.actor("officer", trenza.Grant{Role: trenza.RoleDataOfficer})
		}},
	} {
		err := in.measure(ctx, t, each.what, 30, time.Second, func(r store.Reader, d town.Dice) error {
			scope, err := in.scope(each.actor(d))
			if err != nil {
				return err
			}
			_, err = registry.Pairs(ctx, r, in.Vault, scope)
			return err
		})
		if err != nil {
			return err
		}
		err = in.measure(ctx, t, "· the first page of them", 100, 50*time.Millisecond, func(r store.Reader, d town.Dice) error {
			scope, err := in.scope(each.actor(d))
			if err != nil {
				return err
			}
			_, _, err = registry.Mine.Page(ctx, r, in.Vault, scope, registry.Mark{}, pairsShown)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pairsShown are on one page of the queue.
const pairsShown = 12

// errEnough ends a list at the foot of its first page.
var errEnough = errors.New("the page is full")

// pageRows are shown at once.
const pageRows = 50

// measureRows measures the first page of what a facilitator takes out as a list.
func (in *installation) measureRows(ctx context.Context, t *table) error {
	return in.measure(ctx, t, "50 rows of a facilitator's course in a district", 200, 100*time.Millisecond, func(r store.Reader, d town.Dice) error {
		return in.page(ctx, r, in.actor("facilitator", trenza.Grant{
			Role: trenza.RoleFacilitator, Course: in.course(d), Place: in.Districts.Draw(d),
		}))
	})
}

func (in *installation) page(ctx context.Context, r store.Reader, actor trenza.Actor) error {
	scope, err := in.scope(actor)
	if err != nil {
		return err
	}
	rows := 0
	err = attention.Select(ctx, r, in.Vault, scope, attention.Selection{Definition: in.Definition, Taken: true}, func(attention.Attention) error {
		if rows++; rows == pageRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}
