package exchange_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// badRows are rows that must be rejected, by the shape of their list.
var badRows = []struct {
	shape exchange.Shape
	rows  []edit
}{
	{exchange.Attentions, []edit{
		{"Servicio": ""},
		{"Servicio": "asesoria_legal"},
		{"Servicio": "bono"},
		{"Servicio": "proteccion_vbg"},
		{"Fecha": ""},
		{"Fecha": "marzo"},
		{"Fecha": "2020-02-31"},
		{"Fecha": "31/31/2020"},
		{"Fecha": "2018-12-31"},
		{"Fecha": "20200232"},
		{"Fecha": "2098-03-02"},
		{"Lugar": ""},
		{"Lugar": "990101"},
		{"Lugar": "Trujilo"},
		{"Lugar": "Bellavista"},
		{"Apellidos": "", "Nombres": "", "Tipo de documento": "", "Número de documento": ""},
		{"Sexo": "mujr"},
		{"Fecha de nacimiento": "1990-13-01"},
		{"Fecha de nacimiento": "2021"},
		{"Nacionalidad": "venusina"},
		{"Población": "turista"},
		{"Tipo de documento": ""},
		{"Tipo de documento": "RUC"},
		{"Tipo de documento": "DNI", "Número de documento": "12345"},
		{"Tipo de documento": "DNI", "Número de documento": "1234567A"},
		{"Tipo de documento": "DNI", "Número de documento": ""},
		{"Tipo de documento": "PAS", "Número de documento": "123"},
		{"Etapas de vida": "madre;abuela"},
		{"Comité": "Comité"},
		{"Ver": "5"},
		{"Contada en": "Feria que nadie contó"},
		{"Servicio": "asistencia_legal", "Materia": "penal"},
		{"Servicio": "capital_semilla", "Monto aprobado": "1.234"},
		{"Servicio": "orientacion_psicosocial", "Se acordó una derivación": "tal vez"},
	}},
	{exchange.Attendance, []edit{
		{"Servicio": "salud"},
		{"Servicio": "proteccion_trata"},
		{"2020-03-02": "", "2020-03-05": "", "2020-03-09": ""},
		{"2020-03-05": "A"},
		{"2020-03-05": "25"},
		{"Lugar": ""},
		{"Apellidos": "", "Nombres": "", "Tipo de documento": "", "Número de documento": ""},
		{"2018-11-30": "P"},
		{"2098-11-30": "P"},
	}},
	{exchange.Payments, []edit{
		{"Servicio": "Protección en casos de trata de personas"},
		{"Servicio": "empleabilidad"},
		{"Fecha de pago": ""},
		{"Fecha de pago": "2098-08-10"},
		{"Monto": ""},
		{"Monto": "mil"},
		{"Monto": "-500"},
		{"Monto": "1.234"},
		{"Línea": ""},
		{"Estado": ""},
		{"Estado": "quizás"},
	}},
	{exchange.Headcounts, []edit{
		{"Servicio": "PROTECCION VBG"},
		{"Servicio": "asistencia_legal"},
		{"Actividad": ""},
		{"Fecha": "2018-12-31"},
		{"Fecha": "2098-12-31"},
		{"Lugar": "990101"},
		{"Método": "a ojo"},
		{"Total": "doce"},
		{"Total": "13"},
		{"Mujeres 18-29": "8"},
		{"Mujeres 18-29": "-7"},
		{"En destino": "11"},
		{"Total": "0", "Mujeres 18-29": "0", "Hombres 18-29": "0", "En destino": "0"},
	}},
	{exchange.Survey, []edit{
		{"Servicio": "proteccion_vbg", "Apellidos": "", "Nombres": "", "Tipo de documento": "", "Número de documento": ""},
		{"Servicio": "informacion_vbg"},
		{"Respondió": "quizás"},
		{"Atención a usted": "6"},
		{"Atención a su familia": "bien"},
		{"Sexo": "mujr", "Apellidos": "", "Nombres": "", "Tipo de documento": "", "Número de documento": ""},
	}},
}

// Every bad row is rejected with a sentence that says where and what to do. The
// sentences are read as prose in testdata. Nothing is left of any of them: no
// person, no entry, no row of any table.
func TestBadRowsAreRejected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		before := contents(w)
		var text strings.Builder
		for _, list := range badRows {
			fmt.Fprintf(&text, "%s\n", list.shape)
			for _, row := range list.rows {
				got := taken(t, w, alma, "lista.csv", rowsOf(t, list.shape, row))
				if got.Shape != list.shape {
					t.Errorf("%v: taken for %s", row, got.Shape)
				}
				want(t, got, 0, 0, 0, 1)
				fmt.Fprintf(&text, "  %s\n      %s\n", row, locale.For("es").Error(got.Refusals[0].Err))
			}
		}
		if after := contents(w); !maps.Equal(before, after) {
			t.Errorf("something was left behind: %v, then %v", before, after)
		}
		golden(t, "rejections.txt", text.String())
	})
}

// String writes an edit as "Heading «cell»".
func (e edit) String() string {
	var cells []string
	for _, heading := range slices.Sorted(maps.Keys(e)) {
		cells = append(cells, heading+" «"+e[heading]+"»")
	}
	return strings.Join(cells, " ")
}

// A restricted service is refused in every shape of list, by any of its names,
// with the sentence of access and nothing else.
func TestRestrictedServicesAreRefusedInEveryShape(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		before := contents(w)
		for _, shape := range shapesOf(alma) {
			var rows []edit
			for _, name := range []string{
				"proteccion_vbg", "Proteccion_VBG ", "Protección en casos de violencia de género",
				"proteccion_trata", "PROTECTION IN CASES OF TRAFFICKING IN PERSONS",
			} {
				rows = append(rows, edit{"Servicio": name}, edit{"Servicio": name, "Lugar": "", "Fecha": "nunca"})
			}
			got := taken(t, w, alma, string(shape)+".xlsx", rowsOf(t, shape, rows...))
			want(t, got, 0, 0, 0, len(rows))
			for _, r := range got.Refusals {
				refused(t, r, "access.restricted_service")
				if says := locale.For("es").Error(r.Err); !strings.Contains(says, "su propio equipo") || strings.Contains(says, "proteccion") {
					t.Error(says)
				}
			}
		}
		if after := contents(w); !maps.Equal(before, after) {
			t.Errorf("something was left behind: %v, then %v", before, after)
		}
	})
}

// A spreadsheet eats the zero before the code of Callao, and the zeros after
// that of a region are filled up; both are mended.
func TestZerosOfPlacesAreMended(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		var rows []edit
		for _, place := range []string{"70101", "7", "070000", "Reque", "140113"} {
			rows = append(rows, edit{"Lugar": place})
		}
		got := taken(t, w, alma, "lista.csv", rowsOf(t, exchange.Attentions, rows...))
		want(t, got, 3, 2, 0, 0) // 070000 is 07, and Reque is 140113
	})
}

// A character that no text can hold, deep in a file where nobody looks for it,
// is passed over on either engine.
func TestCharactersThatNoTextHolds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		far := strings.Repeat("lejos ", 12_000)
		list := rowsOf(t, exchange.Attentions, edit{"Observaciones": far[:30_000]}, edit{"Observaciones": far[30_000:60_000], "Fecha": "2020-03-03"},
			edit{"Observaciones": far[:30_000], "Fecha": "2020-03-04"},
			edit{"Comité": "Las\x00 Delicias", "Nacionalidad": "VE\x00", "Hogar": "H\x00", "Fecha": "2020-03-05"},
			edit{"Comité": "Las Delicias", "Apellidos": "So\x00to", "Fecha": "2020-03-06"})
		path := filepath.Join(t.TempDir(), "lista.csv")
		var text strings.Builder
		if err := csv.NewWriter(&text).WriteAll(list); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		got := w.Import(alma, path).Sheets[0]
		want(t, got, 5, 0, 0, 0)
		w.Sound()
	})
}
