package exchange

import (
	"cmp"
	"slices"
	"time"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// Mapping is what a person says of how files are to be understood. What it says
// wins over everything that is found; what it leaves out is found.
type Mapping struct {
	File   string // of the mapping, for messages
	Sheets []SheetMapping
}

// EverySheet is the name under which a mapping speaks of the sheets that it
// does not name.
const EverySheet = "*"

// SheetMapping is what a mapping says of a sheet.
type SheetMapping struct {
	Sheet   string
	Skip    bool                         // it is no list
	Header  []int                        // rows of the header, as people see them; none when they are to be found
	Shape   Shape                        // "" when it is to be recognised
	Columns []ColumnMapping              // those of which something is said
	Fixed   map[string]string            // what every row says, by the key of the column
	Words   map[string]map[string]string // what the cells of a column mean, by its key and the cell, folded
	Year    int                          // of headings that do not say it, 0 when it is to be found
	Month   time.Month                   // of headings that say the day alone, 0 when it is to be found
	Dates   string                       // monthFirst or dayFirst, "" when it is to be found
	M       string                       // sheet.Female or sheet.Male, "" when it is to be found
	A       string                       // sheet.Present or sheet.Absent, "" when it is to be found
	Ones    string                       // onesMarks or onesHours, "" when it is to be found
	Names   string                       // surnamesFirst or givenFirst, "" when it is to be found
}

// ColumnMapping says which column is what.
type ColumnMapping struct {
	Column string // its heading, its letter, or both ends of it as "M:M"
	Key    string // of the column, leftOut when it is not to be read
}

// The words of a mapping for what lists write in two ways.
const (
	dayFirst      = "dia"
	monthFirst    = "mes"
	surnamesFirst = "apellidos"
	givenFirst    = "nombres"
	onesMarks     = "marcas"
	onesHours     = "horas"
)

// in returns the calendar of a sheet, as far as the mapping says it.
func (m SheetMapping) in(c calendar) calendar {
	if m.Year != 0 {
		c.year, c.month = m.Year, cmp.Or(m.Month, c.month)
	}
	if m.Dates == monthFirst {
		c.order = sheet.MonthFirst
	}
	return c
}

// Of returns what the mapping says of a sheet: by its name, else of every
// sheet. A nil mapping says nothing.
func (m *Mapping) Of(sheet string) SheetMapping {
	if m == nil {
		return SheetMapping{}
	}
	for _, name := range []string{sheet, EverySheet} {
		if i := slices.IndexFunc(m.Sheets, func(s SheetMapping) bool { return s.Sheet == name }); i >= 0 {
			return m.Sheets[i]
		}
	}
	return SheetMapping{}
}

// key returns what the mapping says of the column at an index, of the headings of
// a sheet. An "M" is the column that is headed so; where none is, the thirteenth.
func (m SheetMapping) key(index int, headings []string) (string, bool) {
	for _, c := range m.Columns {
		if index < len(headings) && headings[index] != "" && sheet.Fold(c.Column) == sheet.Fold(headings[index]) {
			return c.Key, true
		}
	}
	letter := sheet.ColumnName(index)
	for _, c := range m.Columns {
		if c.Column == wholeColumn(letter) || c.Column == letter && !isHeading(letter, headings) {
			return c.Key, true
		}
	}
	return "", false
}

// isHeading reports whether any heading reads as a text does.
func isHeading(text string, headings []string) bool {
	return slices.ContainsFunc(headings, func(heading string) bool { return sheet.Fold(heading) == sheet.Fold(text) })
}

// wholeColumn is what a spreadsheet calls all of a column, "M:M", which no heading
// can be mistaken for.
func wholeColumn(letter string) string { return letter + ":" + letter }
