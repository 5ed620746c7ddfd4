package journal_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store/storetest"
)

// shadow writes down what it hears.
type shadow struct{ heard []string }

func (f *shadow) Told(_ context.Context, _ *journal.Tx, position int64, _ journal.Event) error {
	f.heard = append(f.heard, fmt.Sprint("told ", position))
	return nil
}

func (f *shadow) Landed(tx *journal.Tx) {
	f.heard = append(f.heard, fmt.Sprintf("landed %d-%d", tx.Found()+1, tx.Position()))
}

func (f *shadow) Dropped(_ *journal.Tx, after int64) {
	f.heard = append(f.heard, fmt.Sprint("dropped after ", after))
}

// Whoever keeps something in step hears what becomes of what it was told: of a
// write, of one that fails, of a rehearsal, and of a command that is refused.
func TestAFollowerHearsWhatBecomesOfAWrite(t *testing.T) {
	wrong := errors.New("wrong")
	storetest.Each(t, func(t *testing.T, location string) {
		f := &shadow{}
		h := build(t, location, f)
		tell := func(tx *journal.Tx) error {
			_, err := tx.Tell(t.Context(), happened{What: "a"})
			return err
		}
		h.write(t, yusmary, func(tx *journal.Tx) error {
			_, err := tx.Once(t.Context(), "refused", func() (string, error) { return "", errors.Join(tell(tx), wrong) })
			if !errors.Is(err, wrong) {
				t.Error(err)
			}
			return tell(tx)
		})
		if err := h.Write(t.Context(), yusmary, func(tx *journal.Tx) error { return errors.Join(tell(tx), wrong) }); !errors.Is(err, wrong) {
			t.Error(err)
		}
		if err := h.Rehearse(t.Context(), yusmary, tell); err != nil {
			t.Error(err)
		}
		heard := []string{
			"told 1", "dropped after 0", "told 1", "landed 1-1", "told 2", "dropped after 1", "told 2", "dropped after 1",
		}
		if !slices.Equal(f.heard, heard) {
			t.Errorf("heard %q, want %q", f.heard, heard)
		}
	})
}
