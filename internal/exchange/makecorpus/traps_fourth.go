package main

// fourth are traps that were met when the lists of a workshop came in.
var fourth = []func(*maker){pagesWithTitles, pagesOfAWorkshop, monthsAcross, secondDates, sessionsOfOneDay, namesWithTitles}

func pagesWithTitles(m *maker) {
	f := m.list("paginas-con-titulos.xlsx", "alma-llanera", "Cada página repite los títulos y el encabezado; una solo los títulos, con su número de página")
	t := f.tab("Registro", "atenciones")
	t.note("PROYECTO ALMA LLANERA")
	t.note("REGISTRO DE ATENCIONES", nil, nil, nil, "Página 1 de 3")
	t.head(plain...)
	for i, p := range m.women(6) {
		switch i {
		case 2:
			t.note("PROYECTO ALMA LLANERA")
			t.note("REGISTRO DE ATENCIONES", nil, nil, nil, "Página 2 de 3")
			t.note(plain...)
		case 4:
			t.blank(1)
			t.note("PROYECTO ALMA LLANERA")
			t.note(nil, nil, nil, nil, "Pág. 3")
		}
		t.take(p.plain("asistencia_legal", date("2020-03-14"), "130101")...).gives(p, "asistencia_legal")
	}
}

func pagesOfAWorkshop(m *maker) {
	f := m.list("paginas-de-asistencia.xlsx", "alma-llanera", "El encabezado de dos filas se repite entero en la segunda página")
	t := f.tab("Asistencia", "asistencia")
	t.note("Taller de empleabilidad - Trujillo")
	upper := []any{"Apellidos y nombres", "Sexo", "Tipo de documento", "Número de documento", "MARZO 2020", nil, nil}
	lower := []any{nil, nil, nil, nil, 2, 5, 9}
	t.head(upper...)
	t.head(lower...)
	for i, p := range m.women(4) {
		if i == 2 {
			t.note("Página 2")
			t.note(upper...)
			t.note(lower...)
		}
		t.take(p.inverted(), p.sex, p.kind, p.number, "P", "P", "F").gives(p, employability.attended("PPF")...)
	}
}

func monthsAcross(m *maker) {
	f := m.list("bono-por-meses.xlsx", "alma-llanera", "Los pagos de cada mes en su columna")
	f.because("Leer un mes perdería los otros, y nadie sabe en qué día se pagó cada uno.")
	f.refused("cada mes en su fila")
	t := f.tab("Bono", "")
	t.head("N°", "Apellidos y nombres", "DNI", "Línea", "Enero", "Febrero", "Marzo")
	for i, p := range m.peruvians(3) {
		t.take(i+1, p.inverted(), p.number, lineOf("M", i), 760, 760, nil)
	}
}

func secondDates(m *maker) {
	f := m.list("primera-y-segunda-atencion.csv", "alma-llanera", "La fecha de la primera atención y la de la segunda, una al lado de otra")
	f.because("Leer una de las fechas perdería la otra atención.")
	f.refused("cada atención en su fila")
	t := f.tab("", "")
	t.head("Servicio", "Lugar", "Apellidos y nombres", "Sexo", "DNI", "Fecha de atención", "Fecha 2da atención")
	for _, p := range m.peruvians(3) {
		t.take("asistencia_legal", "Trujillo", p.inverted(), p.sex, p.number, "03/02/2020", "17/02/2020")
	}
}

func sessionsOfOneDay(m *maker) {
	f := m.list("dos-sesiones-de-un-dia.xlsx", "alma-llanera", "Dos columnas del mismo día: mañana y tarde")
	f.because("Son dos sesiones, y la cuenta lo dice. Sin el calendario del grupo, una lista dice solo el día: sus horas cuentan una vez.")
	t := workshop(f, "02/03/2020 mañana", "02/03/2020 (tarde)", "05/03/2020", "09/03/2020 turno mañana", "09/03/2020 turno tarde", date("2020-03-12"), date("2020-03-16"), date("2020-03-19"))
	for _, written := range []string{"PPPPPPPP", "PFPPPFPP", "FFFFFFFF"} {
		p := m.woman()
		days := written[:1] + written[2:4] + written[5:] // each day once
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(days)...)
	}
}

func namesWithTitles(m *maker) {
	f := m.list("nombres-con-trato.csv", "alma-llanera", "«Sra.», «(TITULAR)», «Dra.» y letras anchas en los nombres; la misma mujer otra vez sin ellos")
	f.because("El trato y lo que es en el grupo no son parte del nombre: escrita sin ellos es la misma fila de siempre.")
	t := f.tab("", "atenciones")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos y nombres", "Sexo", "DNI")
	people := m.peruvians(3)
	row := func(name string, p *person) []any {
		return []any{"asistencia_legal", "2020-03-14", "130101", name, p.sex, p.number}
	}
	t.take(row("Sra. "+shout(people[0].inverted())+" (TITULAR)", people[0])...).gives(people[0], "asistencia_legal")
	t.take(row("Dra. "+people[1].inverted(), people[1])...).gives(people[1], "asistencia_legal")
	t.take(row(wide(bare.Replace(people[2].inverted())), people[2])...).gives(people[2], "asistencia_legal")
	t.known(row(shout(people[0].inverted()), people[0])...)
}

// wide writes letters as wide as Chinese ones, as a keyboard of East Asia does.
func wide(s string) string {
	runes := []rune(s)
	for i, r := range runes {
		if r > ' ' && r <= '~' && r != ',' {
			runes[i] = r + 0xFEE0
		}
	}
	return string(runes)
}
