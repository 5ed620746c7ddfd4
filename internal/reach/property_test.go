package reach_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/reachtest"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Whatever happens, the engine answers as of every position what a recount from
// the beginning answers.
func TestTheEngineAgreesWithARecountAsOfEveryPosition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "recount-"+strconv.Itoa(run))
			events := rapid.Custom(reachtest.History).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(reachtest.Question).Draw(t, "question")
			for position := range int64(len(events)) + 1 {
				q.AsOf = position // 0 is the present
				paper := reachtest.Recounted(events, position)
				if position == 0 {
					paper = reachtest.Recounted(events, int64(len(events)))
				}
				want, got := paper.Count(q), w.Count(q)
				if got.Position = 0; !reflect.DeepEqual(got, want) {
					t.Fatalf("as of %d of %v:\nasked %+v\nthe engine says %+v\nthe recount says %+v", position, events, q, got, want)
				}
			}
			q.AsOf = int64(rapid.IntRange(1, len(events)).Draw(t, "position"))
			agreeOnRows(t, w, reachtest.Recounted(events, q.AsOf), q)
		})
	})
}

// agreeOnRows compares the rows behind a figure, in their order, and the heads
// declared beside it.
func agreeOnRows(t *rapid.T, w *worldtest.World, paper *reachtest.Recount, q reach.Question) {
	want := paper.About(q)
	err := w.Engine.Facts(w.Context, w.Scope(), q, func(f reach.Fact) error {
		if len(want) == 0 || reachtest.Spell(f) != reachtest.Spell(want[0]) {
			return fmt.Errorf("the engine says %s, the recount %v", reachtest.Spell(f), want)
		}
		want = want[1:]
		return nil
	})
	if err != nil || len(want) > 0 {
		t.Fatalf("as of %d, %+v: %v; missing %v", q.AsOf, q, err, want)
	}
	declared, err := w.Engine.Declared(w.Context, w.Scope(), q)
	if err != nil || declared != paper.Declared(q) {
		t.Fatalf("declared as of %d, %+v: %+v, %v; want %+v", q.AsOf, q, declared, err, paper.Declared(q))
	}
}

// Whatever happens, each person of a question is in one combination of services:
// in that of all that she had of them.
func TestCombinationsAgreeWithARecount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "combined-"+strconv.Itoa(run))
			events := rapid.Custom(reachtest.History).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(reachtest.Question).Draw(t, "question")
			q.Terms = []reach.Term{{Service: "bono"}, {Service: "salud", Outcome: "delivered"}}
			q.AsOf = int64(rapid.IntRange(1, len(events)).Draw(t, "position"))
			got := make(map[string]int)
			combined, err := w.Engine.Combinations(w.Context, w.Scope(), q)
			for _, c := range combined {
				got[strings.Join(c.Services, "+")] = c.Count
			}
			want := reachtest.Recounted(events, q.AsOf).Combinations(q)
			if err != nil || !maps.Equal(got, want) {
				t.Fatalf("of %v\nasked %+v\nthe engine says %v, %v\nthe recount says %v", events, q, got, err, want)
			}
		})
	})
}

// Whatever happens, two services overlap in those who had both.
func TestOverlapsAgreeWithARecount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "overlapping-"+strconv.Itoa(run))
			events := rapid.Custom(reachtest.History).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(reachtest.Question).Draw(t, "question")
			q.AsOf = int64(rapid.IntRange(1, len(events)).Draw(t, "position"))
			got, err := w.Engine.Overlaps(w.Context, w.Scope(), q)
			if want := reachtest.Recounted(events, q.AsOf).Overlaps(q); err != nil || !slices.Equal(got, want) {
				t.Fatalf("of %v\nasked %+v\nthe engine says %v, %v\nthe recount says %v", events, q, got, err, want)
			}
		})
	})
}

// tell lets things happen, a position each.
func tell(w *worldtest.World, events ...reachtest.Event) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		for _, e := range events {
			if _, err := tx.Tell(w.Context, e); err != nil {
				return err
			}
		}
		return nil
	})
}
