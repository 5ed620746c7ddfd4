package chart

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza/internal/locale"
)

// Bars compares groups: a bar for each, the largest first.
type Bars struct {
	Head
	Bars    []Bar
	Strand  Strand
	AsGiven bool // keeps the order: ages, days of the week
	Most    int  // how many are drawn, 12 unless it is said; all are in the table
}

// Bar is one group.
type Bar struct {
	Label  string
	Detail string // muted, under the label
	Href   string // where the label leads, "" for nowhere
	Value  Value
	Strand Strand // "" for that of the chart
}

const mostBars = 12

// sorted are the bars in the order in which they are drawn. What is covered
// comes last, in the order given: a place among the others would tell of it.
func (b Bars) sorted() []Bar {
	bars := slices.Clone(b.Bars)
	if !b.AsGiven {
		slices.SortStableFunc(bars, func(x, y Bar) int { return descending(x.Value, y.Value) })
	}
	return bars
}

// descending orders values, the covered ones last.
func descending(x, y Value) int {
	if x.covered != y.covered {
		if x.covered {
			return 1
		}
		return -1
	}
	return cmp.Compare(y.n, x.n)
}

// drawn are the bars that are drawn, and how many more there are. One more is
// drawn rather than spoken of.
func (b Bars) drawn() (bars []Bar, more int) {
	bars = b.sorted()
	most := cmp.Or(b.Most, mostBars)
	if len(bars) <= most+1 {
		return bars, 0
	}
	return bars[:most], len(bars) - most
}

func (b Bars) points() []Point {
	bars := b.sorted()
	points := make([]Point, len(bars))
	for i, bar := range bars {
		points[i] = Point{Label: bar.Label, Value: bar.Value}
	}
	return points
}

func (b Bars) sentence(words locale.Printer) string {
	return cmp.Or(b.Sentence, b.extremes(words, b.points()))
}

func (b Bars) table(words locale.Printer) table {
	return plain([]string{b.by(words, "web.chart.group"), b.what(words)}, pointRows(b.points()))
}

// longest is how many letters the widest number of some values has.
func longest(words locale.Printer, values []Value) int {
	most := 0
	for _, v := range values {
		most = max(most, len([]rune(v.text(words))))
	}
	return most
}
