package pathway

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Verify proves the facts of an organisation against the tables that they were
// derived from, and returns how many there are. The first thing that is wrong
// is a Problem that names it.
func Verify(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (facts int, err error) {
	expected, err := deliveries(ctx, r, vault, organisation)
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
		if got := says(f.Delivery); got != want.says {
			return damaged("pathway.fact_differs", f.Since, difference(want.says, got))
		}
		delete(expected, key)
		return nil
	})
	if err != nil {
		return facts, err
	}
	for _, key := range slices.SortedFunc(maps.Keys(expected), func(a, b factKey) int { return int(expected[a].entry - expected[b].entry) }) {
		return facts, damaged("pathway.row_without_fact", expected[key].entry, key.outcome)
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
		if tallied[a.ID] != a.People {
			return damaged("pathway.tally_differs", a.Entry, a.Day, a.People, tallied[a.ID])
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

type expectation struct {
	entry int64
	says  string
}

// deliveries returns what the rooms' tables say was delivered.
func deliveries(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[factKey]expectation, error) {
	people, err := registry.All(ctx, r, vault, organisation)
	if err != nil {
		return nil, err
	}
	expected := make(map[factKey]expectation)
	err = attention.Each(ctx, r, organisation, func(a attention.Attention) error {
		for _, outcome := range a.Outcomes {
			d, err := a.Delivery(people[a.Person], outcome)
			if err != nil {
				return err
			}
			expected[factKey{a.ID, outcome}] = expectation{a.Entry, says(d)}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	milestones, err := attention.Milestones(ctx, r, organisation)
	for _, m := range milestones {
		d, err := m.Delivery(people[m.Person])
		if err != nil {
			return nil, err
		}
		expected[factKey{m.ID, m.Outcome}] = expectation{m.Entry, says(d)}
	}
	return expected, err
}

// says spells what a fact and a row must agree on.
func says(d journal.Delivery) string {
	age := "?"
	if d.Age != nil {
		age = fmt.Sprint(*d.Age)
	}
	return strings.Join([]string{
		fmt.Sprint(d.Number), d.Programme, d.Service, d.Outcome, string(d.Day), string(d.Place),
		d.Sex, age, d.Population, d.Nationality, fmt.Sprint(d.Flags), d.Collective,
	}, "|")
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
