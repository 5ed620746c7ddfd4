package page

import (
	"testing"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/report"
)

// A number of the month that was rounded says so; one that was not, and one that
// stands covered, do not.
func TestRoundedFiguresOfTheMonthSayThatTheyAre(t *testing.T) {
	covered, whole := Month{Covered: true}, Month{}
	for _, c := range []struct {
		month Month
		n     report.Number
		want  string
	}{
		{covered, report.Number{Count: 370}, "cerca de 370"},
		{covered, report.Number{Mark: "<10"}, "<10"},
		{covered, report.Number{}, "0"},
		{whole, report.Number{Count: 373}, "373"},
	} {
		if got := roughly(locale.For("es"), c.month.Covered, c.n); got != c.want {
			t.Errorf("%+v: %q, want %q", c.n, got, c.want)
		}
	}
}
