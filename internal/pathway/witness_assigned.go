package pathway

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// accompanied is what the journal says of who accompanies a record, by the id of
// the assignment.
type accompanied map[string]map[string]testimony

// hear notes that an account begins to accompany a record, or no longer does.
func (a accompanied) hear(h journal.Header, body []byte) error {
	var e registry.AssignmentBegun
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	begun := h.Number
	if before, ended := a[e.Whose][e.ID]; ended {
		begun = before.entry
	}
	if a[e.Whose] == nil {
		a[e.Whose] = make(map[string]testimony)
	}
	a[e.Whose][e.ID] = testimony{entry: begun, says: e.Says()}
	return nil
}

// testifyAssigned proves who accompanies whom. Of somebody whose key was destroyed
// the journal says nothing any more.
func (w *witness) testifyAssigned(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	err := registry.EachAssignment(ctx, r, organisation, func(a registry.Assignment, entry int64) error {
		heard, ok := w.accompanied[a.Whose][a.ID]
		if p := people[a.Whose]; !ok && p != nil && p.Forgotten {
			return nil
		}
		if heard.entry != entry || heard.says != a.Says() {
			return damaged("pathway.assignment_differs", entry, difference(heard.says, a.Says()))
		}
		delete(w.accompanied[a.Whose], a.ID)
		return nil
	})
	if err != nil {
		return err
	}
	missing := make(map[string]testimony)
	for _, of := range w.accompanied {
		maps.Copy(missing, of)
	}
	if gone, any := earliest(missing); any {
		return damaged("pathway.assignment_gone", gone.entry)
	}
	return nil
}
