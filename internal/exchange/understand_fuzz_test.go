package exchange

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// FuzzUnderstand understands any grid: it is a list or is refused with a
// sentence, every choice has words, and every line is a row of the header, one
// that is skipped, or one that is read.
func FuzzUnderstand(f *testing.F) {
	for _, seed := range []string{
		"Servicio,Fecha,Lugar,Apellidos\nsalud,2020-03-02,Lima,Soto\nTOTAL,,,1\n",
		"Taller de empleabilidad - Trujillo\n\nN°,Apellidos y nombres,Marzo 2020,,Total\n,,2,5,\n1,\"Soto, Ana\",P,A,1\n,____\n",
		"Actividad,Fecha,Lugar,Mujeres,Hombres,Niñas,0-17,Total\nFeria,08/03/2020,Piura,3,4,1,2,8\n",
		"etapas/madre,_id,persona/apellidos,fecha\nTRUE,7,Soto,2020-03-02\n",
		"N° operación,Referencia,DNI,CE,Importe pagado,Estado\n1,L-1,1234567,,S/ 760,EXTORNADO\n",
		"Resumen,Total\n,\n", "A\nA\nA\nA", "1,2,3\n4,5,6",
	} {
		f.Add(seed)
	}
	d, _ := programme.Shipped("alma-llanera")
	words := vocabularyOf(d)
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) > 500 {
			return
		}
		grid := func(yield func(sheet.Row, error) bool) {
			for n, cells := range rows {
				if !yield(sheet.Row{Number: n + 1, Cells: cells}, nil) {
					return
				}
			}
		}
		looks, err := lookAt(grid, words, func(top []sheet.Row) head { return headOf(top, words, calendar{}) })
		if err != nil {
			t.Fatal(err)
		}
		for n, l := range looks {
			u := understand(l, d, words, SheetMapping{}, nil)
			if n == 0 && u.Lines != len(rows) {
				t.Fatalf("%d lines of %d", u.Lines, len(rows))
			}
			checkUnderstanding(t, u)
			list := listOf(u)
			for n, cells := range rows {
				list.skips(sheet.Row{Number: n + 1, Cells: cells})
			}
		}
	})
}

func checkUnderstanding(t *testing.T, u Understanding) {
	t.Helper()
	if u.Shape == "" && u.Refused == nil {
		t.Fatal("neither a list nor refused")
	}
	for _, c := range u.Choices {
		if says := c.In(locale.For("es")); strings.Contains(says, "%[") || strings.Contains(says, "exchange.") {
			t.Fatalf("a choice without words: %s", says)
		}
	}
	for key, s := range u.table.sources {
		for _, index := range s.columns {
			if !u.table.read[index] {
				t.Fatalf("%s is read from column %d, which is said not to be read", key, index)
			}
		}
	}
}
