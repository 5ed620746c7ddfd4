package venture

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Alike returns what a notebook may speak of a second time: the batches of the
// product that were made on the day of another, by the same hands in the same
// cohort, as far as the actor reads them.
func Alike(ctx context.Context, tx *journal.Tx, b Batch) ([]Lot, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return nil, err
	}
	return lots(ctx, tx, w.scope, "b.programme = $2 and b.cohort = $3 and b.day = $4 and b.product = $5 and coalesce("+rootOfBatch+", '') = $6",
		b.Programme, b.Cohort, b.Day, b.Product, b.Person)
}

// MadeBetween returns the batches that were entered from one position to another, as
// far as the actor reads them.
func MadeBetween(ctx context.Context, tx *journal.Tx, first, last int64) ([]Lot, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return nil, err
	}
	return lots(ctx, tx, w.scope, "b.entry >= $2 and b.entry <= $3", first, last)
}

// Same reports whether two batches say the same of what was made and of what became
// of it.
func (l Lot) Same(other Lot) bool {
	a, b := l.Batch, other.Batch
	if a.Units != b.Units || a.Minutes != b.Minutes || a.Material != b.Material || a.Price != b.Price {
		return false
	}
	return !slices.ContainsFunc(Uses(), func(how string) bool {
		units, amount := l.Became(how)
		others, paid := other.Became(how)
		return units != others || amount != paid
	})
}

// Became is how many units were used in a way, and for how much.
func (l Lot) Became(how string) (units int, amount trenza.Money) {
	for _, u := range l.Uses {
		if u.How == how {
			units, amount = units+u.Units, amount+u.Amount
		}
	}
	return units, amount
}

// ToldBeyond reports whether the entries from one position to another told of a batch
// that a scope does not see.
func ToldBeyond(ctx context.Context, r store.Reader, scope access.Scope, first, last int64) (bool, error) {
	q, one := within(scope, first, last), 0
	seen := q.where("attention.read", access.Attention, ofCourse("b", rootOfBatch))
	return r.One(ctx, `
		select 1
		from product_batch b
		where b.organisation = $1 and b.entry >= $2 and b.entry <= $3 and not (`+seen+`)
		limit 1`, q.args, &one)
}
