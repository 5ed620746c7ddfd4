package cast

import "github.com/trenza/trenza"

// blunder adds the wrong rows that an import must refuse. Each is about
// somebody who is nowhere else, so that taking it would change a figure.
func (p *project) blunder() {
	information := p.page("tumbes/informacion-2019.csv", "", around([]string{"Servicio", "Fecha", "Lugar"}, nil))
	attentions := p.page("lima/atenciones.xlsx", "2020", attentionHeader())
	payments := p.page("norte/bono.xlsx", "2020", paymentHeader())
	survey := p.page("lima-callao/satisfaccion.xlsx", "2020", surveyHeader())
	unasked := make([]string, len(difficulties))

	p.wrong(information, []string{"informacion_vbg", "2019-02-30", "240101"}, nil, nil)
	p.wrong(information, []string{"orientacion_laboral", "2019-07-11", "240302"}, nil, nil)
	p.wrong(information, []string{"informacion_proteccion", "2019-08-19", "240101"}, nil, func(who *Person) { who.Sex = "X" })
	p.wrong(information, []string{"informacion_vbg", "2019-09-03", "249901"}, nil, nil)
	p.wrong(information, []string{"informacion_vbg", "2019-10-21", "240101"}, nil, func(who *Person) {
		who.DocumentType, who.DocumentNumber = "DNI", p.number("4", 8)
	})
	p.wrong(attentions, []string{"proteccion_vbg", "2020-07-14", "150132"}, unasked, nil)
	p.wrong(attentions, []string{"proteccion_trata", "2020-10-02", "150110"}, unasked, nil)
	p.wrong(attentions, []string{"asistencia_legal", "2020-13-05", "150135"}, unasked, nil)
	p.wrong(attentions, []string{"regularizacion", "2020-11-24", "150110"}, unasked, func(who *Person) { *who = Person{Sex: "F", Nationality: "VEN"} })
	p.wrong(payments, []string{"bono", "2020-04-31", "240101"}, []string{p.line(), "1", "760.00", "billetera", "cobrado"}, nil)
	p.wrong(payments, []string{"bono", "2020-05-12", "200101"}, []string{p.line(), "1", "quinientos", "billetera", "cobrado"}, nil)
	p.wrong(survey, []string{"satisfaccion", "2020-09-17", "070101"}, []string{"sí", "9", ""}, nil)

	fairs := p.page("callao/conteos.xlsx", "2019", headcountHeader())
	fairs.add(wrongCount(p.dice, "informacion_vbg", "Feria del puerto", "2019-11-09", "070101"))
}

// wrong adds a row about a woman who is in no other, spoilt by the cells around
// her or by what spoil does to what is known of her.
func (p *project) wrong(sheet *page, before, after []string, spoil func(*Person)) {
	s := &someone{sex: "F", nationality: "VEN", population: "in_destination", wanted: 1, birth: p.day("1970-01-01", "1999-12-31")}
	p.name(s)
	s.papers = []paper{{"CPP", p.serial("CPP")}}
	who := p.person(s, 0, false)
	if spoil != nil {
		spoil(&who)
	}
	sheet.add(entry{when: trenza.Day(before[1]), before: before, after: after, person: who, bad: true})
}
