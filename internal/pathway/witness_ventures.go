package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// hearVenture notes what an entry says of what women make and sell.
func (w *witness) hearVenture(h journal.Header, body []byte) error {
	return venture.Heard(h.Verb, body, func(key, says string) { w.ventures.hear(h, key, says) })
}

// testifyVentures proves what women make and sell.
func (w *witness) testifyVentures(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	return w.ventures.testify(people, func(prove func(spokenRow) error) error {
		return venture.Each(ctx, r, organisation, func(s venture.Stored) error {
			return prove(spokenRow{s.Key, s.Person, s.Entry, s.Says})
		})
	})
}
