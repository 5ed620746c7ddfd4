package main

import "fmt"

// offices are lists with many traps at once, as they come.
var offices = []func(*maker){crochetInReque, replicasInReque, dailyRegister, bonusInTumbes, talkInComas, representativesInReque}

var committees = []string{"Virgen del Carmen", "28 de Julio", "Los Claveles", "Santa Rosa", "San Martín", "Las Dalias", "Niño Jesús", "Villa El Sol", "Diego Ferré", "El Trébol"}

func crochetInReque(m *maker) {
	f := m.list("Copia de TALLER crochet REQUE marzo-abril.xlsx", "taller-reque",
		"Título, logotipo, meses combinados, ✓ y F, edad sin nacimiento, DNI sin cero, columna de total, leyenda y firmas; servicio y lugar en el título")
	f.because("El título dice un solo taller y un solo distrito del programa. Quien no vino nunca está inscrita y no cuenta.")
	t := f.tab("Crochet", "asistencia")
	t.picture = true
	t.note(nil, "MUNICIPALIDAD DISTRITAL DE REQUE - DIVISIÓN PROMOVER")
	t.note(nil, "TALLER DE TEJIDO A CROCHET 2019")
	t.blank(1)
	t.head("N°", "Comité de Vaso de Leche", "Apellidos y Nombres", "Sexo", "DNI", "Edad", "Celular", "MARZO 2019", nil, nil, nil, "ABRIL 2019", nil, nil, nil, "TOTAL")
	t.head(nil, nil, nil, nil, nil, nil, nil, 5, 7, 12, 14, 2, 4, 9, 11, nil)
	t.merge("H4:K4", "L4:O4")
	for i, p := range m.peruvians(8) {
		written := []string{"✓✓✓✓✓✓✓✓", "✓✓✓✓FFFF", "✓F✓F✓F✓F", "FFFFFFFF"}[i%4]
		if i == 2 {
			p.number = "0" + p.number[1:]
		}
		number, age := any(p.number), 2019-p.born.Year()
		if i == 2 {
			number = atoi(p.number)
		}
		seen := swapped(written, '✓', 'P')
		cells := columns([]any{i + 1, committees[i], shout(p.inverted()), "F", number, age, p.phone}, spread(written), []any{present(seen)})
		row := t.take(cells...).gives(p, crochet.attended(seen)...)
		if i == 2 {
			row.warn(p.number + "|cero")
		}
		if present(seen) > 0 {
			row.gives(p, "represents")
		}
	}
	t.note(nil, nil, "TOTAL ASISTENTES", nil, nil, nil, nil, 6, 4, 6, 4, 4, 2, 4, 2)
	t.blank(1)
	t.note(nil, "Leyenda: ✓ asistió, F faltó")
	t.note(nil, nil, "______________________")
	t.note(nil, nil, "Facilitadora del taller")
	f.parted("personas", "month", map[string]int{"2019-03": 6, "2019-04": 4})
}

func replicasInReque(m *maker) {
	f := m.list("replicas vaso de leche.xlsx", "taller-reque", "Réplicas de los comités: título, conteos por sexo, un total que no suma y una fila de totales")
	t := f.tab("Réplicas", "conteos")
	t.note("RÉPLICA EN EL COMITÉ O LA COMUNIDAD - REQUE")
	t.head("N°", "Servicio", "Actividad", "Fecha", "Lugar", "Mujeres", "Hombres", "Total")
	for i, counted := range []int{12, 9, 15} {
		t.take(i+1, "replica", "Réplica de crochet, comité "+committees[i], fmt.Sprintf("%d/06/2019", 12+i), "Reque", counted, 1, counted+1).counts("replica", counted+1)
	}
	t.reject("20", 4, "replica", "Réplica de pastelería, comité "+committees[3], "20 de junio de 2019", "Reque", 14, 2, 20)
	t.note("TOTAL", nil, nil, nil, nil, 50, 5, 59)
}

func dailyRegister(m *maker) {
	f := m.list("Registro diario promotoras (mayo) OK.csv", "alma-llanera", "Windows-1252 con título, subtotales por día, capitales, teléfonos de todo estilo y una fila de protección")
	f.because("«NAC.» puede ser nacimiento o nacionalidad, y lo que tiene debajo dice cuál; no leerla tampoco deja a nadie fuera. De un caso de protección no entra nada por una lista, y la respuesta no dice si hay otros (clase P4).")
	f.text = style{separator: ";", charset: windows1252}
	t := f.tab("", "atenciones")
	t.note("REGISTRO DIARIO DE PROMOTORAS")
	t.note("Mes:", "MAYO 2020", "", "Oficina:", "Lima")
	t.head("Nro", "Fec. Atención", "Servicio brindado", "Distrito", "APELLIDOS Y NOMBRES", "SEXO", "NAC.", "TIPO DOC", "NRO DOC", "CELULAR", "OBSERVACIONES")
	services := []string{"Información sobre violencia de género", "Orientación legal", "Información sobre acceso a servicios de protección"}
	ids := []string{"informacion_vbg", "orientacion_legal", "informacion_proteccion"}
	n := 0
	for day := 4; day <= 5; day++ {
		for i, p := range m.women(4) {
			n++
			if i == 3 {
				p.sex = "M"
			}
			t.take(n, fmt.Sprintf("%02d-may-20", day), services[i%3], "San Martín de Porres", shout(p.inverted()), p.sex, "venezolana", "C.P.P.", p.number, "+51 "+p.phone, "").gives(p, ids[i%3])
		}
		t.note("", "", "Sub total", "", 4)
	}
	guarded := m.woman()
	t.reject("servicio|lista|Saca|Quita", 9, "06-may-20", "Protección en casos de trata de personas", "San Martín de Porres", shout(guarded.inverted()), "F", "venezolana", "C.P.P.", guarded.number, "", "")
	t.note("", "", "TOTAL GENERAL", "", 8)
	t.note("Elaborado por: equipo de promotoras")
	f.parted("personas", "month", map[string]int{"2020-05": 8})
}

func bonusInTumbes(m *maker) {
	f := m.list("BONO_Tumbes_Mayo_FINAL_final.xlsx", "alma-llanera", "Dos hojas con títulos distintos, columna oculta, fórmulas, totales y firmas; el lugar y el servicio en el título")
	f.because("La mujer que está en las dos hojas cobró dos tramos de una línea: es una.")
	people := m.women(6)
	sheets := []string{"Tramo 1", "Tramo 2"}
	for s, name := range sheets {
		t := f.tab(name, "pagos")
		t.note("PROYECTO ALMA LLANERA")
		t.note("PLANILLA DE BONO MULTIPROPÓSITO - TUMBES - " + name)
		t.blank(1)
		t.head("N°", "Apellidos y Nombres", "Sexo", "Tipo Doc.", "N° Doc.", "Cód. interno", "Línea", "Tramo", "Importe (S/)", "F. Pago", "Estado", "Firma")
		t.narrow = []int{5}
		paid := people[:6]
		if s == 1 {
			paid = people[:3]
		}
		for i, p := range paid {
			amount := []any{"500.00", "S/ 260.00"}[s]
			state := "COBRADO"
			if s == 0 && i == 5 {
				state = "VENCIDO"
			}
			row := t.take(i+1, shout(p.inverted()), "F", p.kind, p.number, formula{"A5*7", 7 * (i + 1)}, lineOf("TUM", i), s+1, amount, []any{date("2020-05-07"), date("2020-05-21")}[s], state, nil).gives(p)
			if state == "COBRADO" {
				row.gives(p, "bono")
			}
		}
		t.note(nil, "TOTAL S/", nil, nil, nil, nil, nil, nil, formula{"SUM(I5:I10)", 3000})
		t.blank(2)
		t.note(nil, "____________________", nil, nil, "____________________")
		t.note(nil, "V°B° Administración", nil, nil, "V°B° Coordinación")
	}
	f.parted("bono", "region", map[string]int{"24": 5})
}

func talkInComas(m *maker) {
	f := m.list("Lista de asistencia charla 12 mayo.xlsx", "alma-llanera", "Lista firmada de una charla: servicio, lugar y fecha solo en el título; columna de firma vacía; filas numeradas sin llenar")
	f.because("El título nombra un solo servicio, un solo distrito y un solo día, y la lista es de personas sin columnas de sesión: cada fila es una atención de ese día.")
	t := f.tab("Hoja1", "atenciones")
	t.note(nil, "LISTA DE PARTICIPANTES")
	t.note(nil, "Servicio:", "Información sobre violencia de género")
	t.note(nil, "Lugar:", "Comas")
	t.note(nil, "Fecha:", "12 de mayo de 2020")
	t.head("N°", "Apellidos y Nombres", "Sexo", "Edad", "Tipo Doc.", "N° Doc.", "Celular", "Firma")
	for i, p := range m.women(6) {
		t.take(i+1, p.inverted(), "F", 2020-p.born.Year(), p.kind, p.number, p.phone, nil).gives(p, "informacion_vbg")
	}
	for i := 7; i <= 10; i++ {
		t.note(i)
	}
	f.parted("personas", "district", map[string]int{"150110": 6})
	f.parted("personas", "month", map[string]int{"2020-05": 6})
}

func representativesInReque(m *maker) {
	f := m.list("Asistencia pastelería (sin columna de sexo).xlsx", "taller-reque", "Lista de la municipalidad sin columna de sexo: todas son mujeres y nadie lo escribió")
	f.because("El sexo no se adivina por el nombre. Entran como personas, y ninguna cifra de mujeres ni de comités las cuenta hasta que el mapa o una lista lo diga.")
	f.parted("personas", "sex", map[string]int{"NS": 5})
	t := f.tab("Pastelería", "asistencia")
	t.note("TALLER DE PASTELERÍA - REQUE")
	t.head("N°", "Apellidos y Nombres", "DNI", "Comité", date("2019-05-07"), date("2019-05-09"), date("2019-05-14"))
	for i, p := range m.peruvians(5) {
		t.take(columns([]any{i + 1, p.inverted(), p.number, committees[i]}, spread([]string{"PPP", "PFP", "PPF", "FPP", "PPP"}[i]))...).gives(p, "pasteleria")
	}
}
