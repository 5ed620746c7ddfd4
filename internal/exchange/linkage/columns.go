package linkage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// headIn is how many rows are looked at for the headings.
const headIn = 30

// columnsOf lists the columns that a map names in a file.
func (m *Map) columnsOf(second bool) []Column {
	var all []Column
	if id := m.id(second); id.Heading != "" {
		all = append(all, id)
	}
	for _, f := range m.Fields {
		columns, kind := f.on(second)
		all = append(all, columns...)
		if kind.Heading != "" {
			all = append(all, kind)
		}
	}
	return all
}

// headOf finds the row of the headings: the one that the map says, or else the
// first that names most of the columns. It returns an empty row where there is
// none.
func (m *Map) headOf(rows []sheet.Row, second bool) sheet.Row {
	var best sheet.Row
	most := -1
	columns := m.columnsOf(second)
	for _, row := range rows {
		if m.Header != 0 && row.Number != m.Header {
			continue
		}
		named := 0
		for _, c := range columns {
			if c.in(row.Cells) >= 0 {
				named++
			}
		}
		if named > most {
			best, most = row, named
		}
	}
	if m.Bare {
		return sheet.Row{}
	}
	return best
}

// in returns the index of the column in a row of headings, -1 when it is not
// there.
func (c Column) in(head []string) int {
	if i := slices.Index(head, c.Heading); i >= 0 {
		return i
	}
	folded := sheet.Fold(c.Heading)
	return slices.IndexFunc(head, func(heading string) bool { return sheet.Fold(heading) == folded })
}

// letter returns the index of a column that is called by its letter, -1 for
// whatever is no letter of a column.
func (c Column) letter() int {
	if len(c.Heading) > 2 || strings.Trim(c.Heading, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return -1
	}
	n := 0
	for _, letter := range []byte(c.Heading) {
		n = 26*n + int(letter-'A') + 1
	}
	return n - 1
}

// top is where the columns of a file are looked for: its name, its row of
// headings, and how many columns its first rows have.
type top struct {
	file string
	head sheet.Row
	wide int
}

// topOf looks at the first rows of a file. It refuses a row of headings that the
// map names and that is empty.
func (m *Map) topOf(file string, rows []sheet.Row, second bool) (top, error) {
	t := top{file: file, head: m.headOf(rows, second)}
	for _, row := range rows {
		t.wide = max(t.wide, len(row.Cells))
	}
	if m.Header != 0 && len(t.head.Cells) == 0 {
		return t, m.mistaken(m.headerAt, trenza.Refuse("match.header_empty", file, m.Header))
	}
	return t, nil
}

// place returns where a column stands.
func (m *Map) place(c Column, t top) (int, error) {
	if c.Heading == "" {
		return -1, nil
	}
	if at := c.in(t.head.Cells); at >= 0 {
		if again := slices.Index(t.head.Cells[at+1:], t.head.Cells[at]); again >= 0 {
			return -1, m.mistaken(c, trenza.Refuse("match.column_twice", c.Heading, t.file, sheet.ColumnName(at), sheet.ColumnName(at+1+again)))
		}
		return at, nil
	}
	if at := c.letter(); at >= 0 && at < t.wide {
		return at, nil
	}
	if m.Bare {
		return -1, m.mistaken(c, trenza.Refuse("match.letter_wanted", c.Heading, sheet.ColumnName(max(t.wide, 1)-1)))
	}
	headings := slices.DeleteFunc(slices.Clone(t.head.Cells), func(heading string) bool { return strings.TrimSpace(heading) == "" })
	return -1, m.mistaken(c, trenza.Refuse("match.column_missing", c.Heading, t.file, headings))
}

// mistaken says where in the map a mistake stands, unless nobody wrote the map.
func (m *Map) mistaken(c Column, what *trenza.Problem) error {
	if c.line == 0 {
		return what
	}
	return trenza.Refuse("exchange.map_mistake", m.File, strconv.Itoa(c.line), strconv.Itoa(c.column), what).Because(what)
}

// placedField is a field with the indexes of its columns in one file.
type placedField struct {
	Field
	at   []int
	kind int
}

// layout is where a file says what.
type layout struct {
	head   int // row of the headings, as people see it; 0 for none
	id     int
	fields []placedField
}

// lay finds the columns of a file.
func (m *Map) lay(t top, second bool) (layout, error) {
	l := layout{head: t.head.Number}
	var err error
	if l.id, err = m.place(m.id(second), t); err != nil {
		return l, err
	}
	for _, f := range m.Fields {
		columns, kind := f.on(second)
		placed := placedField{Field: f}
		for _, c := range columns {
			at, err := m.place(c, t)
			if err != nil {
				return l, err
			}
			placed.at = append(placed.at, at)
		}
		if placed.kind, err = m.place(kind, t); err != nil {
			return l, err
		}
		l.fields = append(l.fields, placed)
	}
	return l, nil
}
