package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/xuri/excelize/v2"
)

// workbook makes an .xlsx with excelize and returns its path.
func workbook(t testing.TB, fill func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	path := filepath.Join(t.TempDir(), "lista.xlsx")
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNumbersAreShownAsTheirFormatSays(t *testing.T) {
	for _, c := range []struct {
		value  any
		format string
		want   string
	}{
		{43892, "", "43892"},
		{43892, "dd/mm/yyyy", "2020-03-02"},
		{43892, `[$-280A]d" de "mmmm" de "yyyy;@`, "2020-03-02"},
		{43892, "mmm-yy", "2020-03-02"},
		{43892.604166666664, "dd/mm/yyyy hh:mm", "2020-03-02 14:30:00"},
		{1, "yyyy-mm-dd", "1900-01-01"},
		{59, "yyyy-mm-dd", "1900-02-28"},
		{60, "yyyy-mm-dd", "60"}, // 29 February 1900, which Excel believes in
		{61, "yyyy-mm-dd", "1900-03-01"},
		{-5, "yyyy-mm-dd", "-5"},
		{0.14583333333333334, "h:mm", "3:30"},
		{1.125, "[h]:mm", "27:00"},
		{760, `"S/" #,##0.00`, "760"},
		{760.5, `[$S/-280A] #,##0.00;[Red]-#,##0.00`, "760.5"},
		{0.85, "0%", "0.85"},
		{43892, "USD 0.00", "43892"},
		{43892, "@", "43892"},
		{0.5, "mm:ss.0", "12:00"},
		{0.1 + 0.2, "", "0.3"},
		{987654321, "", "987654321"},
		{"00123456", "", "00123456"},
		{true, "", "TRUE"},
	} {
		path := workbook(t, func(f *excelize.File) error {
			style := &excelize.Style{}
			if c.format != "" {
				style.CustomNumFmt = &c.format
			}
			id, err := f.NewStyle(style)
			if err != nil {
				return err
			}
			if err := f.SetCellStyle("Sheet1", "A1", "A1", id); err != nil {
				return err
			}
			return f.SetCellValue("Sheet1", "A1", c.value)
		})
		rows, err := read(t, path, "Sheet1")
		if err != nil || len(rows) != 1 || rows[0].Cell(0) != c.want {
			t.Errorf("%v as %q: got %v, %v, want %q", c.value, c.format, rows, err, c.want)
		}
	}
}

func TestBuiltInDateFormats(t *testing.T) {
	for id, want := range map[int]string{
		0: "43892", 2: "43892", 10: "43892", 49: "43892",
		14: "2020-03-02", 15: "2020-03-02", 17: "2020-03-02", 22: "2020-03-02", 30: "2020-03-02",
	} {
		path := workbook(t, func(f *excelize.File) error {
			style, err := f.NewStyle(&excelize.Style{NumFmt: id})
			if err != nil {
				return err
			}
			return setStyled(f, style, 43892)
		})
		rows, err := read(t, path, "Sheet1")
		if err != nil || len(rows) != 1 || rows[0].Cell(0) != want {
			t.Errorf("format %d: got %v, %v, want %q", id, rows, err, want)
		}
	}
}

func setStyled(f *excelize.File, style int, value any) error {
	if err := f.SetCellStyle("Sheet1", "A1", "A1", style); err != nil {
		return err
	}
	return f.SetCellValue("Sheet1", "A1", value)
}

func TestAWorkbookThatCountsFrom1904(t *testing.T) {
	since1904 := true
	path := workbook(t, func(f *excelize.File) error {
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}); err != nil {
			return err
		}
		return f.SetCellValue("Sheet1", "A1", time.Date(2020, 3, 2, 0, 0, 0, 0, time.UTC))
	})
	rows, err := read(t, path, "Sheet1")
	if err != nil || rows[0].Cell(0) != "2020-03-02" {
		t.Errorf("got %v, %v", rows, err)
	}
}

func TestSheetsGapsAndFonts(t *testing.T) {
	path := workbook(t, func(f *excelize.File) error {
		if _, err := f.NewSheet("Pagos de marzo"); err != nil {
			return err
		}
		for at, text := range map[string]string{"B3": "Apellidos", "D3": "Nombres", "AA9": "lejos", "A6": "  "} {
			if err := f.SetCellStr("Pagos de marzo", at, text); err != nil {
				return err
			}
		}
		return f.SetCellRichText("Pagos de marzo", "B4", []excelize.RichTextRun{
			{Text: "Mu", Font: &excelize.Font{Bold: true}}, {Text: "ñoz "}, {Text: "<&>"},
		})
	})
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := book.Sheets(); !reflect.DeepEqual(got, []string{"Sheet1", "Pagos de marzo"}) {
		t.Errorf("got %q", got)
	}
	rows, err := collect(book, "Pagos de marzo")
	want := []sheet.Row{
		{Number: 3, Cells: []string{"", "Apellidos", "", "Nombres"}},
		{Number: 4, Cells: []string{"", "Muñoz <&>"}},
		{Number: 9, Cells: append(make([]string, 26), "lejos")},
	}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v, %v", rows, err)
	}
	_, err = collect(book, "Abril")
	refused(t, err, "sheet.no_sheet")
}

// parts is a workbook by hand, for what no library writes.
func parts(t testing.TB, sheetXML string, more map[string]string) string {
	t.Helper()
	return put(t, "lista.xlsx", zipped(t, sheetXML, more))
}

func zipped(t testing.TB, sheetXML string, more map[string]string) []byte {
	t.Helper()
	const relation = `<Relationships><Relationship Id="%s" Type="http://x/%s" Target="%s"/>%s</Relationships>`
	all := map[string]string{
		"_rels/.rels":                fmt.Sprintf(relation, "rId1", "officeDocument", "xl/workbook.xml", ""),
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="H" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": fmt.Sprintf(relation, "rId1", "worksheet", "/xl/worksheets/sheet1.xml", ""),
		"xl/worksheets/sheet1.xml":   sheetXML,
	}
	for name, content := range more {
		all[name] = content
	}
	if _, ok := all["xl/sharedStrings.xml"]; ok {
		all["xl/_rels/workbook.xml.rels"] = fmt.Sprintf(relation, "rId1", "worksheet", "worksheets/sheet1.xml",
			`<Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>`)
	}
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	for name, content := range all {
		entry, err := archive.Create(name)
		if err == nil {
			_, err = entry.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// Some programs name one part from the root of the package and the next from
// the folder they are in.
func TestPartsNamedInTwoWays(t *testing.T) {
	path := parts(t, `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`, map[string]string{
		"xl/sharedStrings.xml": `<sst><si><t>Apellidos</t></si></sst>`,
	})
	mixed := zipped(t, `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`, map[string]string{
		"xl/texts.xml": `<sst><si><t>Apellidos</t></si></sst>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="/xl/worksheets/sheet1.xml"/>
			<Relationship Id="rId2" Type="http://x/sharedStrings" Target="texts.xml"/></Relationships>`,
	})
	for _, file := range []string{path, put(t, "mixta.xlsx", mixed)} {
		book, err := sheet.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		rows, err := collect(book, "H")
		if err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0].Cells, []string{"Apellidos"}) {
			t.Errorf("%s: %+v, %v", book.Name, rows, err)
		}
	}
}

func TestCellsAsOtherProgramsWriteThem(t *testing.T) {
	const texts = `<sst><si><t>uno</t></si><si><t>da</t><rPh><t>ダ</t></rPh></si><si/></sst>`
	for name, c := range map[string]struct {
		cells string
		want  []string
	}{
		"without addresses":     {`<c><v>1</v></c><c t="str"><v>dos</v></c>`, []string{"1", "dos"}},
		"name space":            {`<x:c r="B1"><x:v>1</x:v></x:c>`, []string{"", "1"}},
		"shared texts":          {`<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c><v>4</v></c>`, []string{"uno", "da", "", "4"}},
		"shared text not there": {`<c t="s"><v>77</v></c>`, []string{"#REF!"}},
		"text in the cell":      {`<c t="inlineStr"><is><r><t>do</t></r><r><t>s</t></r></is></c>`, []string{"dos"}},
		"escaped character":     {`<c t="str"><v>a_x000A_b</v></c>`, []string{"a\nb"}},
		"escaped underscore":    {`<c t="str"><v>_x005F_x0041_</v></c>`, []string{"_x0041_"}},
		"formula":               {`<c><f>A2*2</f><v>5.0</v></c>`, []string{"5"}},
		"day in words":          {`<c t="d"><v>2020-03-02T00:00:00</v></c>`, []string{"2020-03-02"}},
		"large number":          {`<c><v>9.87654321E8</v></c>`, []string{"987654321"}},
		"no number":             {`<c><v>abc</v></c>`, []string{"abc"}},
		"false":                 {`<c t="b"><v>0</v></c>`, []string{"FALSE"}},
		"coloured to the end":   {`<c r="A1"><v>1</v></c><c r="XFD1" s="4"/>`, []string{"1"}},
		"unknown style":         {`<c s="99"><v>43892</v></c>`, []string{"43892"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := parts(t, `<worksheet><sheetData><row r="1">`+c.cells+`</row></sheetData></worksheet>`,
				map[string]string{"xl/sharedStrings.xml": texts})
			rows, err := read(t, path, "H")
			if err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0].Cells, c.want) {
				t.Errorf("got %+v, %v", rows, err)
			}
		})
	}
}

// A cell that should have a value and has none is no empty cell.
func TestCellsWithoutAValueAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		cells   string
		want    []string
		unknown []int
		key     string // of the first unknown
	}{
		"never worked out":            {`<c/><c><f>SUM(A2:A9)</f></c>`, []string{"", "=SUM(A2:A9)"}, []int{1}, "sheet.formula_unknown[B1]"},
		"an empty value, by openpyxl": {`<c><f>A2*2</f><v></v></c><c><f>A3</f><v/></c>`, []string{"=A2*2", "=A3"}, []int{0, 1}, "sheet.formula_unknown[A1]"},
		"a shared one":                {`<c><f t="shared" si="0"/></c>`, []string{"="}, []int{0}, "sheet.formula_unknown[A1]"},
		"a shared one with a value":   {`<c><f t="shared" si="0"/><v>7</v></c>`, []string{"7"}, nil, ""},
		"worked out to nothing":       {`<c><v>1</v></c><c t="str"><f>IF(A1,"","x")</f><v></v></c>`, []string{"1"}, nil, ""},
		"an error":                    {`<c><v>1</v></c><c t="e"><v>#N/A</v></c>`, []string{"1", "#N/A"}, []int{1}, "sheet.error_value[B1 #N/A]"},
		"an error of a formula":       {`<c t="e"><f>1/0</f><v>#DIV/0!</v></c>`, []string{"#DIV/0!"}, []int{0}, "sheet.error_value[A1 #DIV/0!]"},
		"text that looks like one":    {`<c t="str"><v>#N/A</v></c>`, []string{"#N/A"}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := read(t, parts(t, `<worksheet><sheetData><row r="1">`+c.cells+`</row></sheetData></worksheet>`, nil), "H")
			if err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0].Cells, c.want) || !slices.Equal(rows[0].Unknown, c.unknown) {
				t.Fatalf("got %+v, %v", rows, err)
			}
			if fault := rows[0].Fault(len(c.want)); fault != nil {
				t.Errorf("an empty cell: %v", fault)
			}
			if c.key != "" {
				refused(t, rows[0].Fault(c.unknown[0]), c.key[:strings.IndexByte(c.key, '[')])
				if got := rows[0].Fault(c.unknown[0]).Error(); got != c.key {
					t.Errorf("got %s, want %s", got, c.key)
				}
			}
		})
	}
}

// Strict OOXML, which Excel offers to write, has other name spaces and writes
// days as days.
func TestAStrictWorkbook(t *testing.T) {
	const of = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	path := parts(t, `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData>
		<row r="1"><c r="A1" t="d"><v>2020-03-02</v></c><c r="B1" t="d"><v>2020-03-02T14:30:00</v></c></row></sheetData></worksheet>`,
		map[string]string{
			"_rels/.rels":                `<Relationships><Relationship Id="a" Type="` + of + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + of + `worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/workbook.xml": `<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="` + strings.TrimSuffix(of, "/") + `" conformance="strict">
				<sheets><sheet name="H" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		})
	rows, err := read(t, path, "H")
	if err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0].Cells, []string{"2020-03-02", "2020-03-02T14:30:00"}) {
		t.Fatalf("got %+v, %v", rows, err)
	}
	for _, cell := range rows[0].Cells {
		if day, err := sheet.ReadDay(cell); err != nil || day != "2020-03-02" {
			t.Errorf("%s: got %v, %v", cell, day, err)
		}
	}
}

func TestDamageIsNeverAShorterList(t *testing.T) {
	const row = `<row r="1"><c r="A1"><v>1</v></c></row>`
	for name, c := range map[string]struct{ sheet, key string }{
		"cut short":         {`<worksheet><sheetData>` + row, "sheet.damaged"},
		"cut in a cell":     {`<worksheet><sheetData><row r="1"><c r="A1"><v>1`, "sheet.damaged"},
		"not XML":           {`<worksheet><sheetData>` + row + `<<`, "sheet.damaged"},
		"rows going back":   {`<worksheet><sheetData>` + row + row + `</sheetData></worksheet>`, "sheet.damaged"},
		"row of words":      {`<worksheet><sheetData><row r="dos"></row></sheetData></worksheet>`, "sheet.damaged"},
		"cell of nowhere":   {`<worksheet><sheetData><row><c r="AAAA1"><v>1</v></c></row></sheetData></worksheet>`, "sheet.damaged"},
		"row beyond":        {`<worksheet><sheetData><row r="1048577"><c><v>1</v></c></row></sheetData></worksheet>`, "sheet.rows_many"},
		"column beyond":     {`<worksheet><sheetData><row><c r="ALM1"><v>1</v></c></row></sheetData></worksheet>`, "sheet.columns_many"},
		"long cell":         {`<worksheet><sheetData><row><c t="str"><v>` + strings.Repeat("x", 32_768) + `</v></c></row></sheetData></worksheet>`, "sheet.cell_long"},
		"endless cell":      {`<worksheet><sheetData><row><c t="str"><v>` + strings.Repeat("x", 2<<20) + `</v></c></row></sheetData></worksheet>`, "sheet.row_long"},
		"endless pieces":    {`<worksheet><sheetData><row><c t="str">` + strings.Repeat("<v>xxxxxxxx</v>", 1<<17+1) + `</c></row></sheetData></worksheet>`, "sheet.row_long"},
		"endless attribute": {`<worksheet><sheetData><row r="` + strings.Repeat("1", 2<<20) + `"/></sheetData></worksheet>`, "sheet.row_long"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, parts(t, c.sheet, nil), "H")
			refused(t, err, c.key)
		})
	}
}

func TestWorkbooksThatCannotBeOpened(t *testing.T) {
	const empty = `<worksheet><sheetData/></worksheet>`
	for name, c := range map[string]struct {
		more map[string]string
		key  string
	}{
		"no main part":       {map[string]string{"_rels/.rels": `<Relationships/>`}, "sheet.damaged"},
		"cut shared texts":   {map[string]string{"xl/sharedStrings.xml": `<sst><si><t>uno`}, "sheet.damaged"},
		"endless shared one": {map[string]string{"xl/sharedStrings.xml": `<sst><si>` + strings.Repeat("<t>xxxxxxxx</t>", 1<<17+1) + `</si></sst>`}, "sheet.damaged"},
		"broken workbook":    {map[string]string{"xl/workbook.xml": `<workbook><sheets`}, "sheet.damaged"},
		"macros":             {map[string]string{"xl/vbaProject.bin": "x"}, "sheet.macros"},
		"old macros":         {map[string]string{"xl/macrosheets/sheet1.xml": "x"}, "sheet.macros"},
		"links":              {map[string]string{"xl/externalLinks/externalLink1.xml": "x"}, "sheet.links"},
		"object":             {map[string]string{"xl/embeddings/oleObject1.bin": "x"}, "sheet.embedded"},
		"control":            {map[string]string{"xl/activeX/activeX1.xml": "x"}, "sheet.embedded"},
		"LibreOffice's own":  {map[string]string{"content.xml": "x"}, "sheet.other_office"},
		"binary":             {map[string]string{"xl/workbook.bin": "x"}, "sheet.other_office"},
		"one part twice":     {map[string]string{"XL/Worksheets/sheet1.xml": empty}, "sheet.damaged"},
		"billion laughs": {map[string]string{"xl/sharedStrings.xml": `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`},
			"sheet.damaged"},
		"entities": {map[string]string{"xl/workbook.xml": `<!DOCTYPE w [<!ENTITY a "aaaa">]><workbook>&a;</workbook>`}, "sheet.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := sheet.Open(parts(t, empty, c.more))
			if err == nil {
				book.Close()
			}
			refused(t, err, c.key)
		})
	}
}

// TestExcelizeReadsTheSame holds this reader against another one, written by
// others, on a workbook with every kind of cell.
func TestExcelizeReadsTheSame(t *testing.T) {
	path := workbook(t, func(f *excelize.File) error {
		for row := range 60 {
			for column := range 1 + row%7 {
				at, err := excelize.CoordinatesToCellName(1+column*row%30, row+1)
				if err == nil {
					err = f.SetCellValue("Sheet1", at, []any{"text", row, 1.5 * float64(column), "", "á\nb", true}[(row+column)%6])
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	theirs, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	ours, err := read(t, path, "Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range ours {
		if got, want := row.Cells, theirs[row.Number-1]; strings.Join(got, "|") != strings.TrimRight(strings.Join(want, "|"), "|") {
			t.Errorf("row %d: got %q, want %q", row.Number, got, want)
		}
		theirs[row.Number-1] = nil
	}
	for i, left := range theirs {
		if strings.Join(left, "") != "" {
			t.Errorf("row %d was passed over: %q", i+1, left)
		}
	}
}
