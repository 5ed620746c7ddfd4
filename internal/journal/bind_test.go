package journal_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store/storetest"
)

var errOtherKeys = &trenza.Problem{Kind: trenza.Unavailable, Key: "journal.other_keys"}

func TestADatabaseKnowsItsKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		for range 2 {
			if err := journal.Bind(t.Context(), h.data, h.vault); err != nil {
				t.Fatal(err)
			}
		}
		again := buildWith(t, location, h.keys) // as another process
		if err := journal.Bind(t.Context(), again.data, again.vault); err != nil {
			t.Error(err)
		}

		empty, others := build(t, location), build(t, storetest.Location(t, h.data.Engine()))
		if err := journal.Bind(t.Context(), others.data, others.vault); err != nil {
			t.Fatal(err)
		}
		for name, stranger := range map[string]house{"no keys yet": empty, "keys of another database": others} {
			if err := journal.Bind(t.Context(), h.data, stranger.vault); !errors.Is(err, errOtherKeys) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if made, err := empty.keys.Held(t.Context(), ""); made != 0 || err != nil {
			t.Errorf("refusing them made %d keys, %v", made, err)
		}
	})
}

// Of two processes that come first with different keys, one is refused.
func TestADatabaseIsTiedToOneKeyStore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		var group sync.WaitGroup
		var bound [2]error
		for i, h := range []house{build(t, location), build(t, location)} {
			group.Go(func() { bound[i] = journal.Bind(t.Context(), h.data, h.vault) })
		}
		group.Wait()
		refused := errors.Join(bound[:]...)
		if (bound[0] == nil) == (bound[1] == nil) || !errors.Is(refused, errOtherKeys) {
			t.Errorf("got %v and %v", bound[0], bound[1])
		}
	})
}

func TestAKeyStoreOutOfReachIsNotAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		if err := journal.Bind(t.Context(), h.data, h.vault); err != nil {
			t.Fatal(err)
		}
		again := buildWith(t, location, h.keys)
		if err := h.keys.DB.Close(); err != nil {
			t.Fatal(err)
		}
		if err := journal.Bind(t.Context(), again.data, again.vault); err == nil || errors.Is(err, errOtherKeys) {
			t.Errorf("got %v", err)
		}
	})
}
