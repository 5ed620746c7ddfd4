package sheet_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
)

// put writes a file into a folder of the test and returns its path.
func put(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read returns the rows of a sheet, and the error that ended them.
func read(t testing.TB, path, name string) ([]sheet.Row, error) {
	t.Helper()
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return collect(book, name)
}

// open opens a file until the test is over.
func open(t testing.TB, path string) *sheet.Book {
	t.Helper()
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func collect(book *sheet.Book, name string) ([]sheet.Row, error) {
	var rows []sheet.Row
	for row, err := range book.Rows(name) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// refused checks that err is a Problem with the key, and that both languages
// have a sentence for it.
func refused(t testing.TB, err error, key string) {
	t.Helper()
	if err == nil || !strings.HasPrefix(err.Error(), key) {
		t.Errorf("got %v, want %s", err, key)
		return
	}
	for _, lang := range []string{"es", "en"} {
		said := locale.For(lang).Error(err)
		if strings.Contains(said, key) || strings.Contains(said, "%") || !strings.HasSuffix(said, ".") {
			t.Errorf("%s: %q is no sentence", lang, said)
		}
	}
}

func TestTextFilesAsOfficesKeepThem(t *testing.T) {
	want := []sheet.Row{
		{Number: 1, Cells: []string{"Apellidos", "Nombres", "Monto"}},
		{Number: 2, Cells: []string{"Muñoz", "Inés", "1,5"}},
	}
	for name, content := range map[string]string{
		"commas":             "Apellidos,Nombres,Monto\nMuñoz,Inés,\"1,5\"\n",
		"semicolons":         "Apellidos;Nombres;Monto\nMuñoz;Inés;1,5\n",
		"tabs":               "Apellidos\tNombres\tMonto\nMuñoz\tInés\t1,5\n",
		"CRLF, no last one":  "Apellidos,Nombres,Monto\r\nMuñoz,Inés,\"1,5\"",
		"byte order mark":    "\uFEFFApellidos,Nombres,Monto\nMuñoz,Inés,\"1,5\"\n",
		"Windows-1252":       "Apellidos;Nombres;Monto\nMu\xF1oz;In\xE9s;1,5\n",
		"UTF-16":             "\xFF\xFE" + utf16LE("Apellidos\tNombres\tMonto\r\nMuñoz\tInés\t1,5\r\n"),
		"UTF-16, no mark":    utf16LE("Apellidos\tNombres\tMonto\r\nMuñoz\tInés\t1,5\r\n"),
		"UTF-16, other end":  swapped(utf16LE("Apellidos\tNombres\tMonto\r\nMuñoz\tInés\t1,5\r\n")),
		"old Macintosh":      "Apellidos;Nombres;Monto\rMuñoz;Inés;1,5\r",
		"separator named":    "sep=;\r\nApellidos;Nombres;Monto\r\nMuñoz;Inés;1,5\r\n",
		"another one named":  "\uFEFF\"sep=|\"\nApellidos|Nombres|Monto\nMuñoz|Inés|1,5\n",
		"empty cells behind": "Apellidos,Nombres,Monto,,\nMuñoz,Inés,\"1,5\",,\n",
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := read(t, put(t, "lista.csv", []byte(content)), "")
			if err != nil || !reflect.DeepEqual(rows, want) {
				t.Errorf("got %+v, %v", rows, err)
			}
		})
	}
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// swapped puts the second of every two bytes first.
func swapped(s string) string {
	b := []byte(s)
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return string(b)
}

func TestOneForeignByteSpoilsNoOtherLetter(t *testing.T) {
	content := strings.Repeat("Peña,José\n", 20_000) + "Pe\xF1a,Jos\xE9\n"
	rows, err := read(t, put(t, "lista.csv", []byte(content)), "")
	if err != nil || len(rows) != 20_001 {
		t.Fatal(len(rows), err)
	}
	if rows[0].Cells[0] != "Peña" || rows[20_000].Cells[0] != "Peña" {
		t.Errorf("got %q and %q", rows[0].Cells[0], rows[20_000].Cells[0])
	}
}

func TestRowsKeepTheNumberThatPeopleSee(t *testing.T) {
	content := "Lista de marzo, 2020\n\n;;\nA;B;C\n1;\"dos\nlíneas\r\ny tres\";3\n\n2;x;4\n"
	rows, err := read(t, put(t, "lista.csv", []byte(content)), "")
	want := []sheet.Row{
		{Number: 1, Cells: []string{"Lista de marzo, 2020"}},
		{Number: 4, Cells: []string{"A", "B", "C"}},
		{Number: 5, Cells: []string{"1", "dos\nlíneas\ny tres", "3"}},
		{Number: 7, Cells: []string{"2", "x", "4"}},
	}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v, %v", rows, err)
	}
}

func TestTheHeaderTellsTheSeparator(t *testing.T) {
	content := "a,b,c\nx,joven;madre;gestante,y\n"
	rows, err := read(t, put(t, "lista.csv", []byte(content)), "")
	if err != nil || len(rows) != 2 || rows[1].Cell(1) != "joven;madre;gestante" {
		t.Errorf("got %+v, %v", rows, err)
	}
}

func TestABookSaysWhatItIs(t *testing.T) {
	content := []byte("a,b\n")
	book, err := sheet.Open(put(t, "Lista de MARZO.CSV", content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sum := sha256.Sum256(content)
	if book.Name != "Lista de MARZO.CSV" || book.Digest != hex.EncodeToString(sum[:]) {
		t.Errorf("got %q, %q", book.Name, book.Digest)
	}
	if !reflect.DeepEqual(book.Sheets(), []string{""}) {
		t.Errorf("got %q", book.Sheets())
	}
	_, err = collect(book, "Hoja1")
	refused(t, err, "sheet.no_sheet")
	if trenza.KindOf(err) != trenza.NotFound {
		t.Error(trenza.KindOf(err))
	}
}

func TestACellBeyondTheRowIsEmpty(t *testing.T) {
	row := sheet.Row{Cells: []string{"a"}}
	if row.Cell(0) != "a" || row.Cell(1) != "" || row.Cell(-1) != "" {
		t.Error(row)
	}
}

func TestReadingStopsWhenNobodyWantsMore(t *testing.T) {
	path := put(t, "lista.csv", []byte("a\nb\n\"never closed\n"))
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for row, err := range book.Rows("") {
		if err != nil || row.Cell(0) != "a" {
			t.Fatal(row, err)
		}
		break
	}
}

func TestRowsCanBeReadTwiceAtOnce(t *testing.T) {
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		book, err := sheet.Open(write(t, t.TempDir(), format, [][]string{{"a"}, {"b"}, {"c"}}))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		pairs := ""
		for outer := range book.Rows(book.Sheets()[0]) {
			for inner := range book.Rows(book.Sheets()[0]) {
				pairs += outer.Cell(0) + inner.Cell(0) + " "
			}
		}
		if pairs != "aa ab ac ba bb bc ca cb cc " {
			t.Errorf("%s: got %q", format, pairs)
		}
	}
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	ole := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more")
	for _, c := range []struct{ path, key string }{
		{filepath.Join(t.TempDir(), "nada.csv"), "sheet.no_file"},
		{put(t, "lista.xls", ole), "sheet.old_excel"},
		{put(t, "lista.xls", []byte("\uFEFF<html><body><table><tr><td>Apellidos")), "sheet.html"},
		{filepath.Join(t.TempDir(), "nada.xls"), "sheet.no_file"},
		{put(t, "lista.xlsm", ole), "sheet.macros"},
		{put(t, "lista.ods", nil), "sheet.other_office"},
		{put(t, "lista.numbers", nil), "sheet.other_office"},
		{put(t, "lista.pdf", nil), "sheet.format_unknown"},
		{put(t, "lista.xlsx", []byte("<?xml version='1.0'?>\n<HTML xmlns='x'><table>")), "sheet.html"},
		{put(t, "foto.xlsx", []byte("\x89PNG\r\n\x1a\n and more")), "sheet.damaged"},
		{put(t, "lista", nil), "sheet.format_unknown"},
		{put(t, "lista.xlsx", ole), "sheet.locked"},
		{put(t, "lista.xlsx", []byte("a,b\n1,2\n")), "sheet.damaged"},
		{put(t, "lista.xlsx", nil), "sheet.damaged"},
		{put(t, "lista.csv", []byte("PK\x03\x04\x00\x00")), "sheet.not_text"},
		{folder(t, "carpeta.csv"), "sheet.not_a_file"},
		{sparse(t, "enorme.csv", 512<<20+1), "sheet.file_large"},
	} {
		book, err := sheet.Open(c.path)
		if err == nil {
			book.Close()
		}
		refused(t, err, c.key)
	}
}

func folder(t *testing.T, name string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// sparse makes a large file that takes no room on the disk.
func sparse(t *testing.T, name string, size int64) string {
	path := put(t, name, nil)
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTextsThatPassALimit(t *testing.T) {
	for name, c := range map[string]struct{ content, key string }{
		"quote never closed":  {"a,b\n\"x,1\ny,2\n", "sheet.quote"},
		"quote within a text": {"a,b\nJuan \"el Chino\" Paz,2\n", "sheet.quote"},
		"long cell":           {"a,b\nx," + strings.Repeat("ñ", 32_768) + "\n", "sheet.cell_long"},
		"too many columns":    {"a" + strings.Repeat(",", 1_000) + "b\n", "sheet.columns_many"},
		"endless row":         {"a,\"" + strings.Repeat("y", 9<<20), "sheet.row_long"},
		"too many rows":       {strings.Repeat("\n", 1_048_576) + "a,b\n", "sheet.rows_many"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, put(t, "lista.csv", []byte(c.content)), "")
			refused(t, err, c.key)
		})
	}
}

func TestTheLimitsThemselvesAreAllowed(t *testing.T) {
	wide := strings.Repeat(",", 999) + "z"
	tall := strings.Repeat("ñ", 32_767)
	rows, err := read(t, put(t, "lista.csv", []byte(wide+"\n"+tall+"\n"+strings.Repeat("\n", 1_048_573)+"last,one")), "")
	if err != nil || len(rows) != 3 || rows[0].Cell(999) != "z" || rows[1].Cell(0) != tall || rows[2].Number != 1_048_576 {
		t.Error(len(rows), err)
	}
}
