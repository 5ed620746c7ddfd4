package sheet

import "testing"

func TestInitialsAndCodesNameNobody(t *testing.T) {
	for _, name := range []string{"NN", "N.N.", "XXX", "anónima", "No dio nombre", "M.R.P.", "M. R.", "MRP", "JLP", "AB", "PSI-014", "Paciente 3", "caso n° 7", "¿?", "S/N"} {
		if !IsNobody(name) {
			t.Errorf("%q names somebody", name)
		}
	}
	for _, name := range []string{"ANA", "Luz", "EVA PAZ", "M. Soto", "Ana M.", "Ng Wu", "LI NA", "O'Higgins", "Soto Rojas, Ana", "Noa", "De la O"} {
		if IsNobody(name) {
			t.Errorf("%q names nobody", name)
		}
	}
}

func TestWomenAndMen(t *testing.T) {
	women, men := WomenAndMen([]string{"María José", "José María", "LUZ", "Pedro", "Yusmary Ana", "Ángel", "Rosario", "X", ""})
	if women != 4 || men != 3 {
		t.Errorf("%d women and %d men", women, men)
	}
}
