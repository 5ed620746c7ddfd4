package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// The kinds of cell beside text, numbers and booleans.
type (
	date    string // "2020-03-02", a serial number with a style of day
	formula struct {
		text   string
		cached any // nil when the program that wrote it stored none
	}
	fault string // "#N/A"
	rich  string // text in two runs, as if a word were bold
)

// part is a further file inside a workbook.
type part struct {
	name, kind string // path, and content type
	text       []byte
	relation   string // how the workbook refers to it, or ""
}

const (
	spreadsheet   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packaged      = "http://schemas.openxmlformats.org/package/2006/"
	sheetKind     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// workbook writes the tabs as a workbook, by hand: a trap is often something
// that no library writes.
func (f *file) workbook() []byte {
	parts := []part{{"xl/styles.xml", sheetKind + "styles+xml", []byte(styles), relationships + "/styles"}}
	texts := newPool(!f.inline, f.mac)
	for i, t := range f.tabs {
		parts = append(parts, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), sheetKind + "worksheet+xml", t.xml(texts), relationships + "/worksheet"})
		if t.picture {
			parts = append(parts, t.logo(i+1)...)
		}
	}
	if len(texts.all) > 0 {
		parts = append(parts, part{"xl/sharedStrings.xml", sheetKind + "sharedStrings+xml", texts.xml(), relationships + "/sharedStrings"})
	}
	parts = append(parts, f.parts...)
	return zipped(append(parts, f.frame(parts)...))
}

// frame returns the parts that hold a workbook together.
func (f *file) frame(parts []part) []part {
	main, counting := sheetKind+"sheet.main+xml", ""
	if f.mac {
		counting = `<workbookPr date1904="1"/>`
	}
	if f.macros {
		main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
	}
	var types, links, sheets strings.Builder
	for i, p := range parts {
		if p.kind != "" {
			fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%s"/>`, p.name, p.kind)
		}
		if p.relation != "" {
			fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, p.relation, strings.TrimPrefix(p.name, "xl/"))
		}
		if p.relation == relationships+"/worksheet" {
			sheets.WriteString(f.entry(i+1, strings.Count(sheets.String(), "<sheet ")))
		}
		if p.relation == relationships+"/chartsheet" {
			fmt.Fprintf(&sheets, `<sheet name="Gráfico1" sheetId="99" r:id="rId%d"/>`, i+1)
		}
	}
	return []part{
		{name: "[Content_Types].xml", text: document(`<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`+
			`<Override PartName="/xl/workbook.xml" ContentType="%s"/>%s</Types>`, packaged, main, types.String())},
		{name: "_rels/.rels", text: document(`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, packaged, relationships)},
		{name: "xl/workbook.xml", text: document(`<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>`, spreadsheet, relationships, counting, sheets.String())},
		{name: "xl/_rels/workbook.xml.rels", text: document(`<Relationships xmlns="%srelationships">%s</Relationships>`, packaged, links.String())},
	}
}

// entry is the line of the n-th sheet in the workbook.
func (f *file) entry(id, n int) string {
	state := ""
	if f.tabs[n].hidden {
		state = ` state="hidden"`
	}
	return fmt.Sprintf(`<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escaped(f.tabs[n].name), n+1, state, id)
}

// document fills in a document of XML.
func document(format string, args ...any) []byte {
	return []byte(xml.Header + fmt.Sprintf(format, args...))
}

// zipped packs the parts. No entry carries the time, so that the same parts
// make the same bytes.
func zipped(parts []part) []byte {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write(p.text)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return packed.Bytes()
}

// styles has three: general, a day, and text.
var styles = string(document(`<styleSheet xmlns="%s"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>`+
	`<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>`+
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`+
	`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`+
	`<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`+
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`, spreadsheet))

// xml writes the sheet.
func (t *tab) xml(texts *pool) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet xmlns="%s" xmlns:r="%s">`, spreadsheet, relationships)
	if len(t.narrow) > 0 {
		b.WriteString("<cols>")
		for _, c := range t.narrow {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="0" hidden="1" customWidth="1"/>`, c+1, c+1)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	for i, cells := range t.rows {
		t.line(&b, texts, i, cells)
	}
	b.WriteString("</sheetData>")
	if len(t.merged) > 0 {
		b.WriteString("<mergeCells>")
		for _, area := range t.merged {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, area)
		}
		b.WriteString("</mergeCells>")
	}
	if t.picture {
		b.WriteString(`<drawing r:id="rId1"/>`)
	}
	b.WriteString("</worksheet>")
	return append([]byte(xml.Header), b.String()...)
}

func (t *tab) line(b *strings.Builder, texts *pool, i int, cells row) {
	if len(cells) == 0 {
		return
	}
	hidden := ""
	for _, veiled := range t.veiled {
		if veiled == i {
			hidden = ` hidden="1"`
		}
	}
	fmt.Fprintf(b, `<row r="%d"%s>`, i+1, hidden)
	for c, cell := range cells {
		if cell != nil && cell != "" {
			b.WriteString(texts.cell(letters(c)+fmt.Sprint(i+1), cell))
		}
	}
	b.WriteString("</row>")
}

// cell writes one cell.
func (p *pool) cell(ref string, cell any) string {
	switch v := cell.(type) {
	case date:
		return fmt.Sprintf(`<c r="%s" s="1"><v>%d</v></c>`, ref, v.serial()-p.epoch)
	case bool:
		return fmt.Sprintf(`<c r="%s" t="b"><v>%d</v></c>`, ref, map[bool]int{true: 1}[v])
	case fault:
		return fmt.Sprintf(`<c r="%s" t="e"><v>%s</v></c>`, ref, v)
	case rich:
		first, rest, _ := strings.Cut(string(v), " ")
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><r><rPr><b/></rPr><t>%s</t></r><r><t xml:space="preserve"> %s</t></r></is></c>`, ref, escaped(first), escaped(rest))
	case formula:
		return v.xml(ref)
	case string:
		if p.shares {
			return fmt.Sprintf(`<c r="%s" t="s"><v>%d</v></c>`, ref, p.number(v))
		}
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, escaped(v))
	}
	return fmt.Sprintf(`<c r="%s"><v>%v</v></c>`, ref, cell)
}

func (f formula) xml(ref string) string {
	text := escaped(f.text)
	switch v := f.cached.(type) {
	case nil:
		return fmt.Sprintf(`<c r="%s"><f>%s</f></c>`, ref, text)
	case string:
		return fmt.Sprintf(`<c r="%s" t="str"><f>%s</f><v>%s</v></c>`, ref, text, escaped(v))
	case date:
		return fmt.Sprintf(`<c r="%s" s="1"><f>%s</f><v>%d</v></c>`, ref, text, v.serial())
	case fault:
		return fmt.Sprintf(`<c r="%s" t="e"><f>%s</f><v>%s</v></c>`, ref, text, v)
	}
	return fmt.Sprintf(`<c r="%s"><f>%s</f><v>%v</v></c>`, ref, text, f.cached)
}

// serial is the day as spreadsheets count it.
func (d date) serial() int {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		panic(err)
	}
	return int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
}

// letters names a column from 0.
func letters(c int) string {
	if c < 26 {
		return string(rune('A' + c))
	}
	return letters(c/26-1) + string(rune('A'+c%26))
}

func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err)
	}
	return b.String()
}
