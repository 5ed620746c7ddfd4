package report

// told reports whether a hidden cell can be reckoned: whoever knows the shown
// cells, the total of every line, and which hidden cells are small, is left with
// one value for it.
//
// In a table of rows and columns a hidden cell may be one more, or one less,
// just when there is a way round: another cell of its column takes the
// difference, then another of that one's row, and so on back to its own row. In
// a table of more dimensions each line is held against its own total alone.
func (t table) told(c *Cell) bool {
	switch t.dimensions {
	case 1:
		return t.fixed(t.all(), c, oneLine, oneLine)
	case 2:
		row := func(c *Cell) string { return c.Values[0] }
		column := func(c *Cell) string { return c.Values[1] }
		return t.fixed(t.all(), c, row, column)
	}
	for d := range t.dimensions {
		if t.fixed(t.lines(d)[c.lineIn(d)], c, oneLine, oneLine) {
			return true
		}
	}
	return false
}

func oneLine(*Cell) string { return "" }

func (t table) all() []*Cell {
	all := make([]*Cell, len(t.cells))
	for i := range t.cells {
		all[i] = &t.cells[i]
	}
	return all
}

// fixed reports whether a cell can be neither one more nor one less.
func (t table) fixed(cells []*Cell, c *Cell, row, column func(*Cell) string) bool {
	return !(t.mayRise(c) && t.wayRound(cells, c, row, column, t.mayFall, t.mayRise)) &&
		!(t.mayFall(c) && t.wayRound(cells, c, row, column, t.mayRise, t.mayFall))
}

// mayRise and mayFall report whether a cell may be one more, or one less, for
// all that its mark tells: a small one has from 1 to the smallest group less
// one, another that many or more.
func (t table) mayRise(c *Cell) bool { return c.Hidden && c.Count != t.least-1 }
func (t table) mayFall(c *Cell) bool { return c.Hidden && c.Count != 1 && c.Count != t.least }

// wayRound reports whether other cells can make up for a change of a cell, so
// that no total moves: those in its column by the contrary change, those in the
// rows of these by the same, and so on until its own row is made up for.
func (t table) wayRound(cells []*Cell, start *Cell, row, column func(*Cell) string, contrary, same func(*Cell) bool) bool {
	columns := []string{column(start)}
	reached := map[string]bool{column(start): true}
	for len(columns) > 0 {
		at := columns[0]
		columns = columns[1:]
		for _, c := range cells {
			if c == start || column(c) != at || !contrary(c) {
				continue
			}
			if row(c) == row(start) {
				return true
			}
			for _, next := range cells {
				if next != start && row(next) == row(c) && same(next) && !reached[column(next)] {
					reached[column(next)] = true
					columns = append(columns, column(next))
				}
			}
		}
	}
	return false
}
