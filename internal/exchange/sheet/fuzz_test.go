package sheet_test

import (
	"os"
	"testing"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"", "a,b\n1,2\n", "\uFEFFa;b\r\n\"1\n2\";3\r\n", "a\tb\n\"", "Mu\xF1oz;In\xE9s\n", "\xFF\xFEa\x00\n\x00", "'=1,''@x\n", "a \"b\" c\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { survives(t, put(t, "lista.csv", content)) })
}

func FuzzXLSX(f *testing.F) {
	f.Add(zipped(f, `<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c t="d"><v>2020-03-02</v></c></row></sheetData></worksheet>`,
		map[string]string{"xl/sharedStrings.xml": `<sst><si><t>uno</t></si></sst>`}))
	whole, err := os.ReadFile(write(f, f.TempDir(), sheet.XLSX, [][]string{{"Apellidos", "=1"}, {"Muñoz"}}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) { survives(t, put(t, "lista.xlsx", content)) })
}

// FuzzWorksheet attacks the rows alone, which in a whole file hide behind the
// checksums of the zip.
func FuzzWorksheet(f *testing.F) {
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c></row>`, "yyyy-mm-dd", "uno")
	f.Add(`<row><c s="0"><v>43892.5</v></c><c><f>A1</f></c></row>`, `[h]:mm;"x"`, "_x0041_")
	f.Add(`<row r="1"><c t="inlineStr"><is><r><t>a</t></r><rPh/></is></c></row><row r="1"/>`, "General", "&#10;")
	f.Fuzz(func(t *testing.T, rows, format, text string) {
		survives(t, parts(t, `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`, map[string]string{
			"xl/sharedStrings.xml": `<sst><si><t>` + text + `</t></si></sst>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/>
				<Relationship Id="rId2" Type="/styles" Target="styles.xml"/></Relationships>`,
			"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + format + `"/></numFmts>
				<cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`,
		}))
	})
}

// survives reads a file whole: it ends in rows within the limits, in order, or
// in a Problem that is not our fault.
func survives(t *testing.T, path string) {
	book, err := sheet.Open(path)
	if err != nil {
		blameless(t, err)
		return
	}
	defer book.Close()
	for _, name := range book.Sheets() {
		last := 0
		for row, err := range book.Rows(name) {
			if err != nil {
				blameless(t, err)
				continue
			}
			if row.Number <= last || len(row.Cells) == 0 || row.Cells[len(row.Cells)-1] == "" {
				t.Fatalf("row %d after %d: %q", row.Number, last, row.Cells)
			}
			last = row.Number
		}
	}
}

func blameless(t *testing.T, err error) {
	t.Helper()
	if trenza.KindOf(err) == trenza.Internal {
		t.Fatalf("no sentence for %v", err)
	}
}

func FuzzDay(f *testing.F) {
	for _, seed := range []string{"", "2020-03-02", "02/03/2020 10:00", "43892", "1990", "05/1990", "2020-02-30", "73416", "..", "T1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := sheet.ReadDay(text)
		checkDay(t, day, err)
		born, precision, err := sheet.ReadBirth(text)
		checkDay(t, born, err)
		if (born == "") != (precision == "") {
			t.Fatalf("%q: %q to the %q", text, born, precision)
		}
	})
}

func checkDay(t *testing.T, day trenza.Day, err error) {
	t.Helper()
	if err != nil {
		blameless(t, err)
	} else if _, wrong := trenza.ParseDay(string(day)); day != "" && (wrong != nil || day.Year() < 1900 || day.Year() > 2100) {
		t.Fatalf("no such day: %q", day)
	}
}

func FuzzAmount(f *testing.F) {
	for _, seed := range []string{"", "500", "S/ 760.00", "1,234.50", "1.234,50", "1.234", "1'234,567.8", "-1", "999999999999999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := sheet.ReadAmount(text)
		if err != nil {
			blameless(t, err)
			return
		}
		if again, err := sheet.ReadAmount(amount.String()); err != nil || again != amount {
			t.Fatalf("%q is %v, which is %v, %v", text, amount, again, err)
		}
	})
}

func FuzzMark(f *testing.F) {
	for _, seed := range []string{"", "P", "✔️", "2,5 h", "3:30", "0", "24:01", "hh", "1e5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mark, given, err := sheet.ReadMark(text)
		if err != nil {
			blameless(t, err)
			return
		}
		if given != (mark.Kind != "") || (mark.Minutes > 0) != (mark.Kind == sheet.Hours) || mark.Minutes > 24*60 {
			t.Fatalf("%q: %+v, %v", text, mark, given)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"", "Fecha_de  NACIMIENTO", "Nº", "İıſẞ", "ϓ", "\u0345Α"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := sheet.Fold(text)
		if utf8.ValidString(text) && sheet.Fold(once) != once {
			t.Fatalf("%q becomes %q and then %q", text, once, sheet.Fold(once))
		}
	})
}
