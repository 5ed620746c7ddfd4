package report

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Recomputed is a frozen set counted again: as of its own position, where it
// must come out the same, and as of today.
type Recomputed struct {
	Frozen  *Frozen
	Today   int64 // the position up to which the changes go
	Figures []RecomputedFigure
}

// RecomputedFigure is a frozen figure counted again.
type RecomputedFigure struct {
	Figure *FrozenFigure
	Again  int  // as of the position of the set
	Same   bool // value, cells, and the hash of the rows
	Today  int  // as of today
	Erased int  // people in it whose identity was destroyed by now, who still count

	Changes []Change // what moved between the two, row by row, by code
	Covered bool     // today's number and what moved are not for the reader: both tell of few, or of what is sensitive
}

// Same reports whether every figure came out as it was frozen.
func (r *Recomputed) Same() bool {
	return !slices.ContainsFunc(r.Figures, func(f RecomputedFigure) bool { return !f.Same })
}

// Recompute counts a frozen set again, by the questions that were frozen with
// it, and explains what has changed since, by codes and without names. Nothing
// that came after changes the first: corrections, joins, late entries and
// erasures all have later positions. Of a figure whose rows are not for the reader
// it says whether it comes out the same, and no more.
func (r Reporter) Recompute(ctx context.Context, scope access.Scope, code string) (*Recomputed, error) {
	f, err := r.FrozenAs(ctx, scope, code)
	if err != nil {
		return nil, err
	}
	d, err := r.definition(ctx, f)
	if err != nil {
		return nil, err
	}
	hers := scope
	if scope, err = scope.Counting("publication.recompute", publication(f.Programme, f.Public)); err != nil {
		return nil, err
	}
	again := &Recomputed{Frozen: f}
	if again.Today, err = r.Engine.Position(ctx, scope); err != nil {
		return nil, err
	}
	l, err := r.lives(ctx, scope, f.Programme)
	if err != nil {
		return nil, err
	}
	for i := range f.Figures {
		figure, err := r.recompute(ctx, scope, f, &f.Figures[i], l)
		if err != nil {
			return nil, err
		}
		if !figure.openTo(hers, d) {
			figure = RecomputedFigure{Figure: figure.Figure, Again: figure.Again, Same: figure.Same, Covered: true}
		}
		again.Figures = append(again.Figures, figure)
	}
	return again, nil
}

func (r Reporter) recompute(ctx context.Context, scope access.Scope, f *Frozen, figure *FrozenFigure, l *lives) (RecomputedFigure, error) {
	q := f.question(figure)
	answer, err := r.Engine.Count(ctx, scope, q)
	if err != nil {
		return RecomputedFigure{}, err
	}
	then, err := r.prove(ctx, scope, q)
	if err != nil {
		return RecomputedFigure{}, err
	}
	q.AsOf = 0
	now, err := r.prove(ctx, scope, q)
	if err != nil {
		return RecomputedFigure{}, err
	}
	again := RecomputedFigure{
		Figure: figure, Again: answer.Count, Today: now.Value, Erased: then.Erased,
		Same: answer.Count == figure.Value && then.Hash == figure.RowHash && sameCells(figure, answer.Cells),
	}
	again.Changes, err = l.changes(ctx, r, scope, f.Position, then.Rows, now.Rows)
	return again, err
}

// sameCells reports whether the cells are those that were frozen. Cells that
// were withheld were not kept.
func sameCells(figure *FrozenFigure, cells []reach.Cell) bool {
	if figure.Withheld {
		return true
	}
	return slices.EqualFunc(figure.Cells, cells, func(a FrozenCell, b reach.Cell) bool {
		return slices.Equal(a.Values, b.Values) && a.Count == b.Count && a.Rows == b.Rows
	})
}

// openTo reports whether a reader may see what moved a figure, row by row: she
// sees every figure of its services uncovered, or it is one of which anybody may
// have a sample (domain rules 13.8, 13.10), then and today.
func (f RecomputedFigure) openTo(scope access.Scope, d *programme.Definition) bool {
	for _, term := range f.Figure.Of {
		if scope.Reaches("figures.exact", access.Delivery, access.Among(d.Offers(), d.ID, term.Service)) {
			continue
		}
		small := f.Figure.Hidden || min(f.Figure.Value, f.Today) < f.Figure.Least
		if small || !sampled(d, term.Service) {
			return false
		}
	}
	return true
}
