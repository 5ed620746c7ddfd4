package registry_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// forget forgets the thread of a record and returns the codes.
func forget(w *World, person string) (codes []string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) (err error) {
		codes, err = registry.Forget(w.Context, tx, person, "lo pidió el 3 de mayo")
		return err
	})
	return codes
}

// rows counts the rows of a person in a table.
func rows(w *World, table, column, person string) (n int) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		_, err := r.One(w.Context, `select count(*) from `+table+` where organisation = $1 and `+column+` = $2`,
			store.Args(w.Actor.Organisation, person), &n)
		return err
	})
	return n
}

// Forgetting a woman whose records were joined destroys both keys. Nothing of her
// opens, nobody finds her, no question about her waits, and no figure moves.
func TestForgettingAMergedWomanDestroysBothKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		people := sharers(w, 4)
		w.Decide(w.PairOf(people[0].ID, people[1].ID), registry.Same)
		w.Decide(w.PairOf(people[1].ID, people[3].ID), registry.Relative)
		before := state(w)
		position := w.Position()
		if codes := forget(w, people[1].ID); !slices.Equal(codes, []string{people[0].Code, people[1].Code}) {
			t.Errorf("forgotten: %v", codes)
		}
		if after := state(w); after != before {
			t.Errorf("before:\n%safter:\n%s", before, after)
		}
		destroyed, err := w.Vault.Destroyed(w.Context)
		if want := []string{people[0].ID, people[1].ID}; err != nil || !slices.Equal(destroyed, want) {
			t.Errorf("the keys of %v, want %v, %v", destroyed, want, err)
		}
		for _, p := range people[:2] {
			if now := w.Find(p.ID); !now.Forgotten || !now.Name().Empty() {
				t.Errorf("still known: %+v", now)
			}
			if n := rows(w, "person_token", "person", p.ID); n != 0 {
				t.Errorf("%s is found by %d tokens", p.Code, n)
			}
			if n := rows(w, "person_erased", "id", p.ID); n != 1 {
				t.Errorf("%s has %d tombstones", p.Code, n)
			}
		}
		if pairs := w.Pairs(); len(pairs) != 1 || pairs[0].First != people[2].ID {
			t.Errorf("waiting: %+v", pairs)
		}
		if again := w.Meet(Phone(Numbered(0), "987654321"), Today); !again.New || again.Asked != 2 {
			t.Errorf("whoever was forgotten is new: %+v", again)
		}
		namesNobody(t, w, position)
		w.Sound()
	})
}

// namesNobody proves that what was told after a position names nobody.
func namesNobody(t *testing.T, w *World, position int64) {
	t.Helper()
	w.Read(func(r store.Reader) error {
		told, err := journal.Between(w.Context, r, w.Actor.Organisation, position+1, w.Position(), func(_ int64, verb string) bool {
			return verb == registry.Erased{}.Verb()
		})
		if len(told) != 1 || told[0].Subject != "" {
			t.Errorf("told: %+v", told)
		}
		return err
	})
}

func TestForgettingTwiceIsHarmless(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	her := sharers(w, 2)[0]
	first := forget(w, her.ID)
	position := w.Position()
	if again := forget(w, her.ID); !slices.Equal(again, first) || w.Position() != position {
		t.Errorf("%v, then %v; something was told again: %v", first, again, w.Position() != position)
	}
	err := w.Try(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, her.ID, "  ")
		return err
	})
	if !errors.Is(err, trenza.Refuse("registry.basis_missing")) {
		t.Error(err)
	}
}

// outOfReach is a key store that destroys nothing.
type outOfReach struct{ seal.Shelf }

func (outOfReach) Destroy(context.Context, string) error { return errors.New("out of reach") }

// The keys go after the rows. Whatever does not land destroys none; what landed
// and could not destroy them, as when the program is killed between the two, is
// done at the next opening, or when she is forgotten again.
func TestForgettingThatStopsHalfWay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		people := sharers(w, 2)
		her, stopped := people[0].ID, errors.New("stopped")
		forgetting := func(tx *journal.Tx) error {
			_, err := registry.Forget(w.Context, tx, her, "lo pidió")
			return err
		}
		err := w.Try(func(tx *journal.Tx) error { return errors.Join(forgetting(tx), stopped) })
		if !errors.Is(err, stopped) || w.Find(her).Forgotten {
			t.Fatalf("what did not land destroyed a key: %v", err)
		}
		if err := w.Journal.Rehearse(w.Context, w.Actor, forgetting); err != nil || w.Find(her).Forgotten {
			t.Fatalf("a rehearsal destroyed a key: %v", err)
		}
		broken, err := seal.NewVault(seal.MasterFrom([32]byte(storetest.Key)), outOfReach{w.Keys})
		if err != nil {
			t.Fatal(err)
		}
		err = journal.New(w.DB, broken, nil, reach.Keeper{}).Write(w.Context, w.Actor, forgetting)
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Unavailable, Key: "journal.forget_unfinished"}) || w.Find(her).Forgotten {
			t.Fatalf("the key store was out of reach: %v", err)
		}
		w.Sound()
		if again, err := journal.ForgetAgain(w.Context, w.DB, w.Vault); again != 1 || err != nil || !w.Find(her).Forgotten {
			t.Errorf("the next opening destroyed %d keys, %v", again, err)
		}
		w.Sound()
	})
}

// A thread that was forgotten is not taken apart any more: nobody can tell whose
// was what, and figures would move without a reason that anybody could check.
func TestAForgottenThreadStaysOne(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	people := sharers(w, 2)
	pair := w.PairOf(people[0].ID, people[1].ID)
	w.Decide(pair, registry.Same)
	forget(w, people[0].ID)
	before := state(w)
	err := w.Journal.Write(w.Context, w.Actor, func(tx *journal.Tx) error {
		merge, err := registry.MergeOf(w.Context, tx, tx.Organisation(), pair)
		if err != nil {
			return err
		}
		_, _, err = registry.Unmerge(w.Context, tx, merge)
		return err
	})
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten"}) {
		t.Errorf("taken apart: %v", err)
	}
	if after := state(w); after != before {
		t.Errorf("before:\n%safter:\n%s", before, after)
	}
}
