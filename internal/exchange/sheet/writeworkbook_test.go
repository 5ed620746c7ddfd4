package sheet_test

import (
	"archive/zip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/xuri/excelize/v2"
)

// Another program sees numbers, days, truths and texts as such.
func TestExcelizeReadsWhatIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.xlsx")
	create(t, path, func(w sheet.Writer) error {
		if err := w.Sheet("Año '20"); err != nil {
			return err
		}
		for _, row := range [][]any{
			{"Texto", "Día", "Monto", "Cuántas", "Parte", "Sí", "Nada"},
			{" <á> & \"b\"\n_x0041_ ", trenza.Day("2020-03-02"), trenza.Money(-1_234_50), int64(3264), 0.1, false, math.NaN()},
		} {
			if err := w.Row(row...); err != nil {
				return err
			}
		}
		return nil
	})
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var kinds []excelize.CellType
	var shown, raw []string
	for column := range 7 {
		at, _ := excelize.CoordinatesToCellName(column+1, 2)
		kind, kindErr := f.GetCellType("Año '20", at)
		text, textErr := f.GetCellValue("Año '20", at)
		value, valueErr := f.GetCellValue("Año '20", at, excelize.Options{RawCellValue: true})
		if kindErr != nil || textErr != nil || valueErr != nil {
			t.Fatal(kindErr, textErr, valueErr)
		}
		kinds, shown, raw = append(kinds, kind), append(shown, text), append(raw, value)
	}
	if want := []string{" <á> & \"b\"\n_x0041_ ", "2020-03-02", "-1,234.50", "3264", "0.1", "FALSE", ""}; !reflect.DeepEqual(unescaped(shown), want) {
		t.Errorf("shown: got %q, want %q", shown, want)
	}
	if want := []string{" <á> & \"b\"\n_x0041_ ", "43892", "-1234.5", "3264", "0.1", "0", ""}; !reflect.DeepEqual(unescaped(raw), want) {
		t.Errorf("raw: got %q, want %q", raw, want)
	}
	if kinds[0] != excelize.CellTypeInlineString || kinds[5] != excelize.CellTypeBool {
		t.Errorf("got %v", kinds)
	}
}

// unescaped undoes the one escape that excelize leaves in texts within cells.
func unescaped(texts []string) []string {
	texts[0] = strings.ReplaceAll(texts[0], "_x005F_", "_")
	return texts
}

// create writes a spreadsheet.
func create(t testing.TB, path string, fill func(w sheet.Writer) error) {
	t.Helper()
	writer, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Discard()
	if err := fill(writer); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
}

// texts returns the parts of a workbook.
func texts(t *testing.T, path string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	parts := map[string]string{}
	for _, file := range archive.File {
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		parts[file.Name] = string(text)
	}
	return parts
}

func TestTheHeaderFiltersItsRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.xlsx")
	create(t, path, func(w sheet.Writer) error {
		for _, name := range []string{"D'Angelo & Co", "Vacía", "Sola"} {
			if err := w.Sheet(name); err != nil {
				return err
			}
			for n := range map[string]int{"D'Angelo & Co": 3, "Sola": 1}[name] {
				if err := w.Row("a", "b", n); err != nil {
					return err
				}
			}
		}
		return nil
	})
	parts := texts(t, path)
	for name, want := range map[string]bool{"sheet1": true, "sheet2": false, "sheet3": false} {
		if got := strings.Contains(parts["xl/worksheets/"+name+".xml"], `<autoFilter ref="A1:C3"/>`); got != want {
			t.Errorf("%s: %s", name, parts["xl/worksheets/"+name+".xml"])
		}
	}
	if !strings.Contains(parts["xl/workbook.xml"], `hidden="1">&#39;D&#39;&#39;Angelo &amp; Co&#39;!$A$1:$C$3</definedName>`) {
		t.Error(parts["xl/workbook.xml"])
	}
}

func TestColumnsAreAsWideAsTheirFirstRows(t *testing.T) {
	path := write(t, t.TempDir(), sheet.XLSX, [][]string{{"DNI", "Nombres"}, {"12345678", "María de los Ángeles", strings.Repeat("largo ", 20)}})
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for column, want := range map[string]float64{"A": 11, "B": 22, "C": 40} {
		if width, err := f.GetColWidth("Hoja1", column); err != nil || width != want {
			t.Errorf("column %s: got %v, %v", column, width, err)
		}
	}
}

// TestAFullSheetGoesOn writes more rows than a sheet holds.
func TestAFullSheetGoesOn(t *testing.T) {
	const capacity = 1_048_576
	path := filepath.Join(t.TempDir(), "lista.xlsx")
	long := strings.Repeat("n", 31)
	create(t, path, func(w sheet.Writer) error {
		for _, name := range []string{"n (2)", long} {
			if err := w.Sheet(name); err != nil {
				return err
			}
			if err := w.Row("Fila", "Lista"); err != nil {
				return err
			}
		}
		for n := range capacity + 1 {
			if err := w.Row(n + 1); err != nil {
				return err
			}
		}
		return nil
	})
	book := open(t, path)
	next := strings.Repeat("n", 27) + " (2)"
	if got := book.Sheets(); !reflect.DeepEqual(got, []string{"n (2)", long, next}) {
		t.Fatalf("got %q", got)
	}
	rows, err := collect(book, next)
	want := []sheet.Row{
		{Number: 1, Cells: []string{"Fila", "Lista"}},
		{Number: 2, Cells: []string{fmt.Sprint(capacity)}},
		{Number: 3, Cells: []string{fmt.Sprint(capacity + 1)}},
	}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v, %v", rows, err)
	}
}

// TestNothingWaitsInTheClear: while a list is written, no folder but its own
// holds anything of it.
func TestNothingWaitsInTheClear(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		writer, err := sheet.Create(filepath.Join(t.TempDir(), "lista."+format))
		if err != nil {
			t.Fatal(err)
		}
		defer writer.Discard()
		for n := range 100_000 {
			if err := writer.Row("Quispe Rojas", "María", n); err != nil {
				t.Fatal(err)
			}
		}
		left, err := os.ReadDir(temporary)
		if err != nil || len(left) > 0 {
			t.Errorf("%s: %v, %v", format, left, err)
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
