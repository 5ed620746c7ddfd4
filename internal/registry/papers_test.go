package registry_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// due lists the days that are kept of every record, with its number.
func due(w *World) (lines []string) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		lines = nil
		return registry.EachDuePaper(w.Context, r, w.Actor.Organisation, func(person string, day trenza.Day) error {
			lines = append(lines, string(day))
			return nil
		})
	})
	return lines
}

func expiring(record registry.Record, kind, number string, day trenza.Day) registry.Record {
	paper := Paper(kind, number)
	paper.Expires = day
	record.Documents = append(slices.Clone(record.Documents), paper)
	return record
}

// When papers expire is kept with who she is: what becomes known later as well,
// and nothing of who was forgotten.
func TestTheDaysOfPapersAreKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location)
		expect := func(when string, want ...string) {
			t.Helper()
			slices.Sort(want)
			if got := slices.Sorted(slices.Values(due(w))); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", when, got, want)
			}
			w.Sound()
		}
		her := w.Meet(expiring(Numbered(1), "CPP", "001234567", "2020-12-14"), Today).Person
		expect("registered", "2020-12-14")
		w.Meet(expiring(Numbered(1), "CE", "001234568", "2021-03-01"), Today)
		expect("another paper becomes known", "2020-12-14", "2021-03-01")
		w.Meet(expiring(Numbered(1), "CPP", "007654321", "2022-12-14"), Today)
		expect("the first is renewed", "2021-03-01", "2022-12-14")
		w.Meet(Numbered(2), Today)
		expect("somebody without any", "2021-03-01", "2022-12-14")
		w.Write(func(tx *journal.Tx) error {
			_, err := registry.Forget(w.Context, tx, her.ID, "lo pidió")
			return err
		})
		expect("forgotten")
	})
}

// A day that nobody wrote, and one that somebody took away, are found.
func TestADayOfAPaperThatWasChangedIsFound(t *testing.T) {
	for name, change := range map[string]string{
		"added": `insert into due_paper (organisation, person, day) select organisation, id, '2020-07-01' from person`,
		"taken": `delete from due_paper`,
		"moved": `update due_paper set day = '2021-12-14'`,
	} {
		w := Plain(t, storetest.Location(t, store.SQLite))
		w.Meet(expiring(Numbered(1), "CPP", "001234567", "2020-12-14"), Today)
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, change)
			return err
		})
		must(t, err)
		w.Read(func(r store.Reader) error {
			if _, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation); trenza.KindOf(err) != trenza.Conflict {
				t.Errorf("%s: verify says %v", name, err)
			}
			return nil
		})
	}
}
