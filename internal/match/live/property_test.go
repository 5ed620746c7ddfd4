package live_test

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Whatever is registered, corrected, joined, parted, taken back and forgotten, by
// two processes, in writes that land and in writes that do not: the index answers
// as one that is built afresh.
func TestTheIndexAnswersAsOneBuiltAfresh(t *testing.T) {
	base, run := Open(t, storetest.Location(t, store.SQLite)), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		here := base.In(t, fmt.Sprint("house-", run))
		there := process(here, alert)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			w := rapid.SampledFrom([]*World{here, there}).Draw(t, "who")
			rapid.SampledFrom(steps).Draw(t, "step")(t, w)
			if rapid.Bool().Draw(t, "compare") {
				answersAfresh(t, w)
			}
		}
		answersAfresh(t, here)
		answersAfresh(t, there)
	})
}

func answersAfresh(t *rapid.T, w *World) {
	for _, probe := range append(sisters(), yusmary, byEar) {
		if got, want := asked(w, w.Register, probe), afresh(w, probe); got != want {
			t.Fatalf("about %v %s: got\n%s\nand afresh\n%s", probe.Name, probe.Birth.Day, got, want)
		}
	}
}

// steps are what people do.
var steps = []func(*rapid.T, *World){meetSome, meetSome, meetSome, joinOrTellApart, partSome, takeBack, forgetSome}

// sisters are records of few people, so that many are alike.
func sisters() []registry.Record {
	var all []registry.Record
	for _, given := range []string{"Yusmary", "Yusmari", "Yorgelis"} {
		for _, paper := range []string{"148203956", "148203957"} {
			all = append(all, Phone(Woman("Pérez Rojas", given, "1994-02-03", Paper("PAS", paper)), "987654321"))
		}
		all = append(all, Woman("Pérez", given, "1994"), Woman("Rojas Pérez", given, "", Paper("CPP", "002915530")))
	}
	return all
}

// meetSome registers or completes people in one write: as commands of which some
// are refused, in a write that may not land.
func meetSome(t *rapid.T, w *World) {
	records := rapid.SliceOfN(rapid.SampledFrom(sisters()), 1, 4).Draw(t, "records")
	refused := rapid.SliceOfN(rapid.Bool(), len(records), len(records)).Draw(t, "refused")
	lands := rapid.IntRange(0, 3).Draw(t, "lands") > 0
	err := w.Try(func(tx *journal.Tx) error {
		for i, r := range records {
			_, err := tx.Once(w.Context, fmt.Sprint(i, " ", rapid.Uint64().Draw(t, "command")), func() (string, error) {
				_, err := w.Registry.Recognise(w.Context, tx, r, Today)
				if err == nil && refused[i] {
					err = errStop
				}
				return "", err
			})
			if err != nil && !errors.Is(err, errStop) {
				return err
			}
		}
		if !lands {
			return errStop
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		t.Fatal(err)
	}
}

func joinOrTellApart(t *rapid.T, w *World) {
	if pairs := w.Pairs(); len(pairs) > 0 {
		verdict := rapid.SampledFrom([]registry.Verdict{registry.Same, registry.Different}).Draw(t, "verdict")
		w.Decide(rapid.SampledFrom(pairs).Draw(t, "pair"), verdict)
	}
}

func partSome(t *rapid.T, w *World) {
	var joined []registry.Pair
	w.Read(func(r store.Reader) error {
		return registry.EachPair(w.Context, r, w.Actor.Organisation, func(p registry.Pair) error {
			if p.Verdict == registry.Same {
				joined = append(joined, p)
			}
			return nil
		})
	})
	if len(joined) > 0 {
		w.Unmerge(rapid.SampledFrom(joined).Draw(t, "joined"))
	}
}

// someone returns a record of which something is known, "" when there is none.
func someone(t *rapid.T, w *World) string {
	var ids []string
	w.Read(func(r store.Reader) error {
		return registry.Each(w.Context, r, w.Vault, w.Actor.Organisation, func(p *registry.Person) error {
			if !p.Forgotten && p.Root == p.ID {
				ids = append(ids, p.ID)
			}
			return nil
		})
	})
	if len(ids) == 0 {
		return ""
	}
	return rapid.SampledFrom(ids).Draw(t, "someone")
}

// takeBack takes a record back that nothing rests on.
func takeBack(t *rapid.T, w *World) {
	id := someone(t, w)
	if id == "" {
		return
	}
	w.Write(func(tx *journal.Tx) error {
		thread, err := registry.Thread(w.Context, tx, w.Actor.Organisation, id)
		if err != nil || len(thread) > 1 {
			return err
		}
		pairs, err := registry.PairsWith(w.Context, tx, w.Actor.Organisation, id)
		for _, p := range pairs {
			if err == nil {
				err = registry.WithdrawPair(w.Context, tx, p)
			}
		}
		if err != nil {
			return err
		}
		return registry.Withdraw(w.Context, tx, id)
	})
}

func forgetSome(t *rapid.T, w *World) {
	id := someone(t, w)
	if id == "" || rapid.IntRange(0, 2).Draw(t, "forget") > 0 {
		return
	}
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, id, "solicitud suya")
		return err
	})
}
