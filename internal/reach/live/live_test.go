package live_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/live"
	"github.com/trenza/trenza/internal/reach/reachtest"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Whatever happens, and whichever of two processes is asked, the answer is that of
// the tables and of a recount: as of the present, and as of any position before. A
// process that dies between a commit and the next question leaves nothing behind,
// for another begins from the tables.
func TestTheIndexAnswersAsTheTables(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		processes := []*live.Engine{begun(t, all.DB), begun(t, all.DB)}
		rapid.Check(t, func(rt *rapid.T) {
			run++
			w := all.In(rt, "live-"+strconv.Itoa(run))
			events := rapid.Custom(reachtest.History).Draw(rt, "events")
			for i, e := range events {
				tell(w, e)
				if !rapid.Bool().Draw(rt, "asked now") && i < len(events)-1 {
					continue
				}
				process := rapid.IntRange(0, 1).Draw(rt, "process")
				if rapid.IntRange(0, 9).Draw(rt, "dies") == 0 {
					processes[process] = begun(t, all.DB)
				}
				q := rapid.Custom(reachtest.Question).Draw(rt, "question")
				agree(rt, w, processes[process], sight(rt, w), q, events[:i+1], 0)
				agree(rt, w, processes[process], sight(rt, w), q, events[:i+1], rapid.IntRange(1, i+1).Draw(rt, "position"))
			}
		})
	})
}

// begun is a process that holds nothing yet.
func begun(t *testing.T, db reach.Rows) *live.Engine {
	e := live.New(db)
	t.Cleanup(e.Close)
	return e
}

// tell lets something happen, in a write of its own.
func tell(w *worldtest.World, e reachtest.Event) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		_, err := tx.Tell(w.Context, e)
		return err
	})
}

// sight is how far somebody sees: everything, as often as not.
func sight(t *rapid.T, w *worldtest.World) access.Scope {
	if rapid.Bool().Draw(t, "everything") {
		return w.Scope()
	}
	scope, err := access.For(trenza.Actor{Organisation: w.Actor.Organisation, Account: "luz", Grants: []trenza.Grant{{
		Role:  rapid.SampledFrom([]string{trenza.RoleMonitoring, trenza.RoleCashOfficer}).Draw(t, "role"),
		Place: rapid.SampledFrom([]trenza.Place{"", "15", "150101", "24"}).Draw(t, "where"),
	}}}, access.Service{Programme: "p", ID: "bono", Field: access.Cash, Class: trenza.P2},
		access.Service{Programme: "p", ID: "salud", Field: access.Health, Class: trenza.P3})
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

// agree asks a process and the tables everything that an index answers, as of a
// position (0 for the present), and whoever sees everything is held against a
// recount.
func agree(t *rapid.T, w *worldtest.World, e reach.Engine, scope access.Scope, q reach.Question, events []reachtest.Event, position int) {
	q.AsOf = int64(position)
	got, err := e.Count(w.Context, scope, q)
	want, wantErr := w.Engine.Count(w.Context, scope, q)
	if !same(got, want, err, wantErr) {
		t.Fatalf("as of %d of %v:\nasked %+v\nthe index says %+v, %v\nthe tables say %+v, %v", position, events, q, got, err, want, wantErr)
	}
	if len(scope.Actor.Grants) == 0 {
		paper := reachtest.Recounted(events, int64(len(events)))
		if position > 0 {
			paper = reachtest.Recounted(events, int64(position))
		}
		if got.Position = 0; !reflect.DeepEqual(got, paper.Count(q)) {
			t.Fatalf("as of %d of %v:\nasked %+v\nthe index says %+v\nthe recount says %+v", position, events, q, got, paper.Count(q))
		}
	}
	q.By = nil
	combined, err := e.Combinations(w.Context, scope, q)
	wantCombined, wantErr := w.Engine.Combinations(w.Context, scope, q)
	overlap, errOverlap := e.Overlaps(w.Context, scope, q)
	wantOverlap, wantErrOverlap := w.Engine.Overlaps(w.Context, scope, q)
	if !same(combined, wantCombined, err, wantErr) || !same(overlap, wantOverlap, errOverlap, wantErrOverlap) {
		t.Fatalf("as of %d of %v:\nasked %+v\nthe index says %v, %v\nthe tables say %v, %v", position, events, q, combined, overlap, wantCombined, wantOverlap)
	}
}

// same reports whether two engines say the same, or refuse alike.
func same(got, want any, err, wantErr error) bool {
	if err != nil || wantErr != nil {
		return wantErr != nil && errors.Is(err, wantErr)
	}
	return fmt.Sprintf("%+v", got) == fmt.Sprintf("%+v", want)
}

// Many ask while somebody writes, and each answer is that of the position which it
// names.
func TestManyAskWhileOneWrites(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location)
		events := rapid.SliceOfN(rapid.Custom(reachtest.History), 4, 4).Example(7)
		all := slices.Concat(events...)
		e, everybody := begun(t, w.DB), reach.Question{Programme: "p", Unit: reach.People, By: []reach.Dimension{reach.ByRegion}}
		var under sync.WaitGroup
		written := make(chan bool)
		for asker := range 3 {
			under.Go(func() {
				for {
					select {
					case <-written:
						return
					default:
					}
					q := everybody
					if asker == 0 {
						last, err := e.Position(w.Context, w.Scope())
						if err != nil || last == 0 {
							continue
						}
						q.AsOf = max(1, last-3)
					}
					got, err := e.Count(w.Context, w.Scope(), q)
					want := reachtest.Recounted(all, got.Position).Count(q)
					if want.Position = got.Position; err != nil || !reflect.DeepEqual(got, want) {
						t.Errorf("as of %d: %+v, %v, want %+v", q.AsOf, got, err, want)
						return
					}
				}
			})
		}
		for _, e := range all {
			tell(w, e)
		}
		close(written)
		under.Wait()
	})
}

// gate is a database that nobody reads without a pass until it is opened.
type gate struct {
	reach.Rows
	opened chan struct{}
}

type pass struct{}

func (g gate) Read(ctx context.Context, do func(store.Reader) error) error {
	if ctx.Value(pass{}) == nil {
		<-g.opened
	}
	return g.Rows.Read(ctx, do)
}

// While the rows are counted, whoever asks is told how far that is, and answered
// when it has ended.
func TestWhoAsksMeanwhileIsToldToComeBack(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite))
	tell(w, rapid.Custom(reachtest.History).Example(1)[0])
	g := gate{w.DB, make(chan struct{})}
	e := begun(t, g)
	e.Patience = time.Millisecond
	q := reach.Question{Programme: "p", Unit: reach.People}
	ctx := context.WithValue(t.Context(), pass{}, true)
	_, err := e.Count(ctx, w.Scope(), q)
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Unavailable, Key: "reach.being_counted"}) {
		t.Fatal(err)
	}
	gone, leave := context.WithCancel(ctx)
	leave()
	if _, err := e.Count(gone, w.Scope(), q); !errors.Is(err, context.Canceled) {
		t.Errorf("who has gone is told %v", err)
	}
	close(g.opened)
	if err := e.Warm(ctx, w.Actor.Organisation, "p"); err != nil {
		t.Fatal(err)
	}
	if got, err := e.Count(ctx, w.Scope(), q); err != nil || !reflect.DeepEqual(got, w.Count(q)) {
		t.Errorf("%+v, %v, want %+v", got, err, w.Count(q))
	}
}

// A list of thousands of rows is not followed row by row, and what was before it
// is asked of the tables.
func TestWhatLiesFarOffIsAnsweredToo(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite))
	e := begun(t, w.DB)
	q := reach.Question{Programme: "p", Unit: reach.People, By: []reach.Dimension{reach.ByMonth}}
	for from := range 3 {
		list := reachtest.Event{}
		for i := range 900 * from * from {
			list.Given = append(list.Given, journal.Delivery{
				Number: int64(1 + i), Programme: "p", Service: "bono", Outcome: "delivered", Day: trenza.Day("2020-01-01").Add(i % 90), Place: "15", Source: "a",
			})
		}
		tell(w, list)
		q.AsOf = 0
		for range from + 1 {
			if got, err := e.Count(w.Context, w.Scope(), q); err != nil || !reflect.DeepEqual(got, w.Count(q)) {
				t.Errorf("as of %d: %+v, %v", q.AsOf, got.Count, err)
			}
			q.AsOf++
		}
	}
}

// A delivery that no index can hold is counted by the tables.
func TestADayThatTheIndexDoesNotKnow(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite))
	e, q := begun(t, w.DB), reach.Question{Programme: "p", Unit: reach.People}
	for _, day := range []trenza.Day{"2020-01-01", "1820-01-01", "2020-01-02"} {
		tell(w, reachtest.Event{Given: []journal.Delivery{{Number: 1, Programme: "p", Service: "bono", Outcome: "delivered", Day: day, Place: "15", Source: "a"}}})
		if got, err := e.Count(w.Context, w.Scope(), q); err != nil || !reflect.DeepEqual(got, w.Count(q)) {
			t.Errorf("on %s: %+v, %v", day, got, err)
		}
	}
}

// What the index counts is held against the tables.
func TestAnIndexThatHasComeApartIsSeen(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for _, e := range rapid.Custom(reachtest.History).Example(3) {
		tell(w, e)
	}
	e := begun(t, w.DB)
	if err := e.Agrees(w.Context, w.Actor.Organisation, "p"); err != nil {
		t.Fatal(err)
	}
	err := w.DB.Write(w.Context, func(tx *store.Tx) error {
		_, err := tx.Exec(w.Context, `update fact set number = number + 7`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	tell(w, reachtest.Event{})
	err = e.Agrees(w.Context, w.Actor.Organisation, "p")
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "reach.index_differs"}) {
		t.Errorf("it is said that %v", err)
	}
}
