package venture

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Entered is a batch with what became of it.
type Entered struct {
	Batch
	Uses []Use
}

// Alike returns what a notebook may speak of a second time: the batches of the
// product that were made on the day of another, by the same hands in the same
// cohort, as far as the actor reads them.
func Alike(ctx context.Context, tx *journal.Tx, b Batch) ([]Entered, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return nil, err
	}
	return entered(ctx, tx, w.scope, "b.programme = $2 and b.cohort = $3 and b.day = $4 and b.product = $5 and coalesce("+rootOfBatch+", '') = $6",
		b.Programme, b.Cohort, b.Day, b.Product, b.Person)
}

// MadeBetween returns the batches that were entered from one position to another, as
// far as the actor reads them.
func MadeBetween(ctx context.Context, tx *journal.Tx, first, last int64) ([]Entered, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return nil, err
	}
	return entered(ctx, tx, w.scope, "b.entry >= $2 and b.entry <= $3", first, last)
}

// MadeIn returns what was made in a programme with what became of it, as far as a
// scope sees it, by day.
func MadeIn(ctx context.Context, r store.Reader, scope access.Scope, programme string) ([]Entered, error) {
	return entered(ctx, r, scope, "b.programme = $2", programme)
}

func entered(ctx context.Context, r store.Reader, scope access.Scope, condition string, args ...any) ([]Entered, error) {
	found, err := batches(ctx, r, scope, "attention.read", condition, args...)
	all := make([]Entered, len(found))
	for i, b := range found {
		if err != nil {
			return nil, err
		}
		all[i].Batch = b
		all[i].Uses, err = usesOf(ctx, r, scope.Organisation, b.ID)
	}
	return all, err
}

// Same reports whether two batches say the same of what was made and of what became
// of it.
func (e Entered) Same(other Entered) bool {
	a, b := e.Batch, other.Batch
	if a.Units != b.Units || a.Minutes != b.Minutes || a.Material != b.Material || a.Price != b.Price {
		return false
	}
	return slices.Equal(e.became(), other.became())
}

// Became is how many units were used in a way, and for how much.
func (e Entered) Became(how string) (units int, amount trenza.Money) {
	for _, u := range e.Uses {
		if u.How == how {
			units, amount = units+u.Units, amount+u.Amount
		}
	}
	return units, amount
}

// became is what became of the units in each way.
func (e Entered) became() (sums []int64) {
	for _, how := range Uses() {
		units, amount := e.Became(how)
		sums = append(sums, int64(units), int64(amount))
	}
	return sums
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
