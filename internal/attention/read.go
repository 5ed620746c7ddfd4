package attention

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// ClassOf says of which class the rows of a service are, and false for a service
// that nobody knows any more.
type ClassOf func(Kind) (trenza.Class, bool)

// Read returns what a thread received, by whichever of its records, as far as a
// scope sees it, the latest first and with the forms that open. What is
// restricted, and what is of a service that classOf does not know, is left out.
func Read(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string, classOf ClassOf) ([]Attention, error) {
	found, err := ofRecords(ctx, r, scope.Organisation, root, func(person string) ([]withForm, error) {
		where, args := within(scope, person)
		return store.All(ctx, r, `select `+attentionColumns+`, a.form
			from attention a
			where `+where, args, scanWithForm)
	})
	if err != nil {
		return nil, err
	}
	var all []Attention
	for _, w := range found {
		class, known := classOf(Kind{w.Programme, w.Service})
		if !known || class >= trenza.P4 {
			continue
		}
		a := w.Attention
		a.Class = class
		if a.Form, err = w.open(ctx, vault, scope.Organisation, class); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b Attention) int { return cmp.Or(-cmp.Compare(a.Day, b.Day), -cmp.Compare(a.Entry, b.Entry)) })
	return all, nil
}

// ReadMilestones returns what came true for a thread, as [Read] returns what it
// received.
func ReadMilestones(ctx context.Context, r store.Reader, scope access.Scope, root string, classOf ClassOf) ([]Milestone, error) {
	all, err := ofRecords(ctx, r, scope.Organisation, root, func(person string) ([]Milestone, error) {
		where, args := within(scope, person)
		return store.All(ctx, r, `select `+milestoneColumns+`
			from milestone a
			where `+where, args, scanMilestone)
	})
	all = slices.DeleteFunc(all, func(m Milestone) bool {
		class, known := classOf(Kind{m.Programme, m.Service})
		return !known || class >= trenza.P4
	})
	slices.SortStableFunc(all, func(a, b Milestone) int { return cmp.Or(-cmp.Compare(a.Day, b.Day), -cmp.Compare(a.Entry, b.Entry)) })
	return all, err
}

// within is the condition under which rows of a record, as a, are seen, and its
// arguments.
func within(scope access.Scope, person string) (string, []any) {
	args := store.Args(scope.Organisation, person)
	seen := Where(scope, "attention.read", func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	})
	return "a.organisation = $1 and a.person = $2 and " + seen, args
}
