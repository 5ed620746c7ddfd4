package chart

import (
	"cmp"
	"math"
	"strings"

	"github.com/trenza/trenza/internal/locale"
)

// Spark is a small trend beside a figure. Those that stand together share a top.
type Spark struct {
	Name     string
	Points   []Point
	Strand   Strand
	Top      int    // of the scale, where others share it; never under the highest
	Sentence string // "" for its own
}

func (s Spark) sentence(words locale.Printer) string {
	first, last := ends(s.Points)
	switch {
	case s.Sentence != "":
		return s.Sentence
	case first < 0:
		return words.Text("web.chart.says_nothing")
	}
	from, to := s.Points[first], s.Points[last]
	return words.Text("web.chart.says_trend", s.Name, from.Value.text(words), from.Label, to.Value.text(words), to.Label)
}

// trace is a line through points, in a box of 1000 by 1000 whose foot is zero.
// Where a value is covered the line is broken, and nothing is drawn in between.
type trace struct {
	line, area string
	dots       []dot // points without a neighbour, which no line would show
	last       *dot  // nil where the last value is covered
}

// dot is a place in a drawing, from 0 to 1 each way, from its top left.
type dot struct{ x, y float64 }

func traceOf(points []Point, top int) trace {
	var t trace
	var line, area strings.Builder
	for _, run := range runs(points) {
		dots := make([]dot, 0, run.to-run.from)
		for i := run.from; i < run.to; i++ {
			dots = append(dots, dot{along(i, len(points)), 1 - part(points[i].Value.n, top)})
		}
		if len(dots) == 1 {
			t.dots = append(t.dots, dots[0])
			continue
		}
		line.WriteString("M" + through(dots))
		area.WriteString("M" + at(dots[0].x, 1) + "L" + through(dots) + "L" + at(dots[len(dots)-1].x, 1) + "Z")
	}
	t.line, t.area = line.String(), area.String()
	if last := len(points) - 1; last >= 0 && !points[last].Value.covered {
		t.last = &dot{along(last, len(points)), 1 - part(points[last].Value.n, top)}
	}
	return t
}

// run is a stretch of points none of which is covered.
type run struct{ from, to int }

func runs(points []Point) []run {
	var all []run
	from := -1
	for i, p := range points {
		if p.Value.covered {
			if from >= 0 {
				all = append(all, run{from, i})
			}
			from = -1
		} else if from < 0 {
			from = i
		}
	}
	if from >= 0 {
		all = append(all, run{from, len(points)})
	}
	return all
}

// along is how far from the left a point stands. One alone stands at the right,
// where what is latest is.
func along(i, points int) float64 {
	if points < 2 {
		return 1
	}
	return float64(i) / float64(points-1)
}

func through(dots []dot) string {
	texts := make([]string, len(dots))
	for i, d := range dots {
		texts[i] = at(d.x, d.y)
	}
	return strings.Join(texts, "L")
}

// at writes a place of a box of 1000 by 1000.
func at(x, y float64) string { return coordinate(round(x*1000)) + " " + coordinate(round(y*1000)) }

func round(x float64) float64 { return math.Round(x*10) / 10 }

// Trends are the figures of some strands with how they came about, on one scale.
type Trends struct {
	Head
	Series []Series
}

// Series is one of them.
type Series struct {
	Name   string
	Strand Strand
	Points []Point
	Now    Value  // the figure beside the trend
	Noun   string // what it counts
}

func (t Trends) scale() int {
	top := 0
	for _, s := range t.Series {
		top = max(top, Top(s.Points))
	}
	return top
}

func (t Trends) sentence(words locale.Printer) string {
	now := make([]Point, len(t.Series))
	for i, s := range t.Series {
		now[i] = Point{Label: s.Name, Value: s.Now}
	}
	return cmp.Or(t.Sentence, t.extremes(words, now))
}

// table has a column for each strand.
func (t Trends) table(words locale.Printer) table {
	if len(t.Series) == 0 {
		return table{}
	}
	heads := []string{t.by(words, "web.chart.period")}
	var rows []tableRow
	for i, s := range t.Series {
		heads = append(heads, s.Name)
		for j, p := range s.Points {
			if i == 0 {
				rows = append(rows, tableRow{label: p.Label, values: make([]Value, len(t.Series))})
			}
			if j < len(rows) {
				rows[j].values[i] = p.Value
			}
		}
	}
	return plain(heads, rows)
}
