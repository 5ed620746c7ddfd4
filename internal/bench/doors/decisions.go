package main

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/bench/town"
)

// How often what needs no database is asked.
const decisionCount = 20_000

// decisions measures single decisions, and the making of a list's condition,
// which ask no database.
func decisions(t *table, v *village) error {
	for _, each := range []struct {
		what     string
		question func(town.Dice) error
	}{
		{"one decision about a service, asked before", v.decideAgain},
		{"one decision about a service, not asked before", v.decideAnew},
		{"one decision about a person, served at three places, with a case worker", v.decidePerson},
		{"the condition of a list of people", v.condition("person.list", access.Person)},
		{"the condition of a list of services", v.condition("attention.read", access.Attention)},
		{"the condition of a figure", v.condition("figures.count", access.Delivery)},
	} {
		for range decisionCount / 10 { // what is read once is read
			if err := each.question(town.NewDice(town.Acting, 0)); err != nil {
				return err
			}
		}
		s, err := repeat(decisionCount, each.question)
		if err != nil {
			return err
		}
		t.row(each.what, s, 0)
	}
	return nil
}

// delivered is a row of a service, somewhere.
func (v *village) delivered(d town.Dice) access.Row {
	s := v.Services.Draw(d)
	return access.Row{Kind: access.Attention, Class: s.Class, Programme: v.Definition.ID, Service: s.ID, Field: s.Field, Place: v.Districts.Draw(d)}
}

func (v *village) decideAgain(d town.Dice) error {
	again := town.NewDice(town.Acting, d.IntN(1000))
	access.Decide(v.anyone(again), "attention.read", v.delivered(again))
	return nil
}

func (v *village) decideAnew(d town.Dice) error {
	actor := v.anyone(d)
	actor.Account = fmt.Sprint(d.Uint64())
	access.Decide(actor, "attention.read", v.delivered(d))
	return nil
}

func (v *village) decidePerson(d town.Dice) error {
	row := access.Row{Kind: access.Person, Class: trenza.P2, Assigned: []string{"account-1"}}
	for range servicesEach {
		s := v.delivered(d)
		row.Known = append(row.Known, access.Ambit{Programme: s.Programme, Field: s.Field, Course: s.Service, Place: s.Place})
	}
	access.Decide(v.anyone(d), "person.read", row)
	return nil
}

// condition makes a condition, and writes it as SQL.
func (v *village) condition(verb string, kind access.Kind) func(town.Dice) error {
	return func(d town.Dice) error {
		scope, err := v.scope(v.anyone(d))
		if err != nil {
			return err
		}
		columns := access.Columns{Organisation: "a.organisation", Programme: "a.programme", Service: "a.service", Place: "a.place", Root: "a.root"}
		access.SQL(scope.Where(verb, kind), columns, func(any) string { return "$1" })
		return nil
	}
}
