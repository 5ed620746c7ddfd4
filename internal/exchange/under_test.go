package exchange

import (
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// A column of a payment list may be about one leg, in figures or in words.
func TestHeadingsOfLegs(t *testing.T) {
	d, _ := programme.Shipped("alma-llanera")
	v := vocabularyOf(d)
	for h, want := range map[heading]meaning{
		{own: "Monto 1ra cuota"}:                 {key: "amount", leg: 1},
		{own: "FECHA 2DA CUOTA"}:                 {key: "day", leg: 2},
		{group: "Tramo 2", own: "Estado"}:        {key: "state", leg: 2},
		{own: "Segundo pago"}:                    {key: "amount", leg: 2},
		{group: "1° desembolso", own: "Importe"}: {key: "amount", leg: 1},
	} {
		if got, ok := v.meaningOfLeg(h); !ok || got != want {
			t.Errorf("%v is %+v", h, got)
		}
	}
	for _, h := range []heading{{own: "Cuota"}, {own: "Monto"}, {own: "Fecha de pago"}, {own: "1ra cuota firma"}} {
		if got, ok := v.meaningOfLeg(h); ok {
			t.Errorf("%v is %+v", h, got)
		}
	}
}

// Groups of up to three rows hold for the columns on their right, until the next
// one or the next above it.
func TestHeadingsOfThreeRows(t *testing.T) {
	h := head{rows: []sheet.Row{
		{Number: 1, Cells: []string{"N°", "DATOS", "", "", "ATENCIÓN"}},
		{Number: 2, Cells: []string{"", "SEXO", "NACIMIENTO", "", "FECHA"}},
		{Number: 3, Cells: []string{"", "", "DÍA", "AÑO", "DÍA/MES/AÑO"}},
	}}
	want := []heading{
		{own: "N°"}, {group: "DATOS", own: "SEXO"}, {over: "DATOS", group: "NACIMIENTO", own: "DÍA"},
		{over: "DATOS", group: "NACIMIENTO", own: "AÑO"}, {over: "ATENCIÓN", group: "FECHA", own: "DÍA/MES/AÑO"},
	}
	for n, got := range h.headings() {
		if got != want[n] {
			t.Errorf("column %d: %+v", n, got)
		}
	}
}

// What stands alone in the middle of a list is a section, a note or a total.
func TestSections(t *testing.T) {
	d, _ := programme.Shipped("alma-llanera")
	i := &interpreter{definition: d, vocabulary: vocabularyOf(d), places: newGazetteer(d)}
	for text, want := range map[string][2]string{
		"DISTRITO: ZARUMILLA": {"district", "ZARUMILLA"}, "Comité Santa Rosa": {"committee", "Santa Rosa"}, "AGUAS VERDES": {"place", "AGUAS VERDES"},
		"Martes 5 de mayo de 2020": {"day", "2020-05-05"}, "FECHA: 04/05/2020": {"day", "04/05/2020"}, "APOYO EN SALUD": {"service", "salud"},
		"coordinar con la posta de salud": {}, "Fecha de impresión: 04/05/2020": {}, "Total Zarumilla: 3": {}, "Elaborado por: Tumbes": {}, "REFRIGERIO": {},
	} {
		if key, value, _ := i.sectionOf(text); key != want[0] || value != want[1] {
			t.Errorf("%q says %q of %q", text, value, key)
		}
	}
}
