package main

import (
	"fmt"
	"strings"
	"time"
)

// Names that nobody in particular bears; each pair of a surname and a given
// name is given out once.
var (
	surnames = strings.Fields(`Araque Bermúdez Colmenares Delgado Escalona Farías Guédez Hidalgo Infante Jaimes
		Landaeta Manrique Niño Ochoa Parra Querales Rangel Sequera Tovar Urbina Velásquez Yánez Zerpa Arteaga Briceño
		Cárdenas Durán Espinoza Figuera Gamboa Hurtado Izarra Labrador Monsalve Navas Ortega Peñaloza Quiroz Rincón Salcedo`)
	givens = strings.Fields(`Yuraima Belkis Carmen Dayana Eglis Francis Gladys Haydee Ingrid Johana Karelis Lisbeth
		Mileidys Nairobis Odalys Patricia Raiza Sorelis Tibisay Ulises Vanessa Wendy Ximena Yajaira Zoraida Andreína
		Betsabé Coromoto Desirée Elvia Fabiola Greidys Hilda Irama Josefina Keyla Leidys Marisol Noelia Oriana`)
	middles = strings.Fields(`Josefina Isabel Carolina Beatriz Alejandra Teresa Milagros Cristina Elena Antonia Paola`)
)

// person is somebody invented, with what her papers say.
type person struct {
	first, second string // surnames
	given, middle string
	sex           string // F, M
	born          time.Time
	nationality   string
	kind, number  string // of her document
	phone         string
}

// inventor invents people, nobody twice.
type inventor struct{ invented int }

// woman invents a woman from Venezuela with a temporary permit. The day of her
// birth is above 12, so that no order of days and months mistakes it.
func (v *inventor) woman() *person {
	n := v.invented
	v.invented++
	size := len(surnames)
	p := &person{
		first: surnames[n%size], second: surnames[(n*11+5+n/size)%size],
		given: givens[(n/size+n)%size], middle: middles[n*7%len(middles)],
		sex: "F", born: time.Date(1965+n%33, time.Month(1+n%12), 13+n%15, 0, 0, 0, 0, time.UTC),
		nationality: "VEN", kind: "CPP", number: fmt.Sprintf("%09d", 1_284_000+n*137), phone: fmt.Sprint(951_000_000 + n*4729),
	}
	if p.given == "Ulises" {
		p.given = "Ursulina"
	}
	if p.second == p.first {
		p.second = surnames[(n+17)%size]
	}
	return p
}

// women invents several.
func (v *inventor) women(n int) []*person {
	people := make([]*person, n)
	for i := range people {
		people[i] = v.woman()
	}
	return people
}

// peruvian invents a woman of Peru with her identity card.
func (v *inventor) peruvian() *person {
	p := v.woman()
	p.nationality, p.kind, p.number = "PER", "DNI", fmt.Sprintf("%08d", 41_600_000+v.invented*131)
	return p
}

// peruvians invents several.
func (v *inventor) peruvians(n int) []*person {
	people := make([]*person, n)
	for i := range people {
		people[i] = v.peruvian()
	}
	return people
}

// surnames returns both.
func (p *person) surnames() string { return p.first + " " + p.second }

// names returns both given names.
func (p *person) names() string { return p.given + " " + p.middle }

// inverted is her name as registers write it: "Rojas Pérez, Ana Luisa".
func (p *person) inverted() string { return p.surnames() + ", " + p.names() }

// birth writes the day of her birth in a layout of package time.
func (p *person) birth(layout string) string { return p.born.Format(layout) }

// woman reports whether figures of women count her at the end of the lists.
func (p *person) woman() bool {
	return p.sex == "F" && p.born.AddDate(18, 0, 0).Before(time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC))
}

// bare leaves out accents, as capitals often do.
var bare = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U")

// shout writes in capitals without accents.
func shout(s string) string { return strings.ToUpper(bare.Replace(s)) }
