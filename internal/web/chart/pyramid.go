package chart

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza/internal/locale"
)

// Pyramid shows ages by sex: two sides that share a scale, back to back. Who is of
// neither is said below it.
type Pyramid struct {
	Head
	Left, Right Side
	Bands       []Band // from the youngest; the oldest is drawn on top
	Other       string // a sentence on those who are on neither side, "" for none
}

// Side is one half, with all of its people.
type Side struct {
	Label  string
	Whole  Value
	Strand Strand
}

// Band is the people of an age.
type Band struct {
	Label       string
	Left, Right Value
}

func (p Pyramid) scale() int { return max(Top(p.side(0)), Top(p.side(1))) }

// side are the bands of one half, the oldest first.
func (p Pyramid) side(i int) []Point {
	points := make([]Point, 0, len(p.Bands))
	for _, b := range p.oldest() {
		points = append(points, Point{Label: b.Label, Value: [2]Value{b.Left, b.Right}[i]})
	}
	return points
}

func (p Pyramid) oldest() []Band {
	bands := slices.Clone(p.Bands)
	slices.Reverse(bands)
	return bands
}

// wholes are all people of each side.
func (p Pyramid) wholes() [2]Value {
	return [2]Value{whole(p.Left.Whole, valuesOf(p.side(0))), whole(p.Right.Whole, valuesOf(p.side(1)))}
}

func (p Pyramid) longest(words locale.Printer) int {
	most := 0
	for _, point := range append(p.side(0), p.side(1)...) {
		most = max(most, longest(words, []Value{point.Value.short()}))
	}
	return most
}

func (p Pyramid) sentence(words locale.Printer) string {
	if p.Sentence != "" {
		return p.Sentence
	}
	var most Point
	for i, side := range []Side{p.Left, p.Right} {
		for _, band := range p.side(i) {
			if !band.Value.covered && band.Value.n > most.Value.n {
				most = Point{Label: side.Label + ", " + band.Label, Value: band.Value}
			}
		}
	}
	if most.Label == "" {
		return words.Text("web.chart.says_nothing")
	}
	return words.Text("web.chart.says_largest", most.Label, most.Value.text(words))
}

func (p Pyramid) table(words locale.Printer) table {
	var rows []tableRow
	for _, b := range p.oldest() {
		rows = append(rows, tableRow{label: b.Label, values: []Value{b.Left, b.Right}})
	}
	wholes := p.wholes()
	rows = append(rows, tableRow{words.Text("web.chart.whole"), []Value{wholes[0], wholes[1]}, true})
	return plain([]string{cmp.Or(p.By, words.Text("web.chart.age")), p.Left.Label, p.Right.Label}, rows)
}
