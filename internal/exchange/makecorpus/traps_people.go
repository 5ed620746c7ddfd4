package main

import "time"

// births are the ways of saying how old somebody is.
var births = []func(*maker){birthYears, agesAlone, agesThatContradict}

func birthYears(m *maker) {
	f := m.list("births.csv", "alma-llanera", "Nacimientos por año, por mes y año, con año de dos cifras, vacíos y uno imposible")
	f.because("Del nacimiento «85» el siglo es el último posible. Quien no tiene edad conocida entra en las cifras de mujeres; la de 2010 es una niña y va aparte.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	written := []string{"1985", "05/1990", "mayo 1990", "17/05/85", "17-may-1979", "", "s/d", "17/05/2010", "1990-05-17 00:00:00"}
	for i, birth := range written {
		p := m.woman()
		p.born = time.Date(1985, 5, 17, 0, 0, 0, 0, time.UTC)
		if i == 7 {
			p.born = time.Date(2010, 5, 17, 0, 0, 0, 0, time.UTC)
		}
		row := p.plain("informacion_vbg", "2020-03-02", "130101")
		row[6] = birth
		t.take(row...).gives(p, "informacion_vbg")
	}
	p := m.woman()
	row := p.plain("informacion_vbg", "2020-03-02", "130101")
	row[6] = "31/02/1990"
	t.reject("31/02/1990", row...)
	f.parted("informacion", "age", map[string]int{"": 2, "0-11": 1, "18-29": 3, "30-59": 3})
}

func agesAlone(m *maker) {
	f := m.list("age-without-birth.xlsx", "alma-llanera", "Edad sin fecha de nacimiento: número, «34 años», «34a», «8 meses», vacía")
	f.because("La edad es la del día de la atención: quien dice 18 es mujer y quien dice 60, adulta mayor, sea cual sea su cumpleaños; 250 no es una edad y sin ella la mujer entra igual.")
	t := f.tab("Lista", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos y nombres", "Sexo", "Edad", "Tipo de documento", "Número de documento")
	ages := []any{34, "34 años", "51a", "18 AÑOS", 60, nil, 9, "17", "8 meses"}
	for i, age := range ages {
		p := m.woman()
		if i >= 6 {
			p.born = time.Date(2011, 1, 15, 0, 0, 0, 0, time.UTC)
		}
		t.take("informacion_psicosocial", date("2020-03-02"), "130101", p.inverted(), "F", age, p.kind, p.number).gives(p, "informacion_psicosocial")
	}
	p := m.woman()
	t.take("informacion_psicosocial", date("2020-03-02"), "130101", p.inverted(), "F", 250, p.kind, p.number).warn("250").gives(p, "informacion_psicosocial")
	f.parted("informacion", "age", map[string]int{"": 2, "0-11": 2, "12-17": 1, "18-29": 1, "30-59": 3, "60+": 1})
}

func agesThatContradict(m *maker) {
	f := m.list("age-against-birth.xlsx", "alma-llanera", "Edad y nacimiento que no concuerdan, y una edad de un año menos por cumplir")
	f.because("Vale el nacimiento, que dice más, y se avisa. Un año de diferencia es lo que va de un cumpleaños a otro y no se avisa.")
	t := f.tab("Lista", "atenciones")
	t.head(columns(plain, []any{"Edad"})...)
	for i, age := range []any{30, 29, 30, 52} {
		p := m.woman()
		p.born = time.Date(1989, 9, 20, 0, 0, 0, 0, time.UTC)
		row := t.take(columns(p.plain("asistencia_legal", date("2020-03-02"), "130101"), []any{age})...).gives(p, "asistencia_legal")
		if i == 3 {
			row.warn("52")
		}
	}
	f.parted("legal", "age", map[string]int{"30-59": 4})
}

// papers are the ways of writing documents, phones and married names.
var papers = []func(*maker){zerosEaten, zerosEatenPermits, cedulas, kindAndNumber, digitsLost, phones, marriedAndShouted, nobodyAtAll, sharedPaper}

func zerosEaten(m *maker) {
	f := m.list("documents-zero-eaten.xlsx", "alma-llanera", "DNI y carné de solicitante sin el cero que se comió la hoja de cálculo")
	f.because("El DNI tiene siempre 8 cifras y el carné de solicitante 9: falta un cero y no otra cosa. La primera mujer vuelve con el cero puesto y es la misma.")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	people := m.peruvians(4)
	for i, p := range people {
		p.number = "0" + p.number[1:]
		if i == 3 {
			p.kind, p.number, p.nationality = "CSR", "012345678", "VEN"
		}
		row := p.plain("asistencia_legal", date("2020-03-02"), "130101")
		row[9] = atoi(p.number)
		t.take(row...).warn(p.number+"|cero").gives(p, "asistencia_legal")
	}
	whole := people[0]
	t.take(whole.plain("salud", date("2020-03-20"), "130101")...).gives(whole, "salud")
}

func zerosEatenPermits(m *maker) {
	f := m.list("documents-permit-zeros-eaten.xlsx", "alma-llanera", "CPP y PTP como números: 1284417 por 001284417")
	f.because("Los permisos tienen nueve cifras y en esta misma hoja vienen así cuando son texto. La mujer que está de las dos maneras es una.")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	people := m.women(4)
	people[2].kind = "PTP"
	for _, p := range people {
		row := p.plain("asistencia_legal", date("2020-03-02"), "130101")
		row[9] = atoi(p.number)
		t.take(row...).warn(p.number+"|cero").gives(p, "asistencia_legal")
	}
	for _, p := range people[:3] {
		t.take(p.plain("asistencia_legal", date("2020-03-16"), "130101")...).gives(p, "asistencia_legal")
	}
}

func cedulas(m *maker) {
	f := m.list("documents-cedula.csv", "alma-llanera", "«V-12.345.678», «V12345678», «12.345.678», «C.I.»: la misma cédula de muchas maneras")
	f.because("Tres mujeres, cada una escrita de varias maneras en días distintos: son tres personas y no nueve.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento")
	kinds := []string{"Cédula", "CIV", "C.I.", "cédula de identidad", "Cédula venezolana", "cedula"}
	numbers := []func(d string) string{
		func(d string) string { return "V-" + d[:2] + "." + d[2:5] + "." + d[5:] },
		func(d string) string { return "V" + d },
		func(d string) string { return d[:2] + "." + d[2:5] + "." + d[5:] },
	}
	for i, p := range m.women(3) {
		p.kind, p.number = "CIV", []string{"12345617", "18902344", "24555031"}[i]
		for j, write := range numbers {
			day := []string{"2020-03-02", "2020-03-09", "2020-03-16"}[j]
			t.take("asistencia_legal", day, "240101", p.surnames(), p.names(), "F", kinds[i+j], write(p.number)).gives(p, "asistencia_legal")
		}
	}
}

func kindAndNumber(m *maker) {
	f := m.list("documents-one-cell.xlsx", "alma-llanera", "Tipo y número en una celda: «DNI 40123456», «CE: 001234567», «Pasaporte 148203956», «V-12.345.678», «no tiene», «-»")
	f.because("«40987654» a secas podría ser de DNI o de cédula: sin tipo no se adivina, y la fila se devuelve. «No tiene» no deja a nadie fuera.")
	t := f.tab("Lista", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Documento de identidad")
	row := func(p *person, document any) []any {
		return []any{"asistencia_legal", date("2020-03-02"), "240101", p.surnames(), p.names(), "F", p.birth("2006-01-02"), document}
	}
	for _, document := range []any{"DNI 40123456", "D.N.I. 40123459", "CE: 001234567", "C.E. N° 001234599", "Pasaporte 148203956", "PTP 003377120", "CPP-002915530", "V-22.345.678", "no tiene", "Sin documento", "-", "S/D", nil} {
		p := m.woman()
		t.take(row(p, document)...).gives(p, "asistencia_legal")
	}
	t.reject("40987654", row(m.woman(), "40987654")...)
}

func digitsLost(m *maker) {
	f := m.list("documents-digits-lost.csv", "alma-llanera", "Documentos en notación científica, demasiado cortos o largos, y con letras donde no van")
	f.because("De «1.23457E+11» las cifras ya no están. Un DNI de cinco cifras no se completa: le faltarían tres y eso no es un cero comido.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento")
	for _, paper := range [][2]string{{"CE", "1.23457E+11"}, {"DNI", "12345"}, {"DNI", "123456789"}, {"DNI", "4O123456"}, {"XX", "40123456"}} {
		p := m.woman()
		words := paper[1]
		if paper[0] == "DNI" {
			words += "|DNI"
		}
		if paper[0] == "XX" {
			words = "XX"
		}
		t.reject(words, "asistencia_legal", "2020-03-02", "130101", p.surnames(), p.names(), "F", paper[0], paper[1])
	}
	p := m.woman()
	t.take("asistencia_legal", "2020-03-02", "130101", p.surnames(), p.names(), "F", "CE", "001239876").gives(p, "asistencia_legal")
}

func phones(m *maker) {
	f := m.list("phones.xlsx", "alma-llanera", "Teléfonos de todos los estilos, dos en una celda, ninguno, y uno incompleto")
	f.because("A nadie se la deja fuera por su teléfono: el que no se lee se avisa y se deja. Dos mujeres con un mismo documento y teléfonos distintos son una.")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	write := func(p *person, day, phone any) told {
		row := p.plain("asistencia_legal", day, "130101")
		row[10] = phone
		return t.take(row...).gives(p, "asistencia_legal")
	}
	people := m.women(12)
	for i, p := range people {
		d := p.phone
		phone := []any{"+51 " + d[:3] + " " + d[3:6] + " " + d[6:], "51" + d, "0051" + d, d[:3] + "-" + d[3:6] + "-" + d[6:], atoi(d), d + " / 9" + d[1:8] + "0",
			"(044) 23" + d[5:], "no tiene", "-", nil, "9512", "no recuerda"}[i]
		row := write(p, date("2020-03-02"), phone)
		if i >= 10 {
			row.warn(phone.(string))
		}
	}
	write(people[0], date("2020-03-12"), people[0].phone)
	write(people[1], date("2020-03-12"), "961 000 117")
}

func marriedAndShouted(m *maker) {
	f := m.list("married-and-capitals.xlsx", "alma-llanera", "Apellidos de casada («de García», «Vda. de Soto»), todo en mayúsculas sin acentos, «MA.» por María")
	f.because("El documento es el mismo y comparten apellido y nombre: la casada y la soltera son una.")
	t := f.tab("Lista", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos y nombres", "Sexo", "Fecha de nacimiento", "Tipo de documento", "Número de documento")
	for i, p := range m.women(5) {
		married := []string{
			shout(p.first) + " DE GARCIA " + shout(p.names()), shout(p.surnames()) + " VDA. DE SOTO, " + shout(p.names()), shout(p.inverted()),
			p.first + " de Rojas, " + p.names(), shout(p.surnames()) + ", MA. " + shout(p.given),
		}[i]
		t.take("asistencia_legal", date("2020-03-02"), "Piura", p.inverted(), "F", date(p.birth("2006-01-02")), p.kind, p.number).gives(p, "asistencia_legal")
		t.take("regularizacion", date("2020-03-09"), "Piura", married, "F", date(p.birth("2006-01-02")), p.kind, p.number).gives(p, "regularizacion")
	}
}

func nobodyAtAll(m *maker) {
	f := m.list("rows-of-nobody.xlsx", "alma-llanera", "Filas con número de orden y nada más, sin nombre ni documento, y con guiones por nombre")
	f.because("Una fila que solo tiene su número de orden es un renglón sin llenar: se salta. La que dice qué se hizo y no a quién se devuelve: dos guiones no son un nombre, y contarlos daría una mujer que no existe.")
	t := f.tab("Lista", "atenciones")
	t.head(columns([]any{"N°"}, plain)...)
	for i, p := range m.women(3) {
		t.take(columns([]any{i + 1}, p.plain("asistencia_legal", date("2020-03-02"), "130101"))...).gives(p, "asistencia_legal")
	}
	t.reject("nombre|documento", 4, "asistencia_legal", date("2020-03-02"), "130101", nil, nil, "F")
	t.reject("nombre|documento", 5, "asistencia_legal", date("2020-03-02"), "130101", "--", "--", "F")
	t.note(6)
	t.note(7)
}

func sharedPaper(m *maker) {
	f := m.list("child-under-mothers-paper.xlsx", "alma-llanera", "Una hija anotada con el documento y el teléfono de su madre")
	f.because("El año de nacimiento contradice: son dos personas, y se pregunta. La fila entra y queda por revisar (regla 14.2 del dominio).")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	mothers := m.women(2)
	for _, p := range mothers {
		t.take(p.plain("salud", date("2020-04-02"), "130101")...).gives(p, "salud")
	}
	child := m.woman()
	child.first, child.kind, child.number, child.phone = mothers[0].first, mothers[0].kind, mothers[0].number, mothers[0].phone
	child.born = time.Date(2012, 6, 20, 0, 0, 0, 0, time.UTC)
	t.review(child.plain("salud", date("2020-04-02"), "130101")...).gives(child, "salud")
}
