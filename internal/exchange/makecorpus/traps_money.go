package main

// money is what payers are asked and what they answer.
var money = []func(*maker){bankAnswers, paymentStates}

// planned is the header of a payment list as it goes to the bank.
var planned = []any{"Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Tipo de documento", "Número de documento", "Línea", "Monto", "Medio", "Estado"}

func bankAnswers(m *maker) {
	may, paid := m.planned("pagos-lista-mayo.xlsx", "Lista de pago que se envía al banco: todo pendiente", "MAY", 9)
	bankAnswer(m, may, paid)
	june, people := m.planned("pagos-lista-junio.xlsx", "Otra lista de pago que se envía al banco", "JUN", 5)
	bankDocuments(m, june, people)
}

// planned makes a payment list of which nothing is paid yet.
func (m *maker) planned(name, trap, prefix string, women int) (*file, []*person) {
	f := m.list(name, "alma-llanera", trap)
	t := f.tab("Lista", "pagos")
	t.head(planned...)
	people := m.women(women)
	for i, p := range people {
		t.take("bono", date("2020-05-04"), "Piura", p.surnames(), p.names(), "F", date(p.birth("2006-01-02")), p.kind, p.number, lineOf(prefix, i), 760, "ventanilla", "pendiente").gives(p)
	}
	return f, people
}

func bankAnswer(m *maker, list *file, people []*person) {
	f := m.list("respuesta-banco-mayo.xlsx", "alma-llanera", "Respuesta del banco: rechazos, extorno, dos tramos de un bono, un pago duplicado y un total; servicio y lugar solo en el título")
	f.because("Cobrar otro día la misma línea y tramo ya cobrados puede ser un pago duplicado: se pregunta y nada se mueve. Rechazado y después pagado es avance.").after(list)
	t := f.tab("Abonos", "pagos")
	t.note("BANCO DEL NORTE - RESULTADO DE ABONO MASIVO")
	t.note("BONO MULTIPROPÓSITO - PIURA")
	t.blank(1)
	t.head("N° OPERACIÓN", "REFERENCIA", "TRAMO", "TIPO DOC.", "N° DOC.", "BENEFICIARIO", "IMPORTE PAGADO", "FECHA DE PAGO", "ESTADO", "MOTIVO DE RECHAZO")
	answer := func(operation, i, leg int, amount any, day date, state, reason string) []any {
		p := people[i]
		name := shout(p.surnames() + " " + p.names())
		return []any{88_000 + operation, lineOf("MAY", i), leg, p.kind, p.number, name[:min(len(name), 25)], amount, day, state, reason}
	}
	t.take(answer(1, 0, 1, "S/ 760.00", "2020-05-11", "PAGADO", "")...).gives(people[0], "bono")
	t.take(answer(2, 1, 1, "S/ 500.00", "2020-05-11", "PAGADO", "")...).gives(people[1], "bono")
	t.take(answer(3, 1, 2, "S/ 260.00", "2020-05-18", "PAGADO", "")...).gives(people[1], "bono")
	t.take(answer(4, 2, 1, "S/ 760.00", "2020-05-11", "RECHAZADO", "DOCUMENTO NO COINCIDE")...)
	t.take(answer(5, 3, 1, "S/ 760.00", "2020-05-12", "EXTORNADO", "NO COBRADO EN PLAZO")...)
	t.take(answer(6, 4, 1, "S/ 760.00", "2020-05-11", "PENDIENTE DE COBRO", "")...)
	t.take(answer(7, 5, 1, "S/ 760.00", "2020-05-11", "PAGADO", "")...).gives(people[5], "bono")
	t.review(answer(8, 5, 1, "S/ 760.00", "2020-05-14", "PAGADO", "")...)
	t.take(answer(9, 6, 1, "S/ 760.00", "2020-05-11", "RECHAZADO", "ERROR DE SISTEMA")...)
	t.take(answer(10, 6, 1, "S/ 760.00", "2020-05-13", "PAGADO", "")...).gives(people[6], "bono")
	t.take(answer(11, 7, 1, "S/ 760.00", "2020-05-13", "ABONADO", "")...).gives(people[7], "bono")
	t.take(answer(12, 8, 1, "S/ 760.00", "2020-05-13", "VENCIDO", "")...)
	t.note(nil, nil, nil, nil, nil, "TOTAL PAGADO", "S/ 4,560.00")
	f.parted("bono", "region", map[string]int{"20": 5})
	f.parted("bono", "month", map[string]int{"2020-05": 5})
}

func bankDocuments(m *maker, list *file, people []*person) {
	f := m.list("respuesta-banco-solo-documento.csv", "alma-llanera", "Respuesta del banco sin nombres ni sexo: documento, referencia, importe y estado")
	f.because("Se sabe quién es por el documento y que es mujer por la lista. Sin documento ni nombre no se sabe de quién es el pago.").after(list)
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "pagos")
	t.head("Servicio", "Lugar", "Nro. operación", "Tipo documento", "Nro. documento", "Referencia", "Importe", "Fecha de pago", "Estado")
	for i, state := range []string{"Pagado", "Acreditado", "Rechazado", "En proceso"} {
		p := people[i]
		row := t.take("Bono multipropósito", "Piura", 99_100+i, p.kind, p.number, lineOf("JUN", i), "760,00", "15/05/2020", state)
		if i < 2 {
			row.gives(p, "bono")
		}
	}
	t.reject("nombre|documento", "Bono multipropósito", "Piura", 99_200, "", "", lineOf("JUN", 4), "760,00", "15/05/2020", "Pagado")
}

func paymentStates(m *maker) {
	f := m.list("payment-states.xlsx", "alma-llanera", "Los estados de un pago en palabras de cada oficina, y uno que no se entiende")
	t := f.tab("Pagos", "pagos")
	t.head(planned...)
	row := func(p *person, n int, state any) []any {
		return []any{"bono", date("2020-04-21"), "Tumbes", p.surnames(), p.names(), "F", p.birth("2006"), p.kind, p.number, lineOf("E", n), 760, "giro", state}
	}
	for i, state := range []string{"Cobrado", "COBRADA", "Abonada", "desembolsado", "Pagado"} {
		p := m.woman()
		t.take(row(p, i, state)...).gives(p, "bono")
	}
	for i, state := range []string{"Rechazada", "Devuelto", "Caducado", "en proceso", "pendiente"} {
		p := m.woman()
		t.take(row(p, 10+i, state)...).gives(p)
	}
	t.reject("por confirmar", row(m.woman(), 20, "por confirmar")...)
	t.reject("estado|Estado", row(m.woman(), 21, nil)...)
}

// heads are counts of people without names.
var heads = []func(*maker){headsDiffer, headsOfTwo, headsTotalOnly, headsOtherBands}

func headsDiffer(m *maker) {
	f := m.list("conteos-sumas.xlsx", "alma-llanera", "Conteos cuyas sumas no cuadran: por edad, por población, contra el total")
	t := f.tab("Conteos", "conteos")
	t.head("Servicio", "Actividad", "Fecha", "Lugar", "Método", "Total", "Mujeres 12-17", "Mujeres 18-29", "Mujeres 30-59", "Hombres 18-29", "Hombres 30-59", "En destino", "En tránsito", "Acogida")
	t.take("informacion_vbg", "Feria de marzo, Aguas Verdes", date("2020-03-06"), "240302", "contado", 50, 5, 20, 15, 5, 5, 30, 10, 10).counts("informacion_vbg", 50)
	t.reject("46", "informacion_vbg", "Charla del 9, Zarumilla", date("2020-03-09"), "2403", "contado", 46, 5, 20, 15, 5, 5, 30, 10, 10)
	t.reject("43", "informacion_vbg", "Charla del 10, Zarumilla", date("2020-03-10"), "2403", "firmas", 50, 5, 20, 15, 5, 5, 30, 10, 3)
	t.reject("-5", "informacion_vbg", "Charla del 11, Zarumilla", date("2020-03-11"), "2403", "contado", 50, -5, 30, 15, 5, 5, 30, 10, 10)
	t.reject("12.5", "informacion_vbg", "Charla del 12, Zarumilla", date("2020-03-12"), "2403", "estimado", 50, 12.5, 12.5, 15, 5, 5, 30, 10, 10)
	t.take("informacion_proteccion", "Feria de marzo, Tumbes", date("2020-03-13"), "Tumbes", "estimado", "120", "", 60, 40, 10, 10, 100, 20, "").counts("informacion_proteccion", 120)
	t.note("TOTAL", nil, nil, nil, nil, 170, 5, 80, 55, 15, 15, 130, 30, 10)
}

func headsOfTwo(m *maker) {
	f := m.list("conteos-mujeres-hombres.xlsx", "alma-llanera", "Solo «Mujeres», «Hombres» y «Total», sin edades ni población")
	t := f.tab("Hoja1", "conteos")
	t.head("Fecha", "Actividad", "Servicio", "Lugar", "N° mujeres", "N° hombres", "Total participantes")
	f.because("Un conteo por sexo es un conteo, aunque no diga edades; el método que falta es haber contado. El 22 las partes no suman.")
	t.take(date("2020-04-20"), "Charla en el mercado de Comas", "informacion_psicosocial", "Comas", 30, 12, 42).counts("informacion_psicosocial", 42)
	t.take(date("2020-04-21"), "Charla en el mercado de Unicachi", "informacion_psicosocial", "Comas", 18, 0, 18).counts("informacion_psicosocial", 18)
	t.reject("30", date("2020-04-22"), "Charla en la parroquia", "informacion_psicosocial", "Comas", 18, 9, 30)
}

func headsTotalOnly(m *maker) {
	f := m.list("conteos-solo-total.csv", "alma-llanera", "Solo el total de asistentes a cada actividad")
	f.because("Se declara cuántas personas fueron y de nadie se sabe el sexo ni la edad: no entran en ninguna cifra de mujeres.")
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "conteos")
	t.head("Servicio", "Actividad", "Fecha", "Lugar", "Método", "N° de asistentes")
	t.take("informacion_vbg", "Difusión en el puente", "04/05/2020", "Aguas Verdes", "estimado", 200).counts("informacion_vbg", 200)
	t.take("informacion_vbg", "Difusión en el terminal", "05/05/2020", "Tumbes", "contado", 85).counts("informacion_vbg", 85)
	t.reject("muchas", "informacion_vbg", "Difusión en la radio", "06/05/2020", "Tumbes", "estimado", "muchas")
}

func headsOtherBands(m *maker) {
	f := m.list("conteos-otras-edades.xlsx", "alma-llanera", "Edades en otros tramos: niñas, niños, mujeres y hombres de 18 a más")
	t := f.tab("Conteos", "conteos")
	t.head("Servicio", "Actividad", "Fecha", "Lugar", "Método", "Niñas 0-17", "Niños 0-17", "Mujeres 18+", "Hombres 18+", "Total")
	t.take("sociocultural", "Tarde de juegos, Florencia de Mora", date("2020-03-21"), "La Libertad", "contado", 12, 9, 20, 6, 47).counts("sociocultural", 47)
	t.take("sociocultural", "Cine en la plaza, El Porvenir", date("2020-03-28"), "La Libertad", "contado", 22, 19, 30, 16, 87).counts("sociocultural", 87)
	t.reject("90", "sociocultural", "Gastronomía en la plaza", date("2020-04-04"), "La Libertad", "contado", 22, 19, 30, 16, 90)
}

// answers are surveys.
var answers = []func(*maker){surveyInWords}

func surveyInWords(m *maker) {
	f := m.list("survey-words.xlsx", "alma-llanera", "Encuesta con las respuestas en palabras, y dos sin nombre")
	f.because("Las respuestas sin nombre se declaran aparte y no son de nadie. Un 7 de 5 no se entiende.")
	t := f.tab("Respuestas", "encuesta")
	t.head("Servicio", "Fecha", "Lugar", "Apellidos y nombres", "Sexo", "Tipo de documento", "Número de documento", "¿Respondió?", "Atención a usted", "Atención a su familia")
	for _, a := range []struct {
		said      []any
		satisfied bool
	}{
		{[]any{"SÍ", "Muy satisfecha", "Satisfecha"}, true}, {[]any{"Si", "Insatisfecha", "Satisfecha"}, true}, {[]any{"sí", "Muy insatisfecha", "Insatisfecha"}, false},
		{[]any{"No", nil, nil}, false}, {[]any{"S", 4.0, nil}, true}, {[]any{"x", "5", "3"}, true},
	} {
		p := m.woman()
		row := t.take(columns([]any{"Encuesta de satisfacción", date("2020-05-08"), "Comas", p.inverted(), "F", p.kind, p.number}, a.said)...).gives(p)
		if a.satisfied {
			row.gives(p, "satisfied")
		}
	}
	t.take("Encuesta de satisfacción", date("2020-05-08"), "Comas", nil, nil, nil, nil, "sí", 5, 5)
	t.take("Encuesta de satisfacción", date("2020-05-08"), "Comas", nil, nil, nil, nil, "sí", 5, 5)
	p := m.woman()
	t.reject("7", "Encuesta de satisfacción", date("2020-05-08"), "Comas", p.inverted(), "F", p.kind, p.number, "sí", 7, 5)
}
