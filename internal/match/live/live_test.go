package live_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// process is another process on the same installation: with a journal and a
// register of its own.
func process(w *World, listen func(*live.Register) journal.Listener) *World {
	other := *w
	other.Register = live.NewRegister(w.Vault)
	other.Journal = journal.New(w.DB, w.Vault, func() time.Time { return Moment }, reach.Keeper{}, listen(other.Register))
	other.Registry = registry.New(other.Register)
	other.Intake.Registry = other.Registry
	return &other
}

// alert hears everything.
func alert(r *live.Register) journal.Listener { return r }

// deaf hears what is told, and never what becomes of it: as if it died between.
func deaf(r *live.Register) journal.Listener { return struct{ journal.Listener }{r} }

// asked writes down whom a register answers with, in order.
func asked(w *World, g *live.Register, r registry.Record) (said string) {
	w.Helper()
	w.Read(func(reader store.Reader) (err error) {
		said, err = answer(w, reader, g, r)
		return err
	})
	return said
}

// answer writes down whom a register answers a reader with.
func answer(w *World, reader store.Reader, g *live.Register, r registry.Record) (string, error) {
	var said []string
	found, err := g.Candidates(w.Context, reader, w.Actor.Organisation, Person(r))
	for _, c := range found {
		said = append(said, fmt.Sprintf("%d %v %d %s", c.Person.Number, c.Certain, c.Strength, strings.Join(c.Reasons, " ")))
	}
	return strings.Join(said, "\n"), err
}

// afresh is what a register answers that was built just now.
func afresh(w *World, r registry.Record) string {
	w.Helper()
	return asked(w, live.NewRegister(w.Vault), r)
}

var (
	yusmary = Phone(Woman("Pérez Rojas", "Yusmary Coromoto", "1994-02-03", Paper("PAS", "148203956")), "987654321")
	byEar   = Phone(Woman("Peres Rojas", "Yusmari Coromoto", "1994-02-03", Paper("CPP", "002915530")), "987654321")
)

var errStop = errors.New("stop")

// Whom a write has registered it finds itself; when it does not land, nobody finds
// her, and a command that is refused takes back its own alone.
func TestAWriteFindsWhomItHasRegistered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		w.Meet(Numbered(1), Today)
		meet := func(tx *journal.Tx, r registry.Record) registry.Known {
			known, err := w.Registry.Recognise(w.Context, tx, r, Today)
			if err != nil {
				t.Fatal(err)
			}
			return known
		}
		err := w.Try(func(tx *journal.Tx) error {
			meet(tx, yusmary)
			if known := meet(tx, byEar); known.Asked != 1 {
				t.Errorf("in the same write: %+v", known)
			}
			return errStop
		})
		if !errors.Is(err, errStop) || asked(w, w.Register, byEar) != "" {
			t.Errorf("after a write that failed: %v, %s", err, asked(w, w.Register, byEar))
		}
		w.Write(func(tx *journal.Tx) error {
			meet(tx, Numbered(2))
			_, err := tx.Once(w.Context, "refused", func() (string, error) {
				meet(tx, yusmary)
				return "", errStop
			})
			if known := meet(tx, byEar); !errors.Is(err, errStop) || known.Asked != 0 {
				t.Errorf("after a command that was refused: %v, %+v", err, known)
			}
			return nil
		})
		if got := asked(w, w.Register, yusmary); !strings.HasPrefix(got, "3 ") || got != afresh(w, yusmary) {
			t.Errorf("got %s, and afresh %s", got, afresh(w, yusmary))
		}
	})
}

// What another process registers is found by the next question, inside a write and
// outside of one.
func TestProcessesFollowEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		here := Open(t, location)
		there := process(here, alert)
		here.Meet(Numbered(1), Today)
		there.Meet(yusmary, Today)
		if got := asked(here, here.Register, byEar); !strings.HasPrefix(got, "2 ") {
			t.Errorf("a reader here does not see whom the other registered: %s", got)
		}
		if known := here.Meet(byEar, Today); known.Asked != 1 {
			t.Errorf("a write here does not: %+v", known)
		}
		if got := asked(there, there.Register, byEar); got != afresh(there, byEar) {
			t.Errorf("there %s, and afresh %s", got, afresh(there, byEar))
		}
		forget(here, 2)
		for _, w := range []*World{here, there} {
			if got := asked(w, w.Register, yusmary); strings.HasPrefix(got, "2 ") || got != afresh(w, yusmary) {
				t.Errorf("after one was forgotten: %s", got)
			}
		}
	})
}

// forget forgets whoever has a number.
func forget(w *World, number int64) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		p, err := registry.FindByNumber(w.Context, tx, w.Vault, w.Actor.Organisation, number)
		if err != nil {
			return err
		}
		_, err = registry.Forget(w.Context, tx, p.ID, "solicitud suya")
		return err
	})
}

// A register that never hears what became of a write finds out by itself.
func TestNobodyNeedsToSayWhatBecameOfAWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := process(Open(t, location), deaf)
		w.Meet(Numbered(1), Today)
		w.Meet(yusmary, Today)
		if got := asked(w, w.Register, byEar); !strings.HasPrefix(got, "2 ") {
			t.Errorf("what landed: %q", got)
		}
		err := w.Try(func(tx *journal.Tx) error {
			for i := range 20 { // so many that the name is no longer rare
				namesake := Woman("Peres Rojas", "Yusmari Coromoto", "1990", Paper("DNI", fmt.Sprint(40_000_000+7919*i)))
				if _, err := w.Registry.Recognise(w.Context, tx, namesake, Today); err != nil {
					return err
				}
			}
			return errStop
		})
		if !errors.Is(err, errStop) {
			t.Fatal(err)
		}
		err = w.Try(func(tx *journal.Tx) error {
			got, err := answer(w, tx, w.Register, byEar)
			want, also := answer(w, tx, live.NewRegister(w.Vault), byEar)
			if got != want || got == "" {
				t.Errorf("after what did not land: %q, and afresh %q", got, want)
			}
			return errors.Join(err, also)
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// Of several records that are certainly hers the likeliest is taken, not the first
// that was registered.
func TestTheLikeliestOfSeveralIsTaken(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	scarce := Woman("Pérez", "", "", Paper("PAS", "148203956"))
	scarce.Sex = "NS"
	other := Woman("Quispe", "Elsa", "", Paper("PAS", "148203956"))
	w.Meet(scarce, Today)
	w.Meet(other, Today)
	w.Meet(Woman("Quispe", "Elsa", "", Paper("CE", "123456789")), Today)
	for _, test := range []struct {
		record registry.Record
		want   int64
	}{
		{Woman("Pérez Quispe", "Elsa", "", Paper("PAS", "148203956")), 2},
		{Woman("Pérez", "Luz", "", Paper("PAS", "148203956")), 1},
	} {
		if known := w.Meet(test.record, Today); known.New || known.Person.Number != test.want {
			t.Errorf("%v is taken for number %d, want %d", test.record.Name, known.Person.Number, test.want)
		}
	}
}

// Everybody is compared with everybody, and nobody is asked twice.
func TestFind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		by := func(finder registry.Finder, records ...registry.Record) {
			w.Write(func(tx *journal.Tx) error {
				for _, r := range records {
					if _, err := registry.New(finder).Recognise(w.Context, tx, r, Today); err != nil {
						return err
					}
				}
				return nil
			})
		}
		by(blind{registry.Tokens{Vault: w.Vault}}, yusmary, byEar, Numbered(1), Numbered(2))
		find := func() live.Search {
			found, err := w.Register.Find(w.Context, w.Journal, w.Actor, nil)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		if found := find(); found.Raised != 1 || found.People != 4 {
			t.Errorf("%+v", found)
		}
		pairs := w.Pairs()
		if again := find(); again.Raised != 0 || len(pairs) != 1 {
			t.Errorf("%+v again, %v", again, pairs)
		}
		w.Decide(pairs[0], registry.Different)
		if again := find(); again.Raised != 0 || len(w.Pairs()) != 0 {
			t.Errorf("%+v after they were told apart", again)
		}
	})
}

// blind sees nobody but whom a paper names.
type blind struct{ registry.Tokens }

func (blind) Candidates(context.Context, store.Reader, string, *registry.Person) ([]registry.Candidate, error) {
	return nil, nil
}

// Many ask while one writes, and all get an answer of somebody who is there.
func TestManyAskWhileOneWrites(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	w.Meet(yusmary, Today)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for range 20 {
				if got := asked(w, w.Register, byEar); !strings.HasPrefix(got, "1 ") {
					t.Errorf("got %q", got)
					return
				}
			}
		})
	}
	for i := range 20 {
		err := w.Try(func(tx *journal.Tx) error {
			_, err := w.Registry.Recognise(w.Context, tx, Numbered(i), Today)
			if i%3 == 0 {
				err = errors.Join(err, errStop)
			}
			return err
		})
		if err != nil && !errors.Is(err, errStop) {
			t.Error(err)
		}
	}
	group.Wait()
	if got := asked(w, w.Register, Numbered(3)); got != afresh(w, Numbered(3)) {
		t.Errorf("%q, and afresh %q", got, afresh(w, Numbered(3)))
	}
}

// A register of a few people does not learn from them.
func TestFewTeachNothing(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	w.Meet(yusmary, Today)
	_, err := w.Register.Learn(w.Context, w.Journal, w.Actor)
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "match.too_few_to_learn"}) {
		t.Error(err)
	}
}
