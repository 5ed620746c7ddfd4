package sheet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// write makes a spreadsheet of texts and returns its path.
func write(t testing.TB, folder, format string, rows [][]string) string {
	t.Helper()
	path := filepath.Join(folder, "lista."+format)
	writer, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Discard()
	for _, row := range rows {
		cells := make([]any, len(row))
		for i, text := range row {
			cells[i] = text
		}
		if err := writer.Row(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// anyText draws texts that a cell can hold, risky ones often.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		start := rapid.SampledFrom([]string{"", "", "=", "+", "-", "@", "\t", "'", "''=", "_x0041_", " ", "\"", "\uFEFF"}).Draw(t, "start")
		letters := rapid.SampledFrom([]rune("abñÑáéü €😀,;\t\n\"'<&>=-+@_x0412./\u00a0\u2028"))
		return start + rapid.StringOf(letters).Draw(t, "text")
	})
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		format := rapid.SampledFrom([]string{sheet.CSV, sheet.XLSX}).Draw(rt, "format")
		rows := rapid.SliceOfN(rapid.SliceOfN(anyText(), 0, 6), 1, 8).Draw(rt, "rows")
		rows[0] = []string{"uno", "dos", "tres", "cuatro", "cinco", "seis", "siete"} // a header, which no list goes without
		path := write(t, folder, format, rows)
		book, err := sheet.Open(path)
		if err != nil {
			rt.Fatal(err)
		}
		defer book.Close()
		got, err := collect(book, book.Sheets()[0])
		if err != nil {
			rt.Fatal(err)
		}
		if want := seen(rows); !reflect.DeepEqual(got, want) {
			rt.Fatalf("%s: got %+v, want %+v", format, got, want)
		}
	})
}

// seen returns the rows as a reader gives them back.
func seen(rows [][]string) []sheet.Row {
	var want []sheet.Row
	for i, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		if sheet.Trim(strings.Join(row, "")) != "" {
			want = append(want, sheet.Row{Number: i + 1, Cells: row})
		}
	}
	return want
}

func TestValuesKeepTheirMeaning(t *testing.T) {
	born, paid := trenza.Day("1901-05-17"), trenza.Money(76_050)
	early := trenza.Day("1900-02-01") // before the days that Excel counts right
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		path := filepath.Join(t.TempDir(), "lista."+format)
		writer, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer writer.Discard()
		for _, row := range [][]any{
			{"Lugar", "Nació", "Monto", "Cuántas", "Parte", "Sí", "Nada", "Menos", "Antes", "Sin día", "64"},
			{trenza.Place("010101"), born, paid, 3264, 0.8, true, nil, -5, early, trenza.Day(""), int64(7)},
		} {
			if err := writer.Row(row...); err != nil {
				t.Fatal(err)
			}
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		rows, err := collect(book, book.Sheets()[0])
		if err != nil || len(rows) != 2 {
			t.Fatal(rows, err)
		}
		amount, err := sheet.ReadAmount(rows[1].Cell(2))
		if err != nil || amount != paid {
			t.Errorf("%s: got %v, %v", format, amount, err)
		}
		rows[1].Cells[2] = ""
		want := []string{"010101", "1901-05-17", "", "3264", "0.8", "TRUE", "", "-5", "1900-02-01", "", "7"}
		if !reflect.DeepEqual(rows[1].Cells, want) {
			t.Errorf("%s: got %q", format, rows[1].Cells)
		}
	}
}

func TestNoTextLeavesAsAFormula(t *testing.T) {
	attacks := []string{`=HYPERLINK("http://x")`, "+51987654321", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1"}
	var rows [][]string
	for _, attack := range attacks {
		rows = append(rows, []string{attack})
	}
	raw, err := os.ReadFile(write(t, t.TempDir(), sheet.CSV, rows))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(raw), "'"); got != len(attacks) {
		t.Errorf("%d of %d guarded: %q", got, len(attacks), raw)
	}
	f, err := excelize.OpenFile(write(t, t.TempDir(), sheet.XLSX, rows))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, attack := range attacks {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		formula, formulaErr := f.GetCellFormula("Hoja1", at)
		value, valueErr := f.GetCellValue("Hoja1", at)
		if formula != "" || value != strings.ReplaceAll(attack, "\r", "\n") || formulaErr != nil || valueErr != nil {
			t.Errorf("%s: formula %q, value %q, %v, %v", at, formula, value, formulaErr, valueErr)
		}
	}
}

func TestWhatASheetCannotHoldIsMended(t *testing.T) {
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		path := write(t, t.TempDir(), format, [][]string{{"a\x00\x1bb", "c\r\nd\re", "f\xffg", "h\uFFFFi"}})
		book, err := sheet.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		rows, err := collect(book, book.Sheets()[0])
		if want := []string{"ab", "c\nd\ne", "f\uFFFDg", "hi"}; err != nil || !reflect.DeepEqual(rows[0].Cells, want) {
			t.Errorf("%s: got %+v, %v", format, rows, err)
		}
	}
}

func TestTheHeaderOfAWorkbookStaysInSight(t *testing.T) {
	f, err := excelize.OpenFile(write(t, t.TempDir(), sheet.XLSX, [][]string{{"Apellidos", strings.Repeat("largo ", 20)}, {"Paz"}}))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	panes, err := f.GetPanes("Hoja1")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("got %+v, %v", panes, err)
	}
	style, err := f.GetCellStyle("Hoja1", "A1")
	if err != nil {
		t.Fatal(err)
	}
	header, err := f.GetStyle(style)
	if err != nil || header.Font == nil || !header.Font.Bold {
		t.Errorf("got %+v, %v", header, err)
	}
	for column, want := range map[string]float64{"A": 11, "B": 40} {
		if width, err := f.GetColWidth("Hoja1", column); err != nil || width != want {
			t.Errorf("column %s: got %v, %v", column, width, err)
		}
	}
	if author, err := f.GetDocProps(); err != nil || author.Creator != "Trenza" || author.LastModifiedBy != "" {
		t.Errorf("got %+v, %v", author, err)
	}
}

func TestTheSameRowsGiveTheSameBytes(t *testing.T) {
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		var first []byte
		for range 8 {
			var out bytes.Buffer
			writer, err := sheet.To(&out, format)
			if err != nil {
				t.Fatal(err)
			}
			names := []string{"Uno", "Dos", "Tres", "Cuatro"}
			if format == sheet.CSV {
				names = names[:1]
			}
			for _, name := range names {
				if err := writer.Sheet(name); err != nil {
					t.Fatal(err)
				}
				if err := writer.Row(name, trenza.Day("2020-03-02")); err != nil {
					t.Fatal(err)
				}
			}
			if err := writer.Close(); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = out.Bytes()
			}
			if !bytes.Equal(first, out.Bytes()) {
				t.Errorf("%s: bytes differ", format)
			}
		}
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.xlsx")
	writer, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Discard()
	names := []string{"Resumen", "3/4: *[todo]*", strings.Repeat("ñ", 40), "'"}
	for _, name := range names {
		if err := writer.Sheet(name); err != nil {
			t.Fatal(err)
		}
		if err := writer.Row("de " + name); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	want := []string{"Resumen", "3-4- --todo--", strings.Repeat("ñ", 31), "Hoja1"}
	if !reflect.DeepEqual(book.Sheets(), want) {
		t.Errorf("got %q", book.Sheets())
	}
	for i, name := range book.Sheets() {
		if rows, err := collect(book, name); err != nil || len(rows) != 1 || rows[0].Cell(0) != "de "+names[i] {
			t.Errorf("%s: got %+v, %v", name, rows, err)
		}
	}
}

func TestWhatAWriterRefuses(t *testing.T) {
	for _, c := range []struct {
		format, key string
		do          func(sheet.Writer) error
	}{
		{sheet.CSV, "sheet.one_sheet", func(w sheet.Writer) error { return twice(w, "Uno", "Dos") }},
		{sheet.XLSX, "sheet.sheet_twice", func(w sheet.Writer) error { return twice(w, "Uno", "UNO") }},
		{sheet.CSV, "sheet.text_long", func(w sheet.Writer) error { return w.Row(strings.Repeat("x", 32_768)) }},
		{sheet.XLSX, "sheet.text_long", func(w sheet.Writer) error { return w.Row(strings.Repeat("x", 32_768)) }},
	} {
		path := filepath.Join(t.TempDir(), "lista."+c.format)
		writer, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		refused(t, c.do(writer), c.key)
		refused(t, writer.Close(), c.key)
		nothingIn(t, filepath.Dir(path))
	}
	_, err := sheet.Create(filepath.Join(t.TempDir(), "lista.pdf"))
	refused(t, err, "sheet.format_unknown")
	_, err = sheet.To(&bytes.Buffer{}, "pdf")
	refused(t, err, "sheet.format_unknown")
	_, err = sheet.Create(filepath.Join(t.TempDir(), "no", "lista.csv"))
	refused(t, err, "sheet.cannot_write")
}

func twice(w sheet.Writer, first, second string) error {
	if err := w.Sheet(first); err != nil {
		return err
	}
	return w.Sheet(second)
}

func TestAValueOfNoKnownKindIsOurFault(t *testing.T) {
	writer, err := sheet.To(&bytes.Buffer{}, sheet.CSV)
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Row(struct{}{}); err == nil || trenza.KindOf(err) != trenza.Internal {
		t.Error(err)
	}
}
