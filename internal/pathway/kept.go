package pathway

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
)

// Kept is what was recorded of two threads while they were one: it stays where it
// was recorded, for a person to look through. Attentions can be moved.
type Kept struct {
	Attentions []attention.Attention
	Steps      []agenda.Step
	Consents   []registry.Consent
	Households []registry.Membership
	Seats      []collective.Seat
	Links      []outreach.Membership
	Pairs      []registry.Pair // that were decided meanwhile
}

// Records returns the ids of the records that have any of it, each once.
func (k Kept) Records() []string {
	var ids []string
	for _, a := range k.Attentions {
		ids = append(ids, a.Person)
	}
	for _, s := range k.Steps {
		ids = append(ids, s.Person)
	}
	for _, c := range k.Consents {
		ids = append(ids, c.Person)
	}
	for _, m := range k.Households {
		ids = append(ids, m.Person)
	}
	for _, s := range k.Seats {
		ids = append(ids, s.Holder)
	}
	for _, l := range k.Links {
		ids = append(ids, l.Person)
	}
	for _, p := range k.Pairs {
		ids = append(ids, p.First)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// keptBy returns what was recorded of threads while a merge held.
func keptBy(ctx context.Context, tx *journal.Tx, m registry.Merge, threads ...*registry.Person) (Kept, error) {
	var kept Kept
	for _, thread := range threads {
		records, err := registry.Thread(ctx, tx, tx.Organisation(), thread.Root)
		if err != nil {
			return Kept{}, err
		}
		for _, record := range records {
			if err := kept.add(ctx, tx, record, m.At+1, lastOf(m)); err != nil {
				return Kept{}, err
			}
			if err := kept.addPairs(ctx, tx, record, m.At+1, lastOf(m)); err != nil {
				return Kept{}, err
			}
		}
	}
	slices.SortFunc(kept.Attentions, func(a, b attention.Attention) int { return cmp.Compare(a.Entry, b.Entry) })
	slices.SortFunc(kept.Pairs, func(a, b registry.Pair) int { return cmp.Compare(a.Decided, b.Decided) })
	return kept, nil
}

// lastOf is the last position at which a merge held; one that is being undone
// held until now.
func lastOf(m registry.Merge) int64 {
	if m.Undone != nil {
		return *m.Undone - 1
	}
	return math.MaxInt64
}

// add adds what was recorded of a record by the entries from one position to
// another.
func (k *Kept) add(ctx context.Context, tx *journal.Tx, record string, first, last int64) error {
	organisation := tx.Organisation()
	attentions, err := attention.Between(ctx, tx, organisation, record, first, last)
	if err != nil {
		return err
	}
	steps, err := agenda.Between(ctx, tx, organisation, record, first, last)
	if err != nil {
		return err
	}
	consents, err := registry.ConsentsGiven(ctx, tx, organisation, record, first, last)
	if err != nil {
		return err
	}
	households, err := registry.HouseholdsJoined(ctx, tx, organisation, record, first, last)
	if err != nil {
		return err
	}
	seats, err := collective.SeatsTaken(ctx, tx, organisation, record, first, last)
	if err != nil {
		return err
	}
	links, err := outreach.LinksOf(ctx, tx, organisation, record, first, last)
	for _, household := range households {
		k.Households = append(k.Households, registry.Membership{Household: household, Person: record})
	}
	k.Attentions, k.Steps = append(k.Attentions, attentions...), append(k.Steps, steps...)
	k.Consents = append(k.Consents, consents...)
	k.Seats, k.Links = append(k.Seats, seats...), append(k.Links, links...)
	return err
}

// addPairs adds the pairs of a record that were decided from one position to
// another, as far as the actor may know of them.
func (k *Kept) addPairs(ctx context.Context, tx *journal.Tx, record string, first, last int64) error {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return err
	}
	pairs, err := registry.PairsWith(ctx, tx, tx.Organisation(), record)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		listed := slices.ContainsFunc(k.Pairs, func(other registry.Pair) bool { return other.ID == p.ID })
		if listed || p.Decided < first || p.Decided > last || p.Verdict == registry.Unsure {
			continue
		}
		known, err := p.Knows(ctx, tx, tx.Vault(), scope)
		if err != nil {
			return err
		}
		if known {
			k.Pairs = append(k.Pairs, p)
		}
	}
	return nil
}
