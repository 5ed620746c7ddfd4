package pathway

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/venture"
)

// Make keeps what was made ([venture.Make]). Where a cohort made it, that is one that
// the actor sees, it says of which programme and where, and its training teaches the
// product.
func Make(ctx context.Context, tx *journal.Tx, b venture.Batch) (venture.Batch, error) {
	if b.Cohort == "" {
		return venture.Make(ctx, tx, b)
	}
	w, err := workshopOf(ctx, tx, b.Cohort)
	if err != nil {
		return b, err
	}
	if !slices.ContainsFunc(w.products, func(p programme.Product) bool { return p.ID == b.Product }) {
		return b, trenza.Refuse("venture.product_unknown", b.Product)
	}
	b.Programme, b.Place = w.cohort.Programme, w.cohort.Place
	return venture.Make(ctx, tx, b)
}

// NoteLine keeps a line of the account of a cohort that the actor sees
// ([venture.Note]): of its programme and its place, and where the line names no
// course, of that of its first product.
func NoteLine(ctx context.Context, tx *journal.Tx, l venture.Line) (venture.Line, error) {
	w, err := workshopOf(ctx, tx, l.Cohort)
	if err != nil {
		return l, err
	}
	if len(w.products) == 0 {
		return l, trenza.Refuse("venture.no_products", w.cohort.Title)
	}
	if l.Service == "" {
		l.Service = w.products[0].Service
	}
	l.Programme, l.Place = w.cohort.Programme, w.cohort.Place
	return venture.Note(ctx, tx, l)
}

// workshop is a cohort with what its training makes.
type workshop struct {
	cohort   learning.Cohort
	products []programme.Product
}

// workshopOf finds a cohort that the actor sees.
func workshopOf(ctx context.Context, tx *journal.Tx, id string) (w workshop, err error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return w, err
	}
	cohort, training, err := learning.ByID(ctx, tx, scope, id)
	if err != nil {
		return w, err
	}
	d, err := programme.Find(ctx, tx, tx.Organisation(), cohort.Programme)
	if err != nil {
		return w, err
	}
	return workshop{cohort, d.MadeIn(training)}, nil
}
