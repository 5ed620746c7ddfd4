package braid

import (
	"math"
	"slices"
)

// How labels stand.
const (
	widest     = 184.0 // of a label
	mostLines  = 2     // of a title, and of what is said under it
	titleLine  = 17.0
	smallLine  = 16.5
	between    = 12.0 // between two labels of a row
	storey     = 9.0  // between two rows
	clearance  = 5.0  // between a leader line and a label
	hook       = 16.0 // from the near end of a label to its leader line
	step       = 22.0 // of stairs: from one leader line to the next
	fewRows    = 3
	reachable  = 190.0 // how far away a bead may be joined to make room for a label
	otherSide  = .9    // what it costs to stand across the braid from a bead,
	aslant     = .35   // beside its leader line,
	overToday  = 1.7   // and on the line of today
	otherAfter = 4.0
)

// Box is where something lies.
type Box struct{ Left, Top, Right, Bottom float64 }

// Anchor is which end of a text its place is.
type Anchor string

// The anchors.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Line is a line of a label.
type Line struct {
	Y    float64 // of its foot
	Text string
	Bold bool
}

// Told is a label in its place, and the line that leads from its bead to it.
type Told struct {
	Box    Box
	X      float64 // of its lines
	Anchor Anchor
	Lines  []Line
	Leader Leader
}

// Leader is a line straight up or down.
type Leader struct{ X, From, To float64 }

// label is a label in the making.
type label struct {
	knot         *knot
	title, small []string
	width        float64
	above        bool
	row          int
	left, right  float64
	anchor       Anchor
}

// newLabel breaks what is said of a knot into lines.
func newLabel(k *knot, words Words) *label {
	said := words.Bead(eventsOf(k.items))
	l := &label{knot: k, title: bold.wrapTitle(said.Title, widest, mostLines), small: plain.wrap(said.Small, widest, mostLines)}
	for _, line := range l.title {
		l.width = max(l.width, bold.width(line))
	}
	for _, line := range l.small {
		l.width = max(l.width, plain.width(line))
	}
	return l
}

func (l *label) height() float64 {
	return titleLine*float64(len(l.title)) + smallLine*float64(len(l.small))
}

// order is a way of giving labels their places, one after the other.
type order struct {
	fromRight bool
	farFirst  bool // rows far from the braid first, so that piles become stairs
	rows      int
}

// orders are tried until one has a place for every label.
func orders(rows int) []order {
	return []order{{false, false, rows}, {true, false, rows}, {false, true, rows}, {true, true, rows}}
}

// tell gives labels their places, and returns the knots whose labels have none.
func (b *board) tell(labels []*label, knots []*knot, rows int) (untold []*knot) {
	best, cheapest := []label(nil), math.Inf(1)
	for _, o := range orders(rows) {
		missing, cost := b.try(labels, knots, o)
		if cost += 1000 * float64(len(missing)); cost < cheapest {
			cheapest, untold, best = cost, missing, nil
			for _, l := range labels {
				best = append(best, *l)
			}
		}
	}
	for i := range best {
		*labels[i] = best[i]
	}
	return untold
}

// try gives labels their places in one order, and says what it costs.
func (b *board) try(labels []*label, knots []*knot, o order) (untold []*knot, cost float64) {
	queue := slices.Clone(labels)
	if o.fromRight {
		slices.Reverse(queue)
	}
	var placed []*label
	for _, l := range queue {
		least, chosen := math.Inf(1), label{}
		for _, c := range l.places(o) {
			price := b.price(c, o)
			if price < least && c.free(placed) && c.clear(knots) {
				least, chosen = price, c
			}
		}
		if math.IsInf(least, 1) {
			untold = append(untold, l.knot)
			continue
		}
		*l = chosen
		placed, cost = append(placed, l), cost+least
	}
	return untold, cost
}

// places are all the places in which a label might stand.
func (l *label) places(o order) (places []label) {
	x := l.knot.x
	for _, above := range []bool{l.knot.y <= 0, l.knot.y > 0} {
		for row := range o.rows {
			for _, left := range []float64{x - l.width/2, x - hook, x + hook - l.width} {
				c := *l
				c.above, c.row, c.anchor = above, row, Middle
				c.left = min(max(left, edge/2), Width-edge/2-l.width)
				c.right = c.left + l.width
				if c.left > x-l.width/2+1 {
					c.anchor = Start
				} else if c.left < x-l.width/2-1 {
					c.anchor = End
				}
				places = append(places, c)
			}
		}
	}
	return places
}

// price is what is lost by a place.
func (b *board) price(c label, o order) float64 {
	price := float64(c.row)
	if o.farFirst {
		price = float64(o.rows - c.row)
	}
	if c.above != (c.knot.y <= 0) {
		price += otherSide
	}
	if c.anchor != Middle {
		price += aslant
	}
	if c.left-otherAfter < b.today && b.today < c.right+otherAfter {
		price += overToday
	}
	return price
}

// free reports whether a label would touch none that has its place, nor any
// leader line, and its own leader line none of them.
func (l *label) free(placed []*label) bool {
	for _, p := range placed {
		if p.above != l.above {
			continue
		}
		switch {
		case p.row == l.row && l.left < p.right+between && p.left < l.right+between:
			return false
		case p.row > l.row && l.left-clearance < p.knot.x && p.knot.x < l.right+clearance:
			return false
		case p.row < l.row && p.left-clearance < l.knot.x && l.knot.x < p.right+clearance:
			return false
		}
	}
	return true
}

// clear reports whether the leader line of a label would meet no other bead.
func (l *label) clear(knots []*knot) bool {
	return !slices.ContainsFunc(knots, func(k *knot) bool {
		return k != l.knot && math.Abs(k.x-l.knot.x) < Bead+3 && (k.y < l.knot.y) == l.above
	})
}

// stairs is a place for every label, however many there are: on the left half each
// above the next, on the right half each below the one before.
func stairs(labels []*label) {
	left := 0
	for left < len(labels) && labels[left].knot.x < Width/2 {
		left++
	}
	for i, l := range labels {
		x := l.knot.x
		if i < left {
			l.above, l.row, l.anchor = true, left-1-i, Start
			l.left = max(x-hook, edge/2)
		} else {
			l.above, l.row, l.anchor = false, i-left, End
			l.left = min(x+hook, Width-edge/2) - l.width
		}
		l.right = l.left + l.width
	}
}

// storeys are how high each row of one side is.
func storeys(labels []*label, above bool) (heights []float64) {
	for _, l := range labels {
		if l.above != above {
			continue
		}
		for len(heights) <= l.row {
			heights = append(heights, 0)
		}
		heights[l.row] = max(heights[l.row], l.height())
	}
	return heights
}

// stand says where a label and its lines are, with her thread at a height, rows at
// some distance from it.
func (l *label) stand(middle float64, heights []float64) Told {
	near := Amplitude + Bead + storey
	for _, h := range heights[:l.row] {
		near += h + storey
	}
	t := Told{Anchor: l.anchor, Box: Box{Left: l.left, Right: l.right}, Leader: Leader{X: l.knot.x}}
	if l.above {
		t.Box.Bottom = middle - near
		t.Box.Top = t.Box.Bottom - l.height()
		t.Leader.From, t.Leader.To = middle+l.knot.y-Bead-1, t.Box.Bottom+3
	} else {
		t.Box.Top = middle + near
		t.Box.Bottom = t.Box.Top + l.height()
		t.Leader.From, t.Leader.To = middle+l.knot.y+Bead+1, t.Box.Top-3
	}
	t.X = map[Anchor]float64{Start: l.left, Middle: (l.left + l.right) / 2, End: l.right}[l.anchor]
	y := t.Box.Top
	for _, line := range l.title {
		y += titleLine
		t.Lines = append(t.Lines, Line{y - 4, line, true})
	}
	for _, line := range l.small {
		y += smallLine
		t.Lines = append(t.Lines, Line{y - 4, line, false})
	}
	return t
}
