package live

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
)

// Agrees proves that the index of a programme counts what the tables count: all
// people, those of every service in every region and month, of every sort, who was
// new when, and the households of each region. Of the whole programme, whoever asks: she is told
// that it agrees, or where it does not.
func (e *Engine) Agrees(ctx context.Context, organisation, programme string) error {
	everything, err := access.For(trenza.Actor{Organisation: organisation, Role: trenza.RoleOperator})
	if err != nil {
		return err
	}
	position, err := e.Position(ctx, everything)
	if err != nil || position == 0 {
		return err
	}
	for _, q := range []reach.Question{
		{Unit: reach.People, By: []reach.Dimension{reach.ByService, reach.ByRegion, reach.ByMonth}},
		{Unit: reach.People, By: []reach.Dimension{reach.ByDistrict, reach.BySex, reach.ByAge, reach.ByPopulation, reach.ByNationality}},
		{Unit: reach.People, By: []reach.Dimension{reach.ByMonth}, New: true},
		{Unit: reach.Households, By: []reach.Dimension{reach.ByRegion}},
	} {
		q.Programme, q.AsOf = programme, position
		if err := e.agrees(ctx, everything, q); err != nil {
			return err
		}
	}
	return nil
}

// agrees asks one question twice.
func (e *Engine) agrees(ctx context.Context, scope access.Scope, q reach.Question) error {
	want, err := e.oracle.Count(ctx, scope, q)
	if err != nil {
		return err
	}
	got, err := e.Count(ctx, scope, q)
	if err != nil {
		return err
	}
	if got.Records != want.Records {
		return differs(q, reach.Cell{Count: got.Records}, reach.Cell{Count: want.Records})
	}
	got.Cells = append(got.Cells, reach.Cell{Count: got.Count, Rows: got.Rows})
	want.Cells = append(want.Cells, reach.Cell{Count: want.Count, Rows: want.Rows})
	for i := range max(len(got.Cells), len(want.Cells)) {
		a, b := cellAt(got.Cells, i), cellAt(want.Cells, i)
		if a.Count != b.Count || a.Rows != b.Rows || !slices.Equal(a.Values, b.Values) {
			return differs(q, a, b)
		}
	}
	return nil
}

// cellAt is a cell, or an empty one behind the last.
func cellAt(cells []reach.Cell, i int) reach.Cell {
	if i < len(cells) {
		return cells[i]
	}
	return reach.Cell{}
}

// differs says in which part of which question the index counts otherwise.
func differs(q reach.Question, index, tables reach.Cell) error {
	return &trenza.Problem{Kind: trenza.Conflict, Key: "reach.index_differs", Args: []any{fmt.Sprint(q.By), spell(index), spell(tables)}}
}

// spell writes a cell: its values, and people of rows.
func spell(c reach.Cell) string {
	return strings.TrimSpace(fmt.Sprintf("%s %d/%d", strings.Join(c.Values, " "), c.Count, c.Rows))
}
