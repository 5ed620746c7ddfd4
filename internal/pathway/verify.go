package pathway

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// VerifyFacts proves the facts of an organisation against the tables that they
// were derived from, and returns how many there are. The first thing that is
// wrong is a Problem that names it.
func VerifyFacts(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (facts int, err error) {
	people, err := registry.All(ctx, r, vault, organisation)
	if err != nil {
		return 0, err
	}
	return verifyFacts(ctx, r, organisation, people)
}

func verifyFacts(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) (facts int, err error) {
	expected, err := deliveries(ctx, r, organisation, people)
	if err != nil {
		return 0, err
	}
	err = reach.Current(ctx, r, organisation, func(f reach.Fact) error {
		facts++
		key := factKey{f.Source, f.Outcome}
		want, ok := expected[key]
		if !ok {
			return damaged("pathway.fact_without_row", f.Since, f.Service, f.Day)
		}
		if got := says(f.Delivery, want.forgotten); got != want.says {
			return damaged("pathway.fact_differs", f.Since, difference(want.says, got))
		}
		delete(expected, key)
		return nil
	})
	if err != nil {
		return facts, err
	}
	if missing, any := earliest(expected); any {
		return facts, damaged("pathway.row_without_fact", missing.entry, missing.says)
	}
	return facts, verifyTallies(ctx, r, organisation)
}

// verifyTallies proves what is declared against the activities.
func verifyTallies(ctx context.Context, r store.Reader, organisation string) error {
	tallied, err := reach.Tallied(ctx, r, organisation)
	if err != nil {
		return err
	}
	activities, err := outreach.Declared(ctx, r, organisation)
	if err != nil {
		return err
	}
	for _, a := range activities {
		if got := tallied[a.ID]; got.People != a.People {
			return damaged("pathway.tally_differs", a.Entry, a.Day, a.People, got.People)
		} else if got.FirstTime != a.FirstTime {
			return damaged("pathway.tally_differs", a.Entry, a.Day, a.FirstTime, got.FirstTime)
		}
		delete(tallied, a.ID)
	}
	if len(tallied) > 0 {
		return damaged("pathway.tally_without_activity", len(tallied))
	}
	return nil
}

func damaged(key string, args ...any) error {
	for i, arg := range args {
		if n, ok := arg.(int64); ok {
			args[i] = fmt.Sprint(n)
		}
	}
	return &trenza.Problem{Kind: trenza.Conflict, Key: key, Args: args}
}

// factKey names a fact by the row that says it and what it says happened.
type factKey struct{ source, outcome string }

// deliveries returns what the rooms' tables say was delivered.
func deliveries(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) (map[factKey]testimony, error) {
	expected := make(map[factKey]testimony)
	expect := func(key factKey, entry int64, p *registry.Person, d journal.Delivery, err error) error {
		if err == nil {
			expected[key] = testimony{entry, says(d, p.Forgotten), p.Forgotten}
		}
		return err
	}
	err := attention.Each(ctx, r, organisation, func(a attention.Attention) error {
		for _, outcome := range a.Outcomes {
			d, err := a.Delivery(people[a.Person], outcome)
			if err := expect(factKey{a.ID, outcome}, a.Entry, people[a.Person], d, err); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = collective.EachReplica(ctx, r, organisation, func(one collective.Replica) error {
		p := people[one.Trainer]
		if p == nil {
			return damaged("pathway.replica_of_nobody", one.Entry)
		}
		for _, outcome := range one.Outcomes() {
			if err := expect(factKey{one.ID, outcome}, one.Entry, p, one.Delivery(p, outcome), nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	milestones, err := attention.Milestones(ctx, r, organisation)
	for _, m := range milestones {
		d, err := m.Delivery(people[m.Person])
		if err := expect(factKey{m.ID, m.Outcome}, m.Entry, people[m.Person], d, err); err != nil {
			return nil, err
		}
	}
	return expected, err
}

// says spells what a fact and a row must agree on. Of somebody whose key was
// destroyed, her age and her life stages are in the facts alone.
func says(d journal.Delivery, forgotten bool) string {
	parts := []string{
		fmt.Sprint(d.Number), d.Programme, d.Service, d.Outcome, string(d.Day), string(d.Place),
		d.Sex, d.Population, d.Nationality, d.Collective,
	}
	if forgotten {
		return strings.Join(parts, "|")
	}
	age := "?"
	if d.Age != nil {
		age = fmt.Sprint(*d.Age)
	}
	return strings.Join(append(parts, age, fmt.Sprint(d.Flags)), "|")
}

// difference shows the first part in which two spellings differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "|"), strings.Split(got, "|")
	for i := range w {
		if i < len(g) && w[i] != g[i] {
			return w[i] + " ≠ " + g[i]
		}
	}
	return want + " ≠ " + got
}
