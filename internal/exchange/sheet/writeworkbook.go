package sheet

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/xuri/excelize/v2"
)

// firstSheet names the sheet of rows written before any sheet was named.
const firstSheet = "Hoja1"

// Widths of columns, in characters of the standard font.
const (
	narrowest = 11 // a day fits
	widest    = 40
)

// workbookWriter writes an .xlsx. Rows go to a temporary file of excelize, and
// from there, packed, to the target.
type workbookWriter struct {
	file   *excelize.File
	stream *excelize.StreamWriter // of the sheet begun last
	names  map[string]bool        // of the sheets, folded as Excel does
	rows   int                    // written to the sheet begun last
	styles styles
}

// styles are the numbers of the styles in use.
type styles struct{ header, day, money int }

func newWorkbookWriter(target io.Writer) (*workbookWriter, error) {
	w := &workbookWriter{file: excelize.NewFile(), names: map[string]bool{}}
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newOrderedZip(target) })
	// No author, and a moment that never changes: the same rows give the same bytes.
	const epoch = "2020-01-01T00:00:00Z"
	err := w.file.SetDocProps(&excelize.DocProperties{Creator: "Trenza", Created: epoch, Modified: epoch})
	if err == nil {
		err = w.addStyles()
	}
	return w, err
}

func (w *workbookWriter) addStyles() (err error) {
	day, money := "yyyy-mm-dd", "#,##0.00"
	for _, add := range []struct {
		into  *int
		style excelize.Style
	}{
		{&w.styles.header, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&w.styles.day, excelize.Style{CustomNumFmt: &day}},
		{&w.styles.money, excelize.Style{CustomNumFmt: &money}},
	} {
		if *add.into, err = w.file.NewStyle(&add.style); err != nil {
			return err
		}
	}
	return nil
}

func (w *workbookWriter) Sheet(name string) error {
	name = sheetName(name)
	folded := strings.ToLower(name)
	if w.names[folded] {
		return trenza.Refuse("sheet.sheet_twice", name)
	}
	if err := w.finishSheet(); err != nil {
		return err
	}
	if err := w.addSheet(name); err != nil {
		return err
	}
	w.names[folded] = true
	w.rows = 0
	return nil
}

// addSheet begins a sheet; the first takes the place of the one that a new
// file has.
func (w *workbookWriter) addSheet(name string) (err error) {
	if len(w.names) == 0 {
		err = w.file.SetSheetName(w.file.GetSheetName(0), name)
	} else {
		_, err = w.file.NewSheet(name)
	}
	if err == nil {
		w.stream, err = w.file.NewStreamWriter(name)
	}
	return err
}

func (w *workbookWriter) finishSheet() error {
	if w.stream == nil {
		return nil
	}
	return w.stream.Flush()
}

func (w *workbookWriter) Row(cells ...any) error {
	if w.stream == nil {
		if err := w.Sheet(firstSheet); err != nil {
			return err
		}
	}
	if w.rows == maxRows {
		return trenza.Refuse("sheet.sheet_full", maxRows)
	}
	values := make([]any, len(cells))
	for i, cell := range cells {
		value, err := settle(cell)
		if err != nil {
			return err
		}
		values[i] = w.styled(value)
	}
	if w.rows == 0 {
		if err := w.begin(values); err != nil {
			return err
		}
	}
	w.rows++
	return w.stream.SetRow("A"+strconv.Itoa(w.rows), values)
}

// begin makes the first row of a sheet its header: bold, always in sight, and
// as wide as its words ask.
func (w *workbookWriter) begin(header []any) error {
	for i, value := range header {
		if text, ok := value.(string); ok {
			header[i] = excelize.Cell{StyleID: w.styles.header, Value: text}
			width := float64(min(max(utf8.RuneCountInString(text)+2, narrowest), widest))
			if err := w.stream.SetColWidth(i+1, i+1, width); err != nil {
				return err
			}
		}
	}
	return w.stream.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
	})
}

// styled returns a settled value as excelize takes it. Texts are stored as
// texts, so no guard is needed; days and amounts are numbers with a style, so
// that they sort and add up.
func (w *workbookWriter) styled(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
		return v
	case trenza.Day:
		if n, ok := serial(v.Time()); ok {
			return excelize.Cell{StyleID: w.styles.day, Value: n}
		}
		return string(v)
	case trenza.Money:
		return excelize.Cell{StyleID: w.styles.money, Value: float64(v) / 100}
	default:
		return v
	}
}

func (w *workbookWriter) Close() error {
	defer w.file.Close()
	if w.stream == nil {
		if err := w.Sheet(firstSheet); err != nil {
			return err
		}
	}
	if err := w.finishSheet(); err != nil {
		return err
	}
	return w.file.Write(io.Discard) // the bytes go to the target, through the ordered zip
}

func (w *workbookWriter) Discard() { w.file.Close() }

// sheetName returns a name that spreadsheet programs accept: at most 31
// characters, none of them special, and something.
func sheetName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	letters := []rune(clean)
	clean = strings.Trim(string(letters[:min(len(letters), excelize.MaxSheetNameLength)]), "' ")
	if clean == "" {
		return firstSheet
	}
	return clean
}
