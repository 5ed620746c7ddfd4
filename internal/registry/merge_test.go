package registry_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// sharers registers n women with one phone, so that every two are a pair, and
// returns their records in the order of registration. Each received one service.
func sharers(w *World, n int) []*registry.Person {
	w.Helper()
	var people []*registry.Person
	health := w.Service("alma-llanera", "salud")
	w.Write(func(tx *journal.Tx) error {
		people = nil
		for i := range n {
			p := pathway.Participant{Record: Phone(Numbered(i), "987654321")}
			known, err := w.Intake.Give(w.Context, tx, p, health, Delivered("2020-03-02", "150101"))
			if err != nil {
				return err
			}
			if !known.New || known.Asked != i {
				w.Fatalf("registering number %d of those who share a phone: %+v", i, known)
			}
			people = append(people, known.Person)
		}
		return nil
	})
	return people
}

// anyone asks for everybody with any service.
var anyone = reach.Question{Programme: "alma-llanera", Unit: reach.People}

// state is everything that a merge changes and its undoing restores.
func state(w *World) string {
	w.Helper()
	rows := fmt.Sprintln(slices.Sorted(func(yield func(string) bool) {
		for id, root := range w.Roots() {
			if !yield(id + "→" + root) {
				return
			}
		}
	}))
	answer := w.Count(anyone)
	rows += fmt.Sprintln(answer.Count, answer.Rows, answer.Records)
	err := w.Engine.Facts(w.Context, w.Scope(), anyone, func(f reach.Fact) error {
		rows += fmt.Sprintln(f.Number, f.Root, f.Service, f.Outcome, f.Day)
		return nil
	})
	if err != nil {
		w.Fatal(err)
	}
	return rows
}

func TestMergeIsUndoneWithoutATrace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		people := sharers(w, 3)
		before := state(w)
		pair := w.PairOf(people[1].ID, people[0].ID)
		if !w.Decide(pair, registry.Same) {
			t.Fatal("the threads were not joined")
		}
		if got := w.Find(people[1].ID).Root; got != people[0].ID {
			t.Errorf("the younger record hangs from %s, not from the older one", got)
		}
		if answer := w.Count(anyone); answer.Count != 2 || answer.Rows != 3 || answer.Records != 3 {
			t.Errorf("two women of three records: %+v", answer)
		}
		if kept := w.Unmerge(w.PairOf(people[0].ID, people[1].ID)); len(kept) != 0 {
			t.Errorf("nothing was received after the merge: %+v", kept)
		}
		if after := state(w); after != before {
			t.Errorf("before the merge:\n%safter its undoing:\n%s", before, after)
		}
	})
}

func TestUnmergedTwiceIsRefused(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	people := sharers(w, 2)
	pair := w.PairOf(people[0].ID, people[1].ID)
	w.Decide(pair, registry.Same)
	var merge registry.Merge
	w.Read(func(r store.Reader) (err error) {
		merge, err = registry.MergeOf(w.Context, r, w.Actor.Organisation, pair)
		return err
	})
	w.Unmerge(pair)
	undone := int64(1)
	merge.Undone = &undone
	err := w.Try(func(tx *journal.Tx) error {
		_, _, err := registry.Unmerge(w.Context, tx, merge)
		return err
	})
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.already_unmerged"}) {
		t.Error(err)
	}
	w.Read(func(r store.Reader) error {
		_, err := registry.MergeOf(w.Context, r, w.Actor.Organisation, pair)
		if !errors.Is(err, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.not_merged"}) {
			t.Error(err)
		}
		return nil
	})
}

// Joining and parting in any order gives the threads that the standing merges
// give: a merge that is undone parts what hangs from it, and only that.
func TestMergesCommuteAndPartInAnyOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := Plain(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "merges-"+strconv.Itoa(run), "alma-llanera")
			const n = 4
			people := sharers(w, n)
			apart := state(w)
			order := rapid.Permutation(pairsOf(n)).Draw(t, "joined")
			joined := order[:rapid.IntRange(0, len(order)).Draw(t, "how many")]
			var merged [][2]int
			for _, p := range joined {
				if w.Decide(w.PairOf(people[p[0]].ID, people[p[1]].ID), registry.Same) {
					merged = append(merged, p)
				}
			}
			if got, want := threads(w, people), components(n, joined); !maps.Equal(got, want) {
				t.Fatalf("after %v the threads are %v, want %v", joined, got, want)
			}
			undone := rapid.Permutation(merged).Draw(t, "undone")
			for i, p := range undone {
				w.Unmerge(w.PairOf(people[p[0]].ID, people[p[1]].ID))
				if got, want := threads(w, people), components(n, without(merged, undone[:i+1])); !maps.Equal(got, want) {
					t.Fatalf("%v joined and %v undone: the threads are %v, want %v", merged, undone[:i+1], got, want)
				}
			}
			if after := state(w); after != apart {
				t.Fatalf("everything undone:\n%sbefore:\n%s", after, apart)
			}
		})
	})
}

// pairsOf lists the pairs of n people.
func pairsOf(n int) (pairs [][2]int) {
	for a := range n {
		for b := range a {
			pairs = append(pairs, [2]int{b, a})
		}
	}
	return pairs
}

func without(pairs, gone [][2]int) [][2]int {
	return slices.DeleteFunc(slices.Clone(pairs), func(p [2]int) bool { return slices.Contains(gone, p) })
}

// threads says of each person the lowest of those on one thread with her.
func threads(w *World, people []*registry.Person) map[int]int {
	w.Helper()
	roots, lowest, of := w.Roots(), make(map[string]int), make(map[int]int)
	for i, p := range people {
		root := roots[p.ID]
		if _, seen := lowest[root]; !seen {
			lowest[root] = i
		}
		of[i] = lowest[root]
	}
	return of
}

// components is what threads should say after some pairs were joined.
func components(n int, joined [][2]int) map[int]int {
	of := make(map[int]int)
	for i := range n {
		of[i] = i
	}
	for range n {
		for _, p := range joined {
			least := min(of[p[0]], of[p[1]])
			of[p[0]], of[p[1]] = least, least
		}
	}
	return of
}

func TestWhatWasDecidedIsNotAskedAgain(t *testing.T) {
	for _, verdict := range []registry.Verdict{registry.Different, registry.Relative} {
		storetest.Each(t, func(t *testing.T, location string) {
			w := Plain(t, location, "alma-llanera")
			people := sharers(w, 2)
			w.Decide(w.PairOf(people[0].ID, people[1].ID), verdict)
			if pairs := w.Pairs(); len(pairs) != 0 {
				t.Errorf("%s, and still waiting: %+v", verdict, pairs)
			}
			for i := range people {
				again := Phone(Numbered(i), "987654321")
				again.Address = "150101" // something new of her
				if known := w.Meet(again, Today); known.New || known.Asked != 0 {
					t.Errorf("%s, and asked again: %+v", verdict, known)
				}
			}
		})
	}
}

// Luz is not Ana. When Ana's record turns out to be one with an older one, Luz
// is still not Ana.
func TestADecisionHoldsForTheThread(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite))
	old := w.Meet(Woman("Soto", "Anita", "1990", Paper("CPP", "001234567")), Today).Person
	ana := w.Meet(Phone(Woman("Soto", "Anita", "1990", Paper("DNI", "45678901")), "987654321"), Today).Person
	luz := w.Meet(Phone(Woman("Díaz", "Luz", "1980", Paper("DNI", "41234567")), "987654321"), Today).Person
	w.Decide(w.PairOf(ana.ID, luz.ID), registry.Different)
	w.Decide(w.PairOf(ana.ID, old.ID), registry.Same)
	known := w.Meet(Phone(Woman("Soto", "Anita", "1990", Paper("CPP", "001234567")), "987654321"), Today)
	if known.Person.ID != old.ID || known.Asked != 0 {
		t.Errorf("Ana and Luz are asked about again: %+v, %+v", known, w.Pairs())
	}
}

func TestPairsThatCameUnderOneThreadNeedNoDecision(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	people := sharers(w, 3)
	w.Decide(w.PairOf(people[0].ID, people[1].ID), registry.Same)
	w.Decide(w.PairOf(people[1].ID, people[2].ID), registry.Same)
	if pairs := w.Pairs(); len(pairs) != 0 {
		t.Errorf("all three are one: %+v", pairs)
	}
	third := w.PairOf(people[0].ID, people[2].ID)
	if w.Decide(third, registry.Same) {
		t.Error("what is one already was joined again")
	}
	w.Unmerge(w.PairOf(people[1].ID, people[2].ID))
	waiting := w.Pairs()
	if len(waiting) != 2 {
		t.Fatalf("whoever was parted from the others is asked about with both: %+v", waiting)
	}
	for _, p := range waiting {
		if p.Verdict != registry.Unsure {
			t.Errorf("the pair %s is %s", p.Code, p.Verdict)
		}
	}
	if !w.Decide(waiting[0], registry.Same) {
		t.Error("a merge that was undone cannot be made again")
	}
}

func TestDecidingByCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		people := sharers(w, 2)
		code := w.Pairs()[0].Code
		w.Write(func(tx *journal.Tx) error {
			pair, err := registry.FindPair(w.Context, tx, w.Vault, w.Scope(), " "+code+"\n")
			if err != nil {
				return err
			}
			decided, err := registry.Decide(w.Context, tx, pair, registry.Same, nil)
			if err == nil && decided.Survivor.ID != people[0].ID {
				t.Errorf("the survivor is %v", decided.Survivor)
			}
			return err
		})
		w.Read(func(r store.Reader) error {
			_, err := registry.FindPair(w.Context, r, w.Vault, w.Scope(), "AAAAA-AAAAA")
			if !errors.Is(err, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_pair"}) {
				t.Error(err)
			}
			return nil
		})
	})
}

func TestStrongestPairsComeFirst(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite))
	w.Meet(Phone(Woman("Soto", "Ana", "1990", Paper("DNI", "45678901")), "987654321"), Today)
	w.Meet(Phone(Woman("Díaz", "Luz", "1970", Paper("DNI", "41234567")), "987654321"), Today)
	w.Meet(Woman("Soto", "Ana", "2015", Paper("DNI", "45678901")), Today)
	w.Meet(Phone(Woman("Soto", "Ana", "1990", Paper("CPP", "001234567")), "987654321"), Today)
	pairs := w.Pairs()
	if len(pairs) < 3 || !slices.IsSortedFunc(pairs, func(a, b registry.Pair) int { return cmp.Compare(b.Strength, a.Strength) }) {
		t.Errorf("%+v", pairs)
	}
	first, second, err := both(w, pairs[0])
	if err != nil || first.Number > second.Number || first.Name().Empty() {
		t.Errorf("%v and %v, %v", first, second, err)
	}
}

func both(w *World, p registry.Pair) (first, second *registry.Person, err error) {
	w.Read(func(r store.Reader) error {
		first, second, err = p.Both(w.Context, r, w.Vault, w.Scope())
		return err
	})
	return first, second, err
}

func TestNamesAreForThoseWhoMaySeeThem(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	sharers(w, 2)
	scope := w.Scope()
	scope.UpTo = trenza.P1
	w.Read(func(r store.Reader) error {
		for name, try := range map[string]func(access.Scope) error{
			"Pairs": func(s access.Scope) error { _, err := registry.Pairs(w.Context, r, w.Vault, s); return err },
			"Both": func(s access.Scope) error {
				_, _, err := w.Pairs()[0].Both(w.Context, r, w.Vault, s)
				return err
			},
		} {
			if err := try(scope); err == nil || trenza.KindOf(err) != trenza.Forbidden && trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
}

func TestVerdictsAreReadInBothLanguages(t *testing.T) {
	for text, want := range map[string]registry.Verdict{
		"misma": registry.Same, "La misma": registry.Same, "SAME": registry.Same,
		"distinta": registry.Different, "different": registry.Different,
		"Familiar": registry.Relative, "relative": registry.Relative,
		"no sé": registry.Unsure, "duda": registry.Unsure, "unsure": registry.Unsure,
	} {
		if got, err := registry.ParseVerdict(text); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	if _, err := registry.ParseVerdict("quizás"); !errors.Is(err, trenza.Refuse("registry.verdict_unknown")) {
		t.Error(err)
	}
}
