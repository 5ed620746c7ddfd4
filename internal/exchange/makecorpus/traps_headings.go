package main

// headings are the words of offices for the same columns.
var headings = []func(*maker){
	headingsJoined, headingsApart, headingsEnglish, headingsFirstSecond, headingsMisspelt, headingsTwice, namesSurnamesFirst, namesGivenFirst, sexOfMujer, sexInWords,
}

func headingsJoined(m *maker) {
	f := m.list("headers-apellidos-y-nombres.xlsx", "alma-llanera", "«Apellidos y Nombres», «Nº Doc.», «Fec. Nac.», «Edad», «Celular», «Distrito»")
	t := f.tab("Hoja1", "atenciones")
	t.head("N°", "Servicio brindado", "Fec. Atención", "Distrito", "Apellidos y Nombres", "Sexo", "Tipo Doc.", "Nº Doc.", "Fec. Nac.", "Edad", "Celular", "Obs.")
	for i, p := range m.women(6) {
		age := 2020 - p.born.Year()
		if p.born.YearDay() > 80 {
			age--
		}
		t.take(i+1, "Asistencia legal", date("2020-03-18"), "Trujillo", p.inverted(), "F", p.kind, p.number, date(p.birth("2006-01-02")), age, p.phone, "derivada por vecina").gives(p, "asistencia_legal")
	}
	f.parted("legal", "district", map[string]int{"130101": 6})
}

func headingsApart(m *maker) {
	f := m.list("headers-paterno-materno.xlsx", "alma-llanera", "«Ap. Paterno», «Ap. Materno», «F. Nac.», «Género», «Telf.», y el lugar en tres columnas")
	t := f.tab("Hoja1", "atenciones")
	t.head("Ítem", "Actividad", "Fecha", "Dpto.", "Provincia", "Distrito", "Ap. Paterno", "Ap. Materno", "Nombres", "Género", "F. Nac.", "País", "Tipo de Doc.", "N° de Documento", "Telf.")
	for i, p := range m.women(6) {
		t.take(i+1, "Regularización de la calidad migratoria", "19/03/2020", "Piura", "Piura", "Castilla", p.first, p.second, p.names(), "Femenino",
			p.birth("02/01/2006"), "Venezuela", p.kind, p.number, p.phone).gives(p, "regularizacion")
	}
	f.parted("regularizacion", "district", map[string]int{"200104": 6})
	f.parted("regularizacion", "nationality", map[string]int{"VEN": 6})
}

func headingsEnglish(m *maker) {
	f := m.list("headers-english.xlsx", "alma-llanera", "Headers in English, as an international partner keeps them")
	t := f.tab("Sheet1", "atenciones")
	t.head("No.", "Service", "Date of service", "District", "Last name", "First name", "Gender", "Date of birth", "Nationality", "ID type", "ID number", "Phone number", "Remarks")
	for i, p := range m.women(5) {
		t.take(i+1, "Legal assistance", "2 March 2020", "Comas", p.surnames(), p.names(), "Female", p.birth("2006-01-02"), "Venezuelan", "Passport", "15"+p.number[2:], p.phone, "").gives(p, "asistencia_legal")
	}
	t = f.tab("Payments", "pagos")
	t.head("Service", "Payment date", "District", "Full name", "Sex", "ID type", "ID number", "Reference", "Instalment", "Amount", "Delivery mechanism", "Status")
	for i, p := range m.women(3) {
		t.take("Multipurpose cash", "March 20, 2020", "Comas", p.inverted(), "F", "Passport", "16"+p.number[2:], lineOf("EN", i), 1, "S/ 760.00", "Mobile money", "Collected").gives(p, "bono")
	}
	f.parted("legal", "district", map[string]int{"150110": 5})
	f.parted("legal", "month", map[string]int{"2020-03": 5})
}

func headingsFirstSecond(m *maker) {
	f := m.list("headers-primer-nombre-dni.csv", "alma-llanera", "«Primer nombre», «Segundo nombre», «Primer apellido», «Segundo apellido», y una columna llamada «DNI»")
	f.text = style{separator: ";"}
	t := f.tab("", "atenciones")
	t.head("SERVICIO", "FECHA", "LUGAR", "PRIMER NOMBRE", "SEGUNDO NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO", "SEXO", "DNI", "FECHA NACIMIENTO", "TELÉFONO DE CONTACTO")
	for i, p := range m.peruvians(5) {
		second := p.middle
		if i == 1 {
			second = ""
		}
		t.take("informacion_proteccion", "20/03/2020", "Comas", p.given, second, p.first, p.second, "F", p.number, p.birth("02-01-2006"), p.phone).gives(p, "informacion_proteccion")
	}
}

func headingsMisspelt(m *maker) {
	f := m.list("headers-misspelt.csv", "alma-llanera", "Encabezados con un dedazo, y columnas propias de la oficina que nadie más conoce")
	f.because("Un solo dedazo en una palabra larga no admite otra lectura. «Cód. ficha» y «Ruta» no son de ninguna lista: no se leen y se dice.")
	t := f.tab("", "atenciones")
	t.head("Cód. ficha", "Serivcio", "Fecha de atencíon", "Lugar", "Apelidos", "Nombers", "Sexo", "Fehca de nacimiento", "Nacionalidd", "Tipo de docmento", "Número de documeto", "Teléfno", "Ruta")
	for i, p := range m.women(5) {
		t.take(columns([]any{4400 + i}, p.plain("asistencia_legal", "2020-03-21", "130101"), []any{"B"})...).gives(p, "asistencia_legal")
	}
}

func headingsTwice(m *maker) {
	f := m.list("headers-twice.xlsx", "alma-llanera", "Dos columnas para lo mismo: «Teléfono» casi vacía y «Celular» llena; una columna sin encabezado con datos")
	f.because("Vale la más llena; ningún dato de la otra decide quién es quién, así que nadie se cuenta dos veces.")
	t := f.tab("Lista", "atenciones")
	t.head(columns(plain, []any{"Celular", nil})...)
	for i, p := range m.women(5) {
		row := p.plain("asistencia_legal", date("2020-03-22"), "130101")
		row[10] = []any{nil, "044 234 567", nil, nil, nil}[i]
		t.take(columns(row, []any{p.phone, "✔ revisado"})...).gives(p, "asistencia_legal")
	}
}

func namesSurnamesFirst(m *maker) {
	f := m.list("names-surnames-first.csv", "alma-llanera", "Nombre completo en una columna sin coma, apellidos primero, con partículas")
	f.because("Cada fila trae el documento; el orden no cambia quién es. La misma mujer vuelve en la lista con sus nombres delante: cuenta una vez.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos y nombres", "Sexo", "Tipo de documento", "Número de documento")
	people := m.women(7)
	people[3].first, people[4].second = "De la Cruz", "San Martín"
	for _, p := range people {
		t.take("asistencia_legal", "2020-03-23", "Piura", p.surnames()+" "+p.names(), "F", p.kind, p.number).gives(p, "asistencia_legal")
	}
	again := people[0]
	t.take("asistencia_legal", "2020-03-24", "Piura", again.names()+" "+again.surnames(), "F", again.kind, again.number).gives(again, "asistencia_legal")
}

func namesGivenFirst(m *maker) {
	f := m.list("names-given-first.csv", "alma-llanera", "«Nombre completo» con los nombres delante, y algunas filas con coma")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Nombre completo", "Sexo", "Tipo de documento", "Número de documento")
	for i, p := range m.women(7) {
		name := p.names() + " " + p.surnames()
		if i%3 == 2 {
			name = p.inverted()
		}
		t.take("asistencia_legal", "2020-03-25", "Piura", name, "F", p.kind, p.number).gives(p, "asistencia_legal")
	}
}

func sexOfMujer(m *maker) {
	f := m.list("sex-m-and-h.xlsx", "alma-llanera", "Sexo con M de mujer y H de hombre")
	f.because("Con H y sin F, la M solo puede ser mujer. Tomarla por «masculino» daría cero mujeres.")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for i, p := range m.women(7) {
		written := "M"
		if i == 2 || i == 5 {
			p.sex, written = "M", "H"
		}
		row := p.plain("asistencia_legal", date("2020-03-26"), "130101")
		row[5] = written
		t.take(row...).gives(p, "asistencia_legal")
	}
}

func sexInWords(m *maker) {
	f := m.list("sex-in-words.csv", "alma-llanera", "Sexo en palabras, con mayúsculas, abreviado y con una respuesta que no se entiende")
	t := f.tab("", "atenciones")
	t.head(plain...)
	words := []string{"Femenino", "FEM.", "mujer", "Masculino", "Varón", "f", "m", "", "X2"}
	for i, p := range m.women(len(words)) {
		switch i {
		case 3, 4, 6:
			p.sex = "M"
		case 7:
			p.sex = "NS"
		}
		row := p.plain("salud", "2020-03-27", "130101")
		row[5] = words[i]
		if words[i] == "X2" {
			t.reject("X2", row...)
			continue
		}
		t.take(row...).gives(p, "salud")
	}
	f.parted("salud", "sex", map[string]int{"F": 4, "M": 3, "NS": 1})
}
