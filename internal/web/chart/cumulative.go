package chart

import (
	"cmp"

	"github.com/trenza/trenza/internal/locale"
)

// Cumulative adds up month by month: all services against the different people who
// received them. What lies between the two curves is coming back.
type Cumulative struct {
	Head
	Labels           []string // of the months
	New              []Value  // people counted for the first time in each
	All              []Value  // services of each
	NewNoun, AllNoun string   // "mujeres distintas", "atenciones"
	Strand           Strand   // of the people; the services are drawn in ink
}

// running adds values up. From the first that is covered on nothing is told: a
// sum that goes on would tell of it.
func running(values []Value) []Value {
	sums := make([]Value, len(values))
	total := Value{}
	for i, v := range values {
		total = together(total, v)
		sums[i] = total
	}
	return sums
}

func (c Cumulative) points(values []Value) []Point {
	points := make([]Point, len(c.Labels))
	for i, v := range running(values) {
		if i < len(points) {
			points[i] = Point{Label: c.Labels[i], Value: v}
		}
	}
	return points
}

func (c Cumulative) scale() int { return roundTop(Top(c.points(c.New), c.points(c.All))) }

func (c Cumulative) nouns(words locale.Printer) (people, services string) {
	return cmp.Or(c.NewNoun, words.Text("web.chart.people")), cmp.Or(c.AllNoun, words.Text("web.chart.services"))
}

func (c Cumulative) sentence(words locale.Printer) string {
	people, services := c.nouns(words)
	all, news := c.points(c.All), c.points(c.New)
	_, last := ends(all)
	if _, lastNew := ends(news); lastNew < last {
		last = lastNew
	}
	if c.Sentence != "" || last < 0 {
		return cmp.Or(c.Sentence, words.Text("web.chart.says_nothing"))
	}
	return words.Text("web.chart.says_running", c.Labels[last], all[last].Value.text(words), services, news[last].Value.text(words), people)
}

func (c Cumulative) table(words locale.Printer) table {
	people, services := c.nouns(words)
	sum := words.Text("web.chart.so_far")
	var rows []tableRow
	newSums, allSums := c.points(c.New), c.points(c.All)
	for i, label := range c.Labels {
		rows = append(rows, tableRow{label: label, values: []Value{c.New[i], newSums[i].Value, c.All[i], allSums[i].Value}})
	}
	return plain([]string{c.by(words, "web.chart.period"), people, sum, services, sum}, rows)
}

// roundTop is the lowest round number that a scale can end in.
func roundTop(top int) int {
	step := 1
	for {
		for _, by := range []int{1, 2, 3, 4, 5, 6, 8} {
			if by*step >= top {
				return by * step
			}
		}
		step *= 10
	}
}

// gridline is a line across a plot at a round number.
type gridline struct {
	n  int
	at float64 // from 0 at the top to 1 at the foot
}

// grid are the lines at the top of a scale and at its half, if that is whole.
func grid(top int) []gridline {
	if top <= 0 {
		return nil
	}
	lines := []gridline{{top, 0}}
	if top%2 == 0 {
		lines = append(lines, gridline{top / 2, 0.5})
	}
	return lines
}

// lastText is the last value of a series.
func lastText(words locale.Printer, points []Point) string {
	if len(points) == 0 {
		return ""
	}
	return points[len(points)-1].Value.text(words)
}
