package exchange

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// Understand says what a file would be taken for, sheet by sheet, and carries
// nothing out. Errors are about the file, or about its mapping.
func (i *Importer) Understand(path string) ([]Understanding, error) {
	book, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	mapping, err := i.mappingOf(path)
	if err != nil {
		return nil, err
	}
	return i.understand(book, mapping)
}

// MappingBeside is where a file has a mapping of its own.
func MappingBeside(path string) string { return path + ".mapa.yaml" }

// mappingOf returns the mapping by which a file is understood: the importer's,
// else the one beside the file, else none.
func (i *Importer) mappingOf(path string) (*Mapping, error) {
	if i.Mapping != nil {
		return i.Mapping, nil
	}
	beside := MappingBeside(path)
	text, err := os.ReadFile(beside)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.unreadable", Args: []any{filepath.Base(beside)}}).Because(err)
	}
	return ParseMapping(beside, text, i.Definition)
}

// understand reads every sheet of a book through once and says what it is.
func (i *Importer) understand(book *sheet.Book, m *Mapping) ([]Understanding, error) {
	var understood []Understanding
	words := vocabularyOf(i.Definition)
	asked := map[string]string{"service": i.Service, "place": i.Place}
	for _, name := range book.Sheets() {
		said := m.Of(name)
		looks, err := i.look(book, name, words, said)
		if err != nil {
			return understood, err
		}
		u := understand(looks[0], i.Definition, words, said, asked)
		for _, l := range looks[1:] {
			below := understand(l, i.Definition, words, said, asked)
			below.Shape = cmp.Or(below.Shape, u.Shape) // of no shape, its rows are refused and not passed over
			u.below = append(u.below, below)
			u.Choices = append(append(u.Choices, Choice{"exchange.as_below", []any{below.Header[0]}, FromHeader}), below.Choices...)
		}
		understood = append(understood, u)
	}
	return understood, nil
}

// look reads a sheet through once. It returns a look for each list in it.
func (i *Importer) look(book *sheet.Book, name string, words vocabulary, said SheetMapping) ([]look, error) {
	about := look{file: withoutExtension(book.Name), sheet: name}
	looks, err := lookAt(book.Rows(name), words, func(top []sheet.Row) head {
		if len(said.Header) > 0 {
			return headAt(top, said.Header)
		}
		if named, ok := headNamed(top, said.Columns); ok {
			return named
		}
		about.top = top
		return headOf(top, words, said.in(calendarOf(about.near())))
	})
	if err != nil {
		return looks, err
	}
	layout, err := book.Layout(name)
	for n := range looks {
		l := &looks[n]
		l.file, l.sheet, l.hidden, l.merged = about.file, name, layout.HiddenColumns, layout.Merged
	}
	return looks, err
}

func withoutExtension(name string) string { return name[:len(name)-len(filepath.Ext(name))] }

// near are the titles that a list may have when nobody knows yet where its
// header is.
func (l *look) near() []string {
	var titles []string
	for _, row := range l.top[:min(len(l.top), 10)] {
		if _, filled := firstOf(row); filled <= 3 {
			titles = append(titles, row.Cells...)
		}
	}
	return append(titles, l.sheet, l.file)
}

// headAt takes the rows that a mapping calls the header.
func headAt(top []sheet.Row, numbers []int) head {
	var h head
	for _, row := range top {
		switch {
		case slices.Contains(numbers, row.Number):
			h.rows = append(h.rows, row)
		case len(h.rows) == 0 && row.Number < slices.Max(numbers):
			h.above = append(h.above, row)
		}
	}
	return h
}

// noList refuses a file none of whose sheets is a list whose rows can be carried
// out, with what the one that comes nearest lacks.
func noList(file string, understood []Understanding) error {
	lists := slices.Clone(understood)
	lists = slices.DeleteFunc(lists, func(u Understanding) bool { return u.Lines == 0 || u.left })
	if len(lists) == 0 {
		return emptyFile(file, understood)
	}
	if slices.ContainsFunc(lists, func(u Understanding) bool { return u.Refused == nil }) {
		return nil
	}
	nearest := slices.MinFunc(lists, func(a, b Understanding) int { return cmp.Compare(a.wanting, b.wanting) })
	return trenza.Refuse("exchange.no_list", Named(file, nearest.Sheet), nearest.Refused).Because(nearest.Refused)
}

// emptyFile refuses a file in which nothing is written.
func emptyFile(file string, understood []Understanding) error {
	if slices.ContainsFunc(understood, func(u Understanding) bool { return u.left }) {
		return nil
	}
	return trenza.Refuse("exchange.nothing_written", file)
}
