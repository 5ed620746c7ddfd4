package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
)

// Move gives attentions to another record: a person decided whose they are after
// a merge was undone. Facts and figures follow at once, and the courses of every
// thread concerned are settled anew. Each attention keeps the row of the list that
// recorded it.
func Move(ctx context.Context, tx *journal.Tx, to *registry.Person, all ...attention.Attention) error {
	services, touched := catalogue{}, courses{}
	for _, a := range all {
		kind := attention.Kind{Programme: a.Programme, Service: a.Service}
		s, known, err := services.find(ctx, tx, tx.Organisation(), kind)
		if err != nil {
			return err
		}
		if !known {
			return trenza.Refuse("pathway.held_service_gone", a.Service)
		}
		from, err := attention.Move(ctx, tx, a, to, s)
		if err != nil {
			return err
		}
		for _, record := range []string{from, to.ID} {
			if err := touched.note(ctx, tx, record, kind, s); err != nil {
				return err
			}
		}
	}
	return touched.settle(ctx, tx, services)
}

// MoveSeat gives a seat to another record, which held it all along.
func MoveSeat(ctx context.Context, tx *journal.Tx, to *registry.Person, s collective.Seat) error {
	if err := collective.HoldFrom(ctx, tx, s, ""); err != nil {
		return err
	}
	s.Holder = to.ID
	return collective.Take(ctx, tx, s)
}

// MoveLink says that another record was among those who were counted. Where nobody
// of her sex and age was, it is refused.
func MoveLink(ctx context.Context, tx *journal.Tx, to *registry.Person, m outreach.Membership) error {
	a, _, err := outreach.ByID(ctx, tx, tx.Organisation(), m.Activity)
	if err != nil {
		return err
	}
	if err := outreach.Unlink(ctx, tx, m); err != nil {
		return err
	}
	return outreach.Link(ctx, tx, a, to)
}

// KeptFor returns what was recorded while a thread was one with another from which
// it was parted since: what may have to be moved to it, or away from it.
func KeptFor(ctx context.Context, tx *journal.Tx, record *registry.Person) (Kept, error) {
	var all Kept
	scope, err := access.For(tx.Actor())
	if err != nil {
		return all, err
	}
	merges, err := registry.Undone(ctx, tx, tx.Organisation())
	if err != nil {
		return all, err
	}
	for _, m := range merges {
		pair, found, err := registry.PairByID(ctx, tx, tx.Organisation(), m.Pair)
		if err != nil {
			return all, err
		}
		if !found {
			continue // it went with its list
		}
		kept, err := keptFor(ctx, tx, scope, m, pair, record)
		if err != nil {
			return all, err
		}
		all.Attentions = append(all.Attentions, kept.Attentions...)
		all.Seats, all.Links = append(all.Seats, kept.Seats...), append(all.Links, kept.Links...)
	}
	return all, nil
}

// keptFor returns what was recorded while a merge held, when the record is on one
// of the threads that it had joined and the actor may know of it.
func keptFor(ctx context.Context, tx *journal.Tx, scope access.Scope, m registry.Merge, pair registry.Pair, record *registry.Person) (Kept, error) {
	one, other, err := registry.Parted(ctx, tx, m)
	if err != nil || one.Root != record.Root && other.Root != record.Root {
		return Kept{}, err
	}
	known, err := pair.Knows(ctx, tx, tx.Vault(), scope)
	if err != nil || !known {
		return Kept{}, err
	}
	return keptBy(ctx, tx, m, one, other)
}
