package cast

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// HandInDay is the day of the list that is ready to be handed in.
const HandInDay trenza.Day = "2021-03-24"

// Messy is a list as an office keeps it, not yet handed in: with a title, headings in
// shorthand, a section for a second district and a total. It names women whom the
// programme knows, typed as somebody hears them, one of them twice; somebody who
// never came before, somebody without a paper, and two rows that nothing can be made of.
func Messy(known []Person, day trenza.Day) List {
	rows := [][]string{
		{"PROYECTO ALMA LLANERA"}, {"Información sobre acceso a servicios de protección · Tumbes"}, {},
		{"Nº", "Fecha", "APELLIDOS Y NOMBRES", "Sexo", "Fec. Nac.", "Tipo doc.", "Nº Doc.", "Celular", "Observaciones"},
	}
	add := func(on trenza.Day, p Person, remark string) {
		number := strconv.Itoa(len(rows) - 3)
		rows = append(rows, []string{
			number, slashed(on), strings.ToUpper(p.Surnames + ", " + p.GivenNames), "F", slashed(trenza.Day(p.Birth)),
			p.DocumentType, p.DocumentNumber, p.Phone, remark,
		})
	}
	for _, p := range known {
		p.GivenNames = ByEar(p.GivenNames)
		add(day, p, "")
	}
	if len(known) > 0 {
		add(day, known[0], "vino con su hermana")
	}
	rows = append(rows, []string{"DISTRITO: ZARUMILLA"})
	add(day, Person{Surnames: "Barreto Lugo", GivenNames: "Oriana Valeska", Birth: "1997-03-08", DocumentType: "CPP", DocumentNumber: "009910031", Phone: "934118207"}, "primera vez")
	add(day, Person{Surnames: "Salazar Urbina", GivenNames: "Keila del Carmen", Birth: "1983-12-19", Phone: "934551020"}, "trámite en curso")
	add(day, Person{DocumentType: "CPP", Phone: "934551777"}, "falta copiar del cuaderno")
	rows = append(rows, []string{strconv.Itoa(len(rows) - 3), "31/02/2021", "PIÑA ROJAS, MILEIDY", "F", "04/07/1990", "CPP", "009910032", "", ""})
	rows = append(rows, []string{"", "", "TOTAL", fmt.Sprint(len(known) + 5)})
	return List{Name: "tumbes-marzo.xlsx", Sheets: []Sheet{{Name: "Marzo", Rows: rows}}}
}

// slashed writes a day as people do, 08/03/1997.
func slashed(day trenza.Day) string {
	if len(day) != len("1997-03-08") {
		return string(day)
	}
	return string(day[8:] + "/" + day[5:7] + "/" + day[:4])
}
