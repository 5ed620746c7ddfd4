package exchange

import (
	"slices"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// filler writes into each row of a merged cell what the cell says: "Trujillo"
// merged down a column is the place of every row beside it. So is a name of every
// row beside it that says nothing else of who came; a row with a name or a paper
// of its own is another person.
type filler struct {
	who      []int // the columns that say who or what a row is about
	sections []sectionColumn
	merged   []sheet.Range
	said     map[int]string // by the index of the range
}

// filler returns what fills the merged cells of a table.
func (t *table) filler() filler {
	f := filler{sections: t.sections, said: make(map[int]string)}
	for index := range t.telling {
		if t.telling[index] && !t.isDay(index) {
			f.who = append(f.who, index)
		}
	}
	for _, m := range t.merged {
		if m.FirstRow > t.head.last() && m.LastRow > m.FirstRow && t.read[m.FirstColumn] {
			f.merged = append(f.merged, m)
		}
	}
	return f
}

// isDay reports whether a column holds the day of the row.
func (t *table) isDay(index int) bool { return slices.Contains(t.sources["day"].columns, index) }

// fill returns the row with what the sections and the merged cells over it say.
func (f filler) fill(row sheet.Row) sheet.Row {
	for _, c := range f.sections {
		row = with(row, c.index, c.at(row.Number))
	}
	own := slices.ContainsFunc(f.who, func(index int) bool { return row.Cell(index) != "" })
	for n, m := range f.merged {
		if row.Number < m.FirstRow || row.Number > m.LastRow {
			continue
		}
		if row.Number == m.FirstRow {
			f.said[n] = row.Cell(m.FirstColumn)
			continue
		}
		if !own || !slices.Contains(f.who, m.FirstColumn) {
			row = with(row, m.FirstColumn, f.said[n])
		}
	}
	return row
}

// with returns the row with a text in a cell that is empty.
func with(row sheet.Row, index int, text string) sheet.Row {
	if text == "" || row.Cell(index) != "" {
		return row
	}
	row.Cells = slices.Clone(row.Cells)
	for len(row.Cells) <= index {
		row.Cells = append(row.Cells, "")
	}
	row.Cells[index] = text
	return row
}
