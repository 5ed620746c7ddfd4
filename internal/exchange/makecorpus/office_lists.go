package main

import "fmt"

// callaoBank is the bank's answer to a list that the office did not keep.
func callaoBank(y *year, s *staff) {
	f := y.list("callao/RESPUESTA BANCO abril.xlsx", "Respuesta del banco con rechazos, dos tramos y un total")
	t := f.tab("Hoja1", "pagos")
	t.note("RESULTADO DE ABONOS - BONO MULTIPROPÓSITO - CALLAO")
	t.head("OPERACIÓN", "REFERENCIA", "TRAMO", "TIPO DOC.", "N° DOC.", "APELLIDOS Y NOMBRES", "SEXO", "IMPORTE PAGADO", "FECHA DE PAGO", "ESTADO", "MOTIVO DE RECHAZO")
	row := func(i, leg int, amount, day, state string) []any {
		p := s.callao[i]
		return []any{7000 + 10*i + leg, lineOf("CAL", i), leg, p.kind, p.number, shout(p.inverted()), p.sex, amount, date(day), state, ""}
	}
	for i := range 5 {
		t.take(row(i, 1, "S/ 500.00", "2020-04-14", "PAGADO")...).gives(s.callao[i], "bono")
	}
	t.take(row(0, 2, "S/ 260.00", "2020-04-28", "PAGADO")...)
	t.take(row(5, 1, "S/ 500.00", "2020-04-14", "RECHAZADO")...).gives(s.callao[5])
	t.take(row(5, 1, "S/ 500.00", "2020-04-21", "PAGADO")...).gives(s.callao[5], "bono")
	t.take(row(6, 1, "S/ 500.00", "2020-04-14", "EXTORNADO")...).gives(s.callao[6])
	t.note(nil, nil, nil, nil, nil, "TOTAL", nil, "S/ 3,260.00")
}

// callaoFairs are heads counted without names, one of them badly.
func callaoFairs(y *year, _ *staff) {
	f := y.list("callao/ferias 2020.xlsx", "Conteos de ferias, uno que no suma, y una carátula")
	cover := f.leave("Carátula")
	cover.note("FERIAS INFORMATIVAS")
	cover.note("Callao, 2020")
	t := f.tab("Conteos", "conteos")
	t.head("Servicio", "Actividad", "Fecha", "Lugar", "Mujeres", "Hombres", "Total")
	t.take("informacion_vbg", "Feria en Ventanilla", date("2020-03-07"), "Callao", 60, 20, 80).counts("informacion_vbg", 80)
	t.take("sociocultural", "Festival de integración", date("2020-03-21"), "Callao", 35, 30, 65).counts("sociocultural", 65)
	t.reject("50", "informacion_vbg", "Feria en Bellavista", date("2020-03-28"), "Callao", 30, 15, 50)
	t.note("TOTAL", nil, nil, nil, 125, 65, 195)
}

// survey asks women of every region.
func survey(y *year, s *staff) {
	f := y.list("encuesta satisfacción mayo.csv", "Encuesta de todas las regiones en Windows-1252, con palabras y con números")
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "encuesta")
	t.head("Servicio", "Fecha", "Distrito", "Apellidos y nombres", "Sexo", "Tipo de documento", "N° documento", "Respondió", "Atención a usted", "Atención a su familia")
	asked := []*person{s.tumbes[0], s.tumbes[1], s.piura[0], s.piura[1], s.trujillo[0], s.lima[0], s.lima[1], s.callao[0]}
	said := [][]any{{"sí", 5, 4}, {"sí", 2, 2}, {"SI", "Muy satisfecha", ""}, {"no", "", ""}, {"sí", 3, 4}, {"sí", "Satisfecha", "Satisfecha"}, {"sí", 4, 3}, {"sí", 1, 3}}
	for i, p := range asked {
		row := t.take(columns([]any{"Encuesta de satisfacción", "15/05/2020", "Comas", p.inverted(), "F", p.kind, p.number}, said[i])...).gives(p)
		if i != 1 && i != 3 && i != 7 {
			row.gives(p, "satisfied")
		}
	}
}

// The workshop of Trujillo: its rows of March alone, exported, and later the
// whole sheet with a correction.
func trujilloMarch(y *year, s *staff) {
	f := y.list("la libertad/Taller empleabilidad Trujillo (otro grupo).csv", "El grupo de la tarde, en un .csv con X y vacíos; el servicio está en el nombre del archivo")
	f.text = style{separator: ";", charset: utf8Marked}
	t := f.tab("", "asistencia")
	t.head(columns([]any{"N°", "Lugar", "Apellidos y nombres", "Sexo", "Tipo de documento", "N° documento"}, workshopDays())...)
	for i, written := range []string{"XXXXXXXX", "XXXX XXX", "XX      ", "X X X X "} {
		p := s.trujillo[8+i]
		t.take(columns([]any{i + 1, "Trujillo", p.inverted(), "F", p.kind, p.number}, spread(written))...).gives(p, employability.attended(swapped(written, 'X', 'P'))...)
	}
}

func workshopDays() []any {
	return []any{"03/02/2020", "06/02/2020", "10/02/2020", "13/02/2020", "02/03/2020", "05/03/2020", "09/03/2020", "12/03/2020"}
}

func trujilloWorkshop(y *year, s *staff) {
	f := y.list("la libertad/Taller empleabilidad Trujillo.xlsx", "Meses sobre días, P y A, total, firmas; una mujer del grupo de la tarde repitió el curso por la mañana")
	t := f.tab("Mañana", "asistencia")
	t.note("TALLER DE EMPLEABILIDAD - TRUJILLO - GRUPO DE LA MAÑANA")
	t.head("N°", "Apellidos y nombres", "Sexo", "Tipo doc.", "N° doc.", "FEBRERO 2020", nil, nil, nil, "MARZO 2020", nil, nil, nil, "Total")
	t.head(nil, nil, nil, nil, nil, 4, 7, 11, 14, 3, 6, 10, 13, nil)
	t.merge("F2:I2", "J2:M2")
	people := append(append([]*person{}, s.trujillo[:6]...), s.trujillo[10])
	for i, p := range people {
		written := []string{"PPPPPPPP", "PPPPPPPA", "PAPAPAPA", "PPPPPPTP", "AAAAAAAA", "PPPPPPPP", "PPPPPPPP"}[i]
		t.take(columns([]any{i + 1, shout(p.inverted()), "F", p.kind, p.number}, spread(written), []any{present(written)})...).gives(p, employability.attended(written)...)
	}
	t.blank(1)
	t.note(nil, "____________________")
	t.note(nil, "Facilitadora")
}

// limaKobo is what outreach workers sent from their phones.
func limaKobo(y *year, s *staff) {
	f := y.list("lima/KOBO_orientacion_mayo.csv", "Exportación de Kobo con grupo/campo")
	t := f.tab("", "atenciones")
	t.head("start", "end", "atencion/servicio", "atencion/fecha", "atencion/distrito", "persona/apellidos", "persona/nombres", "persona/sexo", "persona/tipo_documento", "persona/numero_documento", "_id", "_submission_time")
	for i, p := range append(append([]*person{}, s.lima[:6]...), s.tumbes[3]) {
		service := []string{"orientacion_legal", "informacion_vbg"}[i%2]
		t.take("2020-05-04T10:00:00", "2020-05-04T10:05:00", service, fmt.Sprintf("2020-05-%02d", 4+i), "Comas", p.surnames(), p.names(), "F", p.kind, p.number, 700+i, "2020-05-12T08:00:00").gives(p, service)
	}
}

// limaFirst and limaRevised are a list and its copy, typed again.
func limaFirst(y *year, s *staff) {
	f := y.list("lima/atenciones_lima.xlsx", "La lista de atenciones")
	t := f.tab("Atenciones", "atenciones")
	t.head(plain...)
	for _, p := range s.lima[4:12] {
		t.take(p.plain("asistencia_legal", date("2020-04-06"), "150110")...).gives(p, "asistencia_legal")
	}
	t.reject("31/04/2020", s.lima[12].plain("asistencia_legal", "31/04/2020", "150110")...)
}

func limaRevised(y *year, s *staff) {
	f := y.list("lima/atenciones_lima_v2_REVISADO.xlsx", "La misma lista vuelta a escribir, con la fila corregida y dos más")
	f.account.Why = "La fecha corregida entra; lo demás ya estaba."
	t := f.tab("Atenciones", "atenciones")
	t.note("ATENCIONES LIMA - VERSIÓN REVISADA")
	t.head("N°", "Apellidos", "Nombres", "Sexo", "F. Nac.", "Nacionalidad", "Tipo doc.", "N° doc.", "Celular", "Servicio", "Fecha de atención", "Distrito")
	row := func(n int, p *person, day string) []any {
		return []any{n, p.surnames(), p.names(), "F", p.birth("02/01/2006"), "Venezolana", p.kind, p.number, p.phone, "Asistencia legal", day, "Comas"}
	}
	for i, p := range s.lima[4:12] {
		t.known(row(i+1, p, "06/04/2020")...)
	}
	t.take(row(9, s.lima[12], "30/04/2020")...).gives(s.lima[12], "asistencia_legal")
	t.take(row(10, s.lima[13], "30/04/2020")...).gives(s.lima[13], "asistencia_legal")
	t.take(row(11, s.callao[0], "30/04/2020")...).gives(s.callao[0], "asistencia_legal")
}

// piuraCopy and piuraBonus are two files with the same bytes: the copy is read
// first.
func piuraCopy(y *year, s *staff) {
	t := piuraList(y.list("piura/BONO abril - copia.xlsx", "Copia exacta del archivo que le sigue"))
	for i, p := range s.piura[:8] {
		t.take(piuraRow(i, p)...).gives(p, "bono")
	}
	t.note(nil, "TOTAL", nil, nil, nil, nil, nil, nil, 6080)
}

func piuraBonus(y *year, s *staff) {
	t := piuraList(y.list("piura/BONO abril.xlsx", "Lista de pagos con título y total, que ya entró con su copia"))
	for i, p := range s.piura[:8] {
		t.known(piuraRow(i, p)...)
	}
	t.note(nil, "TOTAL", nil, nil, nil, nil, nil, nil, 6080)
}

func piuraList(f *file) *tab {
	t := f.tab("BONO", "pagos")
	t.note("PROYECTO ALMA LLANERA - BONO MULTIPROPÓSITO - PIURA")
	t.blank(1)
	t.head("N°", "Apellidos y nombres", "Sexo", "Edad", "Tipo doc.", "N° doc.", "Línea", "Fecha de pago", "Monto (S/)", "Estado")
	return t
}

func piuraRow(i int, p *person) []any {
	return []any{i + 1, p.inverted(), "F", 2020 - p.born.Year(), p.kind, p.number, lineOf("PIU", i), date("2020-04-16"), 760, "cobrado"}
}

// piuraLegal serves women who also got the bonus, and one from Tumbes.
func piuraLegal(y *year, s *staff) {
	f := y.list("piura/asesoría legal/Atenciones legales ene-jun 2020.xlsx", "Dos hojas por trimestre con distintos encabezados; una mujer vino de Tumbes")
	t := f.tab("Ene-Mar", "atenciones")
	t.head("N°", "Fecha", "Servicio", "Ap. Paterno", "Ap. Materno", "Nombres", "Sexo", "Tipo Doc", "N° Doc", "Provincia")
	for i, p := range s.piura[4:9] {
		t.take(i+1, date("2020-02-10"), "Asistencia legal", p.first, p.second, p.names(), "F", p.kind, atoiOr(p.number, i == 2), "Piura").gives(p, "asistencia_legal")
		if i == 2 {
			told{t}.warn(p.number + "|cero")
		}
	}
	t = f.tab("Abr-Jun", "atenciones")
	t.head(plain...)
	for _, p := range append(append([]*person{}, s.piura[8:12]...), s.tumbes[5]) {
		t.take(p.plain("regularizacion", "05/05/2020", "Piura, Piura, Piura")...).gives(p, "regularizacion")
	}
}

// atoiOr loses the zeros of a document where the office did.
func atoiOr(number string, lost bool) any {
	if lost {
		return atoi(number)
	}
	return number
}

// tumbesRegister is the big register of a border office: information, health
// and psychosocial support, with men, girls and totals.
func tumbesRegister(y *year, s *staff) {
	f := y.list("tumbes/Registro de atenciones 2020.xlsx", "Logotipo, título, subtotales por mes, H y M, hoja de resumen; casi todas vuelven por otro servicio")
	t := f.tab("Registro", "atenciones")
	t.picture = true
	t.note(nil, nil, "REGISTRO DE ATENCIONES - OFICINA DE TUMBES")
	t.blank(2)
	t.head("N°", "Fecha", "Servicio", "Apellidos y nombres", "Sexo (H/M)", "Fec. Nac.", "Tipo Doc.", "N° Doc.", "Distrito", "Observaciones")
	man := s.woman()
	man.sex, man.given = "M", "Eleazar"
	n := 0
	write := func(p *person, day date, title, service string) {
		n++
		t.take(n, day, title, p.inverted(), map[string]string{"F": "M", "M": "H"}[p.sex], date(p.birth("2006-01-02")), p.kind, p.number, "Aguas Verdes", nil).gives(p, service)
	}
	for _, p := range append(append([]*person{}, s.tumbes[:10]...), man) {
		write(p, "2020-03-18", "Información sobre acceso a servicios de protección", "informacion_proteccion")
	}
	t.note(nil, nil, "Sub total marzo", 11)
	for _, p := range s.tumbes[4:10] {
		write(p, "2020-04-22", "Apoyo psicosocial individual", "psicosocial_individual")
	}
	for _, p := range []*person{s.tumbes[10], s.tumbes[11], man} {
		write(p, "2020-04-23", "Apoyo para el acceso a servicios de salud", "salud")
	}
	t.note(nil, nil, "Sub total abril", 9)
	t.note(nil, nil, "TOTAL", 20)
	resumen := f.leave("Resumen")
	resumen.note("Servicio", "Cantidad")
	resumen.note("Información", 11)
	resumen.note("Psicosocial", 6)
	resumen.note("Salud", 3)
}
