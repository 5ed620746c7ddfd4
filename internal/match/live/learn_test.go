package live_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// town registers people enough to learn from, and one who repeats.
func town(w *World) {
	w.Helper()
	surnames := []string{"Quispe", "Rojas", "Díaz", "Flores", "Soto", "Vargas", "Ramos", "Castillo", "Luna", "Torres", "Ñahui"}
	given := []string{"Ana", "Luz", "Elsa", "Rosa", "Yusmary", "Carmen", "Iris", "Nelly", "Olga", "Pilar", "Sara", "Tania", "Úrsula"}
	w.Write(func(tx *journal.Tx) error {
		for i := range 520 {
			r := Woman(surnames[i%11]+" "+surnames[i/11%11], given[i%13], fmt.Sprintf("%d-%02d-%02d", 1950+i%50, 1+i%12, 1+i%28), Paper("DNI", fmt.Sprint(40_000_000+7919*i)))
			if _, err := w.Registry.Recognise(w.Context, tx, Phone(r, fmt.Sprint(900_000_000+104_729*i)), Today); err != nil {
				return err
			}
		}
		return nil
	})
}

// What a register learnt is in use at once, here and in other processes; what was
// suggested before is still explained by the model that suggested it; and verify
// knows of it.
func TestLearn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		there := process(w, alert)
		town(w)
		before := w.Meet(yusmary, Today)
		w.Meet(byEar, Today)
		asked(there, there.Register, byEar)
		learnt, err := w.Register.Learn(w.Context, w.Journal, w.Actor)
		if err != nil || learnt.Model.Version != "learnt-1" || learnt.Records != 522 {
			t.Fatalf("%+v, %v", learnt, err)
		}
		again := Phone(Woman("Perez Rojas", "Iusmary", "1994-02-03", Paper("CE", "002915531")), "987654321")
		if known := there.Meet(again, Today); known.Asked == 0 || !known.New {
			t.Errorf("%+v", known)
		}
		versions := make(map[string]int)
		w.Read(func(r store.Reader) error {
			explainer, err := live.OpenExplainer(w.Context, r, w.Actor.Organisation)
			if err != nil {
				return err
			}
			pairs, err := registry.Pairs(w.Context, r, w.Vault, w.Scope())
			for _, p := range pairs {
				versions[p.Model]++
				first, second, err := p.Both(w.Context, r, w.Vault, w.Scope())
				if err != nil {
					return err
				}
				if said, ok := explainer.Explain(p, first, second); !ok || len(said.Told) < 3 || said.Band == live.Family {
					t.Errorf("%v is explained as %+v", p.Reasons, said)
				}
			}
			return err
		})
		if versions["default"] == 0 || versions["learnt-1"] == 0 {
			t.Errorf("suggested by %v; the first was %+v", versions, before)
		}
		w.Sound()
		second, err := there.Register.Learn(w.Context, there.Journal, w.Actor)
		if err != nil || second.Model.Version != "learnt-2" {
			t.Errorf("%+v, %v", second, err)
		}
		w.Sound()
	})
}

// A model that was changed behind the program's back is found out.
func TestAChangedModelIsFoundOut(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	town(w)
	if _, err := w.Register.Learn(w.Context, w.Journal, w.Actor); err != nil {
		t.Fatal(err)
	}
	for _, tamper := range []string{
		`update match_model set records = records + 1`, `update match_model set version = 'learnt-7'`, `delete from match_model`,
	} {
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			if _, err := tx.Exec(w.Context, tamper); err != nil {
				return err
			}
			if err := verified(w, tx); trenza.KindOf(err) != trenza.Conflict {
				t.Errorf("%s: %v", tamper, err)
			}
			return errStop
		})
		if !errors.Is(err, errStop) {
			t.Fatal(err)
		}
	}
}

func verified(w *World, r store.Reader) error {
	_, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
	return err
}
