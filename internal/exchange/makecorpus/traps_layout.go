package main

// layouts are what people put around a table and into it.
var layouts = []func(*maker){
	severalSheets, titleAndLogo, mergedHeader, monthsOverDays, subtotalColumns, totalRows, notesBelow, hiddenThings,
	formulas, formulasWithoutValue, numbersAsText, coverAndPivot, headerAgain,
}

func severalSheets(m *maker) {
	f := m.list("sheets-with-different-headers.xlsx", "alma-llanera", "Tres hojas de tres formas, cada una con su encabezado, y la misma gente en dos de ellas")
	people := m.women(5)
	t := f.tab("Legal", "atenciones")
	t.head(plain...)
	for _, p := range people {
		t.take(p.plain("asistencia_legal", date("2020-03-03"), "130101")...).gives(p, "asistencia_legal")
	}
	t = f.tab("Bono marzo", "pagos")
	t.head("Línea", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Servicio", "Lugar", "Fecha de pago", "Monto", "Estado", "Tramo")
	for i, p := range people[:3] {
		t.take(lineOf("S", i), p.surnames(), p.names(), "F", p.kind, p.number, "bono", "La Libertad", date("2020-03-20"), 760, "abonado", 1).gives(p, "bono")
	}
	t = f.tab("Ferias", "conteos")
	t.head("Actividad", "Servicio", "Fecha", "Lugar", "Método", "Total", "Mujeres 18-29", "Mujeres 30-59", "Hombres 18-29", "En destino", "Acogida")
	t.take("Feria de la salud, Florencia de Mora", "informacion_proteccion", date("2020-03-07"), "La Libertad", "contado", 40, 20, 15, 5, 30, 10).counts("informacion_proteccion", 40)
}

func titleAndLogo(m *maker) {
	f := m.list("title-logo-blank-rows.xlsx", "alma-llanera", "Logotipo, cuatro filas de título y filas en blanco antes del encabezado, y también entre las filas")
	t := f.tab("Hoja1", "atenciones")
	t.picture = true
	t.blank(2)
	t.note(nil, nil, "PROYECTO ALMA LLANERA")
	t.note(nil, nil, "Registro de atenciones de la oficina de Trujillo")
	t.note("Responsable:", nil, "Equipo legal")
	t.blank(1)
	t.note(nil, nil, nil, "(llenar con letra legible)")
	t.blank(1)
	t.head(plain...)
	for i, p := range m.women(6) {
		t.take(p.plain("asistencia_legal", date("2020-03-04"), "130101")...).gives(p, "asistencia_legal")
		if i == 2 {
			t.blank(2)
		}
	}
}

func mergedHeader(m *maker) {
	f := m.list("merged-header.xlsx", "alma-llanera", "Encabezado de dos filas con celdas combinadas: grupos sobre los campos, y campos de dos filas de alto")
	f.inline = true
	t := f.tab("Base", "atenciones")
	t.head("SERVICIO", "FECHA DE ATENCIÓN", "LUGAR", "DATOS PERSONALES", nil, nil, nil, "DOCUMENTO DE IDENTIDAD", nil, "CONTACTO")
	t.head(nil, nil, nil, "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Tipo", "Número", "Teléfono")
	t.merge("A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:I1")
	for _, p := range m.women(6) {
		t.take("psicosocial_individual", date("2020-03-06"), "240101", p.surnames(), p.names(), "F", date(p.birth("2006-01-02")), p.kind, p.number, p.phone).gives(p, "psicosocial_individual")
	}
}

func monthsOverDays(m *maker) {
	f := m.list("months-over-days.xlsx", "alma-llanera", "Meses combinados sobre los días del mes; el servicio y el lugar están solo en el título")
	f.because("El título nombra un solo servicio del programa y un solo lugar; el año está con los meses.")
	t := f.tab("Grupo 1", "asistencia")
	t.note("TALLER DE EMPLEABILIDAD - TRUJILLO")
	t.blank(1)
	t.head("N°", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "N° de documento", "MARZO 2020", nil, nil, nil, "ABRIL 2020", nil, nil, nil)
	t.head(nil, nil, nil, nil, nil, nil, 2, 5, 9, 12, 1, 6, 9, 13)
	t.merge("G3:J3", "K3:N3")
	for i, p := range m.women(6) {
		marks := []string{"PPPPPPPP", "PPPPPPPF", "PFPFPFPF", "PPPPTPPP", "FFFFFFFF", "PPPPPPTF"}[i]
		t.take(columns([]any{i + 1, p.surnames(), p.names(), "F", p.kind, p.number}, spread(marks))...).gives(p, employability.attended(marks)...)
	}
	f.parted("personas", "month", map[string]int{"2020-03": 5, "2020-04": 5})
}

func subtotalColumns(m *maker) {
	f := m.list("subtotal-columns.xlsx", "alma-llanera", "Columnas de subtotal entre las fechas, y de total y porcentaje al final")
	t := f.tab("Asistencia", "asistencia")
	t.head("Servicio", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento",
		date("2020-02-03"), date("2020-02-06"), date("2020-02-10"), date("2020-02-13"), "Sub total feb.",
		date("2020-03-02"), date("2020-03-05"), date("2020-03-09"), date("2020-03-12"), "Sub total mar.", "Total asist.", "% asistencia")
	for i, p := range m.women(5) {
		marks := []string{"PPPPPPPP", "PPFPPPPP", "PPPFFFPP", "PPPPPPFF", "PJPPPPPP"}[i]
		first, second := spread(marks[:4]), spread(marks[4:])
		t.take(columns([]any{"empleabilidad", "130101", p.surnames(), p.names(), "F", p.kind, p.number}, first, []any{present(marks[:4])},
			second, []any{present(marks[4:]), present(marks), float64(present(marks)) / 8})...).gives(p, employability.attended(marks)...)
	}
}

func totalRows(m *maker) {
	f := m.list("totals-rows.xlsx", "alma-llanera", "Filas de subtotal por región y de total general entre los pagos")
	t := f.tab("Planilla", "pagos")
	t.head("N°", "Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Línea", "Monto", "Estado")
	n := 0
	for _, region := range []string{"Tumbes", "Piura", "La Libertad"} {
		for _, p := range m.women(3) {
			n++
			t.take(n, "bono", date("2020-04-07"), region, p.surnames(), p.names(), "F", p.kind, p.number, lineOf("T", n), 760, "cobrado").gives(p, "bono")
		}
		t.note("SUB TOTAL "+region, nil, nil, nil, nil, nil, nil, nil, nil, nil, formula{"SUM(K2:K4)", 2280}, nil)
	}
	t.note(nil, nil, nil, nil, "TOTAL GENERAL", nil, nil, nil, nil, nil, 6840, nil)
}

func notesBelow(m *maker) {
	f := m.list("notes-and-signatures.xlsx", "alma-llanera", "Notas, leyenda y firmas debajo de la lista")
	t := f.tab("Lista", "atenciones")
	t.head(columns([]any{"N°"}, plain)...)
	for i, p := range m.women(5) {
		t.take(columns([]any{i + 1}, p.plain("asistencia_legal", date("2020-03-10"), "200101"))...).gives(p, "asistencia_legal")
	}
	t.blank(1)
	t.note("Nota: las atenciones del 11 se registran en la lista siguiente.")
	t.note("Fuente: fichas de atención en papel")
	t.blank(2)
	t.note(nil, "_______________________", nil, nil, "_______________________")
	t.note(nil, "Elaborado por", nil, nil, "V°B° Coordinación")
	t.note("Fecha de impresión: 12/03/2020")
}

func hiddenThings(m *maker) {
	f := m.list("hidden.xlsx", "alma-llanera", "Columna, filas y hoja ocultas, con datos dentro")
	f.because("Lo oculto es dato como lo demás: dejarlo fuera perdería personas sin decirlo.")
	t := f.tab("Visible", "atenciones")
	t.head(plain...)
	for _, p := range m.women(6) {
		t.take(p.plain("asistencia_legal", date("2020-03-11"), "150110")...).gives(p, "asistencia_legal")
	}
	t.narrow, t.veiled = []int{8, 9}, []int{3, 4}
	t = f.tab("Rezagadas", "atenciones")
	t.hidden = true
	t.head(plain...)
	for _, p := range m.women(3) {
		t.take(p.plain("asistencia_legal", date("2020-03-11"), "150110")...).gives(p, "asistencia_legal")
	}
}

func formulas(m *maker) {
	f := m.list("formulas.xlsx", "alma-llanera", "Fórmulas con su valor guardado: nombres unidos, montos, fechas y texto en negrita a medias")
	f.inline = true
	t := f.tab("Pagos", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Línea", "Monto", "Estado")
	for i, p := range m.women(5) {
		t.take("bono", formula{"TODAY()-30", date("2020-04-14")}, "Tumbes", formula{`CONCATENATE(Z1," ",Z2)`, p.surnames()}, rich(p.names()), "F",
			p.kind, formula{`TEXT(Y1,"000000000")`, p.number}, lineOf("F", i), formula{"500+260", 760}, formula{`IF(Y2>0,"cobrado","")`, "cobrado"}).gives(p, "bono")
	}
}

func formulasWithoutValue(m *maker) {
	f := m.list("formulas-without-value.xlsx", "alma-llanera", "Fórmulas sin valor guardado y celdas de error")
	f.because("Leerlas como vacías perdería lo que dicen. Solo se acepta sin ellas la fila cuya celda no se lee de todos modos.")
	t := f.tab("Lista", "atenciones")
	t.head(columns(plain, []any{"Observaciones"})...)
	people := m.women(5)
	broken := func(p *person, at int, cell any) []any {
		cells := columns(p.plain("asistencia_legal", date("2020-03-12"), "130101"), []any{nil})
		cells[at] = cell
		return cells
	}
	t.take(broken(people[0], 11, "al día")...).gives(people[0], "asistencia_legal")
	t.reject("B3|fórmula", broken(people[1], 1, formula{"B2+1", nil})...)
	t.reject("J4|#N/A", broken(people[2], 9, formula{"VLOOKUP(A4,Hoja9!A:B,2,0)", fault("#N/A")})...)
	t.reject("D5|#REF!", broken(people[3], 3, fault("#REF!"))...)
	t.take(broken(people[4], 11, formula{"A1&B1", nil})...).gives(people[4], "asistencia_legal")
}

func numbersAsText(m *maker) {
	f := m.list("numbers-as-text.xlsx", "alma-llanera", "Números guardados como texto, textos guardados como números, y espacios duros alrededor")
	t := f.tab("Hoja1", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Tipo de documento", "Número de documento", "Teléfono", "Línea", "Tramo", "Monto", "Estado")
	for i, p := range m.peruvians(6) {
		day, number, leg, amount := any("02/04/2020"), any(" "+p.number+"\u00A0"), any("1"), any("760.00")
		if i%2 == 1 {
			day, number, leg, amount = date("2020-04-02"), atoi(p.number), 1.0, 760.0
		}
		t.take("bono", day, 240101, p.surnames(), "\u00A0"+p.names()+" ", "F", p.birth("2006"), "DNI", number, atoi(p.phone), 3000+i, leg, amount, "cobrado").gives(p, "bono")
	}
	f.parted("bono", "district", map[string]int{"240101": 6})
}

func coverAndPivot(m *maker) {
	f := m.list("cover-and-pivot.xlsx", "alma-llanera", "Carátula, tabla dinámica, instrucciones y gráfico junto a la lista")
	t := f.leave("Carátula")
	t.note("INFORME MENSUAL")
	t.note("Marzo de 2020")
	t.note("Elaborado por el área de monitoreo")
	t = f.tab("Base de datos", "atenciones")
	t.head(plain...)
	for _, p := range m.women(6) {
		t.take(p.plain("asistencia_legal", date("2020-03-13"), "130101")...).gives(p, "asistencia_legal")
	}
	t = f.leave("Resumen")
	t.note("Cuenta de Apellidos", "Etiquetas de columna")
	t.note("Etiquetas de fila", "F", "M", "Total general")
	t.note("La Libertad", 6, nil, 6)
	t.note("Total general", 6, nil, 6)
	t = f.leave("Instrucciones")
	t.note("1. Llenar una fila por atención.")
	t.note("2. No cambiar los encabezados.")
	f.leave("Gráfico")
}

func headerAgain(m *maker) {
	f := m.list("header-on-every-page.xlsx", "alma-llanera", "El encabezado se repite en cada página impresa")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for i, p := range m.women(6) {
		if i == 3 {
			t.note("Página 2")
			t.note(plain...)
		}
		t.take(p.plain("asistencia_legal", date("2020-03-14"), "130101")...).gives(p, "asistencia_legal")
	}
}
