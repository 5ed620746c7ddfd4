package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// Book is a spreadsheet file open for reading. Several goroutines may read
// rows of one book at the same time.
type Book struct {
	Name   string // base name of the file, "pagos-marzo.xlsx"
	Digest string // SHA-256 of the bytes of the file, in hexadecimal

	close  func() error
	source source
}

// source is what the two file formats have in common.
type source interface {
	sheets() []string
	rows(sheet string) iter.Seq2[Row, error]
	layout(sheet string) (Layout, error)
}

// Row is a row of a sheet, as text. Days are written "2020-03-02" and numbers
// without thousands separators, "500.5". Empty cells at the end are left out.
type Row struct {
	Number int // as people see it on the screen, the first row being 1
	Cells  []string

	// Unknown are the indexes of the cells without a value, in order: formulas
	// that no program has worked out, whose text is "=SUM(A2:A9)", and errors,
	// whose text is "#N/A". See [Row.Fault].
	Unknown []int
}

// errorTexts are the errors of spreadsheets as they stand in a text: a .csv and
// a workbook of rejected rows have no other cells.
var errorTexts = wordSet(`#n/a #n/d #ref! #¡ref! #value! #¡valor! #valor! #div/0! #¡div/0! #name? #¿nombre? #num! #¡num! #null! #¡nulo!`)

// Fault returns why the cell at index, from 0, has no value, and nil when it
// has one. An empty cell has one.
func (r Row) Fault(index int) error {
	if !slices.Contains(r.Unknown, index) && !(strings.HasPrefix(r.Cell(index), "#") && errorTexts[strings.ToLower(r.Cell(index))]) {
		return nil
	}
	at, text := ColumnName(index)+strconv.Itoa(r.Number), r.Cell(index)
	if strings.HasPrefix(text, "=") {
		return trenza.Refuse("sheet.formula_unknown", at)
	}
	return trenza.Refuse("sheet.error_value", at, text)
}

// Cell returns the text of the cell at index, from 0, and "" beyond the last.
func (r Row) Cell(index int) string {
	if index < 0 || index >= len(r.Cells) {
		return ""
	}
	return r.Cells[index]
}

// Open opens the .csv or .xlsx file at path. The errors are Problems: the
// file is missing, cannot be read, is of another format, has a password, is
// damaged or passes a limit.
func Open(path string) (*Book, error) {
	name := filepath.Base(path)
	if extension(name) == ".xls" {
		return nil, checkOldExcel(path)
	}
	if err := checkExtension(name); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, openProblem(name, err)
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = trenza.Refuse("sheet.not_a_file", name)
	}
	if err != nil {
		file.Close()
		return nil, openProblem(name, err)
	}
	book, err := load(name, file, info.Size(), file.Close)
	if err != nil {
		file.Close()
	}
	return book, err
}

// From opens a file that is in no folder: what somebody handed in under a name.
// The errors are those of Open.
func From(name string, content io.ReaderAt, size int64) (*Book, error) {
	name = filepath.Base(name)
	if extension(name) == ".xls" {
		return nil, oldExcel(name, content)
	}
	if err := checkExtension(name); err != nil {
		return nil, err
	}
	return load(name, content, size, func() error { return nil })
}

// Sheets returns the names of the sheets in the order of their tabs. A .csv
// file has one sheet, and its name is "".
func (b *Book) Sheets() []string { return b.source.sheets() }

// Rows streams the rows of a sheet that hold something; rows without text are
// passed over and keep their number. The first error is the last thing that
// the sequence yields, and a row that comes with it is not to be used.
func (b *Book) Rows(sheet string) iter.Seq2[Row, error] { return b.source.rows(sheet) }

// Close closes the file. Rows cannot be read afterwards.
func (b *Book) Close() error { return b.close() }

// load finds out what a file is and opens it as that.
func load(name string, content io.ReaderAt, size int64, shut func() error) (*Book, error) {
	if size > maxFileSize {
		return nil, trenza.Refuse("sheet.file_large", name, maxFileSize>>20)
	}
	b := &Book{Name: name, close: shut}
	var err error
	if b.Digest, err = digest(io.NewSectionReader(content, 0, size)); err != nil {
		return nil, openProblem(name, err)
	}
	if extension(name) == ".csv" {
		b.source, err = openText(name, content, size)
	} else {
		b.source, err = openWorkbook(name, content, size)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

func openProblem(name string, err error) error {
	if trenza.KindOf(err) != trenza.Internal {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{name}}).Because(err)
	}
	return (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.unreadable", Args: []any{name}}).Because(err)
}

func digest(r io.Reader) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// fail is a sequence of rows that holds nothing but an error.
func fail(err error) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) { yield(Row{}, err) }
}

func noSheet(book, sheet string) error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_sheet", Args: []any{book, sheet}}
}
