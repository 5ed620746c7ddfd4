package exchange_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// bombs are files that are small, or easily made, and large when they are read;
// each with the words of its sentence.
var bombs = []struct {
	name, words string
	write       func(path string) error
}{
	{"a cell of two gigabytes.xlsx", "MB|caracteres|ocupa", func(path string) error {
		return writeBomb(path, `<row r="1"><c r="A1" t="inlineStr"><is><t>`, strings.Repeat("a", 1<<20), 2<<10, `</t></is></c></row>`)
	}},
	{"rows without end.xlsx", "MB|filas|ocupa|encabezado", func(path string) error {
		return writeBomb(path, "", strings.Repeat(`<row><c><v>1</v></c></row>`, 40_000), 2<<10, "")
	}},
	{"a million columns.xlsx", "columnas|dañado", func(path string) error {
		return writeBomb(path, `<row r="1">`, `<c r="A1"><v>1</v></c><c r="BDWGN1"><v>1</v></c>`, 1, `</row>`)
	}},
	{"a million columns.csv", "columnas|MB", func(path string) error {
		return os.WriteFile(path, []byte(strings.Repeat("a,", 1_000_000)+"\n"), 0o600)
	}},
	{"a cell of ten megabytes.csv", "MB|caracteres", func(path string) error {
		return os.WriteFile(path, []byte("Servicio,Fecha,Lugar,Apellidos\nsalud,2020-04-02,130101,"+strings.Repeat("a", 10<<20)+"\n"), 0o600)
	}},
	{"a billion laughs.xlsx", "dañado|Excel", func(path string) error {
		return writeBook(path, func(z *zip.Writer) error {
			return writePart(z, "xl/worksheets/sheet1.xml", laughs)
		})
	}},
}

// laughs is a document of a few bytes that says of itself to be a billion.
const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "jajajajajaja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">` +
	`<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>` +
	`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&d;</t></is></c></row></sheetData></worksheet>`

// Bombs end in a sentence and leave nothing. They are made here, for they are
// large or their makers' trick is.
func TestBombs(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	for _, bomb := range bombs {
		t.Run(bomb.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), bomb.name)
			if err := bomb.write(path); err != nil {
				t.Fatal(err)
			}
			e := expected{Programme: alma, Sentence: bomb.words}
			e.compare(w, path).report(t, bomb.name, "")
		})
	}
}

// writeBomb writes a workbook whose sheet holds a text many times between a
// beginning and an end. The text is packed once and its packed form repeated.
func writeBomb(path, beginning, text string, times int, end string) error {
	const tail = "</sheetData></worksheet>"
	const lead = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	first, err1 := deflated(lead+beginning, false)
	middle, err2 := deflated(text, false)
	last, err3 := deflated(end+tail, true)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	packed := append(append(first, bytes.Repeat(middle, times)...), last...)
	sum := crc32.ChecksumIEEE([]byte(lead + beginning))
	for range times {
		sum = crc32.Update(sum, crc32.IEEETable, []byte(text))
	}
	sum = crc32.Update(sum, crc32.IEEETable, []byte(end+tail))
	size := len(lead+beginning) + times*len(text) + len(end+tail)
	header := &zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(size)}
	return writeBook(path, func(z *zip.Writer) error {
		w, err := z.CreateRaw(header)
		if err != nil {
			return err
		}
		_, err = w.Write(packed)
		return err
	})
}

// writeBook writes a workbook of one sheet, which is added last.
func writeBook(path string, add func(*zip.Writer) error) error {
	const (
		packaged = "http://schemas.openxmlformats.org/package/2006/"
		office   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		sheets   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	)
	var book bytes.Buffer
	z := zip.NewWriter(&book)
	err := errors.Join(
		writePart(z, "[Content_Types].xml", `<Types xmlns="`+packaged+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Override PartName="/xl/workbook.xml" ContentType="`+sheets+`sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="`+sheets+`worksheet+xml"/></Types>`),
		writePart(z, "_rels/.rels", `<Relationships xmlns="`+packaged+`relationships"><Relationship Id="rId1" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		writePart(z, "xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="`+office+`"><sheets><sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>`),
		writePart(z, "xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+packaged+`relationships"><Relationship Id="rId1" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
		add(z), z.Close())
	if err != nil {
		return err
	}
	return os.WriteFile(path, book.Bytes(), 0o600)
}

func writePart(z *zip.Writer, name, text string) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(text))
	return err
}

// deflated packs a text so that other packed texts may follow it.
func deflated(text string, last bool) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	_, err = w.Write([]byte(text))
	if last {
		return packed.Bytes(), errors.Join(err, w.Close())
	}
	err = errors.Join(err, w.Flush())
	return packed.Bytes(), err
}
