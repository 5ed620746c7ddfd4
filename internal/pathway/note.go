package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// Noted is what came of noting an attention.
type Noted struct {
	Attention attention.Attention // as it was recorded; the zero Attention when it was not
	Had       bool                // her thread has it already: nothing was written
	Near      *attention.Near     // it nearly repeats this: nothing was written until somebody is sure
}

// Note records that somebody who is known, by the code of a record of hers,
// received a service. What her thread has already is not recorded again, and what
// nearly repeats it only when whoever notes it is sure. Somebody beyond the scope
// is NotFound; who was forgotten receives nothing more.
func Note(ctx context.Context, tx *journal.Tx, scope access.Scope, code string, s attention.Service, a attention.Attention, sure bool) (Noted, error) {
	if err := attention.Allow(tx.Actor(), s, a.Day, a.Place); err != nil {
		return Noted{}, err
	}
	reached, err := registry.Reach(ctx, tx, scope, code)
	if err != nil {
		return Noted{}, err
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), reached.Root)
	if err != nil {
		return Noted{}, err
	}
	if p.Forgotten {
		return Noted{}, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{reached.Code}}
	}
	had, err := attention.Compare(ctx, tx, p.Root, s, []attention.Attention{a})
	if err != nil {
		return Noted{}, err
	}
	if had.Near != nil && !sure {
		return Noted{Near: had.Near}, nil
	}
	if had.Near == nil && len(had.Fresh) == 0 {
		return Noted{Had: true}, nil
	}
	given, err := attention.Give(ctx, tx, p, s, a)
	return Noted{Attention: given}, err
}
