package main

// again are lists that tell what another told, not quite in the same words.
var again = []func(*maker){retypedAttentions, retypedPayments, retypedMarks}

func retypedAttentions(m *maker) {
	list := m.list("LISTA ATENCIONES ABRIL.xlsx", "alma-llanera", "La lista que después otra vuelve a escribir")
	t := list.tab("Abril", "atenciones")
	t.head(columns(plain, []any{"Materia"})...)
	people := m.women(9)
	days := []date{"2020-04-13", "2020-04-13", "2020-04-14", "2020-04-15", "2020-04-16", "2020-05-04", "2020-04-17", "2020-04-20", "2020-04-21"}
	for i, p := range people {
		t.take(columns(p.plain("asistencia_legal", days[i], "130101"), []any{"migratoria"})...).gives(p, "asistencia_legal")
	}
	retyped(m, list, people)
	exported(m, list, people, days)
}

func retyped(m *maker, list *file, people []*person) {
	f := m.list("final_v2_REVISADO.xlsx", "alma-llanera", "Copia vuelta a escribir: filas idénticas con otros encabezados, casi iguales y nuevas")
	f.because("«Distrito: Trujillo» es el distrito 130101 y no la provincia. Otra grafía con el mismo documento, día y atención no dice nada nuevo: conocida. El día y el mes cambiados, y otra materia el mismo día, pueden ser " +
		"la misma atención: se preguntan y no suman. Sin documento y con el mismo teléfono puede ser ella: entra, y se pregunta.").after(list)
	t := f.tab("REVISADO", "atenciones")
	t.note("LISTA FINAL REVISADA POR COORDINACIÓN")
	t.head("N°", "Tipo Doc. Identidad", "N° Doc.", "Apellidos y Nombres", "Sexo", "F. Nac.", "Nacionalidad", "Celular", "Servicio", "Fecha de atención", "Distrito", "Materia")
	n := 0
	row := func(p *person, name, day, subject string) []any {
		n++
		return []any{n, p.kind, p.number, name, "F", p.birth("02/01/2006"), "Venezolana", p.phone, "Asistencia legal", day, "Trujillo", subject}
	}
	for i, day := range []string{"13/04/2020", "13-04-2020", "14 de abril de 2020", "15/4/20"} {
		t.known(row(people[i], people[i].inverted(), day, "Migratoria")...)
	}
	t.known(row(people[4], shout(people[4].first+", "+people[4].given), "16/04/2020", "migratoria")...)
	t.review(row(people[5], people[5].inverted(), "05/04/2020", "migratoria")...)
	t.review(row(people[6], people[6].inverted(), "17/04/2020", "laboral")...)
	unsure := *people[7]
	unsure.kind, unsure.number = "", ""
	unsure.given = unsure.given + "h"
	t.review(row(&unsure, unsure.inverted(), "20/04/2020", "migratoria")...).gives(&unsure, "asistencia_legal")
	t.take(row(people[8], people[8].inverted(), "27/04/2020", "migratoria")...).gives(people[8], "asistencia_legal")
	for _, p := range m.women(2) {
		t.take(row(p, p.inverted(), "28/04/2020", "familia")...).gives(p, "asistencia_legal")
	}
}

func exported(m *maker, list *file, people []*person, days []date) {
	f := m.list("LISTA ATENCIONES ABRIL (export).csv", "alma-llanera", "La misma lista exportada a .csv, con las columnas en otro orden y las fechas como números de serie")
	f.because("Dice lo mismo, fila por fila.").after(list)
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "atenciones")
	t.head("Materia", "Teléfono", "Número de documento", "Tipo de documento", "Nacionalidad", "Fecha de nacimiento", "Sexo", "Nombres", "Apellidos", "Lugar", "Fecha", "Servicio")
	for i, p := range people {
		t.known("migratoria", "+51 "+p.phone, p.number, p.kind, "VEN", p.birth("02/01/2006"), "F", p.names(), p.surnames(), 130101, days[i].serial(), "asistencia_legal")
	}
}

func retypedPayments(m *maker) {
	people := m.women(8)
	before := m.list("LISTA BONO FINAL v3.xlsx", "alma-llanera", "La lista de pagos que después se copia")
	t := before.tab("BONO", "pagos")
	t.head(planned...)
	row := func(i int, day, amount, state any) []any {
		p := people[i]
		return []any{"bono", day, "Tumbes", p.surnames(), p.names(), "F", date(p.birth("2006-01-02")), p.kind, p.number, lineOf("V3", i), amount, "billetera", state}
	}
	for i := range 6 {
		t.take(row(i, date("2020-05-06"), 760, "cobrado")...).gives(people[i], "bono")
	}
	f := m.list("LISTA BONO FINAL v3 (1).xlsx", "alma-llanera", "La copia descargada otra vez: título, total, montos de otro estilo, un monto cambiado y dos mujeres nuevas")
	f.because("El mismo pago por otro monto puede ser una corrección o un error: se pregunta y no suma.").after(before)
	t = f.tab("BONO", "pagos")
	t.note("BONO MULTIPROPÓSITO TUMBES")
	t.blank(1)
	t.head(planned...)
	for i := range 4 {
		t.known(row(i, "06/05/2020", []any{"S/ 760.00", "760,00", "760", 760.0}[i], "Cobrado")...)
	}
	t.review(row(4, "06/05/2020", "S/ 670.00", "Cobrado")...)
	t.known(row(5, "06/05/2020", "S/ 760", "COBRADO")...)
	for i := 6; i < 8; i++ {
		t.take(row(i, "07/05/2020", "S/ 760.00", "Cobrado")...).gives(people[i], "bono")
	}
	t.note("TOTAL", nil, nil, nil, nil, nil, nil, nil, nil, nil, "S/ 5,990.00")
}

func retypedMarks(m *maker) {
	people := m.women(5)
	before := m.list("Asistencia empleabilidad.xlsx", "alma-llanera", "La hoja de asistencia que después se corrige")
	t := workshop(before)
	for i, written := range []string{"PPPPPPPP", "PPPPPPPF", "PPPPFFFF", "PPPPPPFF"} {
		t.take(columns(people[i].enrolled(), spread(written))...).gives(people[i], employability.attended(written)...)
	}
	f := m.list("Asistencia empleabilidad (corregida).xlsx", "alma-llanera", "La misma hoja con una marca cambiada, una mujer más y la columna de total")
	f.because("Otra marca para la misma sesión contradice a la primera: se pregunta y, mientras, vale la primera. La mujer del cambio no completa el curso hasta que alguien decida.").after(before)
	t = workshop(f)
	for i, written := range []string{"PPPPPPPP", "PPPPPPPF"} {
		t.known(columns(people[i].enrolled(), spread(written))...)
	}
	t.known(columns(people[2].enrolled(), spread("PPPPFFFF"))...)
	t.review(columns(people[3].enrolled(), spread("PPPPPPFP"))...)
	t.take(columns(people[4].enrolled(), spread("PPPPPPPP"))...).gives(people[4], employability.attended("PPPPPPPP")...)
}
