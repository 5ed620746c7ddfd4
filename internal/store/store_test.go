package store_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// TestMain lets the test program play a second process, see process_test.go.
func TestMain(m *testing.M) {
	if location := os.Getenv(otherProcess); location != "" {
		os.Exit(playOther(location))
	}
	os.Exit(m.Run())
}

// write runs statements that must succeed.
func write(t testing.TB, db *store.DB, statements ...string) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *store.Tx) error {
		for _, statement := range statements {
			if _, err := tx.Exec(t.Context(), statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// text returns the first column of every row that a query returns.
func text(t testing.TB, r store.Reader, query string, args ...any) []string {
	t.Helper()
	column, err := store.All(t.Context(), r, query, args, func(scan store.Scan) (s string, err error) {
		return s, scan(&s)
	})
	if err != nil {
		t.Fatal(err)
	}
	return column
}

// read is text on a snapshot of its own.
func read(t testing.TB, db *store.DB, query string, args ...any) []string {
	t.Helper()
	var column []string
	err := db.Read(t.Context(), func(r store.Reader) error {
		column = text(t, r, query, args...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return column
}

func want(t testing.TB, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

const allHeads = `select organisation from journal_head order by organisation`

// addHead is the simplest row there is.
func addHead(ctx context.Context, tx *store.Tx, organisation string) error {
	_, err := tx.Exec(ctx, `
		insert into journal_head (organisation, number, hash)
		values ($1, 0, '')`, organisation)
	return err
}

// A write may come to hold more than the 256 MB that a connection has otherwise:
// one that ran out of them would keep the lock on the file, and nobody would write
// again.
func TestAWriteMayHoldALot(t *testing.T) {
	db := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	err := db.Write(t.Context(), func(tx *store.Tx) error {
		want(t, text(t, tx, `
			with recursive row(n) as (select 1 union all select n + 1 from row where n < 80000)
			select count(distinct randomblob(4000)) from row`), "80000")
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPragmasHold(t *testing.T) {
	db := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	pragmas := func(r store.Reader, temporary string) {
		for pragma, value := range map[string]string{
			"journal_mode": "wal",
			"foreign_keys": "1",
			"synchronous":  "1", // normal
			"temp_store":   temporary,
		} {
			if got := text(t, r, "pragma "+pragma); !slices.Equal(got, []string{value}) {
				t.Errorf("%s is %q, want %s", pragma, got, value)
			}
		}
		want(t, text(t, r, "pragma busy_timeout"), "5000")
	}
	for pool, in := range map[string]func(context.Context, func(store.Reader) error) error{
		"reader": db.Read,
		"writer": func(ctx context.Context, do func(store.Reader) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return do(tx) })
		},
	} {
		t.Run(pool, func(t *testing.T) {
			err := in(t.Context(), func(r store.Reader) error {
				pragmas(r, map[string]string{"reader": "1", "writer": "2"}[pool]) // file, memory
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTheFileShowsNothing(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	db := storetest.Open(t, location, store.Data)
	write(t, db, `insert into journal_head (organisation, number, hash) values ('municipalidad de Reque', 1, '')`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(location)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Reque", "journal_head", "SQLite format"} {
		if bytes.Contains(file, []byte(word)) {
			t.Errorf("%q can be read in the file", word)
		}
	}
}

func TestAWriteLandsWholeOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		t.Run("an error", func(t *testing.T) {
			err := db.Write(ctx, func(tx *store.Tx) error {
				if err := addHead(ctx, tx, "erred"); err != nil {
					t.Error(err)
				}
				return os.ErrInvalid
			})
			if err != os.ErrInvalid {
				t.Errorf("the error became %v", err)
			}
		})
		t.Run("an error of the last step", func(t *testing.T) {
			err := db.WriteThen(ctx, func(tx *store.Tx) error { return addHead(ctx, tx, "late") },
				func() error { return os.ErrInvalid })
			if err != os.ErrInvalid {
				t.Errorf("the error became %v", err)
			}
		})
		t.Run("a panic", func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			db.Write(ctx, func(tx *store.Tx) error {
				if err := addHead(ctx, tx, "panicked"); err != nil {
					t.Error(err)
				}
				panic("out of wool")
			})
		})
		write(t, db, `insert into journal_head (organisation, number, hash) values ('landed', 1, '')`)
		want(t, read(t, db, allHeads), "landed")
	})
}

func TestAReaderCannotWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 1, '')`)
		err := db.Read(ctx, func(r store.Reader) error {
			var number int
			_, err := r.One(ctx, `update journal_head set number = 2 returning number`, nil, &number)
			return err
		})
		if err == nil {
			t.Error("a reader wrote")
		}
		want(t, read(t, db, `select cast(number as text) from journal_head`), "1")
	})
}

func TestReadIsASnapshot(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		write(t, db, `insert into journal_head (organisation, number, hash) values ('before', 1, '')`)
		err := db.Read(ctx, func(r store.Reader) error {
			want(t, text(t, r, allHeads), "before")
			write(t, db, `insert into journal_head (organisation, number, hash) values ('meanwhile', 1, '')`)
			want(t, text(t, r, allHeads), "before")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want(t, read(t, db, allHeads), "before", "meanwhile")
	})
}

func TestATransactionSeesItsOwnRows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		err := db.Write(ctx, func(tx *store.Tx) error {
			if err := addHead(ctx, tx, "mine"); err != nil {
				return err
			}
			want(t, text(t, tx, allHeads), "mine")
			touched, err := tx.Exec(ctx, `update journal_head set number = number + 1`)
			if touched != 1 {
				t.Errorf("touched %d rows", touched)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestOneTellsWhetherThereWasARow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 7, '')`)
		err := db.Read(ctx, func(r store.Reader) error {
			const query = `select number from journal_head where organisation = $1`
			number := 0
			if found, err := r.One(ctx, query, store.Args("nobody"), &number); found || err != nil || number != 0 {
				t.Errorf("nobody's number: %d, %v, %v", number, found, err)
			}
			if found, err := r.One(ctx, query, store.Args("alma"), &number); !found || err != nil || number != 7 {
				t.Errorf("alma's number: %d, %v, %v", number, found, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestEachStopsAtTheFirstError(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		write(t, db, `insert into journal_head (organisation, number, hash) values ('a', 1, ''), ('b', 1, ''), ('c', 1, '')`)
		rows := 0
		err := db.Read(ctx, func(r store.Reader) error {
			return r.Each(ctx, allHeads, nil, func(store.Scan) error {
				if rows++; rows == 2 {
					return os.ErrInvalid
				}
				return nil
			})
		})
		if rows != 2 || err != os.ErrInvalid {
			t.Errorf("%d rows, %v", rows, err)
		}
	})
}
