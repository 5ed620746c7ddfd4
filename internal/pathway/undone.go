package pathway

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// takenBack is what the journal says was taken back, and of the rows that
// waited for a decision.
type takenBack struct {
	people     map[string]testimony // by id: what is kept of a record that was taken back
	attentions map[string]int64     // by id: the entry
	pairs      map[string]int64     // by id: the entry
	held       map[string]testimony // by id: the verdict
}

func newTakenBack() takenBack {
	return takenBack{
		people: make(map[string]testimony), attentions: make(map[string]int64),
		pairs: make(map[string]int64), held: make(map[string]testimony),
	}
}

// hearUndone notes what an entry takes back.
func (w *witness) hearUndone(h journal.Header, body []byte) error {
	var err error
	switch h.Verb {
	case registry.Withdrawn{}.Verb():
		var e registry.Withdrawn
		err = json.Unmarshal(body, &e)
		w.gone.people[e.ID] = testimony{entry: h.Number, says: kept(e, h.Number)}
		delete(w.people, e.ID)
		delete(w.accompanied, e.ID)
	case attention.Withdrawn{}.Verb():
		var e attention.Withdrawn
		err = json.Unmarshal(body, &e)
		w.gone.attentions[e.ID] = h.Number
		delete(w.attentions, e.ID)
	case registry.Erased{}.Verb():
		err = w.hearErased(h, body)
	case RowHeld{}.Verb():
		var e RowHeld
		err = json.Unmarshal(body, &e)
		w.gone.held[e.ID] = testimony{entry: h.Number, says: string(HeldOpen)}
	case RowDecided{}.Verb():
		var e RowDecided
		err = json.Unmarshal(body, &e)
		w.gone.held[e.ID] = testimony{entry: h.Number, says: string(e.Verdict)}
	}
	return err
}

// kept spells what is kept of a record that was taken back.
func kept(e registry.Withdrawn, entry int64) string {
	return fmt.Sprintf("%s %d %s %d", e.ID, e.Number, e.Code, entry)
}

// testifyUndone proves that what was taken back is gone, that what is kept of it
// is what the journal says, and that the rows that waited have the verdicts that
// were given.
func (w *witness) testifyUndone(ctx context.Context, r store.Reader, organisation string) error {
	err := registry.EachWithdrawn(ctx, r, organisation, func(e registry.Withdrawn, entry int64) error {
		if heard := w.gone.people[e.ID]; heard.says != kept(e, entry) {
			return damaged("pathway.withdrawn_differs", entry, e.Code)
		}
		delete(w.gone.people, e.ID)
		return nil
	})
	if err != nil {
		return err
	}
	if missing, any := earliest(w.gone.people); any {
		return damaged("pathway.withdrawn_gone", missing.entry)
	}
	return w.testifyHeld(ctx, r, organisation)
}

// testifyHeld proves the verdicts of the rows that waited. What the journal said
// of a row about somebody who was forgotten cannot be opened any more.
func (w *witness) testifyHeld(ctx context.Context, r store.Reader, organisation string) error {
	rows, err := heldRows(ctx, r, organisation, "")
	if err != nil {
		return err
	}
	for _, h := range rows {
		heard, ok := w.gone.held[h.ID]
		if ok && heard.says != string(h.Verdict) || !ok && h.Person == "" {
			return damaged("pathway.held_differs", max(heard.entry, h.Raised), h.Code)
		}
		delete(w.gone.held, h.ID)
	}
	if missing, any := earliest(w.gone.held); any {
		return damaged("pathway.held_gone", missing.entry)
	}
	return nil
}

// back reports the first row that is there although the journal says that it was
// taken back.
func (w *witness) back(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	for _, id := range slices.Sorted(maps.Keys(people)) {
		if gone, back := w.gone.people[id]; back {
			return damaged("pathway.person_back", gone.entry, people[id].Code)
		}
	}
	err := attention.Each(ctx, r, organisation, func(a attention.Attention) error {
		if entry, back := w.gone.attentions[a.ID]; back {
			return damaged("pathway.attention_back", entry)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return registry.EachPair(ctx, r, organisation, func(p registry.Pair) error {
		if entry, back := w.gone.pairs[p.ID]; back {
			return damaged("pathway.pair_back", entry, p.Code)
		}
		return nil
	})
}
