package main

// marks are the ways of writing who came.
var marks = []func(*maker){
	marksAbsent, marksAttended, marksOnes, marksTicks, marksAlone, marksUnknown, marksHours, marksDayHeaders,
}

// workshop begins a sheet of a course of eight sessions in February and March.
func workshop(f *file, days ...any) *tab {
	t := f.tab("Asistencia", "asistencia")
	if len(days) == 0 {
		days = []any{date("2020-02-03"), date("2020-02-06"), date("2020-02-10"), date("2020-02-13"), date("2020-03-02"), date("2020-03-05"), date("2020-03-09"), date("2020-03-12")}
	}
	t.head(columns([]any{"Servicio", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento"}, days)...)
	return t
}

// enrolled is what a row of a workshop says before its marks.
func (p *person) enrolled() []any {
	return []any{"empleabilidad", "130101", p.surnames(), p.names(), p.sex, p.kind, p.number}
}

func marksAbsent(m *maker) {
	f := m.list("marks-a-with-p.xlsx", "alma-llanera", "P de presente, A de ausente, T, J y R")
	f.because("Con P en la hoja, A solo puede ser ausente.")
	t := workshop(f)
	for _, written := range []string{"PPPPPPPP", "PAPPPPPP", "PAAAPAAA", "TPPPPPPP", "PPPPPPJJ", "RRPPPPPP", "AAAAAAAA"} {
		p := m.woman()
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(written)...)
	}
}

func marksAttended(m *maker) {
	f := m.list("marks-a-with-f.xlsx", "alma-llanera", "A de asistió y F de faltó")
	f.because("Con F en la hoja y sin P, A solo puede ser que asistió.")
	t := workshop(f)
	for _, written := range []string{"AAAAAAAA", "AAAFAAAA", "AFFFAFFF", "FFFFFFFF", "AAAAAAAF", "AAAAAJAA"} {
		p := m.woman()
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(swapped(written, 'A', 'P'))...)
	}
}

func marksOnes(m *maker) {
	f := m.list("marks-ones-zeros.xlsx", "alma-llanera", "1 de presente y 0 de ausente, como números y como texto")
	f.because("Una hoja de solo unos y ceros marca asistencia; una hora de clase no es posible cuando todas las sesiones duran tres.")
	t := workshop(f)
	for i, written := range []string{"11111111", "11111110", "10101010", "00000000", "11011111"} {
		p := m.woman()
		cells := spread(written)
		for c := range cells {
			if i%2 == 0 {
				cells[c] = atoi(cells[c].(string))
			}
		}
		t.take(columns(p.enrolled(), cells)...).gives(p, employability.attended(swapped(written, '1', 'P'))...)
	}
}

func marksTicks(m *maker) {
	f := m.list("marks-ticks.csv", "alma-llanera", "X, x, ✓, ✔ y celdas vacías")
	f.text = style{charset: utf8Marked, separator: ";"}
	t := workshop(f, "03/02/2020", "06/02/2020", "10/02/2020", "13/02/2020", "02/03/2020", "05/03/2020", "09/03/2020", "12/03/2020")
	t.name, t.account.Sheet = "", ""
	for _, written := range []string{"XXXXXXXX", "xxxx xxx", "✓✓✓✓✓✓✓ ", "✔ ✔ ✔ ✔ ", "X       "} {
		p := m.woman()
		seen := swapped(swapped(swapped(swapped(written, 'X', 'P'), 'x', 'P'), '✓', 'P'), '✔', 'P')
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(seen)...)
	}
}

func marksAlone(m *maker) {
	f := m.list("marks-a-alone.xlsx", "alma-llanera", "Solo A y celdas vacías")
	f.because("A es asistió en unas oficinas y ausente en otras, y nada en la hoja lo dice: se pregunta, fila por fila, y no se cuenta a nadie.")
	t := workshop(f)
	for _, written := range []string{"AAAAAAAA", "AAA AAAA", "A   A   ", "AA AA AA"} {
		p := m.woman()
		t.reject("A", columns(p.enrolled(), spread(written))...)
	}
}

func marksUnknown(m *maker) {
	f := m.list("marks-unknown.xlsx", "alma-llanera", "Una marca que no es ninguna (Z, «?», «vacaciones») entre marcas buenas")
	t := workshop(f)
	for _, written := range []string{"PPPPPPPP", "PPPPPPPF"} {
		p := m.woman()
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(written)...)
	}
	t.reject("Z", columns(m.woman().enrolled(), spread("PPPZPPPP"))...)
	t.reject("?", columns(m.woman().enrolled(), spread("PPP?PPPP"))...)
	cells := spread("PPPPPPPP")
	cells[4] = "vacaciones"
	t.reject("vacaciones", columns(m.woman().enrolled(), cells)...)
}

func marksHours(m *maker) {
	f := m.list("marks-hours.xlsx", "alma-llanera", "Horas en lugar de marcas: 3, 1.5, «2:30», «3 h»")
	t := workshop(f)
	hours := []struct {
		cells []any
		seen  string
	}{
		{[]any{3, 3, 3, 3, 3, 3, 3, 3}, "PPPPPPPP"},
		{[]any{3, 1.5, 3, 3, 3, 3, 3, 3}, "PTPPPPPP"},
		{[]any{"3 h", "3 h", "3 h", "0", "0", "0", "0", "0"}, "PPPFFFFF"},
		{[]any{"3:00", "3:00", "3:00", "3:00", "3:00", "3:00", "3:00", "0"}, "PPPPPPPF"},
	}
	for _, h := range hours {
		p := m.woman()
		t.take(columns(p.enrolled(), h.cells)...).gives(p, employability.attended(h.seen)...)
	}
}

func marksDayHeaders(m *maker) {
	f := m.list("dates-in-headers.xlsx", "alma-llanera", "Fechas de sesión escritas de ocho maneras en el encabezado")
	t := workshop(f, "03/02/2020", "6-feb-2020", "10.02.20", "13 de febrero de 2020", date("2020-03-02"), "Jueves 5 de marzo 2020", "2020-03-09", "12-mar-20")
	for _, written := range []string{"PPPPPPPP", "PPPPPPPF", "PFPFPFPF", "FFFFFFFF"} {
		p := m.woman()
		t.take(columns(p.enrolled(), spread(written))...).gives(p, employability.attended(written)...)
	}
	f.parted("personas", "month", map[string]int{"2020-02": 3, "2020-03": 3})
}

// swapped writes one mark as another.
func swapped(marks string, from, to rune) string {
	other := []rune(marks)
	for i, mark := range other {
		if mark == from {
			other[i] = to
		}
	}
	return string(other)
}
