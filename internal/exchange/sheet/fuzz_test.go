package sheet_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"", "a,b\n1,2\n", "\uFEFFa;b\r\n\"1\n2\";3\r\n", "a\tb\n\"", "Mu\xF1oz;In\xE9s\n", "\xFF\xFEa\x00\n\x00", "'=1,''@x\n", "a \"b\" c\n",
		"sep=;\na;b\n", "sep=", "a;b\r1;2\r", "a\x00b\x001\x002\x00\n\x00", "\x00a\x00b\x001\x002\x00\n",
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
		if _, err := book.Layout(name); err != nil {
			blameless(t, err)
		}
		last := 0
		for row, err := range book.Rows(name) {
			if err != nil {
				blameless(t, err)
				continue
			}
			if row.Number <= last || len(row.Cells) == 0 || row.Cells[len(row.Cells)-1] == "" {
				t.Fatalf("row %d after %d: %q", row.Number, last, row.Cells)
			}
			for _, index := range row.Unknown {
				if row.Cell(index) == "" || trenza.KindOf(row.Fault(index)) != trenza.Invalid {
					t.Fatalf("row %d: cell %d is unknown in %q", row.Number, index, row.Cells)
				}
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
	for _, seed := range []string{
		"", "2020-03-02", "02/03/2020 10:00", "43892", "1990", "05/1990", "2020-02-30", "73416", "..", "T1",
		"lunes 2 de marzo del 2020", "mar 3 mar 20", "20200302", "mayo 1990", "00/00/1990", "1º set 20", "mar",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []sheet.DateOrder{sheet.DayFirst, sheet.MonthFirst} {
			day, err := sheet.ReadDayIn(text, order)
			checkDay(t, day, err)
			born, precision, err := sheet.ReadBirthIn(text, order, "2020-03-02")
			checkDay(t, born, err)
			if (born == "") != (precision == "") {
				t.Fatalf("%q: %q to the %q", text, born, precision)
			}
		}
		if year, month, ok := sheet.ReadMonth(text); ok != (month >= 1 && month <= 12) || year != 0 && (year < 1900 || year > 2100) {
			t.Fatalf("%q: %d-%d, %v", text, year, month, ok)
		}
		if years, said, err := sheet.ReadAge(text); err != nil {
			blameless(t, err)
		} else if years < 0 || years > 120 || !said && years != 0 {
			t.Fatalf("%q: %d, %v", text, years, said)
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
	for i, seed := range []string{"", "P", "✔️", "2,5 h", "3:30", "0", "24:01", "hh", "1e5", "A", "1", "-", "."} {
		f.Add(seed, i)
	}
	f.Fuzz(func(t *testing.T, text string, bits int) {
		key := sheet.MarkKey(bits) & (sheet.AIsAbsent | sheet.AIsPresent | sheet.OnesAreMarks | sheet.OnesAreHours)
		mark, given, err := sheet.ReadMarkIn(text, key)
		if err != nil {
			blameless(t, err)
			return
		}
		if given != (mark.Kind != "") || (mark.Minutes > 0) != (mark.Kind == sheet.Hours) || mark.Minutes > 24*60 {
			t.Fatalf("%q: %+v, %v", text, mark, given)
		}
	})
}

// FuzzAnswer gives any text to the readers of short answers: each ends in one
// of its values or in a sentence.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{"", "F", "Sí.", "5 - Muy satisfecha", "4/5", "venezolano(a)", "VE", "en tránsito", "3,264", "s/d", "--", "ñ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sex, err := sheet.ReadSexIn(text, len(text)%2 == 0)
		within(t, err, sex == sheet.Female || sex == sheet.Male || sex == sheet.Intersex || sex == sheet.NotSaid, text, sex)
		_, err = sheet.ReadYes(text)
		within(t, err, true, text, nil)
		degree, err := sheet.ReadScale(text)
		within(t, err, degree >= 0 && degree <= 5, text, degree)
		count, err := sheet.ReadCount(text)
		within(t, err, count >= 0, text, count)
		country, err := sheet.ReadNationality(text)
		within(t, err, len(country) == 0 || len(country) == 3, text, country)
		kind, err := sheet.ReadPopulation(text)
		within(t, err, kind == "" || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz_") == "", text, kind)
	})
}

// within checks that a reader ended in a sentence or in one of its values.
func within(t *testing.T, err error, sound bool, text string, got any) {
	t.Helper()
	if err != nil {
		blameless(t, err)
	} else if !sound {
		t.Fatalf("%q: got %v", text, got)
	}
}

func FuzzDocument(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"DNI", "1234567"}, {"", "V-12.345.678"}, {"", "D.N.I. N° 12345678"}, {"PAS", "CE123456"}, {"S/D", "1"},
		{"CE", "1.23457E+11"}, {"", "DNI 12345678 / CE 001234567"}, {"no tiene", "-"}, {"", "é1"}, {"dni", "12345678-K"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, kind, number string) {
		paper, err := sheet.ReadDocument(kind, number)
		if err != nil {
			blameless(t, err)
			return
		}
		if paper.Kind == "SD" && paper.Number != "" || (paper.Repaired == "") != (paper.Warning() == nil) {
			t.Fatalf("%q, %q: %+v", kind, number, paper)
		}
		again, err := sheet.ReadDocument(paper.Kind, paper.Number)
		if err != nil || again.Kind != paper.Kind || again.Number != paper.Number || again.Repaired != "" {
			t.Fatalf("%q, %q: %+v, and again %+v, %v", kind, number, paper, again, err)
		}
	})
}

func FuzzPhones(f *testing.F) {
	for _, seed := range []string{"", "+51 987 654 321", "987654321 / 912345678", "9.87654321E8", "no tiene", "(01) 234 5678", "+58", "00", "9y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		phones, err := sheet.ReadPhones(text)
		if err != nil {
			blameless(t, err)
		}
		for _, phone := range phones {
			digits := strings.TrimPrefix(phone, "+")
			if len(digits) < 6 || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" {
				t.Fatalf("%q: %q", text, phone)
			}
		}
	})
}

func FuzzName(f *testing.F) {
	for _, seed := range []string{"", "Quispe Rojas María Elena", "PEREZ, ANA", "de", "Pérez Vda. de Soto", "María de los Ángeles", ",", "\xff de"} {
		f.Add(seed, 1)
	}
	f.Fuzz(func(t *testing.T, name string, order int) {
		surnames, given := sheet.SplitName(name, sheet.NameOrder(order%3))
		if got, want := letters(surnames+given), letters(name); len(got) != len(want) {
			t.Fatalf("%q became %q and %q", name, surnames, given)
		}
		own, of := sheet.Married(surnames)
		if len(own)+len(of) > len(surnames) || of != "" && own == "" {
			t.Fatalf("%q became %q and %q", surnames, own, of)
		}
		sheet.NameOrderOf([]string{name, surnames})
	})
}

// letters returns a text without spaces and commas.
func letters(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), ""), ",", "")
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
