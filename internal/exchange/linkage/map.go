package linkage

import (
	"slices"

	"github.com/trenza/trenza/internal/match"
)

// Map says what the columns of a table are: by which they are compared, and how
// their cells are read.
type Map struct {
	File   string // of the map, for messages
	ID     Column // that names each row; without a heading, rows go by their number
	LinkID Column // the same in the second file, where it is called otherwise
	Sheet  string // of a workbook, "" is the first that holds anything
	Linked string // the sheet of the second file
	Header int    // row of the headings, from 1; 0 is to be found
	Bare   bool   // there are no headings: columns go by their letters
	Fields []Field
	Skip   []string // cells that say nothing, as they are written
	Blocks []match.Block

	headerAt Column // where the map says Header
}

// Field is what is compared.
type Field struct {
	match.Field
	Columns   []Column // whose cells are joined by a blank, or are each a value of its own
	Linked    []Column // the same in the second file, none when they are called alike
	Several   bool     // each column is a value of its own
	Separator string   // between the values of one cell, "" when a cell is one value
	Type      string   // of document, that of every row
	TypeIn    Column   // where a row says its type of document
	LinkType  Column   // the same in the second file, none where its columns are called otherwise and it is not said
	Format    string   // of dates, "" is the day before the month
}

// Column is a column by its heading or its letter, and where the map names it.
type Column struct {
	Heading      string
	line, column int
}

// ownAddresses says that an address is one thing's own where a table names
// nothing else that could live there: its rows are the addresses.
func (m *Map) ownAddresses() {
	if slices.ContainsFunc(m.Fields, func(f Field) bool { return slices.Contains(naming, f.Kind) }) {
		return
	}
	for i := range m.Fields {
		m.Fields[i].Own = m.Fields[i].Own || m.Fields[i].Kind == match.Address
	}
}

// naming are the kinds that say who or what a row is of.
var naming = []match.Kind{match.Given, match.Surname, match.Name, match.Document, match.Email, match.Phone, match.Text}

// Schema returns what the fields are to the comparison.
func (m *Map) Schema() match.Schema {
	var s match.Schema
	for _, f := range m.Fields {
		s.Fields = append(s.Fields, f.Field)
	}
	return s
}

// defaultSkip are cells that programs and people write for nothing. A map that
// says which, says all.
var defaultSkip = []string{
	"NA", "N/A", "n/a", "#N/A", "nan", "NaN", "NULL", "null", "None", "-", "--", "---", ".", "?", "UNKNOWN", "Unknown", "unknown",
	"S/D", "SD", "s/d", "sin dato", "Sin dato", "SIN DATO", "no sabe", "No sabe", "NO SABE", "no tiene", "No tiene", "NO TIENE",
	"ninguno", "Ninguno", "NINGUNO", "desconocido", "Desconocido", "DESCONOCIDO",
}

// on returns the columns of a field in the first file, or in the second.
func (f Field) on(second bool) (columns []Column, kind Column) {
	columns, kind = f.Columns, f.TypeIn
	if second && len(f.Linked) > 0 {
		columns, kind = f.Linked, f.LinkType
	}
	if second && f.LinkType.Heading != "" {
		kind = f.LinkType
	}
	return columns, kind
}

// id returns the column that names the rows of the first file, or of the second.
func (m *Map) id(second bool) Column {
	if second && m.LinkID.Heading != "" {
		return m.LinkID
	}
	return m.ID
}

// sheet returns the sheet to be read of the first file, or of the second.
func (m *Map) sheet(second bool) string {
	if second {
		return m.Linked
	}
	return m.Sheet
}
