package sheet_test

import (
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"pgregory.net/rapid"
)

func TestSplitName(t *testing.T) {
	const first, given, unknown = sheet.SurnamesFirst, sheet.GivenFirst, sheet.NameOrderUnknown
	for _, c := range []struct {
		name  string
		order sheet.NameOrder
		want  string // surnames | given names
	}{
		{"Quispe Rojas María Elena", first, "Quispe Rojas|María Elena"},
		{"Quispe Rojas Yuleisy", first, "Quispe Rojas|Yuleisy"},
		{"Quispe María", first, "Quispe|María"},
		{"Quispe María Elena", first, "Quispe|María Elena"}, // one surname: María is none
		{"DE LA CRUZ ROJAS ANA", first, "DE LA CRUZ ROJAS|ANA"},
		{"Rojas de la Cruz Ana", first, "Rojas de la Cruz|Ana"},
		{"Pérez Del Águila María", first, "Pérez Del Águila|María"},
		{"San Martín Paz Julia", first, "San Martín Paz|Julia"},
		{"Rojas de García Ana", first, "Rojas de García|Ana"},
		{"Pérez Rojas de García Ana María", first, "Pérez Rojas de García|Ana María"},
		{"Pérez Vda. de Soto Juana", first, "Pérez Vda. de Soto|Juana"},
		{"Pérez Rojas María de los Ángeles", first, "Pérez Rojas|María de los Ángeles"},
		{"Rojas Ana de los Ángeles", first, "Rojas|Ana de los Ángeles"},
		{"Rojas", first, "Rojas|"},
		{"María Elena Quispe Rojas", given, "Quispe Rojas|María Elena"},
		{"María Quispe Rojas", given, "Quispe Rojas|María"},
		{"María Elena Quispe", given, "Quispe|María Elena"},
		{"María Quispe", given, "Quispe|María"},
		{"María de los Ángeles Pérez Rojas", given, "Pérez Rojas|María de los Ángeles"},
		{"María del Carmen Pérez", given, "Pérez|María del Carmen"},
		{"Ana de la Cruz Rojas", given, "de la Cruz Rojas|Ana"},
		{"Ana Rojas de García", given, "Rojas de García|Ana"},
		{"Ana María Rojas Paz de García", given, "Rojas Paz de García|Ana María"},
		{"Ana María Rojas de García", given, "Rojas de García|Ana María"},
		{"María", given, "|María"},
		{"PEREZ ROJAS, MARIA DE LOS ANGELES", unknown, "PEREZ ROJAS|MARIA DE LOS ANGELES"},
		{"Pérez  Rojas ,María", given, "Pérez Rojas|María"}, // a comma decides
		{"Pérez Rojas María", unknown, "Pérez Rojas María|"},
		{"", first, "|"}, {" , ", given, "|"}, {"de la", first, "de la|"},
	} {
		surnames, given := sheet.SplitName(c.name, c.order)
		if got := surnames + "|" + given; got != c.want {
			t.Errorf("%q: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMarried(t *testing.T) {
	for surnames, want := range map[string]string{
		"Rojas de García":      "Rojas|García",
		"Pérez Rojas de Soto":  "Pérez Rojas|Soto",
		"Pérez Vda. de Soto":   "Pérez|Soto",
		"PEREZ VIUDA DE SOTO":  "PEREZ|SOTO",
		"de la Cruz Rojas":     "de la Cruz Rojas|",
		"Rojas de la Cruz":     "Rojas de la Cruz|", // two surnames
		"Rojas Del Águila":     "Rojas Del Águila|",
		"Ponce de León":        "Ponce de León|",
		"Rojas Paz":            "Rojas Paz|",
		"de García":            "de García|",
		"":                     "|",
		"Rojas de San Martín":  "Rojas de San Martín|",
		"Quispe Montes de Oca": "Quispe Montes de Oca|",
	} {
		own, of := sheet.Married(surnames)
		if got := own + "|" + of; got != want {
			t.Errorf("%q: got %q, want %q", surnames, got, want)
		}
	}
}

func TestNameOrderOf(t *testing.T) {
	for name, c := range map[string]struct {
		samples []string
		want    sheet.NameOrder
		known   bool
	}{
		"surnames first": {[]string{"QUISPE ROJAS MARIA ELENA", "MAMANI PAZ ROSA", "Xyz Abc Carmen"}, sheet.SurnamesFirst, true},
		"given first":    {[]string{"María Elena Quispe Rojas", "Rosa Mamani", "Yuleisy Pérez"}, sheet.GivenFirst, true},
		"one stranger":   {[]string{"Quispe Rojas María", "Pérez Paz Ana", "Soto Rojas Carmen", "Flores Díaz Rosa", "Ruiz Vera Julia", "María Quispe"}, sheet.SurnamesFirst, true},
		"both":           {[]string{"Quispe Rojas María", "María Quispe Rojas"}, sheet.NameOrderUnknown, false},
		"commas":         {[]string{"Quispe Rojas, María"}, sheet.NameOrderUnknown, false},
		"unknown names":  {[]string{"Xa Xe Xi", "Xo Xu"}, sheet.NameOrderUnknown, false},
		"one word":       {[]string{"María"}, sheet.NameOrderUnknown, false},
		"nothing":        {nil, sheet.NameOrderUnknown, false},
	} {
		if got, known := sheet.NameOrderOf(c.samples); got != c.want || known != c.known {
			t.Errorf("%s: got %v, %v", name, got, known)
		}
	}
}

// Splitting loses no word and changes none.
func TestEveryWordOfANameIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.SampledFrom([]string{"de", "la", "Del", "San", "María", "Quispe", "Vda.", "Ángeles", "Xu", "los"})).Draw(t, "words")
		order := rapid.SampledFrom([]sheet.NameOrder{sheet.NameOrderUnknown, sheet.SurnamesFirst, sheet.GivenFirst}).Draw(t, "order")
		name := strings.Join(words, " ")
		surnames, given := sheet.SplitName(name, order)
		kept := surnames + " " + given
		if order == sheet.GivenFirst {
			kept = given + " " + surnames
		}
		if strings.TrimSpace(kept) != name {
			t.Fatalf("%q became %q and %q", name, surnames, given)
		}
	})
}
