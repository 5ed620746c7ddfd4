package journal_test

import (
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

func TestEntriesAreChained(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "a"}, happened{What: "b"}, happened{What: "c"})
		want(t, h.column(t, allNumbers, "alma"), numbers(3)...)
		want(t, h.column(t, `
			select case when e.previous = coalesce(p.hash, '') then 'linked' else 'loose' end
			from journal_entry e left join journal_entry p on p.organisation = e.organisation and p.number = e.number - 1
			order by e.number`), "linked", "linked", "linked")
		want(t, h.column(t, `select cast(count(distinct hash) as text) from journal_entry`), "3")
		want(t, h.column(t, `select hash from journal_head`), h.column(t, `select hash from journal_entry where number = 3`)...)
		want(t, h.column(t, `select distinct at from journal_entry`), "2020-03-08T12:00:00Z")
	})
}

// Organisations have chains of their own, and those who write for the same one
// wait for each other.
func TestPositionsHaveNoGaps(t *testing.T) {
	const each = 8
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		other := buildWith(t, location, h.keys) // as another process
		var group sync.WaitGroup
		for _, writer := range []struct {
			house
			trenza.Actor
		}{{h, yusmary}, {other, carmen}, {h, maribel}, {other, maribel}} {
			group.Go(func() {
				for i := range each {
					err := writer.Write(t.Context(), writer.Actor, func(tx *journal.Tx) error {
						_, err := tx.Tell(t.Context(), happened{What: strconv.Itoa(i), Whom: writer.Name})
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		for _, organisation := range []string{"alma", "reque"} {
			want(t, h.column(t, allNumbers, organisation), numbers(2*each)...)
			h.sound(t, organisation, 2*each)
		}
	})
}

func TestPositionIsThatOfTheLastEntry(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "a"}, happened{What: "b"})
		err := h.Read(t.Context(), func(r store.Reader) error {
			for organisation, position := range map[string]int64{"alma": 2, "reque": 0} {
				if got, err := journal.Position(t.Context(), r, organisation); got != position || err != nil {
					t.Errorf("%s is at %d, %v; want %d", organisation, got, err, position)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestAWriteThatTellsNothingDoesNotLand(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		err := h.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
			return addCollective(t.Context(), tx, "silent")
		})
		if !errors.Is(err, journal.ErrSilent) {
			t.Error(err)
		}
		want(t, h.column(t, allCollectives))
		h.write(t, yusmary, func(tx *journal.Tx) error { return nil }) // it changes nothing and need not speak
		h.write(t, yusmary, func(tx *journal.Tx) error {
			if err := addCollective(t.Context(), tx, "told"); err != nil {
				return err
			}
			_, err := tx.Tell(t.Context(), happened{What: "told"})
			return err
		})
		want(t, h.column(t, allCollectives), "told")
	})
}

func TestARefusedWriteLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		err := h.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
			if err := addCollective(t.Context(), tx, "refused"); err != nil {
				return err
			}
			if _, err := tx.Tell(t.Context(), happened{What: "refused", Whom: "rosa"}); err != nil {
				return err
			}
			return os.ErrInvalid
		})
		if !errors.Is(err, os.ErrInvalid) {
			t.Error(err)
		}
		for _, table := range []string{"collective", "journal_head", "journal_entry", "journal_body", "journal_actor"} {
			want(t, h.column(t, `select cast(count(*) as text) from `+table), "0")
		}
		h.tell(t, yusmary, happened{What: "first"})
		h.sound(t, "alma", 1)
	})
}

// What lands can be opened: the keys are in their store before the commit, and
// when they cannot be, nothing lands.
func TestAWriteLandsOnlyWithItsKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "so that the keys of all are there"})
		err := h.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
			if _, err := tx.Tell(t.Context(), happened{What: "registered", Whom: "rosa"}); err != nil {
				return err
			}
			return h.keys.DB.Close() // the key store goes away
		})
		if err == nil {
			t.Error("a write landed without its keys")
		}
		want(t, h.column(t, allNumbers, "alma"), "1")
	})
}

func TestAWriteNeedsAnActor(t *testing.T) {
	h := build(t, storetest.Location(t, store.SQLite))
	for _, actor := range []trenza.Actor{
		{},
		{Name: "Yusmary Colmenares", Role: "registrar"},
		{Name: "Yusmary Colmenares", Organisation: "alma"},
	} {
		err := h.Write(t.Context(), actor, func(*journal.Tx) error {
			t.Error("the write began")
			return nil
		})
		if err == nil || strings.Contains(err.Error(), "Yusmary") {
			t.Errorf("got %v", err)
		}
	}
}

func TestATxKnowsWhoWritesAndWhen(t *testing.T) {
	data := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	h := build(t, storetest.Location(t, store.SQLite))
	lima := time.FixedZone("Lima", -5*60*60)
	clock := func() time.Time { return time.Date(2020, 3, 8, 23, 59, 59, 999, lima) }
	err := journal.New(data, h.vault, clock).Write(t.Context(), carmen, func(tx *journal.Tx) error {
		if got := tx.Now(); got != time.Date(2020, 3, 9, 4, 59, 59, 0, time.UTC) {
			t.Errorf("it is %s", got)
		}
		if !reflect.DeepEqual(tx.Actor(), carmen) || tx.Organisation() != "alma" || tx.Vault() != h.vault {
			t.Errorf("%v writes for %s", tx.Actor(), tx.Organisation())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now().Add(-time.Second)
	err = journal.New(data, h.vault, nil).Write(t.Context(), carmen, func(tx *journal.Tx) error {
		if tx.Now().Before(before) || tx.Now().After(time.Now()) {
			t.Errorf("without a clock of its own it is %s", tx.Now())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
