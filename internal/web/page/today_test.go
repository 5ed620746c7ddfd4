package page

import (
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

// TestOverdueInTheLargestMeasure: nobody counts the days of years.
func TestOverdueInTheLargestMeasure(t *testing.T) {
	words := locale.For("es")
	for days, want := range map[int]string{
		1: "Hace 1 día", 59: "Hace 59 días", 60: "Hace 2 meses", 729: "Hace 24 meses", 730: "Hace 2 años", 2587: "Hace 7 años",
	} {
		if got := overdue(words, days); got != want {
			t.Errorf("%d days are told as %q, want %q", days, got, want)
		}
	}
}
