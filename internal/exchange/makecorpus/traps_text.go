package main

// texts are the ways in which programs write text files.
var texts = []func(*maker){textMarked, textWindows, textTabs, textUTF16, textNamed, textMac, koboGroups, koboLabels, koboServices}

func textMarked(m *maker) {
	f := m.list("utf8-bom.csv", "alma-llanera", "UTF-8 con marca de orden de bytes, comas y CRLF")
	f.text = style{charset: utf8Marked}
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, p := range m.women(6) {
		t.take(p.plain("asistencia_legal", "2020-03-02", "130101")...).gives(p, "asistencia_legal")
	}
	f.parted("personas", "nationality", map[string]int{"VEN": 6})
}

func textWindows(m *maker) {
	f := m.list("windows1252-semicolon.csv", "alma-llanera", "Windows-1252 con punto y coma y coma decimal, como guarda Excel en el Perú")
	f.text = style{charset: windows1252, separator: ";"}
	t := f.tab("", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Línea", "Tramo", "Monto", "Medio", "Estado")
	for i, p := range m.women(6) {
		line, amount := lineOf("W", i), []any{"760,00", "1.234,50", "S/ 500,00"}[i%3]
		t.take("Bono multipropósito", "02/03/2020", "Piura", p.surnames(), p.names(), "F", p.kind, p.number, line, 1, amount, "ventanilla", "cobrado").gives(p, "bono")
	}
	f.parted("bono", "region", map[string]int{"20": 6})
}

func textTabs(m *maker) {
	f := m.list("tab.csv", "alma-llanera", "Columnas separadas por tabuladores en un .csv")
	f.text = style{separator: "\t", newline: "\n"}
	t := f.tab("", "encuesta")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Respondió", "Atención a usted", "Atención a su familia")
	answers := [][]any{{"sí", 5, 4}, {"sí", 3, 4}, {"sí", 2, 3}, {"no", "", ""}, {"sí", 4, ""}}
	for i, p := range m.women(len(answers)) {
		row := t.take(columns([]any{"satisfaccion", "2020-04-15", "200101", p.surnames(), p.names(), "F", p.kind, p.number}, answers[i])...)
		row.gives(p)
		if i == 0 || i == 1 || i == 4 {
			row.gives(p, "satisfied")
		}
	}
}

func textUTF16(m *maker) {
	f := m.list("utf16.csv", "alma-llanera", "«Texto Unicode» de Excel: UTF-16 con tabuladores")
	f.text = style{charset: utf16Little, separator: "\t"}
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, p := range m.women(5) {
		t.take(p.plain("Regularización de la calidad migratoria", "2020-03-05", "Castilla, Piura")...).gives(p, "regularizacion")
	}
}

func textNamed(m *maker) {
	f := m.list("sep-line.csv", "alma-llanera", "Primera línea «sep=;», comillas, un salto de línea dentro de una celda y filas de puros separadores al final")
	f.text = style{separator: ";", first: "sep=;\r\n"}
	f.because("La línea «sep=;» es del formato, no de la lista: no cuenta entre las líneas ni en la numeración de Excel.")
	t := f.tab("", "atenciones")
	t.head(columns(plain, []any{"Observaciones"})...)
	for i, p := range m.women(5) {
		remark := []any{"dijo: \"vuelvo el lunes\"", "vive con su madre;\r\ndos hijos", "", nil, "ok"}[i]
		t.take(columns(p.plain("orientacion_legal", "2020-04-01", "070101"), []any{remark})...).gives(p, "orientacion_legal")
	}
	t.rows = append(t.rows, make(row, 12), make(row, 12))
}

func textMac(m *maker) {
	f := m.list("old-mac.csv", "alma-llanera", "Líneas terminadas solo en CR, sin marca de orden de bytes")
	f.text = style{newline: "\r", separator: ";"}
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, p := range m.women(5) {
		t.take(p.plain("salud", "2020-05-04", "150132")...).gives(p, "salud")
	}
}

func koboGroups(m *maker) {
	f := m.list("kobo-groups.xlsx", "alma-llanera", "Exportación de KoboToolbox con grupo/campo, columnas del sistema y respuestas múltiples partidas en columnas")
	f.inline = true
	t := f.tab("Registro de atenciones", "atenciones")
	t.head("start", "end", "deviceid", "atencion/servicio", "atencion/fecha", "atencion/distrito", "persona/apellidos", "persona/nombres", "persona/sexo",
		"persona/fecha_nacimiento", "persona/nacionalidad", "persona/tipo_documento", "persona/numero_documento", "persona/telefono",
		"persona/etapas", "persona/etapas/madre", "persona/etapas/gestante", "persona/etapas/jefa_de_hogar", "_id", "_uuid", "_submission_time", "_index")
	stages := [][]any{{"madre", 1, 0, 0}, {"madre jefa_de_hogar", 1, 0, 1}, {"", 0, 0, 0}, {"gestante", 0, 1, 0}, {"madre", "1", "0", "0"}, {"", "", "", ""}}
	for i, p := range m.women(len(stages)) {
		t.take(columns([]any{"2020-05-05T09:12:00.000-05:00", "2020-05-05T09:20:00.000-05:00", "ee.humanitarianresponse.info:x1", "informacion_vbg", "2020-05-05", "Comas",
			p.surnames(), p.names(), "F", p.birth("2006-01-02"), "VEN", p.kind, p.number, p.phone}, stages[i],
			[]any{148_203_900 + i, "0f6f-" + p.number, "2020-05-05T14:22:10", i + 1})...).gives(p, "informacion_vbg")
	}
	f.parted("personas", "district", map[string]int{"150110": 6})
	f.parted("personas", "month", map[string]int{"2020-05": 6})
}

func koboLabels(m *maker) {
	f := m.list("kobo-labels.csv", "alma-llanera", "Exportación de KoboToolbox con etiquetas, TRUE y FALSE, y fechas con hora")
	f.text = style{separator: ";", charset: utf8Marked}
	t := f.tab("", "atenciones")
	t.head("¿Qué servicio recibió?/Servicio", "Fecha de atención", "Ubicación/Distrito", "Datos personales/Apellidos", "Datos personales/Nombres", "Datos personales/Sexo",
		"Datos personales/Nacionalidad", "Datos personales/Tipo de documento", "Datos personales/Número de documento",
		"Datos personales/Etapas de vida/Madre", "Datos personales/Etapas de vida/Gestante", "_id", "_submission_time", "_validation_status")
	for i, p := range m.women(5) {
		t.take("Asistencia legal", "2020-03-17T00:00:00", "Castilla, Piura", p.surnames(), p.names(), []any{"Mujer", "Femenino"}[i%2], "Venezolana",
			"CPP", p.number, []any{"TRUE", "FALSE"}[i%2], "FALSE", 9_100+i, "2020-03-17T15:01:44", "").gives(p, "asistencia_legal")
	}
	f.parted("personas", "nationality", map[string]int{"VEN": 5})
}

func koboServices(m *maker) {
	f := m.list("kobo-several-services.xlsx", "alma-llanera", "Exportación de Kobo en la que el servicio es de respuesta múltiple, partida en columnas")
	f.because("La fila que marca dos servicios son dos atenciones de una persona en un día.")
	f.inline = true
	t := f.tab("data", "atenciones")
	t.head("fecha", "servicio", "servicio/informacion_vbg", "servicio/orientacion_legal", "distrito", "persona/apellidos", "persona/nombres", "persona/sexo", "persona/tipo_documento", "persona/numero_documento", "_id")
	row := func(p *person, marked string, vbg, legal int) []any {
		return []any{"2020-05-06", marked, vbg, legal, "Comas", p.surnames(), p.names(), "F", p.kind, p.number, 5_000 + m.invented}
	}
	for i := range 4 {
		p, service := m.woman(), []string{"informacion_vbg", "orientacion_legal"}[i%2]
		t.take(row(p, service, 1-i%2, i%2)...).gives(p, service)
	}
	both := m.woman()
	t.take(row(both, "informacion_vbg orientacion_legal", 1, 1)...).gives(both, "informacion_vbg", "orientacion_legal")
	t.reject("servicio", row(m.woman(), "", 0, 0)...)
}
