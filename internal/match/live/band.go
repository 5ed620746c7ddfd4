package live

import (
	"context"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// calibrated is how weights became words when the last pair was decided.
type calibrated struct {
	decided int64 // position
	*Explainer
}

// Band returns how sure the words are in which somebody is put before whoever
// registers a woman who resembles her. The verdicts of people, by which words are
// chosen, are read again when there are new ones.
func (g *Register) Band(ctx context.Context, r store.Reader, organisation string, like registry.Likeness) (Band, error) {
	explainer, err := g.explainer(ctx, r, organisation)
	if err != nil {
		return Possible, err
	}
	model, known := explainer.models[like.Model]
	if !known {
		return Possible, nil
	}
	levels := Levels(model.Schema, like.Reasons)
	relatives := model.Weigh(&match.Agreement{Levels: levels}).Relatives
	return explainer.calibration.Band(match.Weight{Bits: Bits(like.Strength), Relatives: relatives}), nil
}

// explainer returns the explainer of an organisation as of its last verdict.
func (g *Register) explainer(ctx context.Context, r store.Reader, organisation string) (*Explainer, error) {
	decided, err := registry.LastDecided(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	m := g.mirror(organisation)
	m.lock.Lock()
	defer m.lock.Unlock()
	if kept := m.calibrated; kept.Explainer != nil && kept.decided == decided && m.model != nil && kept.models[m.model.Version] != nil {
		return kept.Explainer, nil
	}
	explainer, err := OpenExplainer(ctx, r, organisation)
	if err == nil {
		m.calibrated = calibrated{decided, explainer}
	}
	return explainer, err
}
