package journal_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// A database from before records had markers gets one for everybody, once, of one
// length. What somebody had changed before is still noticed.
func TestAColumnIsFilledInOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, "alma-llanera")
		for n := range 3 {
			w.Meet(worldtest.Numbered(n), worldtest.Today)
		}
		older(t, w)
		markers := func() string {
			said := ""
			w.Read(func(r store.Reader) error {
				return r.Each(w.Context, `select coalesce(length(marker), 0) from person order by number`, nil, func(scan store.Scan) error {
					var n int
					err := scan(&n)
					said += fmt.Sprint(n, " ")
					return err
				})
			})
			return said
		}
		if got := markers(); got != "0 0 0 " {
			t.Fatal(got)
		}
		for range 2 {
			if err := registry.MarkEverybody(w.Context, w.DB, w.Vault); err != nil {
				t.Fatal(err)
			}
			if got := markers(); got != "88 88 88 " {
				t.Error(got)
			}
		}
		w.Sound()
	})
}

// A row that somebody changed keeps its seal.
func TestFillingInHidesNothing(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	w.Meet(worldtest.Numbered(1), worldtest.Today)
	older(t, w)
	change(t, w, `update person set population = 'returnee'`)
	if err := registry.MarkEverybody(w.Context, w.DB, w.Vault); err != nil {
		t.Fatal(err)
	}
	w.Read(func(r store.Reader) error {
		if err := journal.VerifyRows(w.Context, r, w.Vault, w.Actor.Organisation); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "journal.row_changed"}) {
			t.Errorf("the row that was changed is sound: %v", err)
		}
		return nil
	})
}

// older makes a database as it was before people had markers: their rows, with
// the seals that they had.
func older(t *testing.T, w *worldtest.World) {
	t.Helper()
	w.Write(func(tx *journal.Tx) error {
		if _, err := tx.Exec(w.Context, `update person set marker = null where organisation = $1`, w.Actor.Organisation); err != nil {
			return err
		}
		_, err := tx.Tell(w.Context, happened{What: "an older time"})
		return err
	})
}

func change(t *testing.T, w *worldtest.World, statement string) {
	t.Helper()
	err := w.DB.Write(w.Context, func(tx *store.Tx) error {
		_, err := tx.Exec(w.Context, statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
