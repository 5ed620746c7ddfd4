package pathway

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/registry"
)

// life reads what is told of whoever is shown by name: with whom she lives, what
// she consented to, and the seats that she holds.
func (o *opening) life(ctx context.Context) (err error) {
	if err = o.team(ctx); err != nil {
		return err
	}
	if err = o.household(ctx); err != nil {
		return err
	}
	if o.thread.Consents, err = o.consents(ctx); err != nil {
		return err
	}
	served := o.served()
	for _, p := range o.thread.Records {
		seats, err := collective.ReadSeats(ctx, o.r, o.journal.Vault(), o.scope, p.ID, served)
		if err != nil {
			return err
		}
		o.thread.Seats = append(o.thread.Seats, seats...)
	}
	return nil
}

// served says for which committees she received what is shown, and where.
func (o *opening) served() map[string][]access.Ambit {
	served := make(map[string][]access.Ambit)
	for _, a := range o.thread.Attentions {
		if a.Collective != "" {
			served[a.Collective] = append(served[a.Collective], access.Ambit{Programme: a.Programme, Field: a.Field, Course: a.Service, Place: a.Place})
		}
	}
	return served
}

// consents returns what she consented to, by every record.
func (o *opening) consents(ctx context.Context) (all []registry.Consent, err error) {
	for _, p := range o.thread.Records {
		given, err := registry.ConsentsOf(ctx, o.r, o.scope.Organisation, p.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, given...)
	}
	return all, nil
}

// team says who accompanies her to those who do themselves, and to whoever shares
// out the work: for anybody else it would tell in which fields of work she is
// cared for.
func (o *opening) team(ctx context.Context) error {
	if !slices.Contains(o.person.Assigned, o.scope.Actor.Account) {
		shares, err := registry.Permits(ctx, o.r, o.scope, "person.assign", o.root)
		if err != nil || !shares {
			return err
		}
	}
	o.thread.Team = o.person.Assigned
	return nil
}

// household reads with whom she lives. Whoever's every reading is on record reads
// one person at a time: to her the others are codes.
func (o *opening) household(ctx context.Context) error {
	mates, err := registry.HousematesOf(ctx, o.r, o.scope, o.root)
	if err != nil {
		return err
	}
	named := !slices.ContainsFunc(o.scope.Actor.RoleNames(), func(role string) bool { return slices.Contains(readOnRecord, role) })
	for _, h := range mates {
		mate := Mate{Housemate: h}
		if named {
			if mate.Person, err = o.mate(ctx, h); err != nil {
				return err
			}
		}
		o.thread.Household = append(o.thread.Household, mate)
	}
	return nil
}

// mate opens the record of a housemate whom the scope reads, nil of any other.
func (o *opening) mate(ctx context.Context, h registry.Housemate) (*registry.Person, error) {
	reached, err := registry.Reach(ctx, o.r, o.scope, h.Code)
	if err != nil || !reached.Identified {
		return nil, err
	}
	p, err := registry.Find(ctx, o.r, o.journal.Vault(), o.scope.Organisation, reached.Root)
	if err != nil || p.Forgotten {
		return nil, err
	}
	p.Health = registry.Health{}
	return p, nil
}
