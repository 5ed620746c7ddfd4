package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Withdraw takes attentions back, as if they had not been given, and settles
// the threads that they belonged to.
func Withdraw(ctx context.Context, tx *journal.Tx, all []attention.Attention) error {
	services, touched := catalogue{}, courses{}
	offered, err := programme.Catalogue(ctx, tx, tx.Organisation())
	if err != nil {
		return err
	}
	for _, a := range all {
		if err := attention.Withdraw(ctx, tx, access.Among(offered, a.Programme, a.Service), a); err != nil {
			return err
		}
		kind := attention.Kind{Programme: a.Programme, Service: a.Service}
		s, known, err := services.find(ctx, tx, tx.Organisation(), kind)
		if err != nil {
			return err
		}
		if !known {
			continue
		}
		if err := touched.note(ctx, tx, a.Person, kind, s); err != nil {
			return err
		}
	}
	return touched.settle(ctx, tx, services)
}

// courses are the services of threads in which several attentions bring
// something about together, and have to be settled.
type courses struct {
	all  []course
	seen map[course]bool
}

type course struct {
	root string
	attention.Kind
}

// note notes that what a record has of a service has changed.
func (c *courses) note(ctx context.Context, tx *journal.Tx, record string, k attention.Kind, s attention.Service) error {
	if !s.Settles() {
		return nil
	}
	root, err := registry.RootOf(ctx, tx, tx.Organisation(), record)
	if err != nil {
		return err
	}
	if c.seen == nil {
		c.seen = make(map[course]bool)
	}
	if touched := (course{root, k}); !c.seen[touched] {
		c.all, c.seen[touched] = append(c.all, touched), true
	}
	return nil
}

func (c *courses) settle(ctx context.Context, tx *journal.Tx, services catalogue) error {
	for _, touched := range c.all {
		if err := services.settle(ctx, tx, touched.root, touched.Kind); err != nil {
			return err
		}
	}
	return nil
}

// catalogue finds services and remembers the programmes that they are of.
type catalogue map[string]*programme.Definition

// find returns a service, and false when a later version of its programme no
// longer offers it.
func (c catalogue) find(ctx context.Context, r store.Reader, organisation string, k attention.Kind) (attention.Service, bool, error) {
	d := c[k.Programme]
	if d == nil {
		var err error
		if d, err = programme.Find(ctx, r, organisation, k.Programme); err != nil {
			return attention.Service{}, false, err
		}
		c[k.Programme] = d
	}
	service, known := d.Service(k.Service)
	return attention.Service{Programme: d, Service: service}, known, nil
}

// settle makes the milestones of a thread in a service agree with its
// attentions, and its enrolments where it is a course.
func (c catalogue) settle(ctx context.Context, tx *journal.Tx, root string, k attention.Kind) error {
	s, known, err := c.find(ctx, tx, tx.Organisation(), k)
	if err != nil || !known {
		return err
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), root)
	if err != nil {
		return err
	}
	if err := attention.Settle(ctx, tx, p, s); err != nil || s.Course == nil {
		return err
	}
	return learning.Settle(ctx, tx, root)
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
// returns who was linked to it. One that is gone already stays gone; that of a
// replica goes when the replica is called off.
func WithdrawActivity(ctx context.Context, tx *journal.Tx, id string) ([]outreach.Membership, error) {
	if _, found, err := outreach.ByID(ctx, tx, tx.Organisation(), id); err != nil || !found {
		return nil, err
	}
	_, replica, err := collective.CountedAt(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return nil, err
	}
	if replica {
		return nil, trenza.Refuse("collective.call_it_off")
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
