package main

import (
	"strings"
	"time"
)

// values are the ways of writing days and amounts.
var values = []func(*maker){
	datesAsText, datesImpossible, datesSerials, datesMonthFirst, datesContradicting, datesTooEarly, amountStyles, places,
}

func datesAsText(m *maker) {
	f := m.list("dates-as-text.xlsx", "alma-llanera", "La misma fecha escrita en diecisiete estilos")
	t := f.tab("Lista", "atenciones")
	t.head(plain...)
	for _, day := range []any{
		"2020-03-02", "02/03/2020", "2/3/2020", "02-03-2020", "2.3.2020", "02/03/20", "2 de marzo de 2020", "2 de marzo del 2020", "lunes 2 de marzo del 2020",
		"2-mar-2020", "02-mar-20", "Mar 2, 2020", "March 2, 2020", "20200302", "2020/03/02", "02/03/2020 14:35", date("2020-03-02"),
	} {
		p := m.woman()
		t.take(p.plain("asistencia_legal", day, "130101")...).gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-03": 17})
}

func datesImpossible(m *maker) {
	f := m.list("dates-impossible.csv", "alma-llanera", "Días que no existen, fechas a medias y texto donde va la fecha")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, day := range []string{"31/04/2020", "2020-02-30", "00/03/2020", "marzo", "ayer", "2020", "15/13/2020", "1/3", "02/03/1920", "02/03/2202"} {
		words := day
		if _, year, ok := strings.Cut(day, "02/03/"); ok {
			words = year
		}
		t.reject(words, m.woman().plain("asistencia_legal", day, "130101")...)
	}
	t.reject("vacía|falta", m.woman().plain("asistencia_legal", "", "130101")...)
	p := m.woman()
	t.take(p.plain("asistencia_legal", "29/02/2020", "130101")...).gives(p, "asistencia_legal")
}

func datesSerials(m *maker) {
	f := m.list("dates-serials.csv", "alma-llanera", "Fechas como números de serie de Excel, también las de nacimiento")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, p := range m.women(6) {
		row := p.plain("asistencia_legal", date("2020-03-02").serial(), "130101")
		row[6] = date(p.birth("2006-01-02")).serial()
		t.take(row...).gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-03": 6})
}

func datesMonthFirst(m *maker) {
	f := m.list("dates-month-first.csv", "alma-llanera", "Columna con el mes primero, que se prueba sola: 03/17/2020 y ninguna que la contradiga")
	f.because("17 y 25 no son meses, y ninguna fecha obliga al día primero: toda la columna es de mes primero, también 04/05/2020.")
	t := f.tab("", "atenciones")
	t.head("Service", "Date", "Place", "Last name", "First name", "Sex", "ID type", "ID number")
	for _, day := range []string{"03/17/2020", "04/05/2020", "03/25/2020", "4/6/2020", "02/28/2020"} {
		p := m.woman()
		t.take("asistencia_legal", day, "130101", p.surnames(), p.names(), "F", p.kind, p.number).gives(p, "asistencia_legal")
	}
	f.parted("legal", "month", map[string]int{"2020-02": 1, "2020-03": 2, "2020-04": 2})
}

func datesContradicting(m *maker) {
	f := m.list("dates-contradiction.csv", "alma-llanera", "Columna que se contradice: 17/03/2020 y 03/17/2020")
	f.because("El día primero es la regla; 03/17/2020 no se puede leer así. Con los dos órdenes en la misma columna, 04/05/2020 tiene dos sentidos y no se adivina; 05/05/2020 tiene uno.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, day := range []string{"17/03/2020", "2020-03-19", "05/05/2020", "25/04/2020"} {
		p := m.woman()
		t.take(p.plain("asistencia_legal", day, "130101")...).gives(p, "asistencia_legal")
	}
	for _, day := range []string{"03/17/2020", "04/05/2020", "03/25/2020"} {
		t.reject(day, m.woman().plain("asistencia_legal", day, "130101")...)
	}
}

func datesTooEarly(m *maker) {
	f := m.list("dates-before-the-programme.csv", "alma-llanera", "Fechas anteriores al programa, y una atención anterior al nacimiento")
	t := f.tab("", "atenciones")
	t.head(plain...)
	t.reject("2018", m.woman().plain("asistencia_legal", "31/12/2018", "130101")...)
	unborn := m.woman()
	unborn.born = time.Date(2021, 3, 17, 0, 0, 0, 0, time.UTC)
	t.reject("2021|nac", unborn.plain("asistencia_legal", "2020-03-02", "130101")...)
	p := m.woman()
	t.take(p.plain("asistencia_legal", "01/01/2019", "130101")...).gives(p, "asistencia_legal")
}

func amountStyles(m *maker) {
	f := m.list("amounts.xlsx", "alma-llanera", "Montos de todos los estilos, y los que admiten dos lecturas")
	f.because("«1.234» es mil doscientos treinta y cuatro o uno con doscientos treinta y cuatro: no se adivina; «1,234» en el Perú es mil doscientos treinta y cuatro. Un monto negativo no es un pago.")
	t := f.tab("Pagos", "pagos")
	t.head("Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Línea", "Monto", "Estado")
	n := 0
	row := func(p *person, amount any) []any {
		n++
		return []any{"bono", date("2020-04-20"), "Lima", p.surnames(), p.names(), "F", p.kind, p.number, lineOf("A", n), amount, "cobrado"}
	}
	for _, amount := range []any{
		"1.234,50", "1,234.50", "S/ 760.00", "S/.760", "S/. 1,200.00", "760 soles", "1 234,50", "500.00 PEN", 760, 760.5, "760,5", "PEN 500", "S/760.-", "1.234.567,00", "1,234",
	} {
		p := m.woman()
		t.take(row(p, amount)...).gives(p, "bono")
	}
	for _, amount := range []any{"1.234", "(500.00)", "-500", "quinientos", "760.123", "US$ 200"} {
		t.reject(amount.(string), row(m.woman(), amount)...)
	}
	t.reject("monto|Monto", row(m.woman(), nil)...)
}

func places(m *maker) {
	f := m.list("places.csv", "alma-llanera", "Lugares por nombre, por código INEI, con el cero comido, con el código del RENIEC y desconocidos")
	f.because("Comas hay en Lima y en Junín, y el programa no trabaja en Junín: es la de Lima. 140101 es Chiclayo en el INEI y Lima en el RENIEC: en un programa de Lima y no de Lambayeque no se adivina. Del 70101 solo falta un cero.")
	t := f.tab("", "atenciones")
	t.head(plain...)
	for _, place := range []any{"130101", 130101, "Comas", "COMAS", "Castilla, Piura", "Piura / Piura / Castilla", "aguas verdes", "Callao", "70101", "Lima, Lima, San Juan de Lurigancho"} {
		p := m.woman()
		t.take(p.plain("asistencia_legal", "2020-03-02", place)...).gives(p, "asistencia_legal")
	}
	for _, place := range []string{"999999", "Macondo", "140101"} {
		t.reject(place, m.woman().plain("asistencia_legal", "2020-03-02", place)...)
	}
	t.reject("lugar", m.woman().plain("asistencia_legal", "2020-03-02", "")...)
	f.parted("legal", "district", map[string]int{"": 1, "070101": 1, "130101": 2, "150110": 2, "150132": 1, "200104": 2, "240302": 1})
}
