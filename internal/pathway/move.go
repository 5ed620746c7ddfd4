package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
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

// KeptFor returns the attentions that were recorded while a thread was one with
// another from which it was parted since: those that may have to be moved to it,
// or away from it.
func KeptFor(ctx context.Context, tx *journal.Tx, record *registry.Person) ([]attention.Attention, error) {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return nil, err
	}
	merges, err := registry.Undone(ctx, tx, tx.Organisation())
	if err != nil {
		return nil, err
	}
	var all []attention.Attention
	for _, m := range merges {
		pair, found, err := registry.PairByID(ctx, tx, tx.Organisation(), m.Pair)
		if err != nil {
			return nil, err
		}
		if !found {
			continue // it went with its list
		}
		kept, err := keptFor(ctx, tx, scope, m, pair, record)
		if err != nil {
			return nil, err
		}
		all = append(all, kept...)
	}
	return all, nil
}

// keptFor returns what was recorded while a merge held, when the record is on one
// of the threads that it had joined and the actor may know of it.
func keptFor(ctx context.Context, tx *journal.Tx, scope access.Scope, m registry.Merge, pair registry.Pair, record *registry.Person) ([]attention.Attention, error) {
	one, other, err := registry.Parted(ctx, tx, m)
	if err != nil || one.Root != record.Root && other.Root != record.Root {
		return nil, err
	}
	known, err := pair.Knows(ctx, tx, tx.Vault(), scope)
	if err != nil || !known {
		return nil, err
	}
	kept, err := keptBy(ctx, tx, m, one, other)
	return kept.Attentions, err
}
