package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Withdraw takes attentions back, as if they had not been given, and settles
// the threads that they belonged to.
func Withdraw(ctx context.Context, tx *journal.Tx, all []attention.Attention) error {
	services := catalogue{}
	type course struct {
		root string
		attention.Kind
	}
	var touched []course
	seen := make(map[course]bool)
	for _, a := range all {
		if err := attention.Withdraw(ctx, tx, a); err != nil {
			return err
		}
		kind := attention.Kind{Programme: a.Programme, Service: a.Service}
		s, known, err := services.find(ctx, tx, kind)
		if err != nil {
			return err
		}
		if !known || !s.Settles() {
			continue
		}
		root, err := registry.RootOf(ctx, tx, tx.Organisation(), a.Person)
		if err != nil {
			return err
		}
		if c := (course{root, kind}); !seen[c] {
			touched, seen[c] = append(touched, c), true
		}
	}
	for _, c := range touched {
		if err := services.settle(ctx, tx, c.root, c.Kind); err != nil {
			return err
		}
	}
	return nil
}

// catalogue finds services and remembers the programmes that they are of.
type catalogue map[string]*programme.Definition

// find returns a service, and false when a later version of its programme no
// longer offers it.
func (c catalogue) find(ctx context.Context, tx *journal.Tx, k attention.Kind) (attention.Service, bool, error) {
	d := c[k.Programme]
	if d == nil {
		var err error
		if d, err = programme.Find(ctx, tx, tx.Organisation(), k.Programme); err != nil {
			return attention.Service{}, false, err
		}
		c[k.Programme] = d
	}
	service, known := d.Service(k.Service)
	return attention.Service{Programme: d, Service: service}, known, nil
}

// settle makes the milestones of a thread in a service agree with its
// attentions.
func (c catalogue) settle(ctx context.Context, tx *journal.Tx, root string, k attention.Kind) error {
	s, known, err := c.find(ctx, tx, k)
	if err != nil || !known {
		return err
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), root)
	if err != nil {
		return err
	}
	return attention.Settle(ctx, tx, p, s)
}

// withdrawByID takes back those attentions that are still there.
func withdrawByID(ctx context.Context, tx *journal.Tx, ids []string) error {
	var all []attention.Attention
	for _, id := range ids {
		a, found, err := attention.ByID(ctx, tx, tx.Organisation(), id)
		if err != nil {
			return err
		}
		if found {
			all = append(all, a)
		}
	}
	return Withdraw(ctx, tx, all)
}

// WithdrawActivity takes a headcount back, or an answer without a name, and
// returns who was linked to it. One that is gone already stays gone.
func WithdrawActivity(ctx context.Context, tx *journal.Tx, id string) ([]outreach.Membership, error) {
	if _, found, err := outreach.ByID(ctx, tx, tx.Organisation(), id); err != nil || !found {
		return nil, err
	}
	linked, err := outreach.LinkedTo(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return nil, err
	}
	for _, m := range linked {
		if err := outreach.Unlink(ctx, tx, m); err != nil {
			return nil, err
		}
	}
	return linked, outreach.Withdraw(ctx, tx, id)
}
