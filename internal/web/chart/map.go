package chart

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza/internal/locale"
)

// Map shows where in Peru: a circle over each region whose area is its number.
// Regions are not filled by number, for the largest of them have the fewest
// people.
type Map struct {
	Head
	Regions []Region
	Strand  Strand
}

// Region is one of the 25, by its INEI code. Callao is 07, Lima 15. Where there is
// no programme it is not listed.
type Region struct {
	Code  string
	Label string
	Href  string
	Value Value
}

func (m Map) points() []Point {
	var points []Point
	for _, r := range m.sorted() {
		points = append(points, Point{r.Label, r.Value})
	}
	return points
}

// sorted are the regions, the largest number first and the covered ones last.
func (m Map) sorted() []Region {
	regions := slices.Clone(m.Regions)
	slices.SortStableFunc(regions, func(x, y Region) int { return descending(x.Value, y.Value) })
	return regions
}

func (m Map) sentence(words locale.Printer) string {
	return cmp.Or(m.Sentence, m.extremes(words, m.points()))
}

func (m Map) table(words locale.Printer) table {
	return plain([]string{m.by(words, "web.chart.region"), m.what(words)}, pointRows(m.points()))
}
