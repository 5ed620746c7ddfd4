package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// taught is what the journal says of the rows of a training, by row: how the last
// entry left each, under the position of the one that first told it.
type taught map[string]testimony

// hear notes what an entry says of a cohort and who is in it, and reports whether it
// says something of that.
func (t taught) hear(h journal.Header, body []byte) (bool, error) {
	row, says, known, err := learning.Heard(h.Verb, body)
	if !known || err != nil {
		return known, err
	}
	entry := h.Number
	if before, heard := t[row]; heard {
		entry = before.entry
	}
	if t[row] = (testimony{entry: entry, says: says}); says == "" {
		delete(t, row)
	}
	return true, nil
}

// testifyTaught proves the cohorts, their calendars, who is in them, what each can
// do and what was issued. Of somebody whose key was destroyed the journal says what
// was told since.
func (w *witness) testifyTaught(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	err := learning.EachRow(ctx, r, organisation, func(row, says, person string, entry int64) error {
		heard, ok := w.taught[row]
		forgotten := people[person] != nil && people[person].Forgotten
		delete(w.taught, row)
		switch {
		case forgotten && !ok:
			return nil
		case heard.says != says || heard.entry != entry && !forgotten:
			return damaged("pathway.training_differs", entry, difference(heard.says, says))
		}
		return nil
	})
	if gone, any := earliest(w.taught); any && err == nil {
		return damaged("pathway.training_gone", gone.entry)
	}
	return err
}
