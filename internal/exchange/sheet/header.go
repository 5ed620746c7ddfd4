package sheet

import "github.com/trenza/trenza"

// Column is a column that a list may have: the key that the program knows it
// by and the names that people give it.
type Column struct {
	Key   string
	Names []string
}

// Match finds the columns in a header. Names are compared folded. It returns
// the index of each column found, from 0; the headings that name no column,
// those of days among them; and the headings that name a column found before,
// of which the first holds. Empty headings are passed over.
func Match(header []string, columns []Column) (found map[string]int, unknown, repeated []string) {
	keys := map[string]string{}
	for _, column := range columns {
		for _, name := range column.Names {
			keys[Fold(name)] = column.Key
		}
	}
	found = map[string]int{}
	for i, heading := range header {
		folded := Fold(heading)
		if folded == "" {
			continue
		}
		key, ok := keys[folded]
		if !ok {
			unknown = append(unknown, heading)
		} else if _, taken := found[key]; taken {
			repeated = append(repeated, heading)
		} else {
			found[key] = i
		}
	}
	return found, unknown, repeated
}

// DateColumn is a column that holds what happened on one day.
type DateColumn struct {
	Index int // from 0
	Day   trenza.Day
}

// DateColumns returns the columns whose heading is a day, in their order. A
// day that heads two columns is returned twice.
func DateColumns(header []string) []DateColumn {
	var columns []DateColumn
	for i, heading := range header {
		if day, err := ReadDay(heading); err == nil {
			columns = append(columns, DateColumn{Index: i, Day: day})
		}
	}
	return columns
}
