package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/trenza/trenza"
)

// textWriter writes a .csv.
type textWriter struct {
	buffer *bufio.Writer
	csv    *csv.Writer
	begun  bool // a sheet was named
	record []string
}

// byteOrderMark tells Excel that the file is UTF-8.
const byteOrderMark = "\uFEFF"

func newTextWriter(w io.Writer) *textWriter {
	t := &textWriter{buffer: bufio.NewWriterSize(w, 64<<10)}
	t.buffer.WriteString(byteOrderMark) // an error of the buffer comes back from Flush
	t.csv = csv.NewWriter(t.buffer)
	t.csv.UseCRLF = true
	return t
}

// Sheet does nothing the first time: a .csv has one sheet, without a name.
func (t *textWriter) Sheet(string) error {
	if t.begun {
		return trenza.Refuse("sheet.one_sheet")
	}
	t.begun = true
	return nil
}

func (t *textWriter) Row(cells ...any) error {
	t.begun = true
	t.record = t.record[:0]
	for _, cell := range cells {
		value, err := settle(cell)
		if err != nil {
			return err
		}
		t.record = append(t.record, textOf(value))
	}
	return t.csv.Write(t.record)
}

func (t *textWriter) Close() error {
	t.csv.Flush()
	if err := t.csv.Error(); err != nil {
		return err
	}
	return t.buffer.Flush()
}

func (t *textWriter) Discard() {}

// textOf writes a settled value as a .csv holds it. Only texts need a guard:
// a number below zero is no formula.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return guard(v)
	case trenza.Day:
		return string(v)
	case trenza.Money:
		return soles(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return truth(v)
	default:
		return ""
	}
}

// soles writes an amount without its currency, "760.00".
func soles(m trenza.Money) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%d.%02d", sign, m/100, m%100)
}
