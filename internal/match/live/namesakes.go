package live

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// mostNamesakes is how many people may have a name before it says nothing of any.
const mostNamesakes = 3

// Namesakes implements registry.Finder.
func (g *Register) Namesakes(ctx context.Context, r store.Reader, organisation string, p *registry.Person) ([]registry.Candidate, error) {
	name := p.Name()
	if name.Given == "" || name.Surnames == "" {
		return nil, nil
	}
	meant, err := g.Search(ctx, r, organisation, name.Given+" "+name.Surnames, nil, mostHits)
	if err != nil || len(meant) == mostHits {
		return nil, err
	}
	view, err := g.view(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	s := search{view: view, person: p, asked: RecordOf(p)}
	for _, m := range meant {
		other, err := registry.FindByNumber(ctx, r, g.vault, organisation, m.Number)
		if trenza.KindOf(err) == trenza.NotFound || err == nil && (other.Forgotten || other.Number == p.Number) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if found := view.weigh(s.asked, other); found.soundsAlike() {
			s.found = append(s.found, registry.Candidate{Person: other, Likeness: found.likeness(p, other, view.model)})
		}
	}
	if some := s.candidates(); len(some) <= mostNamesakes {
		return some, nil
	}
	return nil, nil
}

// soundsAlike reports whether the whole name sounds the same, as far as both sides
// say it, and neither sex, birth nor papers speak against its being one woman's.
func (s *shown) soundsAlike() bool {
	sounds := []match.Level{match.Same, match.Exchanged, match.Part, match.Near, match.NearPart}
	born := []match.Level{match.Missing, match.Same, match.First, match.Slip, match.Loose, match.Year, match.Beside}
	return slices.Contains(sounds, s.Levels[given]) && slices.Contains(sounds, s.Levels[surname]) &&
		s.Levels[sex] != match.Other && s.Levels[document] != match.Other && slices.Contains(born, s.Levels[birth])
}
