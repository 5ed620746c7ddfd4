package exchange

import (
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// source is where a list says what a column of ours holds.
type source struct {
	columns []int             // whose cells are joined, in this order
	options []option          // of a question whose answers are ticked, a column each
	fixed   string            // what every row says, when no column does
	words   map[string]string // what some cells mean, by the cell, folded
}

// option is an answer with a column of its own.
type option struct {
	index int
	value string
}

// none reports whether the list says nothing for the column.
func (s source) none() bool { return len(s.columns)+len(s.options) == 0 && s.fixed == "" }

// in returns what a row says, without what nobody sees at its ends and without
// the one character that PostgreSQL holds in no text.
func (s source) in(row sheet.Row) string {
	text := s.fixed
	switch {
	case len(s.columns) == 1:
		text = cleaned(row.Cell(s.columns[0]))
	case len(s.columns) > 1:
		text = joined(row, s.columns)
	case len(s.options) > 0:
		text = ticked(row, s.options)
	}
	if s.words != nil {
		if meant, ok := s.words[sheet.Fold(text)]; ok {
			return meant
		}
	}
	return text
}

func cleaned(cell string) string {
	return sheet.Trim(strings.ReplaceAll(cell, "\x00", ""))
}

// joined returns the cells of several columns with a space between them.
func joined(row sheet.Row, columns []int) string {
	var parts []string
	for _, index := range columns {
		if part := cleaned(row.Cell(index)); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// ticked returns the answers that a row ticks, with semicolons.
func ticked(row sheet.Row, options []option) string {
	var answers []string
	for _, o := range options {
		if yes, err := sheet.ReadYes(row.Cell(o.index)); err == nil && yes {
			answers = append(answers, o.value)
		}
	}
	return strings.Join(answers, ";")
}
