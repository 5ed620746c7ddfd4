package main

// workshopLists are the lists of a workshop: boards of committees, product notebooks
// and sheets of replicas.
var workshopLists = []func(*maker){boardsMerged, boardsPlain, notebookCrochet, notebookPastry}

// base are the committees of these lists, which no other list of the corpus names.
var base = []string{"Señor de los Milagros", "Santa Lucía", "Cruz de Chalpón", "Nueva Esperanza", "Divino Niño"}

// seats are who sits in two committees, for the lists that come after.
type seats struct{ first, second []*person }

// boardsMerged is a list with a page's title, a header of two rows, and the committee
// and its resolution merged down their rows; what comes after it rests on it.
func boardsMerged(m *maker) {
	f := m.list("Directivas VDL 2019-2020.xlsx", "taller-reque",
		"Título, encabezado de dos filas, comité y resolución combinados hacia abajo, cargos en mayúsculas, «Sra.» y «(TITULAR)», totales y firmas")
	f.because("De cada comité hay una presidenta: la segunda se devuelve hasta que se anote cuándo dejó el cargo la primera.")
	t := f.tab("Directivas", "directivas")
	t.note("MUNICIPALIDAD DISTRITAL DE REQUE")
	t.note("JUNTAS DIRECTIVAS DE LOS COMITÉS DE VASO DE LECHE")
	t.blank(1)
	t.head("N°", "Comité de Vaso de Leche", "Cargo", "Apellidos y nombres", "DNI", "Celular", "Periodo", nil, "Reconocimiento", nil)
	t.head(nil, nil, nil, nil, nil, nil, "Desde", "Hasta", "Resolución", "Vigencia")
	t.merge("G4:H4", "I4:J4", "B6:B9", "I6:I9", "J6:J9", "B10:B12", "I10:I12", "J10:J12")
	s := seats{m.peruvians(3), m.peruvians(2)}
	from, term := date("2019-01-15"), "01/02/2019 al 31/12/2020"
	row := func(n int, committee, post, name any, p *person, resolution, until any) []any {
		return []any{n, committee, post, name, p.number, p.phone, from, nil, resolution, until}
	}
	t.take(row(1, base[0], "PRESIDENTA", "Sra. "+shout(s.first[0].inverted()), s.first[0], "R.A. 045-2019-MDR/A", term)...).gives(s.first[0])
	t.take(row(2, nil, "Representante", s.first[0].inverted(), s.first[0], nil, nil)...)
	t.take(row(3, nil, "SECRETARIA DE ACTAS", s.first[1].inverted()+" (TITULAR)", s.first[1], nil, nil)...).gives(s.first[1])
	t.take(row(4, nil, "Socia", s.first[2].inverted(), s.first[2], nil, nil)...).gives(s.first[2])
	t.take(row(5, base[1], "Coordinadora", s.second[0].inverted(), s.second[0], "R.A. 046-2019-MDR/A", term)...).gives(s.second[0])
	t.take(row(6, nil, "Representante", s.second[1].inverted(), s.second[1], nil, nil)...).gives(s.second[1])
	t.reject("Cierra primero", row(7, nil, "Presidenta", s.second[1].inverted(), s.second[1], nil, nil)...)
	t.note("TOTAL", nil, nil, 7)
	t.blank(2)
	t.note(nil, nil, nil, "______________________")
	t.note(nil, nil, nil, "Responsable del programa")
	boardsByCommittee(m, f, s)
	replicasOfJune(m, f, s)
	replicasPlain(m, f)
}

// boardsPlain is what a program exports: accents of Windows, years alone, gaps.
func boardsPlain(m *maker) {
	f := m.list("directivas_otras_osb.csv", "taller-reque", "Windows-1252 con punto y coma; años solos, «a la fecha», DNI sin cero, filas sin comité, sin fecha y con un cargo que no existe")
	f.because("Un año solo se toma entero, y se avisa. Sin comité o sin desde cuándo nadie sabe dónde sentarla.")
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "directivas")
	t.head("Organización de base", "Cargo", "Nombres y apellidos", "DNI", "Desde", "Hasta")
	p := m.peruvians(6)
	named := func(p *person) string { return p.names() + " " + p.surnames() }
	t.take("Club de Madres Santa Rosa de Reque", "Presidenta", named(p[0]), p[0].number, "15/01/2019", "a la fecha").gives(p[0])
	t.take("Club de Madres Santa Rosa de Reque", "Tesorera", named(p[1]), p[1].number, "2019", "2019").warn("solo un año").gives(p[1])
	p[2].number = "0" + p[2].number[1:]
	t.take("Comedor Popular San Isidro", "1ra Vocal", named(p[2]), p[2].number[1:], "15 de enero de 2019", "31/12/2020").warn("cero").gives(p[2])
	t.reject("comité", "", "Fiscal", named(p[3]), p[3].number, "15/01/2019", "")
	t.reject("desde cuándo", "Comedor Popular San Isidro", "Fiscal", named(p[4]), p[4].number, "", "")
	t.reject("Reina", "Comedor Popular San Isidro", "Reina", named(p[5]), p[5].number, "15/01/2019", "")
}

// boardsByCommittee is a workbook with a sheet for each committee, whose name and
// resolution stand in the rows above; it says again what is known, and that a seat has
// come to an end.
func boardsByCommittee(m *maker, before *file, s seats) {
	f := m.list("Juntas por comité (actualizado).xlsx", "taller-reque", "Una hoja por comité: el nombre y la resolución están encima de la tabla; repite lo conocido y dice hasta cuándo")
	f.because("Lo que ya se sabía no se registra otra vez, y una resolución más antigua no quita la nueva.")
	f.after(before)
	t := f.tab("Sr. de los Milagros", "directivas")
	t.note("Comité: Señor de los Milagros")
	t.note("Resolución:", "R.A. 045-2019-MDR/A")
	t.head("Cargo", "Nombres y apellidos", "DNI", "Desde", "Hasta")
	t.known("Presidenta", s.first[0].names()+" "+s.first[0].surnames(), s.first[0].number, "15-ene-2019", nil)
	t.take("Secretaria", s.first[1].names()+" "+s.first[1].surnames(), s.first[1].number, "15-ene-2019", "31/12/2019")
	fresh := m.peruvian()
	t.take("Secretaria", fresh.names()+" "+fresh.surnames(), fresh.number, "01/01/2020", nil).gives(fresh)
	t = f.tab("Santa Lucía", "directivas")
	t.note("Comité: VASO DE LECHE «SANTA LUCIA»")
	t.head("Cargo", "Nombres y apellidos", "DNI", "Desde", "Hasta")
	t.known("Presidenta", s.second[0].names()+" "+s.second[0].surnames(), s.second[0].number, "15-ene-2019", nil)
	t.reject("hasta cuándo|desde cuándo|parte de esos días", "Presidenta", s.second[0].names()+" "+s.second[0].surnames(), s.second[0].number, "01/06/2018", "30/06/2019")
}

// notebookCrochet is the notebook of a workshop with a sheet for each month; what
// comes after it was typed again.
func notebookCrochet(m *maker) {
	f := m.list("Cuaderno de productos - crochet.xlsx", "taller-reque", "Dos hojas con meses, «Cantidad», horas de tres maneras, un producto que no existe, más vendidos que hechos, ventas sin precio, totales")
	f.because("De lo que no se sabe por cuánto se vendió no se inventa el ingreso.")
	head := []any{"N°", "Fecha", "Prenda", "Cantidad", "Horas", "Costo de material (S/)", "Precio (S/)", "Vendidos", "Uso propio", "Regalo", "Quién", "Observaciones"}
	t := f.tab("Junio", "productos")
	t.note("TALLER DE TEJIDO A CROCHET - CUADERNO DE PRODUCTOS")
	t.head(head...)
	t.take(1, date("2019-06-12"), "Prenda de invierno para niña o niño", 6, "20:00", 60, 25, 4, 1, 1, "Todas", "chalinas y gorros")
	t.take(2, date("2019-06-14"), "Prendas de invierno para personas adultas", 3, "18 h", 75.5, 40, 2, nil, nil, "grupo", nil)
	t.reject("chompa", 3, date("2019-06-18"), "chompa de alpaca", 1, 10, 30, 80, 1, nil, nil, "Todas", nil)
	t.reject("quedan|no hay tantas|unidades", 4, date("2019-06-20"), "Prenda de invierno para niña o niño", 2, 6, 20, 25, 5, nil, nil, "Todas", nil)
	t.note("TOTAL", nil, nil, 12, nil, 185.5, nil, 12, 1, 1)
	t = f.tab("Julio", "productos")
	t.head(head...)
	t.take(1, date("2019-07-02"), "Prenda de invierno para niña o niño", 4, 13.5, 40, 25, nil, 4, nil, "Todas", nil)
	t.reject("precio", 2, date("2019-07-04"), "Prenda de invierno para persona adulta", 2, 12, 50, nil, 2, nil, nil, "Todas", nil)
	t.reject("Quispe", 3, date("2019-07-04"), "Prenda de invierno para persona adulta", 2, 12, 50, 40, 2, nil, nil, "Rosaura Quispe Anaya", nil)
	notebookAgain(m, f)
}

// notebookAgain is the same notebook, typed again under other headings.
func notebookAgain(m *maker, before *file) {
	f := m.list("Cuaderno de productos - crochet (copia Promover).xlsx", "taller-reque", "El mismo cuaderno escrito otra vez: filas iguales con otros encabezados y fechas, una con otro número, una nueva")
	f.because("Otro número del mismo día puede ser una corrección u otra tanda: no se cuenta dos veces y se pregunta.")
	f.after(before)
	t := f.tab("Hoja1", "productos")
	t.head("Día", "Producto elaborado", "Unidades", "Horas de trabajo", "Costo de materiales", "Precio de venta", "Vendidas", "Para la casa", "Regalados")
	t.known("12/06/2019", "prenda de invierno para niña o niño", 6, 20, "S/ 60.00", "S/ 25.00", 4, 1, 1)
	t.reject("otros datos", "14/06/2019", "Prenda de invierno para persona adulta", 4, 18, "S/ 75.50", "S/ 40.00", 2, nil, nil)
	t.take("16/07/2019", "Prenda de invierno para persona adulta", 2, 12, "S/ 50.00", "S/ 42.00", 2, nil, nil)
}

// notebookPastry is a notebook as a program exports it.
func notebookPastry(m *maker) {
	f := m.list("cuaderno_pasteleria.csv", "taller-reque", "Windows-1252 con punto y coma, montos con coma, dos tandas del mismo día y una fila escrita dos veces")
	f.because("Dos tandas distintas del mismo día y la misma hoja son dos; la misma fila dos veces es una.")
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "productos")
	t.note("Cuaderno de pastelería")
	t.head("Fecha", "Postre", "Unidades hechas", "Horas", "Costo de insumos", "Precio c/u", "Vendidos", "Monto vendido", "Uso propio")
	t.take("10/07/2019", "Cupcakes", 24, "3:30", "36,00", "3,00", 18, "54,00", 6)
	t.take("10/07/2019", "Cupcakes", 12, "2", "18,00", "3,00", 12, "", "")
	t.take("11/07/2019", "Empanadas rellenas", 30, "4", "45,00", "2,50", 30, "70,00", "")
	t.known("11/07/2019", "Empanadas rellenas", 30, "4", "45,00", "2,50", 30, "70,00", "")
	t.take("12/07/2019", "Enrollados", 10, "3", "28,00", "5,00", "", "", 10)
	t.reject("ninguna venta", "12/07/2019", "Enrollados", 10, "3", "28,00", "5,00", "", "50,00", "")
	t.note("TOTAL", "", 86, "", "127,00", "", 60, "174,00", 16)
}

// replicasOfJune is a sheet of replicas, with men and women; a second workbook says
// it again.
func replicasOfJune(m *maker, before *file, s seats) {
	f := m.list("Réplicas junio 2019.xlsx", "taller-reque", "Mujeres y hombres con su total, socias por su nombre, un comité que nadie conoce, una suma que no cuadra, firmas")
	f.because("Quien no está en el comité queda contada sin nombre, y se avisa. Un comité que nadie conoce no se inventa.")
	f.after(before)
	t := f.tab("Junio", "replicas")
	t.picture = true
	t.note("RÉPLICAS EN LOS COMITÉS - JUNIO 2019")
	t.blank(1)
	t.head("N°", "Fecha", "Comité", "Quién enseñó", "Tema tratado", "Lugar", "Horas", "Mujeres", "Hombres", "Total", "Por primera vez", "Socias que asistieron")
	first, other := s.first[0], s.second[1]
	t.take(1, date("2019-06-20"), base[0], first.given+" "+first.surnames(), "Cupcakes", "Reque", 2, 13, 0, 13, 9, s.first[2].names()+" "+s.first[2].first).counts("replica", 12)
	t.take(2, date("2019-06-21"), "Comité Santa Lucia", other.inverted(), "Puntos y muestras; Cupcakes", "Reque", "2:30", 10, 0, 10, 4, "Doña Petronila Zuloeta; "+s.second[0].inverted()+" ("+s.second[0].number+")").
		warn("Petronila").counts("replica", 9)
	t.reject("San Pedro", 3, date("2019-06-22"), "San Pedro de Lurín", first.inverted(), "Cupcakes", "Reque", 2, 8, 0, 8, 8, nil)
	t.reject("suman|diferencia|20", 4, date("2019-06-24"), base[0], first.inverted(), "Cupcakes", "Reque", 2, 14, 2, 20, 5, nil)
	t.reject("Cristóbal", 5, date("2019-06-25"), base[0], "Cristóbal Huamán Ticona", "Cupcakes", "Reque", 2, 8, 0, 8, 8, nil)
	t.note("TOTAL", nil, nil, nil, nil, nil, nil, 52, 3, 59, 34)
	t.blank(1)
	t.note(nil, nil, "______________________")
	t.note(nil, nil, "Promotora")
	replicasAgain(m, f, s)
}

// replicasAgain is the report of a term: what was told, told again, and more.
func replicasAgain(m *maker, before *file, s seats) {
	f := m.list("Informe réplicas 2019 (final).xlsx", "taller-reque", "Dos hojas; filas ya informadas escritas de otra manera, una con otras cifras, una que todavía no se da")
	f.because("Otras cifras de la misma réplica no se suman ni la cambian: se devuelven para compararlas.")
	f.after(before)
	t := f.tab("Jun", "replicas")
	t.head("Día", "Vaso de Leche", "Capacitadora", "Temas de la réplica", "Distrito", "Asistentes", "1ra vez")
	t.known("20-jun-2019", shout(base[0]), s.first[0].inverted(), "cupcakes", "Reque", 13, 9)
	t.reject("otras cifras", "21-jun-2019", base[1], s.second[1].inverted(), "puntos y muestras, cupcakes", "Reque", 15, 4)
	t = f.tab("Jul", "replicas")
	t.head("Día", "Vaso de Leche", "Capacitadora", "Temas de la réplica", "Distrito", "Asistentes", "1ra vez")
	t.take("03-jul-2019", base[0], s.first[0].inverted(), "Empanadas rellenas", "Reque", 11, 3).counts("replica", 11)
	t.take("10-jul-2019", base[1], s.second[1].inverted(), "Enrollados y otros postres", "Reque", nil, nil)
}

// replicasPlain is what a program exports.
func replicasPlain(m *maker, before *file) {
	f := m.list("replicas_comite.csv", "taller-reque", "Windows-1252 con punto y coma; el comité está en el título, sin columna de quién enseñó, con un curso en lugar de un tema y sin primera vez")
	f.because("La única representante del comité es quien enseñó. Un curso entero no es un tema, y sin la primera vez no se sabe a cuántas alcanzó.")
	f.after(before)
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "replicas")
	t.note("Comité: "+base[0], "", "", "", "")
	t.head("Fecha", "Temas tratados", "Lugar", "Total", "Por primera vez")
	t.take("05/08/2019", "Empoderamiento femenino", "Reque", 9, 2).counts("replica", 9)
	t.reject("Crochet", "06/08/2019", "Crochet", "Reque", 9, 2)
	t.reject("primera vez", "07/08/2019", "Cupcakes", "Reque", 9, "")
	t.reject("de más|más que|primera vez", "08/08/2019", "Cupcakes", "Reque", 9, 12)
}
