package pathway_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// reached spells how many people a programme reached in each region and in the
// country, "15:1 24:1 = 2".
func reached(w *World, asOf int64) string {
	w.Helper()
	answer := w.Count(reach.Question{
		Programme: "alma-llanera", Unit: reach.People, By: []reach.Dimension{reach.ByRegion}, AsOf: asOf,
	})
	said := ""
	for _, c := range answer.Cells {
		said += fmt.Sprintf("%s:%d ", c.Values[0], c.Count)
	}
	return said + fmt.Sprintf("= %d", answer.Count)
}

// Yusmary is registered in Tumbes by her passport and in Lima by her permit,
// with the same phone. Before the merge Tumbes has one, Lima has one, the
// country two; after it one, one and one. Undoing it restores both histories.
func TestRegisteredTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		tumbes := Phone(Woman("Pérez", "Yusmary", "1994", Paper("PAS", "012345678")), "987654321")
		lima := Phone(Woman("Perez Rojas", "Yusmari", "1994", Paper("CPP", "001234567")), "+51 987 654 321")
		for i, service := range []string{"asistencia_legal", "salud", "informacion_vbg"} {
			w.Give(tumbes, service, Delivered(trenza.Day("2020-01-10").Add(i), "240101"))
		}
		for i, service := range []string{"salud", "psicosocial_individual"} {
			w.Give(lima, service, Delivered(trenza.Day("2020-03-10").Add(i), "150101"))
		}
		before := w.Position()
		if got := reached(w, 0); got != "15:1 24:1 = 2" {
			t.Fatalf("before: %s", got)
		}
		pairs := w.Pairs()
		if len(pairs) != 1 {
			t.Fatalf("pairs: %+v", pairs)
		}
		if !w.Decide(pairs[0], registry.Same) {
			t.Fatal("not joined")
		}
		after := w.Position()
		if got := reached(w, 0); got != "15:1 24:1 = 1" {
			t.Errorf("after: %s", got)
		}
		if kept := w.Unmerge(pairs[0]); len(kept) != 0 {
			t.Errorf("kept: %+v", kept)
		}
		for name, c := range map[string]struct {
			asOf int64
			want string
		}{"undone": {0, "15:1 24:1 = 2"}, "as it was before": {before, "15:1 24:1 = 2"}, "as it was merged": {after, "15:1 24:1 = 1"}} {
			if got := reached(w, c.asOf); got != c.want {
				t.Errorf("%s: %s, want %s", name, got, c.want)
			}
		}
		verify(t, w, 5)
	})
}

// verify proves the facts, of which there must be so many.
func verify(t *testing.T, w *World, want int) {
	t.Helper()
	w.Read(func(r store.Reader) error {
		facts, err := pathway.VerifyFacts(w.Context, r, w.Vault, w.Actor.Organisation)
		if facts != want {
			t.Errorf("%d facts, want %d", facts, want)
		}
		return err
	})
}

// Merges, restatements, courses and headcounts leave facts that agree with the
// tables.
func TestFactsAgreeWithTheTables(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		unknown := Phone(Woman("Soto", "Ana", "", Paper("DNI", "45678901")), "987654321")
		unknown.Sex = "NS"
		w.Give(unknown, "psicosocial_grupal", Delivered("2020-03-02", "150101"))
		w.Give(Woman("Soto", "Ana", "1990", Paper("DNI", "45678901")), "salud", Delivered("2020-03-03", "150101"))
		other := Phone(Woman("Soto", "Anita", "1990", Paper("CPP", "001234567")), "987654321")
		w.Give(other, "psicosocial_grupal", Delivered("2020-03-09", "150101"))
		verify(t, w, 3)
		pair := w.Pairs()[0]
		w.Decide(pair, registry.Same)
		verify(t, w, 4) // and two sessions
		w.Unmerge(pair)
		verify(t, w, 3)
	})
}

func TestDamageIsNamed(t *testing.T) {
	for key, damage := range map[string]string{
		"pathway.fact_differs":     `update fact set day = '2020-03-04' where service = 'salud'`,
		"pathway.fact_without_row": `delete from attention where service = 'salud'`,
		"pathway.row_without_fact": `delete from fact where service = 'salud'`,
	} {
		w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
		w.Give(Numbered(1), "salud", Delivered("2020-03-03", "150101"))
		w.Give(Numbered(2), "asistencia_legal", Delivered("2020-03-03", "150101"))
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, damage)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Read(func(r store.Reader) error {
			if _, err := pathway.VerifyFacts(w.Context, r, w.Vault, w.Actor.Organisation); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: key}) {
				t.Errorf("want %s, got %v", key, err)
			}
			return nil
		})
	}
}

// The record of a thread that is refused leaves nothing: neither the person nor
// her household.
func TestARefusedIntakeLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		before := w.Position()
		err := w.Try(func(tx *journal.Tx) error {
			p := pathway.Participant{Record: Numbered(1), Household: "H-001", Kinship: "jefa", CountedAt: "una feria que no hubo"}
			_, err := w.Intake.Give(w.Context, tx, p, w.Service("alma-llanera", "salud"), Delivered(Today, "150101"))
			return err
		})
		if !errors.Is(err, &trenza.Problem{Kind: trenza.NotFound, Key: "outreach.no_such_activity"}) {
			t.Error(err)
		}
		if len(w.Roots()) != 0 || w.Position() != before {
			t.Error("something was left behind")
		}
	})
}

func TestAProgrammeIsAdoptedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera", "taller-reque")
		before := w.Position()
		w.In(t, w.Actor.Organisation, "alma-llanera", "taller-reque")
		if w.Position() != before {
			t.Error("adopting what is in use tells it again")
		}
		w.Read(func(r store.Reader) error {
			d, err := programme.Find(w.Context, r, w.Actor.Organisation, "alma-llanera")
			if err == nil && d.ID != "alma-llanera" {
				t.Errorf("found %s", d.ID)
			}
			return err
		})
		changed := *w.Service("alma-llanera", "salud").Programme
		changed.Text, changed.Hash = append(slices.Clone(changed.Text), '\n'), "another"
		err := w.Try(func(tx *journal.Tx) error { return pathway.Adopt(w.Context, tx, &changed) })
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "programme.in_use"}) {
			t.Errorf("a definition in use was edited: %v", err)
		}
	})
}

// What somebody changes in a table behind the program's back is noticed: the
// journal remembers.
func TestTamperingIsNoticed(t *testing.T) {
	for damage, key := range map[string]string{
		`update person set nationality = 'PER' where number = 1`:                       "pathway.person_differs",
		`update person set root = id`:                                                  "pathway.root_differs",
		`delete from fact_root where number = 3`:                                       "pathway.root_differs",
		`update fact_root set root = 1`:                                                "pathway.root_differs",
		`insert into fact_root select organisation, 2, 1, since, until from fact_root`: "pathway.root_differs",
		`update review_pair set verdict = 'relative'`:                                  "pathway.pair_differs",
		`delete from review_pair`:                                                      "pathway.pair_gone",
		`update attention set outcomes = '' where day = '2020-03-03'`:                  "pathway.attention_differs",
		`update fact set flags = flags + 1`:                                            "pathway.fact_differs",
	} {
		w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
		w.Give(Numbered(1), "salud", Delivered("2020-03-03", "150101"))
		w.Give(Phone(Woman("Soto", "Ana", "1990"), "987654321"), "salud", Delivered("2020-03-03", "150101"))
		w.Give(Phone(Woman("Soto", "Anita", "1990"), "987654321"), "salud", Delivered("2020-03-09", "150101"))
		w.Decide(w.Pairs()[0], registry.Same)
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, damage)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Read(func(r store.Reader) error {
			_, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: key}) {
				t.Errorf("%s: want %s, got %v", damage, key, err)
			}
			return nil
		})
	}
}

// Whoever asks to be forgotten leaves facts that still agree with the tables,
// and figures that stay.
func TestSomebodyForgottenLeavesEverythingSound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		record := Numbered(1)
		record.LifeStages = []registry.LifeStage{{Label: "madre", Since: "2020-01-01"}}
		her := w.Give(record, "salud", Delivered("2020-03-03", "150101"))
		w.Give(Numbered(2), "salud", Delivered("2020-03-04", "150101"))
		before := reached(w, 0)
		w.Sound()
		if err := w.Vault.Forget(w.Context, her.Person.ID); err != nil {
			t.Fatal(err)
		}
		w.Sound()
		if after := reached(w, 0); after != before {
			t.Errorf("before %s, after %s", before, after)
		}
	})
}
