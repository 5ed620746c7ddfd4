package main

import "fmt"

// stranger are lists of offices that nobody of the first corpus worked in.
var stranger = []func(*maker){
	sectionsOfDistricts, sectionsOfServices, sectionsOfDays, legsSideBySide, birthInThree, headerOfThreeRows, onlyM, onlyMOfBoth,
	servicesInACell, servicesTicked, namesOfNobody, namesOfNobodyWithPapers, shortDistricts, stackedHeadcount, headcountLetters,
	sexTicked, questionsAsHeaders, formOfOne, monthFirstByHeading, errorsAsText, sheetsOfDistricts,
}

func sectionsOfDistricts(m *maker) {
	f := m.list("secciones-distrito.xlsx", "alma-llanera", "«DISTRITO: …» en medio de la lista vale para las filas de abajo; el título dice solo la región")
	t := f.tab("Marzo", "atenciones")
	t.note("ASISTENCIA LEGAL - TUMBES - MARZO 2020")
	t.head("N°", "APELLIDOS Y NOMBRES", "SEXO", "CPP", "FECHA")
	for n, district := range []string{"ZARUMILLA", "AGUAS VERDES"} {
		t.note("DISTRITO: " + district)
		for i, p := range m.women(2) {
			t.take(i+1, shout(p.inverted()), "F", p.number, fmt.Sprintf("%02d/03/2020", 10+n+i)).gives(p, "asistencia_legal")
		}
	}
	t.note("", "Total de mujeres: 4")
	f.parted("legal", "district", map[string]int{"240301": 2, "240302": 2})
}

func sectionsOfServices(m *maker) {
	f := m.list("secciones-servicio.xlsx", "alma-llanera", "El servicio está en filas solas, sin etiqueta; una de ellas no es de ningún servicio")
	f.because("Bajo «REFRIGERIO» nadie sabe qué se dio: no es del servicio de la sección anterior.")
	t := f.tab("Abril", "atenciones")
	t.head("N°", "APELLIDOS Y NOMBRES", "SEXO", "CPP", "FECHA", "DISTRITO")
	row := func(n int, p *person) []any {
		return []any{n, shout(p.inverted()), "F", p.number, "14/04/2020", "Comas"}
	}
	for _, section := range []struct{ title, id string }{{"ASISTENCIA LEGAL", "asistencia_legal"}, {"APOYO EN SALUD", "salud"}} {
		t.note(section.title)
		for i, p := range m.women(2) {
			t.take(row(i+1, p)...).gives(p, section.id)
		}
	}
	t.note("REFRIGERIO")
	t.reject("REFRIGERIO", row(1, m.woman())...)
}

func sectionsOfDays(m *maker) {
	f := m.list("secciones-fecha.xlsx", "alma-llanera", "El día está en filas solas, escrito de dos maneras")
	t := f.tab("Mayo", "atenciones")
	t.note("ORIENTACIÓN LEGAL - TUMBES")
	t.head("N°", "APELLIDOS Y NOMBRES", "SEXO", "CPP", "CELULAR")
	for n, day := range []string{"FECHA: 30/04/2020", "Martes 5 de mayo de 2020"} {
		t.note(day)
		for i, p := range m.women(n + 1) {
			t.take(i+1, p.inverted(), "F", p.number, p.phone).gives(p, "orientacion_legal")
		}
	}
	f.parted("personas", "month", map[string]int{"2020-04": 1, "2020-05": 2})
}

func legsSideBySide(m *maker) {
	f := m.list("tramos-lado-a-lado.xlsx", "alma-llanera", "Las dos cuotas del bono están en la misma fila, con su fecha, su monto y su estado")
	f.because("Quien solo cobró la segunda cuota también cobró; quien no cobró ninguna no cuenta.")
	t := f.tab("Bono", "pagos")
	t.note("BONO MULTIPROPÓSITO - TUMBES")
	t.head("N°", "APELLIDOS Y NOMBRES", "SEXO", "CPP", "LÍNEA", "1ra CUOTA", nil, nil, "2da CUOTA", nil, nil)
	t.head(nil, nil, nil, nil, nil, "FECHA", "MONTO", "ESTADO", "FECHA", "MONTO", "ESTADO")
	t.merge("F2:H2", "I2:K2")
	states := [][2]string{{"COBRADO", "COBRADO"}, {"VENCIDO", "COBRADO"}, {"COBRADO", ""}, {"CTA. CERRADA", "RECHAZADO"}}
	for i, p := range m.women(4) {
		second := []any{"04/06/2020", "S/ 260.00", states[i][1]}
		if states[i][1] == "" {
			second = nil
		}
		row := t.take(columns([]any{i + 1, p.inverted(), "F", p.number, lineOf("LL", i), "04/05/2020", "S/ 500.00", states[i][0]}, second)...).gives(p)
		if i < 3 {
			row.gives(p, "bono")
		}
	}
	f.parted("bono", "month", map[string]int{"2020-05": 2, "2020-06": 2})
}

func birthInThree(m *maker) {
	f := m.list("nacimiento-en-tres.xlsx", "alma-llanera", "Día, mes y año de nacimiento en tres columnas; el día de la atención también")
	t := f.tab("Hoja1", "atenciones")
	t.head("Servicio", "Fecha", nil, nil, "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", nil, nil, "CPP")
	t.head(nil, "Día", "Mes", "Año", nil, nil, nil, nil, "Día", "Mes", "Año", nil)
	t.merge("B1:D1", "I1:K1")
	for i, p := range m.women(4) {
		day, month := any(p.born.Day()), any(int(p.born.Month()))
		if i == 3 {
			day, month = nil, nil // she knows her year
		}
		t.take("Asistencia legal", 3+i, "junio", 2020, "Comas", p.surnames(), p.names(), "F", day, month, p.born.Year(), p.number).gives(p, "asistencia_legal")
	}
	f.parted("personas", "month", map[string]int{"2020-06": 4})
}

func headerOfThreeRows(m *maker) {
	f := m.list("encabezado-de-tres-filas.xlsx", "alma-llanera", "Encabezado de tres filas, «M» de mujer y nadie más, distritos abreviados")
	f.because("Todas las M tienen nombre de mujer. «Cercado» es de cualquier provincia: no se adivina.")
	t := f.tab("Junio", "atenciones")
	t.note("PUESTO DE SALUD - APOYO EN SALUD")
	t.head("N°", "DATOS PERSONALES", nil, nil, nil, nil, nil, "DISTRITO", "FECHA DE ATENCIÓN")
	t.head(nil, "APELLIDOS Y NOMBRES", "SEXO", "FECHA DE NACIMIENTO", nil, nil, "DOCUMENTO", nil, nil)
	t.head(nil, nil, nil, "DÍA", "MES", "AÑO", "CPP", nil, "DÍA/MES/AÑO")
	t.merge("B2:G2", "D3:F3", "H2:H4")
	for i, district := range []string{"SJL", "S.M.P.", "V.M.T.", "Stgo. de Surco"} {
		p := m.ana()
		t.take(i+1, shout(p.inverted()), "M", p.born.Day(), int(p.born.Month()), p.born.Year(), p.number, district, fmt.Sprintf("%d/06/2020", 9+i)).gives(p, "salud")
	}
	p := m.ana()
	t.reject("Cercado", 5, shout(p.inverted()), "M", 1, 2, 1990, p.number, "Cercado", "15/06/2020")
	f.parted("salud", "sex", map[string]int{"F": 4})
	f.parted("salud", "district", map[string]int{"150132": 1, "150135": 1, "150143": 1, "150140": 1})
}

// ana invents a woman whose first name is a woman's beyond doubt.
func (m *maker) ana() *person {
	p := m.woman()
	p.given = "Ana"
	return p
}

func onlyM(m *maker) {
	f := m.list("sexo-solo-m-hombres.csv", "alma-llanera", "La columna del sexo solo tiene M y los nombres son de hombres")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, name := range []string{"Pedro", "José", "Mario"} {
		p := m.woman()
		p.sex, p.given = "M", name
		t.take(p.plain("salud", "2020-06-10", "Comas")...).gives(p, "salud")
	}
	f.parted("salud", "sex", map[string]int{"M": 3})
}

func onlyMOfBoth(m *maker) {
	f := m.list("sexo-solo-m-de-ambos.csv", "alma-llanera", "La columna del sexo solo tiene M, y los nombres son de mujeres y de hombres")
	f.because("Nadie sabe si M es mujer o masculino: se pregunta en el mapa, y nadie cambia de sexo en silencio.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, name := range []string{"Pedro", "Rosa"} {
		p := m.woman()
		p.sex, p.given = "M", name
		t.reject("mapa", p.plain("salud", "2020-06-11", "Comas")...)
	}
}

func servicesInACell(m *maker) {
	f := m.list("servicios-en-una-celda.csv", "alma-llanera", "Varios servicios en una celda")
	f.because("Cada servicio es una atención de la misma persona. Con uno desconocido, la fila vuelve entera: se corrige y entra completa.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for i, cell := range []string{"Asistencia legal; Salud", "Asistencia legal / Salud", "asistencia legal y salud"} {
		p := m.woman()
		if i == 2 {
			p.kind, p.number, p.phone = "", "", "" // known by her name alone, she is one
		}
		t.take(p.plain(cell, "2020-06-12", "Ate")...).gives(p, "asistencia_legal", "salud")
	}
	t.reject("astrología", m.woman().plain("Asistencia legal, astrología", "2020-06-12", "Ate")...)
}

func servicesTicked(m *maker) {
	f := m.list("servicios-en-aspas.xlsx", "alma-llanera", "Una columna por servicio, con aspas, debajo de «SERVICIO BRINDADO»")
	t := f.tab("Junio", "atenciones")
	t.head("N°", "Apellidos y nombres", "CPP", "Sexo", "Fecha", "Distrito", "SERVICIO BRINDADO", nil)
	t.head(nil, nil, nil, nil, nil, nil, "Asistencia legal", "Salud")
	t.merge("G1:H1")
	for i, p := range m.women(3) {
		ticks := [][]any{{"X", nil}, {nil, "X"}, {"X", "X"}}[i]
		given := [][]string{{"asistencia_legal"}, {"salud"}, {"asistencia_legal", "salud"}}[i]
		t.take(columns([]any{i + 1, p.inverted(), p.number, "F", "15/06/2020", "Castilla"}, ticks)...).gives(p, given...)
	}
}

func namesOfNobody(m *maker) {
	f := m.list("iniciales.xlsx", "alma-llanera", "Iniciales, códigos y «NN» en lugar de nombres")
	f.because("Hace falta un nombre o un documento (regla 2): dos filas con las mismas iniciales no son por eso una persona, ni dos.")
	t := f.tab("Registro", "atenciones")
	t.head("Servicio", "Fecha", "Usuaria", "Sexo", "Edad", "Distrito")
	for _, name := range []string{"NN", "N.N.", "M.R.P.", "M.R.P.", "JLP", "PSI-014", "Anónima", "no dio nombre"} {
		t.reject("nombre", "salud", "2020-06-15", name, "F", 34, "Comas")
	}
	p := m.woman()
	t.take("salud", "2020-06-15", p.inverted(), "F", 2020-p.born.Year(), "Comas").gives(p, "salud")
}

func namesOfNobodyWithPapers(m *maker) {
	f := m.list("iniciales-con-documento.csv", "alma-llanera", "«NN» e iniciales, pero con documento")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Usuaria", "Sexo", "CPP", "Distrito")
	for _, name := range []string{"NN", "M.R.P."} {
		p := m.woman()
		t.take("salud", "2020-06-16", name, "F", p.number, "Comas").warn(name).gives(p, "salud")
	}
}

func shortDistricts(m *maker) {
	f := m.list("distritos-abreviados.csv", "alma-llanera", "Distritos de las cinco regiones, abreviados")
	f.because("«San Martin» es una región donde no se trabaja, y «Surco» un distrito de Huarochirí: quizá se quiso decir otro, y no se adivina.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	read := map[string]int{}
	for _, d := range [][2]string{
		{"SJL", "150132"}, {"VES", "150142"}, {"S.J.M.", "150133"}, {"Cercado de Lima", "150101"}, {"Ate Vitarte", "150103"}, {"Pte. Piedra", "150125"},
		{"Florencia", "130103"}, {"Víctor Larco", "130111"}, {"26 de Octubre", "200115"}, {"Carmen de la Legua", "070103"},
		{"Callao Cercado", "070101"}, {"LIMA/LIMA/COMAS", "150110"}, {"Distrito de Aguas Verdes", "240302"},
	} {
		p := m.woman()
		t.take(p.plain("salud", "2020-06-17", d[0])...).gives(p, "salud")
		read[d[1]]++
	}
	for _, name := range []string{"San Martin", "Surco", "Cercado"} {
		t.reject("lugar", m.woman().plain("salud", "2020-06-17", name)...)
	}
	f.parted("salud", "district", read)
}

func stackedHeadcount(m *maker) {
	f := m.list("conteos-en-filas.xlsx", "alma-llanera", "Una fila por grupo de cada actividad, con celdas combinadas y un total")
	f.because("Las filas de una actividad son una sola actividad; si su total no suma, ninguna entra.")
	t := f.tab("informacion_vbg", "conteos")
	t.head("Fecha", "Distrito", "Actividad", "Sexo", "Edad", "N° de personas")
	t.take("15/03/2020", "Comas", "Feria de Comas", "F", "0-17", 4).counts("informacion_vbg", 4)
	t.take(nil, nil, nil, "F", "18-59", 10).counts("informacion_vbg", 10)
	t.take(nil, nil, nil, "M", "60+", 3).counts("informacion_vbg", 3)
	t.take("16/03/2020", "Ate", "Feria de Ate", "F", "18-59", 7).counts("informacion_vbg", 7)
	t.merge("A2:A4", "B2:B4", "C2:C4")
	t.reject("suma", "17/03/2020", "Ate", "Charla de Ate", "F", "18-59", 7)
	t.reject("suma", "17/03/2020", "Ate", "Charla de Ate", "M", "18-59", 2)
	t.reject("suma", "17/03/2020", "Ate", "Charla de Ate", "Total", nil, 10)
}

func headcountLetters(m *maker) {
	f := m.list("conteos-r4v.xlsx", "alma-llanera", "Edades de R4V, con letras por sexo: M es mujeres donde H cuenta a los hombres")
	t := f.tab("informacion_vbg", "conteos")
	t.head("Actividad", "Fecha", "Lugar", "M 0-4", "M 5-11", "M 12-17", "M 18-59", "M 60+", "H 0-4", "H 5-11", "H 12-17", "H 18-59", "H 60+", "Total")
	t.take("Feria de Piura", "10/04/2020", "Piura", 1, 2, 3, 10, 1, 0, 2, 1, 5, 0, 25).counts("informacion_vbg", 25)
	t.reject("total", "Feria de Castilla", "11/04/2020", "Castilla", 1, 2, 3, 10, 1, 0, 2, 1, 5, 0, 26)
}

func sexTicked(m *maker) {
	f := m.list("sexo-en-aspas.xlsx", "alma-llanera", "El sexo se marca con un aspa debajo de H o de M")
	t := f.tab("x", "atenciones")
	t.head("Fecha", "Servicio", "Distrito", "Apellidos y nombres", "CPP", "SEXO", nil)
	t.head(nil, nil, nil, nil, nil, "H", "M")
	t.merge("F1:G1")
	for i, p := range m.women(3) {
		ticks := []any{nil, "X"}
		if i == 2 {
			p.sex, ticks = "M", []any{"X", nil}
		}
		t.take(columns([]any{"10/06/2020", "Salud", "Comas", p.inverted(), p.number}, ticks)...).gives(p, "salud")
	}
	f.parted("salud", "sex", map[string]int{"F": 2, "M": 1})
}

func questionsAsHeaders(m *maker) {
	f := m.list("formulario-preguntas.csv", "alma-llanera", "Formulario con preguntas por encabezado, marca temporal y etiquetas HTML")
	t := f.tab("", "atenciones")
	t.head("Marca temporal", "¿Cuál es tu nombre completo?", "<b>Fecha de nacimiento</b> (día/mes/año)", "¿Cuál es tu sexo?", "¿Cuál es tu número de documento?",
		"¿Qué tipo de documento tienes?", "¿En qué distrito vives?", "¿Qué servicio recibiste?", "Número de celular / WhatsApp")
	for i, p := range m.women(3) {
		t.take(fmt.Sprintf("%d/02/2020 10:15:33", 3+i), p.names()+" "+p.surnames(), p.birth("2/1/2006"), "Mujer", p.number, "CPP", "San Juan de Lurigancho",
			"Asistencia legal", p.phone).gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-02": 3})
}

func formOfOne(m *maker) {
	f := m.list("ficha-de-una.xlsx", "alma-llanera", "Una ficha por persona, una hoja cada una").refused("ficha")
	for i, p := range m.women(2) {
		t := f.tab(fmt.Sprintf("Ficha %d", i+1), "")
		t.note("ACTA DE ATENCIÓN")
		t.note("Apellidos y nombres:", p.inverted())
		t.note("CPP:", p.number)
		t.note("Fecha:", "10/06/2020")
		t.note("Servicio:", "Asistencia legal")
	}
}

func monthFirstByHeading(m *maker) {
	f := m.list("donor-template.xlsx", "alma-llanera", "Plantilla en inglés: el encabezado pide el mes antes que el día, y ninguna fecha del servicio lo prueba")
	t := f.tab("Data", "atenciones")
	t.note("CARE Peru - Alma Llanera - Lima")
	t.head("#", "Last Name", "First Name", "Gender", "DOB (mm/dd/yyyy)", "Nationality", "ID Type", "ID Number", "Service", "Date of Service (mm/dd/yyyy)", "District", "Pregnant (Yes/No)")
	for i, p := range m.women(3) {
		t.take(i+1, p.surnames(), p.names(), "Female", p.birth("01/02/2006"), "Venezuelan", "CPP", p.number, "Legal assistance", fmt.Sprintf("06/0%d/2020", i+1), "Comas", "No").
			gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-06": 3})
}

func errorsAsText(m *maker) {
	f := m.list("errores-como-texto.csv", "alma-llanera", "Errores de la hoja de cálculo que quedaron como texto")
	f.because("«#¡REF!» no es un apellido, y leerlo como vacío perdería lo que decía.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	cells := m.woman().plain("salud", "2020-06-18", "Comas")
	cells[3] = "#¡REF!"
	t.reject("#¡REF!", cells...)
	p := m.woman()
	t.take(p.plain("salud", "2020-06-18", "Comas")...).gives(p, "salud")
}

func sheetsOfDistricts(m *maker) {
	f := m.list("hojas-por-distrito.xlsx", "alma-llanera", "Una hoja por distrito: el lugar es el nombre de la hoja, también el de tres letras")
	for _, district := range []string{"Comas", "Ate"} {
		t := f.tab(district, "atenciones")
		t.note("ASISTENCIA LEGAL JUNIO 2020")
		t.head("Apellidos y nombres", "CPP", "Sexo", "Fecha")
		for _, p := range m.women(2) {
			t.take(p.inverted(), p.number, "F", "10/06/2020").gives(p, "asistencia_legal")
		}
	}
	f.parted("legal", "district", map[string]int{"150110": 2, "150103": 2})
}
