package pathway

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/store"
)

// hearLearnt notes what an entry says that a register has learnt.
func (w *witness) hearLearnt(h journal.Header, body []byte) error {
	var e live.Learnt
	err := json.Unmarshal(body, &e)
	w.models[e.Model.Version] = testimony{entry: h.Number, says: e.Says()}
	return err
}

// testifyModels proves the models by which suggestions are explained.
func (w *witness) testifyModels(ctx context.Context, r store.Reader, organisation string) error {
	err := live.EachModel(ctx, r, organisation, func(e live.Learnt, entry int64) error {
		if heard := w.models[e.Model.Version]; heard.entry != entry || heard.says != e.Says() {
			return damaged("pathway.model_differs", entry, e.Model.Version)
		}
		delete(w.models, e.Model.Version)
		return nil
	})
	if gone, any := earliest(w.models); any && err == nil {
		return damaged("pathway.model_gone", gone.entry)
	}
	return err
}
