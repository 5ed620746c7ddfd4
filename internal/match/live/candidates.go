package live

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// mostHits is how many records the index shows for a question: more than anybody
// would read.
const mostHits = 24

// Certain implements registry.Finder.
func (g *Register) Certain(ctx context.Context, r store.Reader, organisation string, p *registry.Person) (*registry.Person, error) {
	certain, err := registry.Tokens{Vault: g.vault}.AllCertain(ctx, r, organisation, p)
	switch {
	case err != nil || len(certain) == 0:
		return nil, err
	case len(certain) == 1:
		return certain[0].Person, nil
	}
	view, err := g.view(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	asked, best, most := RecordOf(p), certain[0].Person, math.Inf(-1)
	for _, c := range certain {
		if weight := view.weigh(asked, c.Person).Bits; weight > most {
			best, most = c.Person, weight
		}
	}
	return best, nil
}

// Candidates implements registry.Finder. Whom the reader does not see, or can see
// no longer, is no candidate.
func (g *Register) Candidates(ctx context.Context, r store.Reader, organisation string, p *registry.Person) ([]registry.Candidate, error) {
	view, err := g.view(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	s := search{view: view, reader: r, vault: g.vault, organisation: organisation, person: p, asked: RecordOf(p)}
	for _, hit := range view.index.Ask(view.model, s.asked, mostHits) {
		if err := s.consider(ctx, hit); err != nil {
			return nil, err
		}
	}
	return s.candidates(), nil
}

// Compare implements registry.Finder.
func (g *Register) Compare(ctx context.Context, r store.Reader, organisation string, a, b *registry.Person) (registry.Likeness, error) {
	view, err := g.view(ctx, r, organisation)
	if err != nil {
		return registry.Likeness{}, err
	}
	found := view.weigh(RecordOf(a), b)
	return found.likeness(a, b, view.model), nil
}

// search is a question about a person, with whom it has found.
type search struct {
	view
	reader       store.Reader
	vault        *seal.Vault
	organisation string
	person       *registry.Person
	asked        match.Record
	found        []registry.Candidate
}

// consider looks closer at a record that the index shows, when people might have
// to.
func (s *search) consider(ctx context.Context, hit match.Hit) error {
	found := shown{hit.Weight, hit.Agreement}
	number := int64(hit.ID)
	if number == s.person.Number || !found.asks() {
		return nil
	}
	p, err := registry.FindByNumber(ctx, s.reader, s.vault, s.organisation, number)
	if trenza.KindOf(err) == trenza.NotFound || err == nil && p.Forgotten {
		return nil
	}
	if err != nil {
		return err
	}
	if s.unsure[number] {
		found = s.weigh(s.asked, p)
	}
	if found.asks() {
		s.found = append(s.found, registry.Candidate{Person: p, Likeness: found.likeness(s.person, p, s.model)})
	}
	return nil
}

// candidates returns who was found, the likeliest first, and of those about whom
// people decide one of each thread: they are asked about a woman once.
func (s *search) candidates() []registry.Candidate {
	slices.SortStableFunc(s.found, func(a, b registry.Candidate) int {
		return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.Person.Number, b.Person.Number))
	})
	threads := make(map[string]bool)
	return slices.DeleteFunc(s.found, func(c registry.Candidate) bool {
		again := threads[c.Person.Root] && !c.Certain
		threads[c.Person.Root] = true
		return again
	})
}
