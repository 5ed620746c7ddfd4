package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// layout passes over the part of a sheet tag by tag, without making texts of
// its cells.
func (w *workbook) layout(sheet string) (Layout, error) {
	for _, tab := range w.tabs {
		if tab.name != sheet {
			continue
		}
		content, err := w.open(tab.part)
		if err != nil {
			return Layout{}, err
		}
		defer content.Close()
		found := surveyor{layout: Layout{Hidden: tab.hidden}}
		if err := eachTag(content, found.tag); err != nil {
			return Layout{}, damaged(w.name, err)
		}
		return found.layout, nil
	}
	return Layout{}, noSheet(w.name, sheet)
}

// surveyor gathers the layout of a sheet from its tags.
type surveyor struct {
	layout Layout
	row    int
}

// The most that is kept of each kind: a sheet with more is no list.
const (
	maxMerged     = 100_000
	maxHiddenRows = maxRows
)

func (s *surveyor) tag(tag []byte) error {
	switch name, attributes := tagName(tag); string(name) {
	case "f":
		s.layout.Formulas++
	case "row":
		s.hideRow(attributes)
	case "col":
		s.hideColumns(attributes)
	case "mergeCell":
		if merged, ok := rangeOf(attributeOf(attributes, "ref")); ok && len(s.layout.Merged) < maxMerged {
			s.layout.Merged = append(s.layout.Merged, merged)
		}
	}
	return nil
}

func (s *surveyor) hideRow(attributes []byte) {
	s.row++
	if n, err := strconv.Atoi(attributeOf(attributes, "r")); err == nil {
		s.row = n
	}
	if isTrue(attributeOf(attributes, "hidden")) && len(s.layout.HiddenRows) < maxHiddenRows {
		s.layout.HiddenRows = append(s.layout.HiddenRows, s.row)
	}
}

func (s *surveyor) hideColumns(attributes []byte) {
	first, firstErr := strconv.Atoi(attributeOf(attributes, "min"))
	last, lastErr := strconv.Atoi(attributeOf(attributes, "max"))
	if firstErr != nil || lastErr != nil || first < 1 || !isTrue(attributeOf(attributes, "hidden")) {
		return
	}
	for column := first; column <= min(last, maxColumns); column++ {
		s.layout.HiddenColumns = append(s.layout.HiddenColumns, column-1)
	}
}

func isTrue(attribute string) bool { return attribute == "1" || attribute == "true" }

// rangeOf reads "B2:D3".
func rangeOf(ref string) (Range, bool) {
	from, to, ok := strings.Cut(ref, ":")
	firstColumn, firstRow, firstOK := placeOf(from)
	lastColumn, lastRow, lastOK := placeOf(to)
	r := Range{FirstRow: firstRow, LastRow: lastRow, FirstColumn: firstColumn, LastColumn: lastColumn}
	return r, ok && firstOK && lastOK && firstRow <= lastRow && firstColumn <= lastColumn
}

// placeOf reads "B2" as a column from 0 and a row from 1.
func placeOf(at string) (column, row int, ok bool) {
	column, err := (&cell{at: at}).place(-1)
	if err != nil || column < 0 {
		return 0, 0, false
	}
	row, err = strconv.Atoi(strings.TrimLeft(strings.ToUpper(at), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return column, row, err == nil && row >= 1
}

var errEndlessTag = errors.New("a tag without end")

// eachTag calls visit with what stands between "<" and ">" of every opening tag
// of an XML part. Comments, declarations and closing tags are passed over. What
// it is given is valid until the next tag.
func eachTag(content io.Reader, visit func(tag []byte) error) error {
	r := bufio.NewReaderSize(content, maxTag)
	for {
		if err := skipTo(r, '<'); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		tag, err := r.ReadSlice('>')
		switch {
		case errors.Is(err, bufio.ErrBufferFull), err == io.EOF:
			return errEndlessTag
		case err != nil:
			return err
		case len(tag) > 1 && tag[0] != '/' && tag[0] != '!' && tag[0] != '?':
			if err := visit(tag[:len(tag)-1]); err != nil {
				return err
			}
		}
	}
}

// maxTag is how long a tag may be.
const maxTag = 64 << 10

// skipTo passes over everything up to a byte and over the byte itself.
func skipTo(r *bufio.Reader, delimiter byte) error {
	for {
		_, err := r.ReadSlice(delimiter)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// tagName splits a tag into its name, without name space, and its attributes.
func tagName(tag []byte) (name, attributes []byte) {
	name = bytes.TrimRight(tag, "/")
	if i := bytes.IndexAny(tag, " \t\r\n"); i >= 0 {
		name, attributes = tag[:i], tag[i:]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name, attributes
}

// attributeOf returns the value of an attribute, and "".
func attributeOf(attributes []byte, name string) string {
	for rest := attributes; ; {
		i := bytes.Index(rest, []byte(name+"="))
		if i < 0 || i+len(name)+1 >= len(rest) {
			return ""
		}
		quote := rest[i+len(name)+1]
		value := rest[i+len(name)+2:]
		if i > 0 && !isXMLSpace(rest[i-1]) || quote != '"' && quote != '\'' {
			rest = rest[i+1:]
			continue
		}
		if end := bytes.IndexByte(value, quote); end >= 0 {
			return string(value[:end])
		}
		return ""
	}
}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
