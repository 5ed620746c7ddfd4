package pathway

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// planned is what the journal says of steps, by id: how the last entry left each,
// under the position of the one that planned it.
type planned map[string]testimony

// hear notes what an entry says of a step.
func (p planned) hear(h journal.Header, body []byte) error {
	var s agenda.Step
	if err := json.Unmarshal(body, &s); err != nil {
		return err
	}
	entry := h.Number
	if before, heard := p[s.ID]; heard {
		entry = before.entry
	}
	p[s.ID] = testimony{entry: entry, says: s.Says()}
	return nil
}

// testifySteps proves what is planned. Of somebody whose key was destroyed the
// journal says nothing any more.
func (w *witness) testifySteps(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	err := agenda.Each(ctx, r, organisation, func(s agenda.Step) error {
		heard, ok := w.planned[s.ID]
		if p := people[s.Person]; !ok && p != nil && p.Forgotten {
			return nil
		}
		if heard.entry != s.Entry || heard.says != s.Says() {
			return damaged("pathway.step_differs", s.Entry, difference(heard.says, s.Says()))
		}
		delete(w.planned, s.ID)
		return nil
	})
	if gone, any := earliest(w.planned); any && err == nil {
		return damaged("pathway.step_gone", gone.entry)
	}
	return err
}

// testifyPapers proves on which days papers expire, by what is known of each
// record.
func testifyPapers(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	kept := make(map[string][]trenza.Day)
	err := registry.EachDuePaper(ctx, r, organisation, func(person string, day trenza.Day) error {
		if people[person] == nil {
			return damaged("pathway.paper_differs", "–")
		}
		kept[person] = append(kept[person], day)
		return nil
	})
	if err != nil {
		return err
	}
	for id, p := range people {
		if !slices.Equal(kept[id], p.PapersDue()) {
			return damaged("pathway.paper_differs", p.Code)
		}
	}
	return nil
}
