package sheet

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// The parts of a workbook that are the same in every one. No author and no hour
// of the day is told: the same rows give the same bytes.
const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	packageRelations = xmlHead +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`</Relationships>`

	coreProperties = xmlHead +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Trenza</dc:creator>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`

	// The cell formats, in the order of the styles below.
	styleSheet = xmlHead +
		`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
		`<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
)

// The styles of cells, by their place in the style sheet.
const (
	plainStyle  = ""
	headerStyle = "1"
	dayStyle    = "2"
	moneyStyle  = "3"
)

// contentTypes says what every part is.
func contentTypes(sheets int) string {
	var b strings.Builder
	const of = "application/vnd.openxmlformats-"
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="` + of + `package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="` + of + `package.core-properties+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + of + `officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + of + `officedocument.spreadsheetml.styles+xml"/>`)
	for n := range sheets {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%sofficedocument.spreadsheetml.worksheet+xml"/>`, sheetPart(n), of)
	}
	b.WriteString(`</Types>`)
	return b.String()
}

// sheetPart is the name of the part of the sheet at index, from 0.
func sheetPart(index int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", index+1) }

// workbookRelations says where the workbook finds its sheets and styles.
func workbookRelations(sheets int) string {
	var b strings.Builder
	const of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for n := range sheets {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%sworksheet" Target="%s"/>`, n+1, of, strings.TrimPrefix(sheetPart(n), "xl/"))
	}
	fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%sstyles" Target="styles.xml"/></Relationships>`, sheets+1, of)
	return b.String()
}

// workbookPart names the sheets and says over which cells each is filtered.
func workbookPart(sheets []writtenSheet) string {
	var tabs, filters strings.Builder
	for n, s := range sheets {
		fmt.Fprintf(&tabs, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, attributeText(s.name), n+1, n+1)
		if s.filter != "" {
			quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
			fmt.Fprintf(&filters, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s%s</definedName>`,
				n, attributeText(quoted), s.filter)
		}
	}
	names := ""
	if filters.Len() > 0 {
		names = `<definedNames>` + filters.String() + `</definedNames>`
	}
	return xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<bookViews><workbookView/></bookViews><sheets>` + tabs.String() + `</sheets>` + names + `</workbook>`
}

// attributeText escapes a text for an attribute or an element.
func attributeText(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
