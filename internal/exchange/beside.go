package exchange

import (
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// fewTwins is how many headings a second list beside the first repeats.
const fewTwins = 3

// refuseBeside refuses a sheet with two lists side by side, of which one would be
// read and the other lost. No mapping says otherwise: one is left beside a list
// that was not understood, and leaves out what was not read.
func (i *interpreter) refuseBeside() {
	for at, c := range i.columns {
		if !i.who(c) {
			continue
		}
		for _, other := range i.columns[at+1:] {
			if i.alike(c.index, other.index) && i.twins(c.index, other.index) {
				i.refused = trenza.Refuse("exchange.lists_beside", sheet.ColumnName(other.index))
				return
			}
		}
	}
}

// who reports whether a column names somebody.
func (i *interpreter) who(c *candidate) bool {
	switch c.meaning.key {
	case "name", "surnames", "given", "document":
		return true
	}
	return strings.HasPrefix(c.meaning.key, paperKey)
}

// twins reports whether the headings around two columns are the same, those of
// the second over cells that are filled.
func (i *interpreter) twins(first, second int) bool {
	same := 0
	for from := first; from >= 0 && i.alike(from, second-first+from); from-- {
		same++
	}
	for from := first + 1; from < second && i.alike(from, second-first+from); from++ {
		same++
	}
	return same >= fewTwins && i.column(second).filled > 0
}

// alike reports whether two columns have the same heading.
func (i *interpreter) alike(a, b int) bool {
	if b >= len(i.columns) {
		return false
	}
	heading := sheet.Fold(i.columns[a].heading.own)
	return heading != "" && heading == sheet.Fold(i.columns[b].heading.own)
}
