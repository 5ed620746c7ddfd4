package reach

import (
	"context"

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
		h := &hits{}
		h.and("f.organisation = %s and f.programme = %s", scope.Organisation, programme)
		h.and(access.SQL(permitted(scope), columns, h.arg))
		return r.Each(ctx, `select coalesce(f.until, 0), `+factColumns+`
		from fact f
		where `+h.where.String()+`
		order by f.number, f.since, f.ordinal`, h.args, func(scan store.Scan) error {
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
		h := &hits{}
		h.and("j.organisation = %s", scope.Organisation)
		if some := permitted(scope); !access.Everything(some) {
			h.and(`exists (select 1 from fact f where f.organisation = j.organisation and f.number = j.number and ` + access.SQL(some, columns, h.arg) + `)`)
		}
		joins, err = store.All(ctx, r, `
		select j.number, j.root, j.since, coalesce(j.until, 0)
		from fact_root j
		where `+h.where.String()+`
		order by j.number, j.since`, h.args, func(scan store.Scan) (Rooted, error) {
			var j Rooted
			return j, scan(&j.Number, &j.Root, &j.Since, &j.Until)
		})
		return err
	})
	return joins, err
}

// past opens a snapshot for whoever may see the rows of a programme.
func (s SQL) past(ctx context.Context, scope access.Scope, programme string, do func(store.Reader) error) error {
	if _, err := Permitted(scope, programme); err != nil {
		return err
	}
	return s.DB.Read(ctx, do)
}
