package live

import (
	"context"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Explainer puts pairs that were raised into words, as they were meant: by the
// model that raised each, and by what people have decided since.
type Explainer struct {
	models      Models
	calibration Calibration
}

// OpenExplainer reads what is needed to explain the pairs of an organisation.
func OpenExplainer(ctx context.Context, r store.Reader, organisation string) (*Explainer, error) {
	models, err := OpenModels(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	var judged []Judged
	err = registry.EachJudged(ctx, r, organisation, func(model string, strength int, verdict registry.Verdict, pairs int) {
		if _, known := models[model]; known {
			judged = append(judged, Judged{Bits(strength), verdict == registry.Same, pairs})
		}
	})
	return &Explainer{models, Calibrate(judged)}, err
}

// Explanation is what speaks for and against the two records of a pair.
type Explanation struct {
	Band   Band
	Told   []match.Reason // the loudest reason first
	Fields []match.Reason // what each field says by itself, in the order of the schema
}

// Explain explains a pair of two records. It reports false for one that no model
// raised, of which all that is known is its reasons.
func (e *Explainer) Explain(p registry.Pair, first, second *registry.Person) (Explanation, bool) {
	model, known := e.models[p.Model]
	if !known {
		return Explanation{}, false
	}
	levels := Levels(model.Schema, p.Reasons)
	relatives := model.Weigh(&match.Agreement{Levels: levels}).Relatives
	band := e.calibration.Band(match.Weight{Bits: Bits(p.Strength), Relatives: relatives})
	held := match.IsReview
	if band == NearlySame {
		held = match.IsSame
	}
	one, other := RecordOf(first), RecordOf(second)
	return Explanation{band, model.Telling(held, levels, one, other), model.Reasons(levels, one, other)}, true
}
