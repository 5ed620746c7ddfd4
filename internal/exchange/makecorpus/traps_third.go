package main

import "fmt"

// third are the lists of a third stranger: what other programs did to them on the
// way, and what offices write of what did not happen.
var third = []func(*maker){
	appointments, cameOrNot, yearsAsDays, bareDays, datesOfOffices, bankOfOldPrograms, lettersSpoilt, twoInARow, mergedPerson,
	besideEachOther, overTheYear, yearUnknown, halfSessions, vanVienen, paidNothing, otherPeoplesColumns, numbersOfSex, topicsCounted,
	placesInBrackets, scaleOfTen, scaleUpsideDown, dollars, ageInMonths,
}

func appointments(m *maker) {
	f := m.list("citas.xlsx", "alma-llanera", "Lista de citas: el estado dice cuáles no se dieron")
	f.because("A quien no vino no se la atendió.")
	t := f.tab("Mayo", "atenciones")
	t.note("CITAS DE SALUD MENTAL - COMAS")
	t.head("Fecha de la cita", "Apellidos y nombres", "Sexo", "CPP", "Estado de la cita")
	for i, state := range []string{"Atendida", "No asistió", "Asistió", "Reprogramada", "Cancelada", "", "ok?"} {
		p := m.woman()
		cells := []any{date(fmt.Sprintf("2020-05-%02d", 4+i)), p.inverted(), "F", p.number, state}
		switch i {
		case 0, 2:
			t.take(cells...).gives(p, "salud_mental")
		case 5, 6:
			t.reject("vino", cells...)
		default:
			t.reject("no se dio", cells...)
		}
	}
}

func cameOrNot(m *maker) {
	f := m.list("asistio-si-no.csv", "alma-llanera", "¿Asistió?, Sí o No, en una lista de un servicio individual")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Nombre completo", "Sexo", "CPP", "¿Asistió?")
	for i, said := range []string{"Sí", "No", "SI"} {
		p := m.woman()
		cells := []any{"Orientación legal", "14/04/2020", "Comas", p.names() + " " + p.surnames(), "F", p.number, said}
		if i == 1 {
			t.reject("no se dio", cells...)
			continue
		}
		t.take(cells...).gives(p, "orientacion_legal")
	}
}

func yearsAsDays(m *maker) {
	f := m.list("nacimiento-solo-año-en-celda-de-fecha.xlsx", "alma-llanera", "El año escrito en una celda con formato de fecha: 1985 se ve como 07/06/1905")
	f.because("Nadie de un programa de 2020 nació en 1905: lo que se escribió es el año.")
	t := f.tab("Hoja1", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "CPP")
	for i, shown := range []string{"1990-05-17", "1905-06-07", "1905-06-01"} {
		p := m.woman()
		row := t.take("Salud", "02/06/2020", "Comas", p.surnames(), p.names(), "F", date(shown), p.number).gives(p, "salud")
		if i > 0 {
			row.warn("1985|1979")
		}
	}
	f.parted("salud", "age", map[string]int{"30-59": 3})
}

func bareDays(m *maker) {
	f := m.list("registro por dias.xlsx", "alma-llanera", "La columna dice solo el día; el mes está en la hoja y el año en el título")
	t := f.tab("ENERO", "atenciones")
	t.note("ASISTENCIA LEGAL 2020")
	t.head("Día", "Apellidos", "Nombres", "Sexo", "C.P.P.", "Distrito")
	slip := m.woman()
	t.reject("35", 35, shout(slip.surnames()), shout(slip.names()), "F", slip.number, "Comas")
	for i, p := range m.women(3) {
		t.take(3+i, shout(p.surnames()), shout(p.names()), "F", p.number, "San Juan de Lurigancho").gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-01": 3})
}

func datesOfOffices(m *maker) {
	f := m.list("fechas-de-oficina.csv", "alma-llanera", "Día de la semana, números romanos, espacios, comillas y un punto al final")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "CPP")
	for _, day := range []string{"lun 02/03/2020", "mié. 04/03/2020", "2-III-2020", "02/III/20", "02 / 03 / 2020", "02/03/20.", "’02/03/2020"} {
		p := m.woman()
		t.take("Salud", day, "Comas", p.surnames(), p.names(), "F", p.number).gives(p, "salud")
	}
	for _, day := range []string{"02/XIII/2020", "02//03/2020", "########"} {
		p := m.woman()
		t.reject("fecha", "Salud", day, "Comas", p.surnames(), p.names(), "F", p.number)
	}
	f.parted("salud", "month", map[string]int{"2020-03": 7})
}

func bankOfOldPrograms(m *maker) {
	f := m.list("banco-cp850.csv", "alma-llanera", "Respuesta de un banco en la página de códigos 850, con códigos y motivos en los estados")
	f.because("«Procesado - observado» dice dos cosas: no se adivina.")
	f.text = style{charset: codePage850, separator: ";"}
	t := f.tab("", "pagos")
	t.note("BONO MULTIPROPÓSITO - TUMBES")
	t.head("OPERACIÓN", "LÍNEA", "CPP", "APELLIDOS Y NOMBRES", "SEXO", "FECHA ABONO", "IMPORTE", "RESULTADO")
	for i, state := range []string{"00 - ABONADO", "ABONO PROCESADO", "RECHAZADO - CUENTA INVÁLIDA", "Devuelto por el banco", "Anulado", "PROCESADO - OBSERVADO"} {
		p := m.woman()
		p.given, p.first = "Verónica", "Peñaloza"
		cells := []any{i + 1, lineOf("CP", i), p.number, p.inverted(), "F", "14/05/2020", "500.00", state}
		switch {
		case i == 5:
			t.reject("estado", cells...)
		case i < 2:
			t.take(cells...).gives(p, "bono")
		default:
			t.take(cells...).gives(p)
		}
	}
}

func lettersSpoilt(m *maker) {
	f := m.list("letras-estropeadas.csv", "alma-llanera", "UTF-8 leído como Windows-1252, letras de página web, y una letra que se perdió")
	f.text = style{charset: utf8Marked}
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "CPP")
	for i, name := range []string{"PeÃ±a NÃºÃ±ez", "Mu&ntilde;oz Le&oacute;n", "Pe\uFFFDa Rojas"} {
		p := m.woman()
		row := t.take("Salud", "02/06/2020", "Comas", name, p.names(), "F", p.number).gives(p, "salud")
		if i == 2 {
			row.warn("perdió letras")
		}
	}
	// The same two women, with their letters.
	for i, name := range []string{"Peña Núñez", "Muñoz León"} {
		before := t.rows[i+1]
		t.known(before[0], before[1], before[2], name, before[4], before[5], before[6])
	}
}

func twoInARow(m *maker) {
	f := m.list("madre-e-hija-en-una-fila.csv", "alma-llanera", "Dos personas en una celda")
	f.because("Una de las dos se perdería.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Nombres y apellidos", "Sexo", "CPP")
	a, b, c := m.woman(), m.woman(), m.woman()
	t.reject("cada persona", "Salud", "02/06/2020", "Comas", "Patricia "+a.surnames()+" y Carmen "+a.surnames(), "F", a.number)
	t.reject("cada persona", "Salud", "02/06/2020", "Comas", b.names()+" "+b.surnames()+" / hija: Lucía", "F", b.number)
	c.first, c.second = "Ortega y", "Gasset"
	t.take("Salud", "02/06/2020", "Comas", c.names()+" "+c.surnames(), "F", c.number).gives(c, "salud")
}

func mergedPerson(m *maker) {
	f := m.list("nombre-combinado.xlsx", "alma-llanera", "El nombre y el documento combinados sobre los servicios de una misma mujer")
	t := f.tab("Hoja1", "atenciones")
	t.head("N°", "Apellidos y nombres", "CPP", "Sexo", "Servicio", "Fecha", "Distrito")
	a, b := m.woman(), m.woman()
	t.take(1, a.inverted(), a.number, "F", "Asistencia legal", "02/06/2020", "Comas").gives(a, "asistencia_legal")
	t.take(nil, nil, nil, nil, "Apoyo en salud", "03/06/2020", "Comas").gives(a, "salud")
	t.take(nil, nil, nil, nil, "Salud mental", "04/06/2020", "Comas").gives(a, "salud_mental")
	t.take(2, b.inverted(), b.number, "F", "Apoyo en salud", "02/06/2020", "Comas").gives(b, "salud")
	t.reject("nombre", nil, nil, nil, nil, "Asistencia legal", "05/06/2020", "Comas") // not merged: nobody knows whose it is
	t.merge("A2:A4", "B2:B4", "C2:C4", "D2:D4")
}

func besideEachOther(m *maker) {
	f := m.list("dos-turnos-lado-a-lado.xlsx", "alma-llanera", "Dos listas con los mismos encabezados, una al lado de la otra")
	f.refused("debajo")
	t := f.tab("Charla", "atenciones")
	t.note("ORIENTACIÓN LEGAL - COMAS - 12/05/2020")
	t.head("N°", "Apellidos y Nombres", "CPP", "Sexo", nil, "N°", "Apellidos y Nombres", "CPP", "Sexo")
	for i := range 2 {
		a, b := m.woman(), m.woman()
		t.reject("debajo", i+1, a.inverted(), a.number, "F", nil, i+1, b.inverted(), b.number, "F")
	}
}

// turning begins a sheet of sessions from December to January.
func turning(f *file, title string) *tab {
	t := f.tab("Crochet", "asistencia")
	t.note(title)
	t.head("N°", "Apellidos y nombres", "DNI", "Vaso de Leche", "Sexo", "DICIEMBRE", nil, "Total dic", "ENERO", nil, "% asist.")
	t.head(nil, nil, nil, nil, nil, 17, 19, nil, 3, 7, nil)
	t.merge("F2:G2", "I2:J2")
	return t
}

func overTheYear(m *maker) {
	f := m.list("asistencia-diciembre-enero.xlsx", "taller-reque", "De diciembre a enero, con los dos años en el título y subtotales por mes")
	t := turning(f, "TALLER DE CROCHET - DICIEMBRE 2019 A ENERO 2020 - REQUE")
	for i, p := range m.peruvians(2) {
		t.take(i+1, p.inverted(), p.number, fmt.Sprintf("Diciembre %d", i+1), "F", "X", "F", 1, "X", "J", "50%").gives(p, "crochet", "represents")
	}
	t.note(nil, "TOTAL ASISTENTES", nil, nil, nil, 2, 0, 2, 2, 0)
	t.note("Leyenda: X = asistió, F = faltó")
	f.parted("personas", "year", map[string]int{"2019": 2, "2020": 2})
}

func yearUnknown(m *maker) {
	f := m.list("asistencia-diciembre-enero-un-año.xlsx", "taller-reque", "De diciembre a enero, con un solo año en el título")
	f.because("Diciembre puede ser de 2019 o de 2020.")
	f.refused("su año")
	t := turning(f, "TALLER DE CROCHET - DICIEMBRE A ENERO 2020 - REQUE")
	p := m.peruvian()
	t.reject("año", 1, p.inverted(), p.number, "Enero", "F", "X", "X", 2, "X", "X", nil)
}

func halfSessions(m *maker) {
	f := m.list("medias-sesiones.csv", "taller-reque", "Unos y ceros, con 0.5 y ½ de media sesión")
	f.because("Con unos que son marcas, 0.5 no es media hora; cuánto vale media sesión lo dice la T.")
	t := f.tab("", "asistencia")
	t.head("Servicio", "Lugar", "Apellidos y Nombres", "DNI", "Sexo", "lun 02/09/2019", "mié 04/09/2019", "lun 09/09/2019")
	for _, marks := range [][]any{{1, 1, 0}, {1, "0.5", 1}, {"½", 1, 1}} {
		p := m.peruvian()
		cells := columns([]any{"Pastelería", "Reque", shout(p.inverted()), p.number, "F"}, marks)
		if marks[0] == 1 && marks[1] == 1 {
			t.take(cells...).gives(p, "pasteleria")
			continue
		}
		t.reject("mitad", cells...)
	}
}

func vanVienen(m *maker) {
	f := m.list("van-y-vienen.xlsx", "alma-llanera", "«VAN» y «VIENEN» entre páginas, y mujeres que se apellidan Suma o se llaman Abril")
	t := f.tab("Salud", "atenciones")
	t.note("APOYO EN SALUD - COMAS")
	t.head("Apellidos y nombres", "CPP", "Fecha")
	t.note("(como en el documento)", "(9 cifras)", "(dd/mm/aaaa)")
	for i, surnames := range []string{"Suma Mamani", "Mesa Lima", "Abril Mayo"} {
		p := m.woman()
		if i == 1 {
			t.note("VAN", 1)
			t.note("VIENEN", 1)
		}
		t.take(shout(surnames)+" ANA", p.number, date("2020-06-02")).gives(p, "salud")
	}
	t.note("TOTAL GENERAL", 3)
}

func paidNothing(m *maker) {
	f := m.list("monto-cero.csv", "alma-llanera", "Cobrado con monto cero, y un millar con apóstrofo tipográfico")
	f.because("Quien cobró cero no cobró; en una operación rechazada los bancos escriben 0.00.")
	t := f.tab("", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "CPP", "Línea", "Monto", "Estado")
	for i, said := range [][2]string{{"S/ 1’234.50", "cobrado"}, {"0.00", "cobrado"}, {"0.00", "rechazado"}} {
		p := m.woman()
		cells := []any{"bono", "05/05/2020", "Tumbes", p.surnames(), p.names(), "F", p.number, lineOf("MC", i), said[0], said[1]}
		switch i {
		case 0:
			t.take(cells...).gives(p, "bono")
		case 1:
			t.reject("cero", cells...)
		default:
			t.take(cells...).gives(p)
		}
	}
}

func otherPeoplesColumns(m *maker) {
	f := m.list("columnas-de-otras-personas.xlsx", "alma-llanera", "Columnas de la promotora, del hijo y de emergencia; otras fechas; estado civil")
	t := f.tab("Base", "atenciones")
	t.head("Fecha de registro", "Nombre de la promotora", "Fecha de ingreso al Perú", "Apellidos", "Nombres", "Estado civil", "Sexo", "Lugar de nacimiento",
		"DOCUMENTO", nil, "Nombre del hijo", "DNI del hijo", "Fecha de atención", "Servicio", "Distrito", "Teléfono de emergencia")
	t.head(nil, nil, nil, nil, nil, nil, nil, nil, "TIPO", "N°")
	t.merge("I1:J1")
	for i, p := range m.women(2) {
		t.take(date("2020-07-01"), "Juana Arias", date("2018-03-04"), p.surnames(), p.names(), "Casada", "F", "Maracaibo", "PTP", p.number,
			"Luis", "71234567", date(fmt.Sprintf("2020-06-%d", 10+i)), "Apoyo en salud", "Los Olivos", "987654321").gives(p, "salud")
	}
	f.parted("salud", "district", map[string]int{"150117": 2})
	f.parted("salud", "month", map[string]int{"2020-06": 2})
}

func numbersOfSex(m *maker) {
	f := m.list("sexo-en-numeros.csv", "alma-llanera", "Sexo (1 = Hombre, 2 = Mujer)")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo (1=Hombre, 2=Mujer)", "CPP")
	for _, code := range []int{2, 1, 2} {
		p := m.woman()
		p.sex = map[int]string{1: "M", 2: "F"}[code]
		t.take("Salud", "02/06/2020", "Comas", p.surnames(), p.names(), code, p.number).gives(p, "salud")
	}
	f.parted("salud", "sex", map[string]int{"F": 2, "M": 1})
}

func topicsCounted(m *maker) {
	f := m.list("conteos-por-tema.csv", "alma-llanera", "El servicio del conteo está en una columna «Tema»")
	t := f.tab("", "conteos")
	t.head("Actividad", "Fecha", "Distrito", "Tema", "Mujeres", "Varones", "Total")
	t.take("Feria de Comas", "02/06/2020", "Comas", "Información sobre violencia de género", 10, 5, 15).counts("informacion_vbg", 15)
	t.reject("total", "Feria de Ate", "03/06/2020", "Ate", "Información sobre violencia de género", 10, 5, 16)
	t.note("TOTAL", nil, nil, nil, 20, 10, 31)
}

func placesInBrackets(m *maker) {
	f := m.list("distritos-entre-parentesis.csv", "alma-llanera", "«Comas (Lima)», «Dist. Comas»; Bellavista hay en dos regiones")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "CPP")
	for _, place := range []string{"Comas (Lima)", "Dist. Comas", "Bellavista (Sullana)", "Bellavista"} {
		p := m.woman()
		cells := []any{"Salud", "02/06/2020", place, p.surnames(), p.names(), "F", p.number}
		if place == "Bellavista" {
			t.reject("Bellavista", cells...)
			continue
		}
		t.take(cells...).gives(p, "salud")
	}
	f.parted("salud", "district", map[string]int{"150110": 2, "200602": 1})
}

// asked is a survey of three women with a heading over their answers.
func asked(m *maker, name, trap, heading string, answers ...int) {
	f := m.list(name, "alma-llanera", trap)
	f.refused("escala")
	t := f.tab("", "encuesta")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "CPP", heading)
	for _, answer := range answers {
		p := m.woman()
		t.reject("escala", "satisfaccion", "02/06/2020", "Comas", p.surnames(), p.names(), "F", p.number, answer)
	}
}

func scaleOfTen(m *maker) {
	asked(m, "encuesta-de-diez.csv", "Del 1 al 10: un 4 no es de satisfecha", "Satisfacción con la atención (1 a 10)", 4, 9, 5)
}

func scaleUpsideDown(m *maker) {
	asked(m, "encuesta-al-reves.csv", "El 1 es lo mejor", "Satisfacción con la atención (1 = muy satisfecha, 5 = muy insatisfecha)", 1, 5, 2)
}

func dollars(m *maker) {
	f := m.list("montos-en-dolares.csv", "alma-llanera", "La moneda está en el encabezado")
	f.refused("moneda")
	t := f.tab("", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "CPP", "Línea", "Monto (US$)", "Estado")
	p := m.woman()
	t.reject("moneda", "bono", "05/05/2020", "Tumbes", p.surnames(), p.names(), "F", p.number, lineOf("US", 0), 200, "cobrado")
}

func ageInMonths(m *maker) {
	f := m.list("edad-en-meses.csv", "alma-llanera", "La edad está en meses")
	f.because("Treinta meses no son treinta años: la columna no se lee, y se dice.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos", "Nombres", "Sexo", "CPP", "Edad (meses)")
	p := m.woman()
	t.take("Salud", "02/06/2020", "Comas", p.surnames(), p.names(), "F", p.number, 30).gives(p, "salud")
	f.parted("salud", "age", map[string]int{"": 1})
}
