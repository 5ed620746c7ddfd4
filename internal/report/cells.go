package report

import "strings"

// hideCells hides every small cell of a table, and then as many more as it
// takes that the shown ones and the totals do not tell any that was to be hidden
// (domain rule 13.2). Cells that are hidden already stay so. A cell of nobody is
// shown. It reports whether that was enough: where even a table that is hidden
// whole tells, because all its cells are as small as a small one can be, or as
// large, it must not be published.
func hideCells(cells []Cell, dimensions, least int) bool {
	t := newTable(cells, dimensions, least)
	var secret []*Cell
	for i := range cells {
		if cells[i].Hidden = cells[i].Hidden || small(cells[i].Count, least); cells[i].Hidden {
			secret = append(secret, &cells[i])
		}
	}
	t.coverLines()
	for _, c := range secret { // what is hidden later tells less of those before
		for t.told(c) {
			next := t.nextTo(c)
			if next == nil {
				return false
			}
			next.Hidden = true
			t.coverLines()
		}
	}
	return true
}

// table is the cells of a figure that is parted in some dimensions. Cells that
// are not there are of nobody.
type table struct {
	cells      []*Cell
	dimensions int
	web        web
	least      int
}

func newTable(cells []Cell, dimensions, least int) *table {
	t := &table{cells: make([]*Cell, len(cells)), dimensions: dimensions, least: least}
	for i := range cells {
		t.cells[i] = &cells[i]
	}
	t.web = newWeb(t.cells, dimensions, least)
	return t
}

// coverLines hides, in each line in which one cell alone is hidden, the next
// smallest as well, until there is no such line but those of one cell.
func (t *table) coverLines() {
	for changed := true; changed; {
		changed = false
		for d := range t.dimensions {
			for _, line := range t.lines(d) {
				changed = coverAlone(line) || changed
			}
		}
	}
}

// lines parts the cells of a table into its rows, or columns: the cells that
// differ in one dimension only.
func (t *table) lines(dimension int) map[string][]*Cell {
	parts := make(map[string][]*Cell)
	for _, c := range t.cells {
		key := c.lineIn(dimension)
		parts[key] = append(parts[key], c)
	}
	return parts
}

// lineIn names the line of a cell along a dimension, by its other values.
func (c *Cell) lineIn(dimension int) string {
	return strings.Join(c.Values[:dimension], "\x1f") + "\x1e" + strings.Join(c.Values[dimension+1:], "\x1f")
}

// coverAlone hides the smallest shown cell of a line in which exactly one is
// hidden, and reports whether it hid any.
func coverAlone(line []*Cell) bool {
	hidden := 0
	for _, c := range line {
		if c.Hidden {
			hidden++
		}
	}
	next := smallestShown(line)
	if hidden != 1 || next == nil {
		return false
	}
	next.Hidden = true
	return true
}

// nextTo returns the cell that is hidden next so that another is not told: the
// smallest shown one of its lines, or of the table; nil when all are hidden.
func (t *table) nextTo(secret *Cell) *Cell {
	var near []*Cell
	for _, c := range t.cells {
		for d := range t.dimensions {
			if c.lineIn(d) == secret.lineIn(d) {
				near = append(near, c)
			}
		}
	}
	if next := smallestShown(near); next != nil {
		return next
	}
	return smallestShown(t.cells)
}

// smallestShown returns the smallest cell of somebody that is shown.
func smallestShown(cells []*Cell) *Cell {
	var smallest *Cell
	for _, c := range cells {
		if !c.Hidden && c.Count > 0 && (smallest == nil || c.Count < smallest.Count) {
			smallest = c
		}
	}
	return smallest
}
