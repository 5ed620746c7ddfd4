package sheet

import (
	"bufio"
	"errors"
	"strconv"
	"unicode/utf16"

	"github.com/trenza/trenza"
)

// What a file may hold. Rows and characters of a cell are Excel's own limits;
// the others keep a hostile file from filling the memory.
const (
	maxFileSize  = 512 << 20 // bytes of a file
	maxUnpacked  = 16 << 30  // bytes of all the parts of an .xlsx, unpacked
	maxRatio     = 200       // how many times larger than packed an honest part is at most
	maxSwollen   = 1 << 30   // bytes of all the parts that are swollen more than that
	maxPart      = 32 << 20  // bytes of the workbook's own parts: sheet names, styles
	maxTexts     = 256 << 20 // bytes of the shared texts of an .xlsx, in memory
	maxRows      = 1_048_576
	maxColumns   = 1_000
	maxCell      = 32_767  // UTF-16 units of a cell, as Excel counts them
	maxRowBytes  = 8 << 20 // bytes of a row of a .csv
	maxMarkBytes = 1 << 20 // bytes of one tag or one text of an .xlsx
	textOverhead = 16      // bytes that a shared text costs besides its letters
)

// errTooMuch stops a parser that would take in more than its fuel.
var errTooMuch = errors.New("more bytes than one row or one cell may have")

// meter is a reader with fuel. Parsers buffer whatever they are in the middle
// of, so fuel is given for one row or one token at a time.
type meter struct {
	*bufio.Reader
	fuel int
}

// Read takes the bytes it returns from the fuel.
func (m *meter) Read(p []byte) (int, error) {
	if m.fuel <= 0 {
		return 0, errTooMuch
	}
	n, err := m.Reader.Read(p)
	m.fuel -= n
	return n, err
}

// ReadByte takes one byte from the fuel.
func (m *meter) ReadByte() (byte, error) {
	if m.fuel--; m.fuel < 0 {
		return 0, errTooMuch
	}
	return m.Reader.ReadByte()
}

// trimmed returns the row without the empty cells at its end.
func (r Row) trimmed() Row {
	for len(r.Cells) > 0 && r.Cells[len(r.Cells)-1] == "" {
		r.Cells = r.Cells[:len(r.Cells)-1]
	}
	return r
}

// blank reports whether nothing in the row can be seen.
func (r Row) blank() bool {
	for _, cell := range r.Cells {
		if Trim(cell) != "" {
			return false
		}
	}
	return true
}

// check refuses a row that passes a limit of the package.
func (r Row) check(book string) error {
	if r.Number > maxRows {
		return trenza.Refuse("sheet.rows_many", book, maxRows)
	}
	if len(r.Cells) > maxColumns {
		return trenza.Refuse("sheet.columns_many", book, r.Number, maxColumns)
	}
	for i, cell := range r.Cells {
		if tooLong(cell) {
			return trenza.Refuse("sheet.cell_long", book, ColumnName(i)+strconv.Itoa(r.Number), maxCell)
		}
	}
	return nil
}

// tooLong reports whether text passes the length that a cell may have.
func tooLong(text string) bool {
	if len(text) <= maxCell {
		return false
	}
	units := 0
	for _, r := range text {
		units += max(utf16.RuneLen(r), 1)
	}
	return units > maxCell
}

// ColumnName returns how a spreadsheet calls the column at an index, from 0: "A",
// "AB".
func ColumnName(index int) string {
	name := ""
	for n := index; n >= 0; n = n/26 - 1 {
		name = string(rune('A'+n%26)) + name
	}
	return name
}
