package pathway

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// hearMeasure notes what an entry says of a measurement.
func (w *witness) hearMeasure(h journal.Header, body []byte) error {
	var m measure.Measurement
	if err := json.Unmarshal(body, &m); err != nil {
		return err
	}
	says := ""
	if h.Verb == (measure.Taken{}).Verb() {
		says = m.Says()
	}
	w.measured.hear(h, m.ID, says)
	return nil
}

// testifyMeasures proves what was measured.
func (w *witness) testifyMeasures(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	return w.measured.testify(people, func(prove func(spokenRow) error) error {
		return measure.Each(ctx, r, organisation, func(m measure.Measurement) error {
			return prove(spokenRow{m.ID, m.Person, m.Entry, m.Says()})
		})
	})
}
