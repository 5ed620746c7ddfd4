package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

const (
	heldHead = `
		update journal_head
		set number = number + 1
		where organisation = 'alma'
		returning number`
	addEntry = `
		insert into journal_body (organisation, number, key_id, sealed)
		values ('alma', $1, $2, $3)`
	lastEntry = `select cast(max(number) as text) || ' of ' || cast(count(*) as text) from journal_body`
)

// number takes the next number of the head and keeps it.
func number(ctx context.Context, db *store.DB, writer string) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		var next int64
		if _, err := tx.One(ctx, heldHead, nil, &next); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, addEntry, next, writer, []byte(writer))
		return err
	})
}

// Writers in one process and in handles of their own, as processes have them,
// meet on the head row; the numbers come out without gaps.
func TestWritersThatMeetLeaveNoGaps(t *testing.T) {
	const writers, each = 4, 15
	storetest.Each(t, func(t *testing.T, location string) {
		handles := []*store.DB{storetest.Open(t, location, store.Data), storetest.Open(t, location, store.Data)}
		write(t, handles[0], `insert into journal_head (organisation, number, hash) values ('alma', 0, '')`)
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				for range each {
					if err := number(t.Context(), handles[i%2], fmt.Sprint(i)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		all := fmt.Sprint(writers * each)
		want(t, read(t, handles[1], lastEntry), all+" of "+all)
	})
}

// A writer on SQLite has the file from its first moment: what it reads before
// it writes is still so when it writes.
func TestAWriterReadsWhatStays(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	db, other := storetest.Open(t, location, store.Data), storetest.Open(t, location, store.Data)
	err := db.Write(t.Context(), func(tx *store.Tx) error {
		want(t, text(t, tx, allHeads))
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := other.Write(ctx, func(tx *store.Tx) error { return addHead(ctx, tx, "meanwhile") }); err == nil {
			t.Error("another writer came in between")
		}
		return addHead(t.Context(), tx, "mine")
	})
	if err != nil {
		t.Error(err)
	}
	want(t, read(t, db, allHeads), "mine")
}

// Two writers that take the same two rows in opposite order stand in each
// other's way; one of them is run again and both land.
func TestADeadlockIsTriedAgain(t *testing.T) {
	const take = `update journal_head set number = number + 1 where organisation = $1`
	for _, engine := range storetest.Engines(t) {
		if engine != store.PostgreSQL {
			continue // one writer at a time: they cannot meet
		}
		db := storetest.Open(t, storetest.Location(t, engine), store.Data)
		write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 0, ''), ('reque', 0, '')`)
		var group, met sync.WaitGroup
		met.Add(2)
		for _, order := range [][2]string{{"alma", "reque"}, {"reque", "alma"}} {
			group.Go(func() {
				meet := sync.OnceFunc(func() { met.Done(); met.Wait() })
				err := db.Write(t.Context(), func(tx *store.Tx) error {
					_, err := tx.Exec(t.Context(), take, order[0])
					if err != nil {
						return err
					}
					meet()
					_, err = tx.Exec(t.Context(), take, order[1])
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		want(t, read(t, db, `select cast(number as text) from journal_head order by organisation`), "2", "2")
	}
}

func TestAWriterThatNeverGetsThroughIsToldSo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, tries := storetest.Open(t, location, store.Data), 0
		err := db.Write(t.Context(), func(tx *store.Tx) error {
			tries++
			if err := addHead(t.Context(), tx, "alma"); err != nil {
				t.Error(err)
			}
			return &pgconn.PgError{Code: "40001"}
		})
		if tries != 4 || !errors.Is(err, &trenza.Problem{Kind: trenza.Unavailable, Key: "store.busy"}) {
			t.Errorf("%d tries: %v", tries, err)
		}
		want(t, read(t, db, allHeads))
	})
}

func TestACancelledWriteLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Write(ctx, func(tx *store.Tx) error {
			defer cancel()
			return addHead(ctx, tx, "alma")
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		want(t, read(t, db, allHeads))
	})
}
