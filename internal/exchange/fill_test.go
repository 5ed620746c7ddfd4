package exchange

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// A cell merged down a column says the same of every row beside it. A name does so
// of rows that say nothing else of who came: another name is another person.
func TestMergedCellsAreFilled(t *testing.T) {
	place := sheet.Range{FirstRow: 2, LastRow: 4, FirstColumn: 0, LastColumn: 0}
	name := sheet.Range{FirstRow: 2, LastRow: 4, FirstColumn: 1, LastColumn: 1}
	header := sheet.Range{FirstRow: 1, LastRow: 2, FirstColumn: 0, LastColumn: 0}
	u := table{
		head: head{rows: []sheet.Row{{Number: 1, Cells: []string{"Lugar", "Apellidos"}}}}, merged: []sheet.Range{place, name, header},
		sources: map[string]source{"place": {columns: []int{0}}, "surnames": {columns: []int{1}}},
	}
	u.finish([]Placed{{Index: 0, Key: "place", Heading: "Lugar", Read: true}, {Index: 1, Key: "surnames", Heading: "Apellidos", Read: true}})
	filler := u.filler()
	for n, want := range [][]string{{"Trujillo", "Soto"}, {"Trujillo", "Soto"}, {"Trujillo", "Paz"}, {"", "Luna"}} {
		given := [][]string{{"Trujillo", "Soto"}, nil, {"", "Paz"}, {"", "Luna"}}[n]
		if got := filler.fill(sheet.Row{Number: n + 2, Cells: given}); !slices.Equal(got.Cells, want) {
			t.Errorf("row %d: %q, want %q", n+2, got.Cells, want)
		}
	}
}
