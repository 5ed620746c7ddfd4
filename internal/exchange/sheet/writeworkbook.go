package sheet

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/trenza/trenza"
)

// firstSheet names the sheet of rows written before any sheet was named.
const firstSheet = "Hoja1"

// longestSheetName is how many characters the name of a sheet may have.
const longestSheetName = 31

// workbookWriter writes an .xlsx. Rows go straight into the zip: nothing of
// them waits on a disk, packed or not, and memory does not grow with the list.
// Excelize, by which the tests read what is written here, keeps the rows that
// it writes in the clear in the folder for temporary files.
type workbookWriter struct {
	zip    *zip.Writer
	sheets []writtenSheet
	open   *sheetWriter // the sheet begun last, nil before the first
	names  map[string]bool
	family string // the name that the sheet begun last was asked for by
	header []any  // of the sheet begun last, for the sheets that go on where it is full
	values []any  // of the row being written, reused
}

// writtenSheet is what the workbook has to say of a sheet.
type writtenSheet struct {
	name   string
	filter string // the cells filtered by their header, "$A$1:$C$20", "" for none
}

func newWorkbookWriter(target io.Writer) (*workbookWriter, error) {
	w := &workbookWriter{zip: zip.NewWriter(target), names: map[string]bool{}}
	w.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	return w, w.parts(part{"_rels/.rels", packageRelations}, part{"docProps/core.xml", coreProperties}, part{"xl/styles.xml", styleSheet})
}

// part is a small part of the package.
type part struct{ name, content string }

func (w *workbookWriter) parts(parts ...part) error {
	for _, p := range parts {
		entry, err := w.entry(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(entry, p.content); err != nil {
			return err
		}
	}
	return nil
}

// entry begins an entry of the zip, at an hour that never changes.
func (w *workbookWriter) entry(name string) (io.Writer, error) {
	return w.zip.CreateHeader(&zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC),
	})
}

func (w *workbookWriter) Sheet(name string) error {
	name = sheetName(name)
	if w.names[strings.ToLower(name)] {
		return trenza.Refuse("sheet.sheet_twice", name)
	}
	w.family, w.header = name, nil
	return w.begin(name)
}

// begin ends the sheet begun before and begins one that has this very name.
func (w *workbookWriter) begin(name string) error {
	if err := w.finish(); err != nil {
		return err
	}
	entry, err := w.entry(sheetPart(len(w.sheets)))
	if err != nil {
		return err
	}
	w.names[strings.ToLower(name)] = true
	w.sheets = append(w.sheets, writtenSheet{name: name})
	w.open = newSheetWriter(entry)
	return nil
}

// finish ends the sheet begun last.
func (w *workbookWriter) finish() error {
	if w.open == nil {
		return nil
	}
	err := w.open.close()
	w.sheets[len(w.sheets)-1].filter = w.open.filter()
	w.open = nil
	return err
}

func (w *workbookWriter) Row(cells ...any) error {
	if w.open == nil {
		if err := w.Sheet(firstSheet); err != nil {
			return err
		}
	}
	w.values = w.values[:0]
	for _, cell := range cells {
		value, err := settle(cell)
		if err != nil {
			return err
		}
		w.values = append(w.values, value)
	}
	if w.header == nil {
		w.header = append([]any{}, w.values...)
	}
	if w.open.full() {
		if err := w.goOn(); err != nil {
			return err
		}
	}
	return w.open.row(w.values)
}

// goOn begins the sheet that takes over from a full one: "Lista (2)" after
// "Lista", with the same header.
func (w *workbookWriter) goOn() error {
	for n := 2; ; n++ {
		behind := fmt.Sprintf(" (%d)", n)
		letters := []rune(w.family)
		name := string(letters[:min(len(letters), longestSheetName-len(behind))]) + behind
		if w.names[strings.ToLower(name)] {
			continue
		}
		if err := w.begin(name); err != nil {
			return err
		}
		return w.open.row(w.header)
	}
}

func (w *workbookWriter) Close() error {
	if len(w.sheets) == 0 {
		if err := w.Sheet(firstSheet); err != nil {
			return err
		}
	}
	if err := w.finish(); err != nil {
		return err
	}
	err := w.parts(
		part{"xl/workbook.xml", workbookPart(w.sheets)},
		part{"xl/_rels/workbook.xml.rels", workbookRelations(len(w.sheets))},
		part{"[Content_Types].xml", contentTypes(len(w.sheets))},
	)
	if err != nil {
		return err
	}
	return w.zip.Close()
}

// Discard has nothing to give back: what was written lies with the target.
func (w *workbookWriter) Discard() {}

// sheetName returns a name that spreadsheet programs accept: at most 31
// characters, none of them special, and something.
func sheetName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == '\uFFFE' || r == '\uFFFF' || strings.ContainsRune(`:\/?*[]`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	letters := []rune(clean)
	clean = strings.Trim(string(letters[:min(len(letters), longestSheetName)]), "' ")
	if clean == "" {
		return firstSheet
	}
	return clean
}
