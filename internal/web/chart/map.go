package chart

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza/internal/locale"
)

// Map shows where in Peru: a circle over each region whose area is its number.
// Regions are not filled by number, for the largest of them have the fewest
// people. The numbers stand beside it as a list.
type Map struct {
	Head
	Regions []Region
	Strand  Strand
}

// Region is one of the 25, by its INEI code: Callao is 07, Lima 15. Where there is
// no programme it is not listed.
type Region struct {
	Code  string
	Label string
	Href  string
	Value Value
}

// sorted are the regions, the largest number first and the covered ones last.
func (m Map) sorted() []Region {
	regions := slices.Clone(m.Regions)
	slices.SortStableFunc(regions, func(x, y Region) int { return descending(x.Value, y.Value) })
	return regions
}

func (m Map) points() []Point {
	var points []Point
	for _, r := range m.sorted() {
		points = append(points, Point{Label: r.Label, Value: r.Value})
	}
	return points
}

// has reports whether there is a programme in the region of a code.
func (m Map) has(code string) bool {
	return slices.ContainsFunc(m.Regions, func(r Region) bool { return r.Code == code })
}

func (m Map) sentence(words locale.Printer) string {
	return cmp.Or(m.Sentence, m.extremes(words, m.points()))
}

func (m Map) table(words locale.Printer) table {
	return plain([]string{m.by(words, "web.chart.region"), m.what(words)}, pointRows(m.points()))
}

// sizes are the circles that explain the others: a round number near the largest,
// and a quarter of it, which is half as wide.
func (m Map) sizes() []int {
	top := Top(m.points())
	if top == 0 {
		return nil
	}
	large := roundDown(top)
	if small := large / 4; small > 0 && large%4 == 0 {
		return []int{large, small}
	}
	return []int{large}
}

// roundDown is the highest number of one digit and zeros that is no more than n.
func roundDown(n int) int {
	step := 1
	for n/step >= 10 {
		step *= 10
	}
	if n/step > 4 && step*4 >= 4 {
		return step * (n / step / 4 * 4)
	}
	return step * (n / step)
}

// covers reports whether any number is covered.
func (m Map) covers() bool {
	return slices.ContainsFunc(m.Regions, func(r Region) bool { return r.Value.covered })
}
