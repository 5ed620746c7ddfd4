package spelling_test

import (
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/spelling"
)

func TestGiven(t *testing.T) {
	for text, want := range map[string]string{
		"María Elena":          "maria elena",
		"Ma. de los Ángeles":   "maria angeles",
		"Mª Elena":             "maria elena",
		"M.ª Elena":            "maria elena",
		"M. Elena":             "maria elena",
		"Rosa M.":              "rosa m",
		"Rosa Ma.":             "rosa maria",
		"Ma":                   "ma", // nobody's María
		"María Ma. del Carmen": "maria carmen",
		"Rosa Delcarmen":       "rosa carmen",
		"Sra. Rosa":            "rosa",
		"Fco. Javier":          "francisco javier",
		"Ana Ana":              "ana",
		"A B C D F":            "a b c d",
		"de la":                "de la",
		" - ":                  "",
	} {
		if got := strings.Join(spelling.Given(text), " "); got != want {
			t.Errorf("Given(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSurnames(t *testing.T) {
	for text, want := range map[string]string{
		"Pérez Rojas":               "perez rojas",
		"Quispe Quispe":             "quispe quispe",
		"De la Cruz Quispe":         "cruz quispe",
		"Delacruz Quispe":           "cruz quispe",
		"Rojas de la Cruz":          "rojas cruz",
		"García y Vega":             "garcia vega",
		"da Silva dos Santos":       "silva santos",
		"San Martín de los Ríos":    "sanmartin rios",
		"Sta. Cruz Sanmartín":       "stacruz sanmartin",
		"Santos de Santa Cruz":      "santos santacruz",
		"Pérez Rojas de Torres":     "perez rojas",
		"Pérez Rojas de la Torre":   "perez rojas",
		"Pérez Rojas de Vega Ruiz":  "perez rojas",
		"Pérez de Torres":           "perez",
		"Pérez Vda. de Torres":      "perez",
		"Pérez viuda de la Torre":   "perez",
		"Vda. de Torres":            "torres",
		"De Torres Quispe":          "torres quispe",
		"Pérez de Torres Quispe":    "perez torres quispe",
		"Ponce de León":             "ponce leon",
		"García Ponce de León":      "garcia ponce leon",
		"Ponce de León de Díaz":     "ponce leon",
		"Quispe Mila de la Roca":    "quispe mila roca",
		"Rojas de Freitas":          "rojas freitas",
		"Rojas Pérez de Freitas":    "rojas perez",
		"Pérez de":                  "perez",
		"A B C D F":                 "a b c d",
		"de la":                     "de la",
		"Nuñez-Güell, de la O Soto": "nunez guell",
	} {
		if got := strings.Join(spelling.Surnames(text), " "); got != want {
			t.Errorf("Surnames(%q) = %q, want %q", text, got, want)
		}
	}
}
