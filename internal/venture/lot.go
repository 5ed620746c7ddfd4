package venture

import (
	"context"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Lot is a batch with what became of it.
type Lot struct {
	Batch
	Uses []Use
}

// Left is how many units nothing was said of yet.
func (l Lot) Left() int {
	left := l.Units
	for _, u := range l.Uses {
		left -= u.Units
	}
	return left
}

// LotsOf returns what a cohort of a programme made, or all of them when cohort is "",
// by day, as far as a scope sees it.
func LotsOf(ctx context.Context, r store.Reader, scope access.Scope, programme, cohort string) ([]Lot, error) {
	return lots(ctx, r, scope, "b.programme = $2 and ($3 = '' or b.cohort = $3)", programme, cohort)
}

// LotsOfMaker returns what a thread made by herself, as far as a scope sees it.
func LotsOfMaker(ctx context.Context, r store.Reader, scope access.Scope, root string) ([]Lot, error) {
	return lots(ctx, r, scope, rootOfBatch+" = $2", root)
}

func lots(ctx context.Context, r store.Reader, scope access.Scope, condition string, args ...any) ([]Lot, error) {
	made, err := batches(ctx, r, scope, "attention.read", condition, args...)
	if err != nil {
		return nil, err
	}
	all := make([]Lot, len(made))
	for i, b := range made {
		all[i].Batch = b
		if all[i].Uses, err = usesOf(ctx, r, scope.Organisation, b.ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}
