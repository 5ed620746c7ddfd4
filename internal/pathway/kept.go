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
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// Kept is what was recorded of two threads while they were one: it stays where it
// was recorded, for a person to look through. Attentions, seats and links can be moved.
type Kept struct {
	Attentions []attention.Attention
	Steps      []agenda.Step
	Measures   []measure.Measurement
	Ventures   []venture.Venture
	Enrolments []learning.Enrolment
	Papers     []learning.Certificate // that were issued
	Consents   []registry.Consent
	Households []registry.Membership
	Seats      []collective.Seat
	Proposals  []collective.Proposal
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
	for _, m := range k.Measures {
		ids = append(ids, m.Person)
	}
	for _, v := range k.Ventures {
		ids = append(ids, v.Person)
	}
	for _, e := range k.Enrolments {
		ids = append(ids, e.Whose)
	}
	for _, c := range k.Papers {
		ids = append(ids, c.Whose)
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
	for _, p := range k.Proposals {
		ids = append(ids, p.Holder)
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

// ReadKept returns what was recorded of the two threads of a merge while it held,
// or until now where it stands, as far as a scope reads it.
func ReadKept(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, m registry.Merge) (Kept, error) {
	var roots []string
	for _, record := range []string{m.Survivor, m.Absorbed} {
		root, err := registry.RootOf(ctx, r, scope.Organisation, record)
		if err != nil {
			return Kept{}, err
		}
		if !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	kept, err := keeping{r, vault, scope}.by(ctx, m, roots...)
	if err != nil {
		return Kept{}, err
	}
	var read []attention.Attention
	for _, a := range kept.Attentions {
		may, err := attention.Permits(ctx, r, scope, "attention.read", a.ID)
		if err != nil {
			return Kept{}, err
		}
		if may {
			read = append(read, a)
		}
	}
	kept.Attentions = read
	if kept.Enrolments, err = within(ctx, r, scope, kept.Enrolments, func(e learning.Enrolment) string { return e.ID }); err != nil {
		return Kept{}, err
	}
	if kept.Papers, err = within(ctx, r, scope, kept.Papers, func(c learning.Certificate) string { return c.Enrolment }); err != nil {
		return Kept{}, err
	}
	if kept.Steps, err = agenda.Within(ctx, r, scope, kept.Steps); err != nil {
		return Kept{}, err
	}
	if kept.Measures, err = measure.Within(ctx, r, scope, kept.Measures); err != nil {
		return Kept{}, err
	}
	kept.Ventures, err = venture.Within(ctx, r, vault, scope, kept.Ventures)
	return kept, err
}

// within returns those of some things of enrolments that a scope reads.
func within[T any](ctx context.Context, r store.Reader, scope access.Scope, all []T, enrolment func(T) string) (read []T, err error) {
	for _, one := range all {
		may, err := learning.Permits(ctx, r, scope, enrolment(one))
		if err != nil {
			return nil, err
		}
		if may {
			read = append(read, one)
		}
	}
	return read, nil
}

// keptBy returns what was recorded of threads while a merge held.
func keptBy(ctx context.Context, tx *journal.Tx, m registry.Merge, threads ...*registry.Person) (Kept, error) {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return Kept{}, err
	}
	var roots []string
	for _, thread := range threads {
		roots = append(roots, thread.Root)
	}
	return keeping{tx, tx.Vault(), scope}.by(ctx, m, roots...)
}

// keeping reads what was recorded while a merge held.
type keeping struct {
	r     store.Reader
	vault *seal.Vault
	scope access.Scope
}

func (k keeping) by(ctx context.Context, m registry.Merge, roots ...string) (Kept, error) {
	var kept Kept
	for _, root := range roots {
		records, err := registry.Thread(ctx, k.r, k.scope.Organisation, root)
		if err != nil {
			return Kept{}, err
		}
		for _, record := range records {
			if err := k.add(ctx, &kept, record, m.At+1, lastOf(m)); err != nil {
				return Kept{}, err
			}
			if err := k.addTaught(ctx, &kept, record, m.At+1, lastOf(m)); err != nil {
				return Kept{}, err
			}
			if err := k.addPairs(ctx, &kept, record, m.At+1, lastOf(m)); err != nil {
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
func (k keeping) add(ctx context.Context, kept *Kept, record string, first, last int64) error {
	organisation := k.scope.Organisation
	attentions, err := attention.Between(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	steps, err := agenda.Between(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	measures, err := measure.Between(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	ventures, err := venture.Between(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	kept.Measures, kept.Ventures = append(kept.Measures, measures...), append(kept.Ventures, ventures...)
	consents, err := registry.ConsentsGiven(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	households, err := registry.HouseholdsJoined(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	seats, err := collective.SeatsTaken(ctx, k.r, organisation, record, first, last)
	if err != nil {
		return err
	}
	proposals, err := collective.ProposalsMade(ctx, k.r, k.scope, record, first, last)
	if err != nil {
		return err
	}
	links, err := outreach.LinksOf(ctx, k.r, organisation, record, first, last)
	for _, household := range households {
		kept.Households = append(kept.Households, registry.Membership{Household: household, Person: record})
	}
	kept.Attentions, kept.Steps = append(kept.Attentions, attentions...), append(kept.Steps, steps...)
	kept.Consents = append(kept.Consents, consents...)
	kept.Seats, kept.Links = append(kept.Seats, seats...), append(kept.Links, links...)
	kept.Proposals = append(kept.Proposals, proposals...)
	return err
}

// addTaught adds the places in cohorts that a record got, and the certificates that
// were issued to it, by the entries from one position to another.
func (k keeping) addTaught(ctx context.Context, kept *Kept, record string, first, last int64) error {
	enrolments, err := learning.EnrolmentsMade(ctx, k.r, k.scope.Organisation, record, first, last)
	if err != nil {
		return err
	}
	papers, err := learning.CertificatesIssued(ctx, k.r, k.scope.Organisation, record, first, last)
	kept.Enrolments, kept.Papers = append(kept.Enrolments, enrolments...), append(kept.Papers, papers...)
	return err
}

// addPairs adds the pairs of a record that were decided from one position to
// another, as far as the reader may know of them.
func (k keeping) addPairs(ctx context.Context, kept *Kept, record string, first, last int64) error {
	pairs, err := registry.PairsWith(ctx, k.r, k.scope.Organisation, record)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		listed := slices.ContainsFunc(kept.Pairs, func(other registry.Pair) bool { return other.ID == p.ID })
		if listed || p.Decided < first || p.Decided > last || p.Verdict == registry.Unsure {
			continue
		}
		known, err := p.Knows(ctx, k.r, k.vault, k.scope)
		if err != nil {
			return err
		}
		if known {
			kept.Pairs = append(kept.Pairs, p)
		}
	}
	return nil
}
