package exchange_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// otherHeadings are what offices write over the columns of the templates.
var otherHeadings = map[string][]string{
	"Servicio": {"Servicio brindado", "SERVICIO", "Tipo de servicio", "persona/servicio", "Service"}, "Fecha": {"Fecha de atención", "FECHA", "Date"},
	"Lugar": {"Lugar de atención", "Ubigeo", "LUGAR:"}, "Apellidos": {"APELLIDOS", "Apelidos", "Last name", "datos/apellidos"},
	"Nombres": {"Nombres:", "First name"}, "Sexo": {"Género", "SEXO (F/M)"}, "Fecha de nacimiento": {"Fec. Nac.", "F. Nacimiento", "Date of birth"},
	"Nacionalidad": {"País", "Naconalidad"}, "Tipo de documento": {"Tipo Doc.", "TIPO DE DOC"}, "Número de documento": {"Nº Doc.", "N° documento", "Documento"},
	"Teléfono": {"Celular", "Cel.", "Teléfono de contacto"}, "Monto": {"Monto (S/)", "Importe", "Importe pagado"}, "Estado": {"Estado de pago", "Status"},
	"Línea": {"Referencia", "Línea de pago"}, "Fecha de pago": {"Fecha", "F. de pago"}, "Actividad": {"Nombre de la actividad", "Evento"},
	"Total": {"TOTAL GENERAL", "Total de participantes"}, "Método": {"Método de conteo"}, "Atención a usted": {"Satisfacción"},
	"Mujeres 18-29": {"Mujeres de 18 a 29 años", "MUJERES 18 - 29"}, "En destino": {"Población en destino"},
}

// dressed returns a list as an office would keep it: titles above, a logo's blank
// rows, other headings, columns in another order and columns that nobody fills,
// days written otherwise, totals and signatures below.
func dressed(t *rapid.T, plain [][]string) [][]string {
	style := rapid.SampledFrom([]string{"2020-03-0%d", "0%d/03/2020", "%d de marzo de 2020", "%d-mar-2020", "lunes 0%d de marzo del 2020", "0%d.03.20"}).Draw(t, "days")
	columns := rapid.Permutation(indices(len(plain[0]))).Draw(t, "order")
	numbered := rapid.Bool().Draw(t, "numbered")
	var rows [][]string
	for n := range rapid.IntRange(0, 3).Draw(t, "titles") {
		rows = append(rows, []string{"", []string{"PROYECTO", "Registro de la oficina", ""}[n]})
	}
	for n, row := range pick(plain, columns) {
		for i, cell := range row {
			switch heading := plain[0][columns[i]]; {
			case n == 0:
				row[i] = rapid.SampledFrom(append([]string{heading}, otherHeadings[heading]...)).Draw(t, "heading")
			case strings.HasPrefix(cell, "2020-03-0"):
				row[i] = fmt.Sprintf(style, cell[9]-'0')
			case cell == "500.00":
				row[i] = rapid.SampledFrom([]string{"500", "S/ 500.00", "500,00", "S/.500"}).Draw(t, "amount")
			}
		}
		if numbered {
			row = append([]string{map[bool]string{true: "N°", false: fmt.Sprint(n)}[n == 0], ""}, row...)
		}
		rows = append(rows, row)
	}
	if rapid.Bool().Draw(t, "total") {
		rows = append(rows, []string{"TOTAL", "", fmt.Sprint(len(plain) - 1)})
	}
	if rapid.Bool().Draw(t, "signed") {
		rows = append(rows, nil, []string{"", "______________"}, []string{"", "V°B° Coordinación"})
	}
	return rows
}

// However an office dresses a list up, it comes to the account and the figures
// of the plain one; and whoever imports both adds nothing with the second.
func TestADressedListIsThePlainOne(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	folder := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		shape := rapid.SampledFrom(shapesOf(alma)).Draw(t, "shape")
		edits := make([]edit, rapid.IntRange(1, 4).Draw(t, "rows"))
		for n := range edits {
			number := fmt.Sprintf("00123456%d", n)
			edits[n] = edit{"Apellidos": []string{"Soto", "Paz Luna", "De la Cruz", "Quispe"}[n], "Nombres": called(number), "Número de documento": number, "Actividad": fmt.Sprint("Feria ", n),
				"Línea": "L-" + number, "Teléfono": "90000000" + fmt.Sprint(n)}
		}
		plain := onlyHeadings(rowsOf(t, shape, edits...), rowsOf(t, shape)[0])
		list := cast.List{Name: fmt.Sprintf("%d.xlsx", run), Sheets: []cast.Sheet{{Name: "Hoja1", Rows: dressed(t, plain)}}}

		w := base.In(t, fmt.Sprint("plain", run), alma)
		first := w.ImportLists(alma, folder, listOf(fmt.Sprintf("p%d.csv", run), plain))[0].Sheets[0]
		want(t, first, len(edits), 0, 0, 0)
		second := w.ImportLists(alma, folder, list)[0].Sheets[0]
		want(t, second, 0, len(edits), 0, 0)

		alone := base.In(t, fmt.Sprint("dressed", run), alma)
		want(t, alone.ImportLists(alma, folder, list)[0].Sheets[0], len(edits), 0, 0, 0)
		if a, b := w.Values(alma), alone.Values(alma); !maps.Equal(a, b) {
			t.Fatalf("plain %v, dressed %v", a, b)
		}
	})
}

// onlyHeadings leaves out the columns that a shape's template lacks.
func onlyHeadings(list [][]string, headings []string) [][]string {
	var columns []int
	for i, heading := range list[0] {
		if slices.Contains(headings, heading) {
			columns = append(columns, i)
		}
	}
	return pick(list, columns)
}
