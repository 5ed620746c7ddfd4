package page

import (
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
)

// TestRowsAreNamedAsPeopleSayThem: by file, folder, sheet and row, and not by a path.
func TestRowsAreNamedAsPeopleSayThem(t *testing.T) {
	words := locale.For("es")
	for ref, want := range map[exchange.Ref]string{
		{File: "listas/lima-callao/bono.xlsx", Sheet: "2019", Row: 3}: "bono.xlsx (lima-callao), hoja 2019, fila 3",
		{File: "tumbes/informacion-2019.csv", Row: 1314}:              "informacion-2019.csv (tumbes), fila 1314",
		{File: "bono.csv", Row: 2}:                                    "bono.csv, fila 2",
		{Row: 7}:                                                      "",
	} {
		if got := refText(words, ref); got != want {
			t.Errorf("%v is called %q, want %q", ref, got, want)
		}
	}
}
