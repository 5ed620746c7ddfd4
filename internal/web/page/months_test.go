package page

import (
	"testing"

	"github.com/trenza/trenza"
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
		if got := c.month.roughly(locale.For("es"), c.n); got != c.want {
			t.Errorf("%+v: %q, want %q", c.n, got, c.want)
		}
	}
}

// What is long overdue says since when; nobody reckons in thousands of days.
func TestWhatIsLongOverdueSaysSinceWhen(t *testing.T) {
	for day, want := range map[trenza.Day]string{
		"2020-05-30": "Hace 2 días", "2020-03-03": "Hace 90 días", "2020-03-02": "Desde el 2 mar 2020", "2019-01-05": "Desde el 5 ene 2019",
	} {
		if got, late := due(locale.For("es"), "2020-06-01", day, ""); got != want || !late {
			t.Errorf("%s: %q, %v", day, got, late)
		}
	}
}
