package registry

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
)

// Amend makes what is known of who a person is what a record says, and keeps why.
// A list completes and never overwrites; this is how somebody who knows better
// overwrites. What the record said before is in the entry, sealed with it. Her old
// spellings stay known, so that she is still recognised by them; what was a wrong
// paper or phone is hers no longer.
//
// Whatever touches her health, and her stages of life, is no part of it. Facts say
// from now on what is known now, and whoever she resembles by it is asked about:
// somebody who holds the paper that she now has among them.
func (g *Registry) Amend(ctx context.Context, tx *journal.Tx, person string, r Record, reason string) (Known, error) {
	if err := must(ctx, tx, "person.amend", person); err != nil {
		return Known{}, err
	}
	if err := r.Check(trenza.DayOf(tx.Now())); err != nil {
		return Known{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Known{}, trenza.Refuse("registry.amend_reason")
	}
	now, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), person)
	if err != nil {
		return Known{}, err
	}
	if now.Forgotten {
		return Known{}, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{now.Code}}
	}
	then := now.amended(r)
	if then.Says() == now.Says() {
		return Known{}, trenza.Refuse("registry.amend_nothing")
	}
	if err := amend(ctx, tx, now, then, reason); err != nil {
		return Known{}, err
	}
	asked, err := g.ask(ctx, tx, then)
	return Known{Person: then, Asked: asked}, err
}

// amend keeps and tells what a person says from now on.
func amend(ctx context.Context, tx *journal.Tx, now, then *Person, reason string) error {
	if err := dropTokens(ctx, tx, now, keysOf(then.Identity)); err != nil {
		return err
	}
	if err := updatePerson(ctx, tx, then); err != nil {
		return err
	}
	if err := keepTokens(ctx, tx, then.ID, then.Identity); err != nil {
		return err
	}
	e, before := updated(then, countedOf(now)), registered(now)
	e.Before, e.Reason = &before, strings.TrimSpace(reason)
	_, err := tx.Tell(ctx, e)
	return err
}

// amended is a person as a record says that she is.
func (p *Person) amended(r Record) *Person {
	then := *p
	id := &then.Identity
	id.Names = slices.Clone(id.Names)
	if !r.Name.Empty() {
		id.Names = slices.DeleteFunc(id.Names, func(n Name) bool { return n == r.Name })
		id.Names = append([]Name{r.Name}, id.Names...)
	}
	id.Birth, id.Address, id.Called, id.Contact = r.Birth, r.Address, r.Called, r.Contact
	id.Documents, id.Phones = keptOr(id.Documents, r.Documents), keptOr(id.Phones, known(normalPhones(r.Phones)))
	then.Sex, then.Nationality, then.Population = r.Sex, r.Nationality, r.Population
	return &then
}

// keptOr returns what is said, or what was known where that is the same, so that
// nothing said in other words is taken for a change.
func keptOr[T any](before, said []T) []T {
	if len(before) == len(said) && (len(said) == 0 || reflect.DeepEqual(before, said)) {
		return before
	}
	return said
}

// known leaves out what says nothing, and says everything once.
func known(phones []string) (some []string) {
	for _, phone := range phones {
		if phone != "" && !slices.Contains(some, phone) {
			some = append(some, phone)
		}
	}
	return some
}
