package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/trenza/trenza"
)

// Writer writes a spreadsheet row by row.
//
// Its cells are texts, whole numbers, float64, bool, [trenza.Day],
// [trenza.Money], [trenza.Place] and nil, which is an empty cell. No text ever
// leaves as a formula. What a spreadsheet has no place for is mended: line
// breaks become "\n", other control characters are left out.
type Writer interface {
	// Sheet begins a sheet. A name that spreadsheet programs would refuse is
	// mended; a name used before, and any second sheet of a .csv, is a Problem.
	Sheet(name string) error

	// Row adds a row; the first of each sheet is its header. Without a sheet
	// begun, it begins one. A sheet of an .xlsx that is full goes on in another,
	// "Lista (2)" after "Lista", under the same header.
	Row(cells ...any) error

	// Close finishes the spreadsheet.
	Close() error

	// Discard gives the spreadsheet up. After Close it does nothing, so it can
	// be deferred.
	Discard()
}

// Formats that a Writer can be asked for.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// Create returns a writer of the file at path, in the format that its
// extension names: .csv or .xlsx. The file is written beside its place under
// another name, readable by its owner alone, and moved there by Close. After
// an error of Sheet or Row, Close returns that error; then, as after Discard,
// nothing is left and what was at path stays as it was.
func Create(path string) (Writer, error) {
	if err := checkExtension(path); err != nil {
		return nil, err
	}
	draft, err := newDraft(path)
	if err != nil {
		return nil, err
	}
	writer, err := To(draft, strings.TrimPrefix(extension(path), "."))
	if err != nil {
		draft.discard()
		return nil, err
	}
	return &fileWriter{Writer: writer, draft: draft}, nil
}

// To returns a writer that writes to w in a format, [CSV] or [XLSX]. The same
// rows give the same bytes.
//
// A .csv is UTF-8 with a byte order mark, without which Excel would take it
// for Windows-1252, with commas and CRLF (RFC 4180).
func To(w io.Writer, format string) (Writer, error) {
	switch format {
	case CSV:
		return newTextWriter(w), nil
	case XLSX:
		return newWorkbookWriter(w)
	default:
		return nil, trenza.Refuse("sheet.format_unknown", format)
	}
}

// Texts adds rows whose cells are all texts.
func Texts(w Writer, rows [][]string) error {
	for _, row := range rows {
		cells := make([]any, len(row))
		for i, cell := range row {
			cells[i] = cell
		}
		if err := w.Row(cells...); err != nil {
			return err
		}
	}
	return nil
}

// settle turns what callers hand over into one of the few types that the
// writers know: nil, string, int64, float64, bool, Day and Money.
func settle(value any) (any, error) {
	switch v := value.(type) {
	case nil, int64, float64, bool, trenza.Money:
		return v, nil
	case string:
		if len(v) <= maxCell && plainText(v) {
			return value, nil // as most are
		}
		return settleText(v)
	case trenza.Place:
		return settleText(string(v))
	case trenza.Day:
		if v == "" {
			return nil, nil
		}
		return v, nil
	case int:
		return int64(v), nil
	default:
		return nil, fmt.Errorf("sheet: no way to write a %T in a cell", value)
	}
}

// settleText mends a text and refuses one that no cell can hold.
func settleText(text string) (any, error) {
	if !plainText(text) {
		text = mend(text)
	}
	if tooLong(text) {
		return nil, trenza.Refuse("sheet.text_long", maxCell)
	}
	return text, nil
}

// plainText reports whether nothing in the text needs mending.
func plainText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0xEF {
			return false
		}
	}
	return utf8.ValidString(text)
}

// lineBreaks makes one of all the ways to break a line.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// mend leaves out what neither XML nor a spreadsheet program can hold.
func mend(text string) string {
	text = lineBreaks.Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, text)
}
