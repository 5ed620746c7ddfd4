package main

// surroundings are more of what stands around rows, and of how a book holds
// them.
var surroundings = []func(*maker){mergedDown, ditto, countedFrom1904, raggedRows, chartSheet, brokenHeadings, sideTable, servicesByName, secondListBelow}

func mergedDown(m *maker) {
	f := m.list("merged-down.xlsx", "alma-llanera", "Servicio, fecha y lugar combinados hacia abajo sobre varias filas; y un hueco sin combinar")
	f.because("La celda combinada dice lo suyo en todas sus filas. Un hueco que nadie combinó está vacío: no se rellena con lo de arriba.")
	f.parted("legal", "month", map[string]int{"2020-02": 3, "2020-03": 3})
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for i, p := range m.women(6) {
		row := p.plain("asistencia_legal", []any{date("2020-02-24"), date("2020-03-16")}[i/3], "130101")
		if i%3 > 0 {
			row[0], row[1], row[2] = nil, nil, nil
		}
		t.take(row...).gives(p, "asistencia_legal")
	}
	t.merge("A2:A4", "B2:B4", "C2:C4", "A5:A7", "B5:B7", "C5:C7")
	row := m.woman().plain("asistencia_legal", nil, "130101")
	t.reject("fecha", row...)
}

func ditto(m *maker) {
	f := m.list("ditto.csv", "alma-llanera", "«ídem» y comillas por «lo mismo de arriba»")
	f.because("Si alguien ordenó la lista después de llenarla, lo de arriba es ya de otra fila: no se adivina.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	first := m.woman()
	t.take(first.plain("asistencia_legal", "2020-03-02", "130101")...).gives(first, "asistencia_legal")
	t.reject("ídem", m.woman().plain("asistencia_legal", "ídem", "130101")...)
	t.reject(`"`, m.woman().plain("asistencia_legal", `"`, "130101")...)
	t.reject("ídem", m.woman().plain("asistencia_legal", "2020-03-02", "ídem")...)
}

func countedFrom1904(m *maker) {
	f := m.list("dates-from-1904.xlsx", "alma-llanera", "Libro de Mac, que cuenta los días desde 1904")
	f.because("El libro dice desde cuándo cuenta: leído de otro modo, todo habría pasado en 2016, antes del programa.")
	f.mac = true
	f.parted("legal", "month", map[string]int{"2020-03": 5})
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for _, p := range m.women(5) {
		row := p.plain("asistencia_legal", date("2020-03-02"), "130101")
		row[6] = date(p.birth("2006-01-02"))
		t.take(row...).gives(p, "asistencia_legal")
	}
}

func raggedRows(m *maker) {
	f := m.list("ragged-rows.csv", "alma-llanera", "Filas más cortas y más largas que el encabezado")
	f.because("Lo que falta al final está vacío, y lo que sobra no tiene encabezado que diga qué es: no se lee.")
	f.text = style{separator: ";", newline: "\n"}
	t := f.tab("", "atenciones")
	t.head(plain...)
	for i, p := range m.women(5) {
		row := p.plain("asistencia_legal", "2020-03-02", "130101")
		switch i {
		case 1:
			row = row[:10]
		case 2:
			row = append(row, "", "", "")
		case 3:
			row = append(row, "llamar después")
		}
		t.take(row...).gives(p, "asistencia_legal")
	}
}

func chartSheet(m *maker) {
	f := m.list("chart-sheet.xlsx", "alma-llanera", "Una hoja de gráfico detrás de la lista")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for _, p := range m.women(5) {
		t.take(p.plain("asistencia_legal", date("2020-03-02"), "130101")...).gives(p, "asistencia_legal")
	}
	f.parts = []part{{"xl/chartsheets/sheet1.xml", sheetKind + "chartsheet+xml",
		document(`<chartsheet xmlns="%s" xmlns:r="%s"><sheetViews><sheetView workbookViewId="0"/></sheetViews><drawing r:id="rId1"/></chartsheet>`, spreadsheet, relationships), relationships + "/chartsheet"},
		{"xl/chartsheets/_rels/sheet1.xml.rels", "", document(`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/drawing" Target="../drawings/drawing9.xml"/></Relationships>`, packaged, relationships), ""},
		{"xl/drawings/drawing9.xml", "application/vnd.openxmlformats-officedocument.drawing+xml",
			document(`<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>`), ""}}
	f.because("Un gráfico no tiene filas: no es una hoja que contar, y el libro se lee.")
}

func brokenHeadings(m *maker) {
	f := m.list("headers-broken-lines.xlsx", "alma-llanera", "Encabezados con saltos de línea, dos puntos, asteriscos, espacios duros y números delante")
	t := f.tab("Lista", "atenciones")
	t.head("1. Servicio\nbrindado", "2. Fecha de\natención *", "3. Distrito:", "4. Apellidos\ny Nombres", "5. Sexo\u00A0(F/M)", "6. Fecha de\r\nnacimiento (dd/mm/aaaa)", "7. Tipo de\ndocumento", "8. N° de\ndocumento", "9. Celular ")
	for _, p := range m.women(5) {
		t.take("Asistencia legal", date("2020-03-02"), "Trujillo", p.inverted(), "F", p.birth("02/01/2006"), p.kind, p.number, p.phone).gives(p, "asistencia_legal")
	}
}

func sideTable(m *maker) {
	f := m.list("side-table.xlsx", "alma-llanera", "Un cuadro de resumen a la derecha de la lista, en las mismas filas")
	f.because("El cuadro está tras una columna vacía y su «Distrito» es menos lleno: no es de la lista. La fila que solo tiene el cuadro no es de nadie.")
	f.parted("legal", "district", map[string]int{"130101": 6})
	t := f.tab("Lista", "atenciones")
	t.head("N°", "Servicio", "Fecha", "Distrito", "Apellidos y nombres", "Sexo", "Tipo doc.", "N° doc.", nil, "Distrito", "Cantidad")
	side := [][]any{{"Trujillo", 6}, {"El Porvenir", 0}, {"TOTAL", 6}}
	for i, p := range m.women(6) {
		row := []any{i + 1, "asistencia_legal", date("2020-03-02"), "Trujillo", p.inverted(), "F", p.kind, p.number}
		if i < len(side) {
			row = columns(row, []any{nil}, side[i])
		}
		t.take(row...).gives(p, "asistencia_legal")
	}
}

func servicesByName(m *maker) {
	f := m.list("services.csv", "alma-llanera", "El servicio por su título, en mayúsculas, sin acentos, en inglés y por su clave; y con nombres que el programa no tiene")
	f.because("«Charla» y «apoyo» pueden ser varios servicios: no se adivina.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, service := range []string{"asistencia_legal", "Asistencia legal", "ASISTENCIA LEGAL", "  asistencia  legal ", "Legal assistance", "Asistencia Legal."} {
		p := m.woman()
		t.take(p.plain(service, "2020-03-02", "130101")...).gives(p, "asistencia_legal")
	}
	for _, service := range []string{"Charla", "apoyo", "Vaso de leche", "bono"} {
		t.reject(service, m.woman().plain(service, "2020-03-02", "130101")...)
	}
	t.reject("servicio", m.woman().plain("", "2020-03-02", "130101")...)
}

func secondListBelow(m *maker) {
	f := m.list("second-list-below.xlsx", "alma-llanera", "Dos listas en una hoja, una debajo de otra, y la segunda con las columnas en otro orden")
	f.because("El segundo encabezado dice qué es cada columna desde ahí. Leer sus filas con el primero pondría apellidos por nombres y documentos por teléfonos.")
	t := f.tab("Lista", "atenciones")
	t.note("ENERO")
	t.head(plain...)
	for _, p := range m.women(4) {
		t.take(p.plain("asistencia_legal", date("2020-01-20"), "130101")...).gives(p, "asistencia_legal")
	}
	t.blank(1)
	t.note("FEBRERO")
	t.head("Fecha", "Servicio", "Lugar", "Nombres", "Apellidos", "Sexo", "Nacionalidad", "Fecha de nacimiento", "Número de documento", "Tipo de documento", "Teléfono")
	for _, p := range m.women(4) {
		t.take(date("2020-02-20"), "asistencia_legal", "130101", p.names(), p.surnames(), "F", "VEN", p.birth("2006-01-02"), p.number, p.kind, p.phone).gives(p, "asistencia_legal")
	}
}
