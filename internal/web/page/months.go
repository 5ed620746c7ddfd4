package page

import (
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/chart"
)

// Month is the figures of a month of a programme, as a reader sees them.
type Month struct {
	Definition *programme.Definition
	Month      string        // "2026-11"
	Through    trenza.Day    // the last day that is counted
	Women      report.Number // different women
	Received   report.Number // services that they received
	Months     []string      // of the trends, the last of which is Month
	Strands    []StrandMonths
	Several    int  // women in more than one strand; 0 where it is not told
	Services   int  // that the reader counts
	Covered    bool // small groups are not shown
	Least      int  // the smallest group that is
	Counted    time.Time
}

// StrandMonths are the women of a strand, month by month.
type StrandMonths struct {
	Strand programme.Strand
	People []report.Number
}

// title is what the card is called: "Noviembre, hasta hoy".
func (m Month) title(v View) string {
	if m.past() {
		return capital(v.Month(m.Month)) + " " + m.Month[:4]
	}
	return v.Text("web.today.month", capital(v.Month(m.Month)))
}

// past reports whether the month is an earlier one: the last in which there was
// anybody.
func (m Month) past() bool { return m.Month != m.Counted.In(trenza.Lima).Format("2006-01") }

// numberText writes a number, or what stands in its place.
func numberText(words locale.Printer, n report.Number) string {
	if n.Mark != "" {
		return n.Mark
	}
	return words.Number(n.Count)
}

// value is a number for a chart.
func value(n report.Number) chart.Value {
	if n.Mark != "" {
		return chart.Covered(n.Mark)
	}
	return chart.Of(n.Count)
}

// stat is the figure of the month with how it was counted.
func (m Month) stat(v View) StatShow {
	words := v.Grouping(m.Definition.Numbers.Thousands)
	s := StatShow{
		Value: roughly(words, m.Covered, m.Women), Noun: v.Count("web.today.women", m.Women.Count), Rest: v.Text("web.today.accompanied"),
		Sub: v.Text("web.today.nobody"), How: m.how(v), More: "/cifras/" + m.Definition.ID,
	}
	switch {
	case m.Women.Mark != "":
		s.Sub = v.Text("web.today.few")
	case m.Women.Count > 0:
		s.Sub = v.Text("web.today.received", roughly(words, m.Covered, m.Received))
	}
	return s
}

// how says how the month was counted.
func (m Month) how(v View) []Fact {
	first := trenza.Day(m.Month + "-01")
	how := []Fact{
		{v.Text("web.today.how_what"), v.Text("web.today.how_what_text", v.ShortDay(first), v.Day(m.Through))},
		{v.Text("web.today.how_services"), v.Count("web.today.how_services_text", m.Services, m.offered())},
		{v.Text("web.today.how_twice"), v.Text("web.today.how_twice_text")},
		{v.Text("web.today.how_when"), v.Text("web.today.how_when_text", v.ShortDay(trenza.LocalDay(m.Counted)), Clock(m.Counted))},
	}
	if m.Covered {
		how = append(how, Fact{v.Text("web.today.how_small"), v.Text("web.today.how_small_text", m.Least)})
	}
	return how
}

// offered is how many services of the programme people are named in.
func (m Month) offered() (services int) {
	for i := range m.Definition.Services {
		if len(m.Definition.Services[i].Outcomes()) > 0 {
			services++
		}
	}
	return services
}

// once is the bar of women within the services that they received.
func (m Month) once(v View) chart.Once {
	words := v.Grouping(m.Definition.Numbers.Thousands)
	return chart.Once{
		People: value(m.Women), Services: value(m.Received),
		PeopleText:   v.Text("web.today.once_women", roughly(words, m.Covered, m.Women)),
		ServicesText: v.Text("web.today.once_services", roughly(words, m.Covered, m.Received)),
	}
}

// trends are the months of each strand, on one scale.
func (m Month) trends(v View) chart.Trends {
	t := chart.Trends{Head: chart.Head{What: v.Text("web.today.noun"), By: v.Text("web.today.by_month"), Note: m.note(v)}}
	for _, s := range m.Strands {
		series := chart.Series{
			Name: s.Strand.Title.In(v.Lang()), Strand: chart.Strand(StrandOf(s.Strand.ID)), Noun: v.Text("web.today.noun"),
			Now: value(s.People[len(s.People)-1]),
		}
		for i, n := range s.People {
			series.Points = append(series.Points, chart.Point{Label: v.Month(m.Months[i]), Value: value(n)})
		}
		t.Series = append(t.Series, series)
	}
	return t
}

// note says what the trends have in common, and that strands add up to more than
// there are women.
func (m Month) note(v View) string {
	note := v.Text("web.today.scale", capital(v.Month(m.Months[0])), v.Month(m.Month))
	switch {
	case len(m.Strands) < 2:
	case m.Several > 0:
		note += " " + v.Count("web.today.several", m.Several)
	default:
		note += " " + v.Text("web.today.overlap")
	}
	return note
}
