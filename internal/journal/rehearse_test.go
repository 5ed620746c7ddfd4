package journal_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store/storetest"
)

// A rehearsal sees what it does and leaves nothing: no entry, no row and no key;
// what is told next takes the position that it had.
func TestARehearsalLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "a"})
		keys, err := h.keys.Destroyed(t.Context())
		if err != nil || len(keys) != 0 {
			t.Fatal(keys, err)
		}
		var position int64
		err = h.Rehearse(t.Context(), yusmary, func(tx *journal.Tx) error {
			if _, err := tx.Tell(t.Context(), happened{What: "b", Whom: "somebody-new"}); err != nil {
				return err
			}
			position, err = journal.Position(t.Context(), tx, yusmary.Organisation)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want(t, h.column(t, allNumbers, "alma"), numbers(1)...)
		held, err := h.keys.Load(t.Context(), "person/somebody-new")
		if err != nil || len(held) != 0 {
			t.Errorf("the key store holds %v, %v", held, err)
		}
		h.tell(t, yusmary, happened{What: "c"})
		if numbers := h.column(t, allNumbers, "alma"); !slices.Equal(numbers, []string{"1", "2"}) {
			t.Errorf("the numbers are %v; the rehearsal was at %d", numbers, position)
		}
	})
}

// What goes wrong in a rehearsal is told.
func TestARehearsalTellsWhatGoesWrong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		refused := errors.New("wrong")
		err := h.Rehearse(t.Context(), yusmary, func(*journal.Tx) error { return refused })
		if !errors.Is(err, refused) {
			t.Error(err)
		}
	})
}
