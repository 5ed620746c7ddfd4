package pathway

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// VerifyAll proves everything that an organisation has: the journal by itself,
// the tables by what the journal witnessed, and the facts by the tables. It
// returns how many entries and facts it found; the first thing that is wrong is
// a Problem that names it.
func VerifyAll(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (entries, facts int, err error) {
	w := &witness{
		people: make(map[string]testimony), attentions: make(map[string]testimony),
		pairs: make(map[string]testimony), roots: make(map[int64]testimony),
	}
	if entries, err = journal.VerifyEach(ctx, r, vault, organisation, w.hear); err != nil {
		return entries, 0, err
	}
	if err := w.testify(ctx, r, vault, organisation); err != nil {
		return entries, 0, err
	}
	facts, err = Verify(ctx, r, vault, organisation)
	return entries, facts, err
}

// testimony is what the last entry about a row says of it.
type testimony struct {
	entry int64
	says  string
}

// witness remembers what the journal says of the rows that figures rest on:
// who people are, what they received, and whose records are whose.
type witness struct {
	people     map[string]testimony // by id
	attentions map[string]testimony // by id
	pairs      map[string]testimony // by id: the verdict
	roots      map[int64]testimony  // by number: the number it counts as
}

// hear notes what an entry says. A body that was forgotten says nothing.
func (w *witness) hear(h journal.Header, body []byte) error {
	if body == nil {
		return nil
	}
	switch h.Verb {
	case registry.Registered{}.Verb(), registry.Updated{}.Verb():
		var e registry.Registered
		err := json.Unmarshal(body, &e)
		w.people[e.ID] = testimony{h.Number, e.Says()}
		return err
	case attention.Given{}.Verb():
		var e attention.Given
		err := json.Unmarshal(body, &e)
		w.attentions[e.ID] = testimony{h.Number, e.Says()}
		return err
	case registry.Raised{}.Verb():
		var e registry.Raised
		err := json.Unmarshal(body, &e)
		w.pairs[e.Pair] = testimony{h.Number, string(registry.Open)}
		return err
	case registry.Decided{}.Verb():
		var e registry.Decided
		err := json.Unmarshal(body, &e)
		w.pairs[e.Pair] = testimony{h.Number, string(e.Verdict)}
		return err
	case registry.Merged{}.Verb(), registry.Unmerged{}.Verb():
		var e registry.Merged
		err := json.Unmarshal(body, &e)
		for _, root := range e.Roots {
			w.roots[root.Number] = testimony{h.Number, fmt.Sprint(root.Root)}
		}
		return err
	}
	return nil
}

// testify holds the tables against what was heard. A row that the journal never
// spoke of, and one that it did and is gone, are wrong as well.
func (w *witness) testify(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) error {
	people, err := registry.All(ctx, r, vault, organisation)
	if err != nil {
		return err
	}
	numbers := make(map[string]int64, len(people))
	for id, p := range people {
		numbers[id] = p.Number
	}
	for id, p := range people {
		if heard, ok := w.people[id]; ok && !p.Forgotten && heard.says != p.Says() {
			return damaged("pathway.person_differs", heard.entry, p.Code)
		} else if !ok && !p.Forgotten {
			return damaged("pathway.person_unheard", p.Code)
		}
		if err := w.rooted(p.Number, numbers[p.Root]); err != nil {
			return err
		}
		delete(w.people, id)
	}
	for _, heard := range w.people {
		return damaged("pathway.person_gone", heard.entry)
	}
	if err := w.testifyAttentions(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyPairs(ctx, r, organisation); err != nil {
		return err
	}
	return w.testifyRoots(ctx, r, organisation, numbers)
}

// testifyRoots proves that figures count each record as the thread that the
// journal put it under: every record, not only those that have a row.
func (w *witness) testifyRoots(ctx context.Context, r store.Reader, organisation string, numbers map[string]int64) error {
	counted := make(map[int64]int64, len(numbers))
	for _, number := range numbers {
		counted[number] = number
	}
	err := reach.Roots(ctx, r, organisation, func(number, root int64) error {
		counted[number] = root
		return nil
	})
	if err != nil {
		return err
	}
	for _, number := range slices.Sorted(maps.Keys(counted)) {
		if err := w.rooted(number, counted[number]); err != nil {
			return err
		}
	}
	return nil
}

// rooted reports a number that counts as another than the journal says.
func (w *witness) rooted(number, root int64) error {
	want, heard := w.roots[number]
	if !heard {
		want.says = fmt.Sprint(number)
	}
	if got := fmt.Sprint(root); got != want.says {
		return damaged("pathway.root_differs", want.entry, want.says+" ≠ "+got)
	}
	return nil
}

func (w *witness) testifyAttentions(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	err := attention.Each(ctx, r, organisation, func(a attention.Attention) error {
		heard, ok := w.attentions[a.ID]
		if p := people[a.Person]; !ok && p != nil && p.Forgotten {
			return nil
		}
		if heard.says != a.Says() {
			return damaged("pathway.attention_differs", a.Entry, difference(heard.says, a.Says()))
		}
		delete(w.attentions, a.ID)
		return nil
	})
	for _, heard := range w.attentions {
		if err == nil {
			err = damaged("pathway.attention_gone", heard.entry)
		}
	}
	return err
}

func (w *witness) testifyPairs(ctx context.Context, r store.Reader, organisation string) error {
	return registry.EachPair(ctx, r, organisation, func(p registry.Pair) error {
		if heard := w.pairs[p.ID]; heard.says != string(p.Verdict) {
			return damaged("pathway.pair_differs", heard.entry, p.Code)
		}
		return nil
	})
}
