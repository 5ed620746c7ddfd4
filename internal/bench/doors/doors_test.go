package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// fewPeople are enough for every kind of row.
const fewPeople = 300

// filled is an installation with a few people in it.
func filled(t *testing.T, database string) *installation {
	t.Helper()
	v, err := newVillage(fewPeople)
	if err != nil {
		t.Fatal(err)
	}
	in, err := open(t.Context(), town.Location{Keys: filepath.Join(t.TempDir(), "keys.db"), Data: database}, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	if err := in.fill(t.Context(), newTable(&strings.Builder{})); err != nil {
		t.Fatal(err)
	}
	return in
}

// answer asks the database; it must answer.
func (in *installation) answer(t *testing.T, question func(store.Reader) error) {
	t.Helper()
	if err := in.read(t.Context(), question); err != nil {
		t.Fatal(err)
	}
}

// What is written straight into the tables is read as what the program itself
// wrote, and counted within every scope as by hand.
func TestWhatIsInventedIsRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		in := filled(t, location)
		for _, f := range in.counts() {
			for i := range 5 {
				g := f.grant(town.NewDice(town.Acting, i))
				within, err := in.countWithin(t.Context(), g)
				if err != nil {
					t.Fatal(err)
				}
				byHand, err := in.countBy(t.Context(), f.plain(g))
				if err != nil || within != byHand {
					t.Errorf("%s: %d within the scope of %+v, %d by hand, %v", f.what, within, g, byHand, err)
				}
				if g.Place == "" && g.Course == "" && within != fewPeople-3 {
					t.Errorf("%d different people; three of %d are merged", within, fewPeople)
				}
			}
		}
		in.wantLists(t)
	})
}

// wantLists checks the lists that are measured.
func (in *installation) wantLists(t *testing.T) {
	t.Helper()
	for _, question := range []func(store.Reader, town.Dice) error{
		in.reachInside(t.Context()), in.reachOutside(t.Context()), in.own(t.Context()), in.everybody(t.Context()),
	} {
		in.answer(t, func(r store.Reader) error { return question(r, town.NewDice(town.Acting, 1)) })
	}
	in.answer(t, func(r store.Reader) error {
		scope, err := in.scope(in.actor("officer", trenza.Grant{Role: trenza.RoleDataOfficer}))
		if err != nil {
			return err
		}
		pairs, err := registry.Pairs(t.Context(), r, in.Vault, scope)
		if len(pairs) != fewPeople*town.WaitingPairs/100 {
			t.Errorf("%d pairs wait", len(pairs))
		}
		return err
	})
	in.answer(t, func(r store.Reader) error {
		first := in.Moment(7)[0]
		received, err := in.received(t.Context(), r, in.Operator(), first.Woman)
		if !containsService(received, first) {
			t.Errorf("%s is not among %+v", first.ID, received)
		}
		return err
	})
}

func containsService(received []attention.Attention, s town.Service) bool {
	for _, a := range received {
		if a.ID == s.ID && a.Service == s.Service.ID && a.Day == s.Day && a.Place == s.Place && a.Entry == s.Entry {
			return true
		}
	}
	return false
}

func TestTableSpellsFigures(t *testing.T) {
	var out strings.Builder
	table := newTable(&out)
	table.engine = "sqlite"
	table.row("a woman", sample{900 * time.Nanosecond, 12 * time.Millisecond, 3 * time.Second}, time.Second)
	table.row("a list", sample{1500 * time.Microsecond}, 5*time.Millisecond)
	want := `| engine | what | times | p50 | p95 | p99 | asked of p95 |
|---|---|---|---|---|---|---|
| sqlite | a woman | 3 | 12.0 ms | 3.00 s | 3.00 s | ≤ 1.00 s, **missed** |
| sqlite | a list | 1 | 1.50 ms | 1.50 ms | 1.50 ms | ≤ 5.00 ms, holds |
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}
