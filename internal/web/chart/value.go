package chart

import (
	"cmp"

	"github.com/trenza/trenza/internal/locale"
)

// Value is a number, or what is printed in place of one that is covered. The zero
// Value is the number 0.
type Value struct {
	n       int
	covered bool
	shown   string
}

// Of is a number. There are none below zero: nobody is counted less than never.
func Of(n int) Value { return Value{n: max(n, 0)} }

// Dash is printed where a number is covered and nothing else is said.
const Dash = "–"

// Covered is a number that is not told: what is printed in its place, a dash
// unless shown says otherwise. It holds no number, so that none can be drawn.
func Covered(shown string) Value { return Value{covered: true, shown: cmp.Or(shown, Dash)} }

// IsCovered reports whether the number is not told.
func (v Value) IsCovered() bool { return v.covered }

// short is a value where there is room for a number and for nothing longer.
func (v Value) short() Value {
	if v.covered {
		return Covered(Dash)
	}
	return v
}

// text is what is printed of a value.
func (v Value) text(words locale.Printer) string {
	if v.covered {
		return v.shown
	}
	return words.Number(v.n)
}

// Point is the value of a month, a quarter or whatever else follows in order.
type Point struct {
	Label string
	Value Value
	Short string // what stands under a plot where the label is long: "2021"
}

// tick is what stands under a plot.
func (p Point) tick() string { return cmp.Or(p.Short, p.Label) }

// Top is the highest value of series that share a scale. What is covered has no
// part in it.
func Top(series ...[]Point) int {
	top := 0
	for _, points := range series {
		for _, p := range points {
			top = max(top, p.Value.n)
		}
	}
	return top
}

// sum adds up what is told.
func sum(values []Value) int {
	total := 0
	for _, v := range values {
		total += v.n
	}
	return total
}

// whole is a total as it may stand beside its parts: where one part alone is
// covered, what is missing from the total would tell it.
func whole(total Value, parts []Value) Value {
	covered := 0
	for _, p := range parts {
		if p.covered {
			covered++
		}
	}
	if covered == 1 {
		return Covered(Dash)
	}
	return total
}

func valuesOf(points []Point) []Value {
	values := make([]Value, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	return values
}

// Strand is the colour of a series: one of the three strands, or her own thread,
// which is also what "" means.
type Strand string

// The colours. A chart has no others.
const (
	Protection Strand = "protection"
	Livelihood Strand = "livelihood"
	Community  Strand = "community"
	Thread     Strand = "thread"
)

// tint is the class that gives what is inside the colour of the strand, --c.
func (s Strand) tint() string { return string(cmp.Or(s, Thread)) }
