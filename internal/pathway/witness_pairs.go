package pathway

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// opinions are the positions at which people said what stands of a pair, by the
// id of the pair and the blind token of the person.
type opinions map[string]map[string]int64

// hearPair notes what an entry says of a pair.
func (w *witness) hearPair(h journal.Header, body []byte) error {
	switch h.Verb {
	case registry.Raised{}.Verb():
		var e registry.Raised
		err := json.Unmarshal(body, &e)
		w.pairs[e.Pair] = testimony{entry: h.Number, says: string(registry.Open)}
		return err
	case registry.Decided{}.Verb():
		var e registry.Decided
		err := json.Unmarshal(body, &e)
		w.pairs[e.Pair] = testimony{entry: h.Number, says: string(e.Verdict)}
		w.opinions.hear(e, h.Number)
		return err
	}
	var e registry.PairWithdrawn
	err := json.Unmarshal(body, &e)
	w.gone.pairs[e.Pair] = h.Number
	delete(w.pairs, e.Pair)
	delete(w.opinions, e.Pair)
	return err
}

// hear notes who said something of a pair. What nobody said asks the pair anew.
func (o opinions) hear(e registry.Decided, entry int64) {
	switch {
	case e.By == "":
		delete(o, e.Pair)
	case o[e.Pair] == nil:
		o[e.Pair] = map[string]int64{e.By: entry}
	default:
		o[e.Pair][e.By] = entry
	}
}

// testifyPairs proves the verdict of every pair, and who said what of it.
func (w *witness) testifyPairs(ctx context.Context, r store.Reader, organisation string) error {
	err := registry.EachPair(ctx, r, organisation, func(p registry.Pair) error {
		if heard := w.pairs[p.ID]; heard.says != string(p.Verdict) {
			return damaged("pathway.pair_differs", heard.entry, p.Code)
		}
		delete(w.pairs, p.ID)
		return nil
	})
	if err != nil {
		return err
	}
	if gone, any := earliest(w.pairs); any {
		return damaged("pathway.pair_gone", gone.entry)
	}
	err = registry.EachOpinion(ctx, r, organisation, func(pair, actor string, entry int64) error {
		if w.opinions[pair][actor] != entry {
			return damaged("pathway.opinion_differs", entry)
		}
		delete(w.opinions[pair], actor)
		return nil
	})
	if err != nil {
		return err
	}
	for _, left := range w.opinions {
		for _, entry := range left {
			return damaged("pathway.opinion_differs", entry)
		}
	}
	return nil
}

// hearErased notes the tombstones that an entry tells of. Nobody accompanies who
// was forgotten.
func (w *witness) hearErased(h journal.Header, body []byte) error {
	var e registry.Erased
	err := json.Unmarshal(body, &e)
	for _, t := range e.Records {
		w.erased[t.ID] = testimony{entry: h.Number, says: tombstone(t, e.On)}
		delete(w.accompanied, t.ID)
	}
	return err
}

func tombstone(t registry.Tombstone, on trenza.Day) string {
	return t.ID + " " + t.Code + " " + string(on)
}

// testifyErased proves what is kept of those who were forgotten.
func (w *witness) testifyErased(ctx context.Context, r store.Reader, organisation string) error {
	err := registry.EachErased(ctx, r, organisation, func(t registry.Tombstone, on trenza.Day, entry int64) error {
		if heard := w.erased[t.ID]; heard.entry != entry || heard.says != tombstone(t, on) {
			return damaged("pathway.erased_differs", entry, t.Code)
		}
		delete(w.erased, t.ID)
		return nil
	})
	if gone, any := earliest(w.erased); any && err == nil {
		return damaged("pathway.erased_gone", gone.entry)
	}
	return err
}
