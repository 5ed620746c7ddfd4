package main

import (
	"bytes"
	"strings"
)

// dangers are files that lie about what they are, and cells that would do
// something if they were opened. Bombs are made where they are tested.
var dangers = []func(*maker){
	injection, macros, macrosInside, externalLink, compounds, webPages, emptyFiles, headerOnly, brokenFiles, notLists, halfAList, sameTwice,
}

func injection(m *maker) {
	f := m.list("injection.csv", "alma-llanera", "Celdas que una hoja de cálculo ejecutaría: =cmd|…, @SUM, +51…, -2+3, =HYPERLINK")
	f.because("Son texto de una lista: entran como lo que son, sin ejecutarse, y la fila rechazada sale al libro de rechazos también como texto.")
	t := f.tab("", "atenciones")
	t.head(columns(plain, []any{"Observaciones"})...)
	for i, cell := range []string{`=cmd|' /C calc'!A0`, "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd", `=HYPERLINK("http://example.invalid","ver")`, "\t=1+1"} {
		p := m.woman()
		row := p.plain("asistencia_legal", "2020-03-02", "130101")
		row[10] = "+51 " + p.phone
		if i == 0 {
			row[4] = "@" + p.names()
		}
		t.take(columns(row, []any{cell})...).gives(p, "asistencia_legal")
	}
	p := m.woman()
	t.reject("=1+cmd|fecha|día", columns(p.plain("asistencia_legal", "=1+cmd|' /C calc'!A0", "130101"), []any{"@x"})...)
}

// clean adds a sheet of good rows that must not come in with the file.
func (m *maker) clean(f *file) *file {
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for _, p := range m.women(5) {
		t.take(p.plain("asistencia_legal", date("2020-03-02"), "130101")...)
	}
	return f
}

var project = part{"xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "Attribute VB_Name"), "http://schemas.microsoft.com/office/2006/relationships/vbaProject"}

func macros(m *maker) {
	f := m.clean(m.list("macros.xlsm", "alma-llanera", "Libro con macros").refused("macros"))
	f.macros, f.parts = true, []part{project}
}

func macrosInside(m *maker) {
	f := m.clean(m.list("macros-inside.xlsx", "alma-llanera", "Libro con macros al que cambiaron el nombre a .xlsx").refused("macros"))
	f.parts = []part{project}
}

func externalLink(m *maker) {
	f := m.clean(m.list("external-link.xlsx", "alma-llanera", "Libro con enlaces a otro libro").refused("enlace|vínculo|otro libro|otros libros"))
	f.parts = []part{{"xl/externalLinks/externalLink1.xml", sheetKind + "externalLink+xml",
		document(`<externalLink xmlns="%s" xmlns:r="%s"><externalBook r:id="rId1"/></externalLink>`, spreadsheet, relationships), relationships + "/externalLink"},
		{"xl/externalLinks/_rels/externalLink1.xml.rels", "", document(`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/externalLinkPath" Target="file:///C:/otro.xlsx" TargetMode="External"/></Relationships>`, packaged, relationships), ""}}
}

func compounds(m *maker) {
	m.list("password.xlsx", "alma-llanera", "Libro con contraseña").refused("contraseña").raw = compound("EncryptionInfo", "EncryptedPackage")
	m.list("old.xls", "alma-llanera", "Libro de un Excel antiguo").refused("antiguo|.xlsx").raw = compound("Workbook", "SummaryInformation")
	m.list("old-renamed.xlsx", "alma-llanera", "Libro de un Excel antiguo al que cambiaron el nombre a .xlsx").refused("antiguo|.xlsx").raw = compound("Workbook", "SummaryInformation")
}

func webPages(m *maker) {
	page := []byte("<html><head><meta charset=\"utf-8\"></head><body><table><tr><th>Apellidos</th><th>Nombres</th></tr><tr><td>Araque</td><td>Carmen</td></tr></table></body></html>\n")
	m.list("html.xls", "alma-llanera", "Página web guardada como .xls por un sistema").refused(".xlsx").raw = page
	m.list("html-as.xlsx", "alma-llanera", "Página web guardada como .xlsx").refused(".xlsx").raw = page
}

func emptyFiles(m *maker) {
	m.list("empty.csv", "alma-llanera", "Archivo de cero bytes").refused("vacío|vacía|no tiene|no hay").raw = []byte{}
	m.list("empty.xlsx", "alma-llanera", "Libro de cero bytes").refused("vacío|dañado").raw = []byte{}
	f := m.list("blank.xlsx", "alma-llanera", "Libro recién creado: tres hojas sin nada").refused("vacío|vacía|no tiene|no hay|ninguna")
	for _, name := range []string{"Hoja1", "Hoja2", "Hoja3"} {
		f.tab(name, "")
	}
}

func headerOnly(m *maker) {
	f := m.list("header-only.xlsx", "alma-llanera", "Encabezado sin filas")
	f.because("Es una lista que se entiende y que no tiene a nadie todavía: nada que rechazar.")
	f.tab("Lista", "atenciones").head(plain...)
}

func brokenFiles(m *maker) {
	whole := m.clean(&file{name: "whole.xlsx", truth: newTruth("alma-llanera")}).workbook()
	m.list("truncated.xlsx", "alma-llanera", "Libro cortado a la mitad, como queda una descarga interrumpida").refused("dañado").raw = whole[:len(whole)/2]
	m.list("photo.xlsx", "alma-llanera", "Foto a la que cambiaron el nombre a .xlsx").refused("no es un libro|dañado|.xlsx").raw = drawn()
	m.list("photo.csv", "alma-llanera", "Foto a la que cambiaron el nombre a .csv").refused("no contiene texto").raw = append(drawn(), bytes.Repeat([]byte{0, 1, 2}, 200)...)
	letter := zipped([]part{{name: "[Content_Types].xml", text: document("<Types/>")}, {name: "word/document.xml", text: document("<document>Oficio 12</document>")}})
	m.list("letter.xlsx", "alma-llanera", "Documento de Word al que cambiaron el nombre a .xlsx").refused("no es un libro|dañado").raw = letter
	quotes := strings.Join([]string{"Servicio,Fecha,Lugar,Apellidos,Nombres", "salud,2020-04-02,130101,\"Araque,Carmen", "salud,2020-04-02,130101,Parra,Dayana", ""}, "\r\n")
	m.list("open-quote.csv", "alma-llanera", "Unas comillas que no se cierran").refused("comillas").raw = []byte(quotes)
}

func notLists(m *maker) {
	f := m.list("not-a-list.xlsx", "alma-llanera", "Inventario de la oficina: un libro sin ninguna lista de personas").refused("encabezado|lista|columna")
	t := f.tab("Inventario", "")
	t.head("Código", "Bien", "Cantidad", "Estado de conservación")
	t.note("B-001", "Escritorio", 4, "bueno")
	t.note("B-002", "Silla", 11, "regular")
	letter := "Señores\r\nPresente.-\r\n\r\nPor medio de la presente saludo a ustedes.\r\nAtentamente,\r\nLa coordinación\r\n"
	m.list("letter.csv", "alma-llanera", "Una carta guardada como .csv").refused("encabezado|lista|columna").raw = []byte(letter)
}

func halfAList(m *maker) {
	f := m.list("no-service-anywhere.xlsx", "alma-llanera", "Lista de personas sin servicio en columnas, título, hoja ni nombre del archivo").refused("ervicio")
	f.because("Nadie sabe qué recibieron: no se adivina, y se dice qué falta.")
	t := f.tab("Hoja1", "atenciones")
	t.head("N°", "Apellidos y Nombres", "Sexo", "Tipo Doc.", "N° Doc.", "Celular")
	for i, p := range m.women(4) {
		t.take(i+1, p.inverted(), "F", p.kind, p.number, p.phone)
	}
}

func sameTwice(m *maker) {
	f := m.list("row-twice.xlsx", "alma-llanera", "La misma fila dos veces en la hoja, y otra vez en la hoja siguiente")
	t := f.tab("Enero", "atenciones")
	t.head(plain...)
	people := m.women(3)
	for _, p := range people {
		t.take(p.plain("asistencia_legal", date("2020-01-15"), "130101")...).gives(p, "asistencia_legal")
	}
	t.known(people[1].plain("asistencia_legal", date("2020-01-15"), "130101")...)
	t = f.tab("Enero (2)", "atenciones")
	t.head(plain...)
	for _, p := range people {
		t.known(p.plain("asistencia_legal", date("2020-01-15"), "130101")...)
	}
}
