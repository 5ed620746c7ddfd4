package pathway

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// Verify proves everything that an organisation has: the journal by itself,
// the tables by what the journal witnessed, and the facts by the tables. It
// returns how many entries and facts it found; the first thing that is wrong is
// a Problem that names it.
func Verify(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (entries, facts int, err error) {
	entries, facts, err = verify(ctx, r, vault, organisation)
	if err != nil && trenza.KindOf(err) == trenza.Conflict {
		return entries, facts, err
	}
	if changed := journal.VerifyRows(ctx, r, vault, organisation); changed != nil {
		err = changed
	}
	return entries, facts, whose(ctx, r, organisation, err)
}

func verify(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (entries, facts int, err error) {
	derived, err := derivationsOf(ctx, r, vault, organisation)
	if err != nil {
		return 0, 0, err
	}
	w := &witness{
		people: make(map[string]testimony), attentions: make(map[string]testimony),
		pairs: make(map[string]testimony), opinions: make(opinions), erased: make(map[string]testimony), models: make(map[string]testimony),
		roots: make(map[int64]testimony), accompanied: make(accompanied), planned: make(planned), taught: make(taught),
		committees: newCommittees(), measured: make(spoken), ventures: make(spoken), gone: newTakenBack(),
	}
	entries, err = journal.VerifyEach(ctx, r, vault, organisation, func(h journal.Header, body []byte) error {
		derived.hear(h)
		return w.hear(h, body)
	})
	if err != nil {
		return entries, 0, err
	}
	people, err := registry.All(ctx, r, vault, organisation)
	if err != nil {
		return entries, 0, err
	}
	if err := w.testify(ctx, r, organisation, people); err != nil {
		return entries, 0, err
	}
	if facts, err = verifyFacts(ctx, r, organisation, people); err != nil {
		return entries, facts, err
	}
	return entries, facts, derived.verdict()
}

// testimony is what an entry says of a row.
type testimony struct {
	entry     int64
	says      string
	forgotten bool // the key of the person was destroyed: less can be said of her
}

// earliest returns the testimony of the first entry, and whether there is any.
func earliest[K comparable](all map[K]testimony) (testimony, bool) {
	if len(all) == 0 {
		return testimony{}, false
	}
	byEntry := func(a, b testimony) int { return cmp.Compare(a.entry, b.entry) }
	return slices.MinFunc(slices.Collect(maps.Values(all)), byEntry), true
}

// witness remembers what the journal says of the rows that figures rest on:
// who people are, what they received, and whose records are whose.
type witness struct {
	people     map[string]testimony // by id
	attentions map[string]testimony // by id
	pairs      map[string]testimony // by id: the verdict
	opinions   opinions
	erased     map[string]testimony // by id of the record: its tombstone
	models     map[string]testimony // by version
	roots      map[int64]testimony  // by number: the number it counts as
	gone       takenBack

	accompanied accompanied
	planned     planned
	taught      taught
	committees  *committees
	measured    spoken
	ventures    spoken
}

// hear notes what an entry says. A body that was forgotten says nothing.
func (w *witness) hear(h journal.Header, body []byte) error {
	if body == nil {
		return nil
	}
	switch h.Verb {
	case registry.Registered{}.Verb(), registry.Updated{}.Verb(), registry.Restored{}.Verb():
		var e registry.Registered
		err := json.Unmarshal(body, &e)
		w.people[e.ID] = testimony{entry: h.Number, says: e.Says()}
		return err
	case attention.Given{}.Verb():
		var e attention.Given
		err := json.Unmarshal(body, &e)
		w.attentions[e.ID] = testimony{entry: h.Number, says: e.Says()}
		return err
	case attention.Corrected{}.Verb():
		var e attention.Corrected
		err := json.Unmarshal(body, &e)
		w.attentions[e.ID] = testimony{entry: h.Number, says: e.Says()}
		return err
	case attention.Moved{}.Verb():
		var e attention.Moved
		err := json.Unmarshal(body, &e)
		w.attentions[e.ID] = testimony{entry: h.Number, says: e.Says()}
		return err
	case registry.AssignmentBegun{}.Verb(), registry.AssignmentEnded{}.Verb():
		return w.accompanied.hear(h, body)
	case agenda.StepPlanned{}.Verb(), agenda.StepMoved{}.Verb(), agenda.StepDone{}.Verb(), agenda.StepDropped{}.Verb():
		return w.planned.hear(h, body)
	case measure.Taken{}.Verb(), measure.Withdrawn{}.Verb():
		return w.hearMeasure(h, body)
	case live.Learnt{}.Verb():
		return w.hearLearnt(h, body)
	case registry.Raised{}.Verb(), registry.Decided{}.Verb(), registry.PairWithdrawn{}.Verb():
		return w.hearPair(h, body)
	case registry.Merged{}.Verb(), registry.Unmerged{}.Verb():
		var e registry.Merged
		err := json.Unmarshal(body, &e)
		for _, root := range e.Roots {
			w.roots[root.Number] = testimony{entry: h.Number, says: fmt.Sprint(root.Root)}
		}
		return err
	}
	if err := w.committees.hear(h, body); err != nil {
		return err
	}
	if slices.Contains(venture.Verbs(), h.Verb) {
		return w.hearVenture(h, body)
	}
	if heard, err := w.taught.hear(h, body); heard || err != nil {
		return err
	}
	return w.hearUndone(h, body)
}

// testify holds the tables against what was heard. A row that the journal never
// spoke of, and one that it did and is gone, are wrong as well.
func (w *witness) testify(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	if err := w.back(ctx, r, organisation, people); err != nil {
		return err
	}
	numbers := make(map[string]int64, len(people))
	for id, p := range people {
		numbers[id] = p.Number
	}
	byNumber := func(a, b *registry.Person) int { return cmp.Compare(a.Number, b.Number) }
	for _, p := range slices.SortedFunc(maps.Values(people), byNumber) {
		if err := w.testifyPerson(p); err != nil {
			return err
		}
		if err := w.rooted(p.Number, numbers[p.Root]); err != nil {
			return err
		}
	}
	if gone, any := earliest(w.people); any {
		return damaged("pathway.person_gone", gone.entry)
	}
	if err := w.testifyAttentions(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyPairs(ctx, r, organisation); err != nil {
		return err
	}
	if err := w.testifyErased(ctx, r, organisation); err != nil {
		return err
	}
	if err := w.testifyModels(ctx, r, organisation); err != nil {
		return err
	}
	if err := w.testifyAssigned(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifySteps(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyTaught(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyMeasures(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyVentures(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := testifyPapers(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyCommittees(ctx, r, organisation, people); err != nil {
		return err
	}
	if err := w.testifyUndone(ctx, r, organisation); err != nil {
		return err
	}
	return w.testifyRoots(ctx, r, organisation, numbers)
}

// testifyPerson proves the row of a person. Of one whose key was destroyed the
// journal says nothing any more.
func (w *witness) testifyPerson(p *registry.Person) error {
	heard, ok := w.people[p.ID]
	delete(w.people, p.ID)
	switch {
	case p.Forgotten:
		return nil
	case !ok:
		return damaged("pathway.person_unheard", p.Code)
	case heard.says != p.Says():
		return damaged("pathway.person_differs", heard.entry, p.Code)
	}
	return nil
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
	if gone, any := earliest(w.attentions); any && err == nil {
		return damaged("pathway.attention_gone", gone.entry)
	}
	return err
}
