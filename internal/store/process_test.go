package store_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// otherProcess holds the location at which the test program, started a second
// time, writes.
const otherProcess = "TRENZA_TEST_OTHER_PROCESS"

// turns is how often each process writes.
const turns = 25

// playOther is the whole of the second process.
func playOther(location string) (exit int) {
	ctx := context.Background()
	db, err := store.Open(ctx, location, storetest.Key, store.Data)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer db.Close()
	for range turns {
		if err := number(ctx, db, "other"); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	return 0
}

func TestTwoProcessesShareADatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 0, '')`)
		other := exec.Command(os.Args[0])
		other.Env = append(os.Environ(), otherProcess+"="+location)
		var group sync.WaitGroup
		group.Go(func() {
			if out, err := other.CombinedOutput(); err != nil {
				t.Errorf("the other process: %v: %s", err, out)
			}
		})
		for range turns {
			if err := number(t.Context(), db, "this"); err != nil {
				t.Error(err)
			}
		}
		group.Wait()
		all := fmt.Sprint(2 * turns)
		want(t, read(t, db, lastEntry), all+" of "+all)
	})
}

// Processes that start together on an empty database bring up the schema once.
func TestProcessesStartTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		var group sync.WaitGroup
		for i := range 3 {
			group.Go(func() {
				db, err := store.Open(t.Context(), location, storetest.Key, store.Data)
				if err != nil {
					t.Error(err)
					return
				}
				defer db.Close()
				err = db.Write(t.Context(), func(tx *store.Tx) error { return addHead(t.Context(), tx, fmt.Sprint(i)) })
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		want(t, read(t, storetest.Open(t, location, store.Data), allHeads), "0", "1", "2")
	})
}
