package pathway

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// HeldPage returns the rows that wait for a decision and came after a position, so
// many at most, in the order in which they came, and the position after which
// there are more, 0 at the end. It reads those that OpenHeld reads, and looks at
// few of the others.
func HeldPage(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, after int64, most int) (held []Held, next int64, err error) {
	if access.Nothing(scope.Where("review.read", access.Pair)) {
		return nil, 0, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	for {
		some, err := heldRows(ctx, r, scope.Organisation, `and verdict = 'open' and raised > $2 order by raised limit $3`, after, most+1)
		if err != nil {
			return nil, 0, err
		}
		for _, h := range some {
			may, err := h.permitted(ctx, r, vault, scope, "review.read")
			if err != nil {
				return nil, 0, err
			}
			if may && len(held) == most {
				return held, after, nil
			}
			if may {
				held = append(held, h)
			}
			after = h.Raised
		}
		if len(some) <= most {
			return held, 0, nil
		}
	}
}

// ReadHeld returns a held row by its code. One that the scope does not read is not
// there.
func ReadHeld(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, code string) (Held, error) {
	h, err := FindHeld(ctx, r, scope.Organisation, code)
	if err != nil {
		return h, err
	}
	may, err := h.permitted(ctx, r, vault, scope, "review.read")
	if err == nil && !may {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "pathway.no_such_held", Args: []any{h.Code}}
	}
	return h, err
}

// TellShown puts it on record that something of some people, up to a class, is
// shown outside their threads, before it is: to a role of which every reading is on
// record, or to anybody where it is sensitive. fields are those of what is
// sensitive.
func TellShown(ctx context.Context, j *journal.Journal, actor trenza.Actor, class trenza.Class, fields []access.Field, roots ...string) error {
	roles := slices.Sorted(slices.Values(actor.RoleNames()))
	logged := slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(readOnRecord, role) })
	if len(roots) == 0 || class < trenza.P3 && !logged {
		return nil
	}
	slices.Sort(roots)
	return j.Write(ctx, actor, func(tx *journal.Tx) error {
		for _, root := range slices.Compact(roots) {
			_, err := tx.Tell(ctx, ThreadRead{Whose: root, Roles: roles, Classes: []string{class.String()}, Fields: fields, highest: class})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
