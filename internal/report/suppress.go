package report

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// The smallest groups that may be published (domain rule 13.1).
const (
	SmallGroup     = 5
	SensitiveGroup = 10
)

// threshold is the smallest group of an indicator that may be published: higher
// when it touches violence, trafficking, children or abuse by staff.
func threshold(d *programme.Definition, indicator *programme.Indicator) int {
	for _, term := range indicator.Of {
		if s, ok := d.Service(term.Service); ok && s.Topic != "" {
			return SensitiveGroup
		}
	}
	return SmallGroup
}

// suppress hides what is too small to be public, in one place for every output,
// after counting: figures, what stands beside them, and cells.
func (r *Report) suppress() {
	for i := range r.Figures {
		f := &r.Figures[i]
		least := threshold(r.Definition, f.Indicator)
		f.Hidden = small(f.Value, least)
		hideCells(f.Cells, len(r.By), least)
		f.Rows, f.Records = 0, 0
		f.Girls, f.NoAge = 0, 0
		if f.Hidden || small(f.Overlap, least) || slices.ContainsFunc(f.Parts, func(p Part) bool { return small(p.Value, least) }) {
			f.Parts, f.Overlap = nil, 0
		}
		f.Beside = slices.DeleteFunc(f.Beside, func(b Beside) bool {
			return small(b.Value, least) || small(b.Value-f.Value, least) || small(b.Declared, least)
		})
		if small(f.Declared.People, least) {
			f.Declared = reach.Declared{}
		}
	}
}

// small reports whether a count would point at somebody. Nobody points at
// nobody.
func small(count, least int) bool { return count > 0 && count < least }

// hideCells hides every small cell, and then, in each line of the table where
// one cell alone is hidden, the next smallest as well, so that the total of the
// line does not tell it (domain rule 13.2).
func hideCells(cells []Cell, dimensions, least int) {
	for i := range cells {
		cells[i].Hidden = small(cells[i].Count, least)
	}
	for changed := true; changed; {
		changed = false
		for d := range dimensions {
			for _, line := range lines(cells, d) {
				changed = coverAlone(line) || changed
			}
		}
	}
}

// lines parts the cells of a table into its rows, or columns: the cells that
// differ in one dimension only.
func lines(cells []Cell, dimension int) map[string][]*Cell {
	parts := make(map[string][]*Cell)
	for i := range cells {
		others := slices.Delete(slices.Clone(cells[i].Values), dimension, dimension+1)
		key := strings.Join(others, "\x1f")
		parts[key] = append(parts[key], &cells[i])
	}
	return parts
}

// coverAlone hides the smallest shown cell of a line in which exactly one is
// hidden, and reports whether it hid any.
func coverAlone(line []*Cell) bool {
	hidden := 0
	var smallest *Cell
	for _, c := range line {
		switch {
		case c.Hidden:
			hidden++
		case c.Count > 0 && (smallest == nil || c.Count < smallest.Count):
			smallest = c
		}
	}
	if hidden != 1 || smallest == nil {
		return false
	}
	smallest.Hidden = true
	return true
}
