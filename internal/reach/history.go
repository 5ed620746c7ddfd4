package reach

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Held is a fact with the span of positions between which it holds.
type Held struct {
	Fact
	Until int64 // the position from which it no longer holds, 0 while it does
}

// At reports whether the fact holds as of a position.
func (h Held) At(position int64) bool {
	return h.Since <= position && (h.Until == 0 || h.Until > position)
}

// Rooted says that a number counts as another between two positions.
type Rooted struct {
	Number, Root int64
	Since        int64
	Until        int64 // 0 while it does
}

// At reports whether the number counts as the other as of a position.
func (r Rooted) At(position int64) bool {
	return r.Since <= position && (r.Until == 0 || r.Until > position)
}

// History implements Engine.
func (s SQL) History(ctx context.Context, scope access.Scope, programme string, each func(Held) error) error {
	return s.past(ctx, scope, programme, func(r store.Reader) error {
		return r.Each(ctx, `select coalesce(f.until, 0), `+factColumns+`
		from fact f
		where f.organisation = $1 and f.programme = $2
		order by f.number, f.since, f.ordinal`, store.Args(scope.Organisation, programme), func(scan store.Scan) error {
			var h Held
			if err := scan(append([]any{&h.Until}, h.targets()...)...); err != nil {
				return err
			}
			h.Root = h.Number
			return each(h)
		})
	})
}

// Joins implements Engine.
func (s SQL) Joins(ctx context.Context, scope access.Scope, programme string) ([]Rooted, error) {
	var joins []Rooted
	err := s.past(ctx, scope, programme, func(r store.Reader) (err error) {
		joins, err = store.All(ctx, r, `
		select number, root, since, coalesce(until, 0)
		from fact_root
		where organisation = $1
		order by number, since`, store.Args(scope.Organisation), func(scan store.Scan) (Rooted, error) {
			var j Rooted
			return j, scan(&j.Number, &j.Root, &j.Since, &j.Until)
		})
		return err
	})
	return joins, err
}

// past opens a snapshot for whoever may see the rows of a programme.
func (s SQL) past(ctx context.Context, scope access.Scope, programme string, do func(store.Reader) error) error {
	if !scope.Sees(trenza.P1) || scope.Programme != "" && scope.Programme != programme {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}
	}
	return s.DB.Read(ctx, do)
}
