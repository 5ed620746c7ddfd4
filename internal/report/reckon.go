package report

import (
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/reach"
)

// told reports whether a hidden cell can be reckoned: whoever knows the shown
// cells, which hidden ones are small, and the totals that may be published, is
// left with one value for it. In a table of more than two dimensions each total
// is held against its own cells alone.
func (t *table) told(c *Cell) bool {
	if t.dimensions <= 2 {
		return t.web.told(c)
	}
	for d := range t.dimensions {
		if newWeb(t.lines(d)[c.lineIn(d)], 1, t.least).told(c) {
			return true
		}
	}
	return t.web.told(c)
}

// web ties the cells of a table by the totals that they share.
type web struct {
	least   int
	small   bool                // the total of all is no more known than a small cell
	ends    map[*Cell][2]string // the row and the column of each
	rows    map[string][]*Cell
	columns map[string][]*Cell
}

// newWeb ties cells of one line, or of rows and columns. The rows of which
// nobody knows the total are as one: what they have together is known by the
// others. So are the columns, and the cells of a single line have none of their
// own.
func newWeb(cells []*Cell, dimensions, least int) web {
	w := web{
		least: least, small: small(sum(cells), least),
		ends: make(map[*Cell][2]string), rows: make(map[string][]*Cell), columns: make(map[string][]*Cell),
	}
	end := func(*Cell) [2]string { return [2]string{"row", "column"} }
	if dimensions == 2 {
		rows, columns := knownLines(cells, 0, least), knownLines(cells, 1, least)
		end = func(c *Cell) [2]string { return [2]string{"row" + rows[c.Values[0]], "column" + columns[c.Values[1]]} }
	}
	for _, c := range cells {
		e := end(c)
		w.ends[c] = e
		w.rows[e[0]] = append(w.rows[e[0]], c)
		w.columns[e[1]] = append(w.columns[e[1]], c)
	}
	return w
}

// knownLines names the lines of a dimension whose total stands in the table that
// is parted in it alone, by their value.
func knownLines(cells []*Cell, dimension, least int) map[string]string {
	totals := make(map[string]int)
	for _, c := range cells {
		totals[c.Values[dimension]] += c.Count
	}
	var margin []Cell
	for _, value := range slices.Sorted(maps.Keys(totals)) {
		margin = append(margin, Cell{Cell: reach.Cell{Values: []string{value}, Count: totals[value]}})
	}
	published := hideCells(margin, 1, least)
	known := make(map[string]string)
	for _, c := range margin {
		if published && !c.Hidden {
			known[c.Values[0]] = " of " + c.Values[0]
		}
	}
	return known
}

func sum(cells []*Cell) int {
	sum := 0
	for _, c := range cells {
		sum += c.Count
	}
	return sum
}

// told reports whether a hidden cell can be neither one more nor one less than
// it is.
func (w web) told(c *Cell) bool {
	return !w.small &&
		!(w.mayRise(c) && w.wayRound(c, w.mayFall, w.mayRise)) &&
		!(w.mayFall(c) && w.wayRound(c, w.mayRise, w.mayFall))
}

// mayRise and mayFall report whether a cell may be one more, or one less, for
// all that its mark tells: a small one has from 1 to the smallest group less
// one, another that many or more.
func (w web) mayRise(c *Cell) bool { return c.Hidden && c.Count != w.least-1 }
func (w web) mayFall(c *Cell) bool { return c.Hidden && c.Count != 1 && c.Count != w.least }

// wayRound reports whether other cells can make up for a change of a cell, so
// that no known total moves: one in its column by the contrary change, one in
// the row of that by the same, and so on until its own row is made up for.
func (w web) wayRound(start *Cell, contrary, same func(*Cell) bool) bool {
	goal, first := w.ends[start][0], w.ends[start][1]
	reached := map[string]bool{first: true}
	for open := []string{first}; len(open) > 0 && !reached[goal]; open = open[1:] {
		visit := func(line string) {
			if !reached[line] {
				reached[line] = true
				open = append(open, line)
			}
		}
		for _, c := range w.columns[open[0]] {
			if c != start && contrary(c) {
				visit(w.ends[c][0])
			}
		}
		for _, c := range w.rows[open[0]] {
			if c != start && same(c) {
				visit(w.ends[c][1])
			}
		}
	}
	return reached[goal]
}
