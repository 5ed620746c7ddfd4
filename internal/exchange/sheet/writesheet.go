package sheet

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trenza/trenza"
)

// Widths of columns, in characters of the standard font.
const (
	narrowest = 11 // a day fits
	widest    = 40
)

// How many rows wait before a sheet begins, to see how wide its columns are.
const seenRows = 50

// maxSheetBytes is where a sheet ends and another goes on, long before the four
// gigabytes that a zip without extensions can tell of.
const maxSheetBytes = 3 << 30

// sheetWriter writes the part of a sheet. Its first row is the header: bold,
// always in sight and with a filter.
type sheetWriter struct {
	out     *bufio.Writer
	first   [][]any // rows that wait until the widths are known
	started bool
	line    []byte // the row being written, reused
	names   []string
	rows    int
	columns int // of the header
	bytes   int64
}

func newSheetWriter(target io.Writer) *sheetWriter {
	return &sheetWriter{out: bufio.NewWriterSize(target, 64<<10)}
}

// full reports whether the sheet takes no more rows.
func (s *sheetWriter) full() bool { return s.rows == maxRows || s.bytes > maxSheetBytes }

// row adds a row of settled values.
func (s *sheetWriter) row(values []any) error {
	if s.rows++; s.started {
		return s.write(s.rows, values)
	}
	s.first = append(s.first, slices.Clone(values))
	if len(s.first) < seenRows {
		return nil
	}
	return s.start()
}

// start writes what stands before the rows, and the rows that waited.
func (s *sheetWriter) start() error {
	s.started = true
	s.out.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`) // errors stay with the buffer
	if len(s.first) > 0 {
		s.columns = len(s.first[0])
		s.out.WriteString(`<sheetViews><sheetView workbookViewId="0">` +
			`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	}
	s.writeWidths()
	s.out.WriteString(`<sheetData>`)
	for i, values := range s.first {
		if err := s.write(i+1, values); err != nil {
			return err
		}
	}
	s.first = nil
	return nil
}

// writeWidths makes every column as wide as the words that wait ask for.
func (s *sheetWriter) writeWidths() {
	var widths []int
	for _, values := range s.first {
		for i, value := range values {
			if i == len(widths) {
				widths = append(widths, narrowest)
			}
			if text, ok := value.(string); ok {
				widths[i] = max(widths[i], min(utf8.RuneCountInString(text)+2, widest))
			}
		}
	}
	if len(widths) == 0 {
		return
	}
	s.out.WriteString(`<cols>`)
	for i, width := range widths {
		column := strconv.Itoa(i + 1)
		s.out.WriteString(`<col min="` + column + `" max="` + column + `" width="` + strconv.Itoa(width) + `" customWidth="1"/>`)
	}
	s.out.WriteString(`</cols>`)
}

// write puts a row into the part.
func (s *sheetWriter) write(number int, values []any) error {
	digits := strconv.Itoa(number)
	line := append(s.line[:0], `<row r="`...)
	line = append(line, digits...)
	line = append(line, `">`...)
	for i, value := range values {
		style := plainStyle
		if number == 1 {
			style = headerStyle
		}
		line = appendCell(line, s.column(i), digits, style, value)
	}
	line = append(line, `</row>`...)
	s.line = line
	s.bytes += int64(len(line))
	_, err := s.out.Write(line)
	return err
}

// column returns the letters of the column at index, from 0.
func (s *sheetWriter) column(index int) string {
	for len(s.names) <= index {
		s.names = append(s.names, ColumnName(len(s.names)))
	}
	return s.names[index]
}

// appendCell appends a cell with a settled value. Texts are stored as texts, so
// that no formula can be born of them; days and amounts are numbers with a
// style, so that they sort and add up.
func appendCell(line []byte, column, row, style string, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendTextCell(line, column, row, style, v)
	case trenza.Day:
		n, ok := serial(v.Time())
		if !ok {
			return appendTextCell(line, column, row, style, string(v))
		}
		line = strconv.AppendInt(openCell(line, column, row, dayStyle, `"><v>`), int64(n), 10)
	case trenza.Money:
		line = append(openCell(line, column, row, moneyStyle, `"><v>`), soles(v)...)
	case int64:
		line = strconv.AppendInt(openCell(line, column, row, style, `"><v>`), v, 10)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return line
		}
		line = strconv.AppendFloat(openCell(line, column, row, style, `"><v>`), v, 'g', -1, 64)
	case bool:
		line = strconv.AppendInt(openCell(line, column, row, style, `" t="b"><v>`), truthNumber(v), 10)
	default:
		return line
	}
	return append(line, `</v></c>`...)
}

func truthNumber(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

func appendTextCell(line []byte, column, row, style, text string) []byte {
	if text == "" {
		return line
	}
	line = openCell(line, column, row, style, `" t="inlineStr"><is><t`)
	if needsSpace(text) {
		line = append(line, ` xml:space="preserve"`...)
	}
	line = appendText(append(line, '>'), text)
	return append(line, `</t></is></c>`...)
}

// openCell appends the beginning of a cell, up to and with what follows its
// last attribute.
func openCell(line []byte, column, row, style, end string) []byte {
	line = append(line, `<c r="`...)
	line = append(line, column...)
	line = append(line, row...)
	if style != plainStyle {
		line = append(line, `" s="`...)
		line = append(line, style...)
	}
	return append(line, end...)
}

// needsSpace reports whether a text begins or ends with space, or breaks its
// line, which programs leave out unless they are told not to.
func needsSpace(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == ' ' && (i == 0 || i == len(text)-1 || text[i-1] == ' ') {
			return true
		}
	}
	return false
}

// appendText appends a settled text as XML. What a workbook would take for an
// escaped character, "_x0041_", is escaped itself.
func appendText(line []byte, text string) []byte {
	kept := 0
	for i := range len(text) {
		var instead string
		switch text[i] {
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		case '&':
			instead = "&amp;"
		case '_':
			if !looksEscaped(text[i:]) {
				continue
			}
			instead = "_x005F_"
		default:
			continue
		}
		line = append(append(line, text[kept:i]...), instead...)
		kept = i + 1
	}
	return append(line, text[kept:]...)
}

// looksEscaped reports whether a text begins with an escaped character.
func looksEscaped(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	for _, c := range []byte(text[2:6]) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}

// close ends the part.
func (s *sheetWriter) close() error {
	if !s.started {
		if err := s.start(); err != nil {
			return err
		}
	}
	s.out.WriteString(`</sheetData>`)
	if cells := s.filter(); cells != "" {
		s.out.WriteString(`<autoFilter ref="` + strings.ReplaceAll(cells, "$", "") + `"/>`)
	}
	s.out.WriteString(`</worksheet>`)
	return s.out.Flush()
}

// filter returns the cells that the header filters, "$A$1:$C$20", and "" when
// there is nothing to filter.
func (s *sheetWriter) filter() string {
	if s.columns == 0 || s.rows < 2 {
		return ""
	}
	return "$A$1:$" + ColumnName(s.columns-1) + "$" + strconv.Itoa(s.rows)
}
