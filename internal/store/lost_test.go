package store_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// cut ends every other connection to the database of a transaction, and with
// the last statement its own.
const cut = `select cast(count(pg_terminate_backend(pid)) as text) from pg_stat_activity where pid = pg_backend_pid()`

// A connection that breaks in the middle of a write costs nothing: the write
// runs again.
func TestABrokenConnectionIsTriedAgain(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		if engine != store.PostgreSQL {
			continue // a file has no connection
		}
		db, runs := storetest.Open(t, storetest.Location(t, engine), store.Data), 0
		err := db.Write(t.Context(), func(tx *store.Tx) error {
			if err := addHead(t.Context(), tx, "alma"); err != nil {
				return err
			}
			if runs++; runs < 3 {
				var n string
				_, err := tx.One(t.Context(), cut, nil, &n)
				return err
			}
			return nil
		})
		if err != nil || runs != 3 {
			t.Errorf("%d runs: %v", runs, err)
		}
		want(t, read(t, db, allHeads), "alma")
	}
}

// When the connection breaks during the commit, whoever wrote is asked whether
// it landed, and believed.
func TestAnInterruptedCommitIsAskedAbout(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		if engine != store.PostgreSQL {
			continue // a file has no connection
		}
		for _, landed := range []bool{true, false} {
			location := storetest.Location(t, engine)
			db, other := storetest.Open(t, location, store.Data), storetest.Open(t, location, store.Data)
			runs, asked := 0, 0
			var backend string
			err := db.WriteOnce(t.Context(), func(tx *store.Tx) error {
				runs++
				if err := addHead(t.Context(), tx, "alma"); err != nil {
					return err
				}
				_, err := tx.One(t.Context(), `select cast(pg_backend_pid() as text)`, nil, &backend)
				return err
			}, func() error {
				if runs > 1 {
					return nil
				}
				read(t, other, `select cast(pg_terminate_backend(`+backend+`) as text)`)
				return nil
			}, func(store.Reader) (bool, error) {
				asked++
				return landed, nil
			})
			if landed && (runs != 1 || asked != 1) || !landed && runs != 2 || err != nil {
				t.Errorf("landed %v: %d runs, asked %d times, %v", landed, runs, asked, err)
			}
		}
	}
}

// A write that fails for its own reasons is not tried again.
func TestAMistakeIsNotTriedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, runs, mistake := storetest.Open(t, location, store.Data), 0, errors.New("a mistake")
		err := db.Write(t.Context(), func(*store.Tx) error {
			runs++
			return mistake
		})
		if runs != 1 || !errors.Is(err, mistake) {
			t.Errorf("%d runs: %v", runs, err)
		}
	})
}
