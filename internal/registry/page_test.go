package registry_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// paged reads a shelf to its end, so many at a time.
func paged(w *World, shelf registry.Shelf, most int) (codes []string) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		codes = nil
		for from := new(registry.Mark); from != nil; {
			pairs, next, err := shelf.Page(w.Context, r, w.Vault, w.Scope(), *from, most)
			if err != nil {
				return err
			}
			if len(pairs) > most || next != nil && len(pairs) < most {
				w.Fatalf("%d pairs on a page of %d", len(pairs), most)
			}
			for _, p := range pairs {
				codes = append(codes, p.Code)
			}
			from = next
		}
		return nil
	})
	return codes
}

// listed are the codes of the pairs that wait, as the whole queue has them.
func listed(w *World) (codes []string) {
	w.Helper()
	for _, p := range w.Pairs() {
		codes = append(codes, p.Code)
	}
	return codes
}

// Pages of any size together are the queue, for whoever reads it: with pairs that
// were decided, told apart, joined, and of women whom a team guards.
func TestPagesTogetherAreTheQueue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		people := sharers(w, 6)
		w.Decide(w.PairOf(people[0].ID, people[1].ID), registry.Same)
		w.Decide(w.PairOf(people[2].ID, people[3].ID), registry.Different)
		w.Decide(w.PairOf(people[0].ID, people[2].ID), registry.Relative) // and so is everything between both threads
		guard(w, people[4].ID, "vbg")
		readers := map[string]*World{"everybody": w, "her team": w.As("Eva", "vbg"), "another team": w.As("Ada", "trata")}
		for name, reader := range readers {
			want := listed(reader)
			for _, most := range []int{1, 2, 5, 100} {
				if got := paged(reader, registry.Waiting, most); !slices.Equal(got, want) {
					t.Errorf("%s, %d at a time: %v, want %v", name, most, got, want)
				}
			}
			w.Read(func(r store.Reader) error {
				n, err := registry.Waiting.Count(w.Context, r, w.Vault, reader.Scope(), 2)
				if n != min(2, len(want)) {
					t.Errorf("%s: %d are counted", name, n)
				}
				return err
			})
		}
		if len(listed(w)) == len(listed(readers["her team"])) || len(listed(w)) == 0 {
			t.Error("nothing is guarded, or nothing waits")
		}
	})
}

// Whoever spoke of a pair has the next word again only when somebody else spoke
// after her; what was decided stands on its own shelf, the latest first.
func TestWhoseTurnItIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := Plain(t, location)
		w := base.In(t, "turns", "alma-llanera").As("Rosa Quispe")
		pair := delicate["a sensitive service on the first record"](w)
		ana := w.As("Ana Torres")
		turns := func() string { return fmt.Sprint(len(paged(w, registry.Mine, 9)), len(paged(ana, registry.Mine, 9))) }
		for _, step := range []struct {
			who     *World
			says    registry.Verdict
			turns   string
			settled int
		}{
			{w, registry.Same, "0 1", 0},
			{ana, registry.Unsure, "1 0", 0},
			{w, registry.Unsure, "0 1", 0},
			{ana, registry.Different, "0 0", 1},
			{w, registry.Same, "0 1", 0},
			{ana, registry.Same, "0 0", 1},
		} {
			step.who.Say(w.PairOf(pair.First, pair.Second), step.says)
			if got := turns(); got != step.turns {
				t.Errorf("after %s said %s: turns %s, want %s", step.who.Actor.Name, step.says, got, step.turns)
			}
			if got := paged(w, registry.Settled, 9); len(got) != step.settled {
				t.Errorf("after %s said %s: settled %v", step.who.Actor.Name, step.says, got)
			}
		}
		own := registry.Verdict("")
		w.Read(func(r store.Reader) (err error) {
			own, _, err = registry.OpinionsFor(w.Context, r, w.Vault, w.Scope(), pair)
			return err
		})
		if own != registry.Same {
			t.Errorf("she is said to have said %q", own)
		}
		w.Unmerge(w.PairOf(pair.First, pair.Second))
		if got := turns(); got != "1 1" { // it is asked anew
			t.Errorf("taken apart: turns %s", got)
		}
	})
}

// What would come apart is what does.
func TestPartingForeseesWhatUnmergeDoes(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	people := sharers(w, 4)
	for _, ends := range [][2]int{{0, 1}, {2, 3}, {1, 2}} {
		w.Decide(w.PairOf(people[ends[0]].ID, people[ends[1]].ID), registry.Same)
	}
	for _, ends := range [][2]int{{1, 2}, {2, 3}} {
		pair := w.PairOf(people[ends[0]].ID, people[ends[1]].ID)
		var stay, part []string
		w.Read(func(r store.Reader) error {
			merge, err := registry.MergeOf(w.Context, r, w.Actor.Organisation, pair)
			if err != nil {
				return err
			}
			root := w.Roots()[merge.Survivor]
			if in, err := registry.MergesIn(w.Context, r, w.Actor.Organisation, root); err != nil || !slices.Contains(in, merge) {
				t.Errorf("%v does not hold %v: %v", merge, in, err)
			}
			stay, part, err = registry.Parting(w.Context, r, w.Actor.Organisation, root, merge)
			return err
		})
		w.Unmerge(pair)
		roots := w.Roots()
		for _, side := range [][]string{stay, part} {
			for _, record := range side {
				if roots[record] != roots[side[0]] {
					t.Errorf("%s is not with %s", record, side[0])
				}
			}
		}
		if len(stay) == 0 || len(part) == 0 || roots[stay[0]] == roots[part[0]] {
			t.Errorf("stay %v, part %v: %v", stay, part, roots)
		}
	}
}

// Whoever reviews nothing is refused as by the whole queue.
func TestPagesAreForWhoReviews(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	w.Read(func(r store.Reader) error {
		scope, err := access.For(trenza.Actor{Organisation: w.Actor.Organisation, Account: "a", Grants: []trenza.Grant{{Role: trenza.RoleMonitoring}}})
		if err != nil {
			return err
		}
		for _, shelf := range []registry.Shelf{registry.Mine, registry.Waiting, registry.Settled} {
			if _, _, err := shelf.Page(w.Context, r, w.Vault, scope, registry.Mark{}, 9); trenza.KindOf(err) != trenza.Forbidden {
				t.Errorf("%s: %v", shelf, err)
			}
		}
		return nil
	})
}
