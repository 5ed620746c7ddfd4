package linkage

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// tell is called now and then with how many rows were read.
type tell func(rows int)

// readEvery is how many rows are read between two looks at the clock.
const readEvery = 2000

// reader streams the rows of files into a table.
type reader struct {
	m       *Map
	table   *match.Table
	records Records
	unread  map[string]int // cells that could not be read, by name of field
	skip    map[string]bool
	tell    tell
}

func newReader(m *Map, tell tell) *reader {
	r := &reader{m: m, table: match.NewTable(m.Schema()), unread: map[string]int{}, skip: map[string]bool{}, tell: tell}
	for _, cell := range m.Skip {
		r.skip[cell] = true
	}
	return r
}

// file reads a whole file.
func (r *reader) file(ctx context.Context, path string, second bool) error {
	book, err := sheet.Open(path)
	if err != nil {
		return err
	}
	defer book.Close()
	name, err := sheetOf(book, r.m.sheet(second))
	if err != nil {
		return err
	}
	first, err := firstRows(book, name, max(headIn, r.m.Header))
	if err != nil {
		return err
	}
	t, err := r.m.topOf(book.Name, first, second)
	if err != nil {
		return err
	}
	l, err := r.m.lay(t, second)
	if err != nil {
		return err
	}
	before := r.records.Len()
	for row, err := range book.Rows(name) {
		if err != nil {
			return err
		}
		if row.Number > l.head {
			r.row(row, l)
		}
		if r.records.Len()%readEvery == 0 {
			r.tell(r.records.Len())
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	if r.records.Len() == before {
		return trenza.Refuse("match.no_rows", book.Name)
	}
	return nil
}

// sheetOf returns the sheet of a book by its name, or the first that holds
// anything.
func sheetOf(book *sheet.Book, name string) (string, error) {
	sheets := book.Sheets()
	if name != "" && !(len(sheets) == 1 && sheets[0] == "") {
		if !slices.Contains(sheets, name) {
			return "", &trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_sheet", Args: []any{book.Name, name}}
		}
		return name, nil
	}
	for _, s := range sheets {
		for range book.Rows(s) {
			return s, nil
		}
	}
	return "", trenza.Refuse("match.no_rows", book.Name)
}

// firstRows returns the rows among which the headings are.
func firstRows(book *sheet.Book, name string, most int) ([]sheet.Row, error) {
	var rows []sheet.Row
	for row, err := range book.Rows(name) {
		if err != nil {
			return nil, err
		}
		if rows = append(rows, row); len(rows) == most {
			break
		}
	}
	return rows, nil
}

// row takes a row in.
func (r *reader) row(row sheet.Row, l layout) {
	said := make(match.Record, len(l.fields))
	for f := range l.fields {
		said[f] = r.values(row, &l.fields[f])
	}
	id := cleaned(row.Cell(l.id))
	if l.id < 0 {
		id = strconv.Itoa(row.Number)
	}
	r.table.Add(said)
	r.records.add(id, row.Number, said)
}

// values returns the values of a field in a row.
func (r *reader) values(row sheet.Row, f *placedField) []string {
	var values []string
	kind := f.Type
	if said := r.cell(row, f.kind); said != "" {
		kind = said
	}
	for _, text := range r.texts(row, f) {
		value, ok := f.read(text, kind)
		switch {
		case !ok:
			r.unread[f.Name]++
		case value != "":
			values = append(values, value)
		}
	}
	return values
}

// texts returns the values of a field as they are written.
func (r *reader) texts(row sheet.Row, f *placedField) []string {
	var texts []string
	for _, at := range f.at {
		for _, text := range r.parts(row, at, f.Separator) {
			if text = cleaned(text); text != "" && !r.skip[text] {
				texts = append(texts, text)
			}
		}
	}
	if len(f.at) > 1 && !f.Several && len(texts) > 1 {
		return []string{strings.Join(texts, " ")}
	}
	return texts
}

func (r *reader) parts(row sheet.Row, at int, separator string) []string {
	if separator == "" {
		return []string{row.Cell(at)}
	}
	return strings.Split(row.Cell(at), separator)
}

// cell returns what a cell says, "" for nothing.
func (r *reader) cell(row sheet.Row, at int) string {
	text := cleaned(row.Cell(at))
	if r.skip[text] {
		return ""
	}
	return text
}
