package sheet_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/xuri/excelize/v2"
)

func TestTheLayoutOfASheet(t *testing.T) {
	path := workbook(t, func(f *excelize.File) error {
		no := false
		for _, do := range []func() error{
			func() error { return f.SetCellValue("Sheet1", "A1", "Lista <de> \"marzo\"") },
			func() error { return f.MergeCell("Sheet1", "A1", "D1") },
			func() error { return f.MergeCell("Sheet1", "B3", "B4") },
			func() error { return f.SetCellFormula("Sheet1", "C5", "A5>B5") },
			func() error { return f.SetCellFormula("Sheet1", "C6", "A6*2") },
			func() error { return f.SetColVisible("Sheet1", "C:E", no) },
			func() error { return f.SetRowVisible("Sheet1", 4, no) },
			func() error { _, err := f.NewSheet("Oculta"); return err },
			func() error { return f.SetSheetVisible("Oculta", no) },
		} {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	})
	book := open(t, path)
	got, err := book.Layout("Sheet1")
	want := sheet.Layout{
		Merged: []sheet.Range{
			{FirstRow: 1, LastRow: 1, FirstColumn: 0, LastColumn: 3},
			{FirstRow: 3, LastRow: 4, FirstColumn: 1, LastColumn: 1},
		},
		HiddenColumns: []int{2, 3, 4},
		HiddenRows:    []int{4},
		Formulas:      2,
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	hidden, err := book.Layout("Oculta")
	if err != nil || !reflect.DeepEqual(hidden, sheet.Layout{Hidden: true}) {
		t.Errorf("got %+v, %v", hidden, err)
	}
	_, err = book.Layout("Abril")
	refused(t, err, "sheet.no_sheet")
}

func TestLayoutsAsOtherProgramsWriteThem(t *testing.T) {
	for name, c := range map[string]struct {
		sheet string
		want  sheet.Layout
	}{
		"name space": {`<x:worksheet><x:cols><x:col min='2' max="2" hidden='true'/></x:cols><x:sheetData/><x:mergeCells><x:mergeCell ref='A1:B2'/></x:mergeCells></x:worksheet>`,
			sheet.Layout{HiddenColumns: []int{1}, Merged: []sheet.Range{{FirstRow: 1, LastRow: 2, LastColumn: 1}}}},
		"rows without number": {"<worksheet><sheetData><row/><row\n\thidden=\"1\"/></sheetData></worksheet>", sheet.Layout{HiddenRows: []int{2}}},
		"hidden to the end":   {`<worksheet><cols><col min="999" max="16384" hidden="1"/></cols></worksheet>`, sheet.Layout{HiddenColumns: []int{998, 999}}},
		"not a range":         {`<worksheet><mergeCells><mergeCell ref="B2"/><mergeCell ref="C3:A1"/><mergeCell/></mergeCells></worksheet>`, sheet.Layout{}},
		"another attribute":   {`<worksheet><cols><col min="1" max="1" unhidden="1"/></cols></worksheet>`, sheet.Layout{}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := open(t, parts(t, c.sheet, nil)).Layout("H")
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, %v, want %+v", got, err, c.want)
			}
		})
	}
}

func TestALayoutThatEndsInTheMiddle(t *testing.T) {
	for _, content := range []string{`<worksheet><row r="`, `<worksheet><row r="` + strings.Repeat("1", 70<<10) + `"/>`} {
		_, err := open(t, parts(t, content, nil)).Layout("H")
		refused(t, err, "sheet.damaged")
	}
}

func TestATextFileHasNoLayout(t *testing.T) {
	book := open(t, put(t, "lista.csv", []byte("a,b\n")))
	if got, err := book.Layout(""); err != nil || !reflect.DeepEqual(got, sheet.Layout{}) {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err := book.Layout("Hoja1")
	refused(t, err, "sheet.no_sheet")
}
