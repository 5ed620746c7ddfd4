package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// declared makes a zip of a part that says how large it is, and holds nothing.
func declared(t *testing.T, packed, unpacked uint64) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	_, err := archive.CreateRaw(&zip.FileHeader{
		Name: "xl/worksheets/sheet1.xml", CompressedSize64: packed, UncompressedSize64: unpacked,
	})
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestZipBombsEndInASentence(t *testing.T) {
	for name, c := range map[string]struct {
		packed, unpacked uint64
		key              string
	}{
		"swollen":                  {1 << 20, 1<<30 + 1, "sheet.unpacks_large"},
		"a large list":             {50 << 20, 3 << 30, "sheet.damaged"}, // taken for one, and then found empty
		"more than any list":       {400 << 20, 16<<30 + 1, "sheet.unpacks_large"},
		"more than can be counted": {1 << 62, 1<<64 - 1, "sheet.unpacks_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Open(put(t, "bomba.xlsx", declared(t, c.packed, c.unpacked)))
			refused(t, err, c.key)
		})
	}
}

func TestAListOfAllNothingIsSwollen(t *testing.T) {
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	for n := range 3 {
		_, err := archive.CreateRaw(&zip.FileHeader{
			Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", n), CompressedSize64: 1 << 20, UncompressedSize64: 500 << 20,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := sheet.Open(put(t, "bomba.xlsx", file.Bytes()))
	refused(t, err, "sheet.unpacks_large")
}

// The directory of a zip is read whole: one that says that it is large, or that
// begins far away, is not read at all.
func TestADirectoryThatWouldFillTheMemory(t *testing.T) {
	sound := zipped(t, `<worksheet><sheetData/></worksheet>`, nil)
	end := bytes.LastIndex(sound, []byte("PK\x05\x06"))
	for name, change := range map[string]func(record []byte){
		"long":            func(r []byte) { binary.LittleEndian.PutUint32(r[12:], 5<<20) },
		"beyond the file": func(r []byte) { binary.LittleEndian.PutUint32(r[16:], 1<<31) },
		"extended":        func(r []byte) { binary.LittleEndian.PutUint16(r[10:], 1<<16-1) },
	} {
		t.Run(name, func(t *testing.T) {
			file := bytes.Clone(sound)
			change(file[end:])
			_, err := sheet.Open(put(t, "bomba.xlsx", file))
			refused(t, err, "sheet.unpacks_large")
		})
	}
}

// A cell that unpacks to gigabytes stops where a cell must end.
func TestACellOfManyMegabytes(t *testing.T) {
	cell := `<worksheet><sheetData><row><c t="inlineStr"><is><t>` + strings.Repeat("x", 16<<20) + `</t></is></c></row></sheetData></worksheet>`
	_, err := read(t, parts(t, cell, nil), "H")
	refused(t, err, "sheet.row_long")
}

func TestAMillionColumns(t *testing.T) {
	var row strings.Builder
	for range 20_000 {
		row.WriteString(`<c><v>1</v></c>`)
	}
	_, err := read(t, parts(t, `<worksheet><sheetData><row r="1">`+row.String()+`</row></sheetData></worksheet>`, nil), "H")
	refused(t, err, "sheet.columns_many")
	_, err = read(t, put(t, "ancha.csv", []byte(strings.Repeat("a,", 1_000_000))), "")
	refused(t, err, "sheet.columns_many")
}
