package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/report"
)

// TestSlicesOfADayAreSpent: whoever does not see the few asks for so many narrow
// slices in a day; then a sentence stands in the place of the answer, and what she
// asked before still opens.
func TestSlicesOfADayAreSpent(t *testing.T) {
	s := one(t)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.trained(12)
	b := s.in("marta")
	slice := func(age int) string {
		return fmt.Sprintf("/cifras/alma-llanera/corte?service=asistencia_legal&age=%d%%2B", age)
	}
	for age := range report.SlicesADay {
		b.get(slice(age))
	}
	const spent = "Ya pediste 100 cortes distintos hoy"
	b.shows(b.get(slice(100)), http.StatusOK, spent)
	if again := b.get(slice(7)); strings.Contains(again.text(), spent) {
		t.Error("a slice of before is refused")
	}
	if n := s.told(0, "figures.sliced"); n != report.SlicesADay {
		t.Errorf("%d slices are on record", n)
	}
}
