package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// spot is a point before it is rounded.
type spot struct{ x, y float64 }

// Areas, in square units: of a triangle whose middle point is left out, in an arc
// of usual length and in a short one, which is all that a small region has; and of
// a ring that is left out where it is no region's largest.
const (
	smallest      = 12
	smallestShort = 1
	short         = 60
	smallestRing  = 60
)

// simplify leaves out the points of an arc that matter least, the least first
// (Visvalingam), and rounds the others. Its ends stay: other arcs meet there.
func simplify(arc []spot) []place {
	spots := slices.Clone(arc)
	least := 3 // of a ring
	if spots[0] != spots[len(spots)-1] {
		least = 1
	}
	smallest := smallest
	if length(arc) < short {
		smallest = smallestShort
	}
	for len(spots) > least+1 {
		at, area := 0, math.Inf(1)
		for i := 1; i < len(spots)-1; i++ {
			if a := triangle(spots[i-1], spots[i], spots[i+1]); a < area {
				at, area = i, a
			}
		}
		if area >= float64(smallest) {
			break
		}
		spots = slices.Delete(spots, at, at+1)
	}
	places := make([]place, len(spots))
	for i, s := range spots {
		places[i] = place{int(math.Round(s.x)), int(math.Round(s.y))}
	}
	return places
}

func length(arc []spot) float64 {
	sum := 0.0
	for i := range len(arc) - 1 {
		sum += math.Hypot(arc[i+1].x-arc[i].x, arc[i+1].y-arc[i].y)
	}
	return sum
}

func triangle(a, b, c spot) float64 {
	return math.Abs((b.x-a.x)*(c.y-a.y)-(c.x-a.x)*(b.y-a.y)) / 2
}

// worthDrawing are the rings of a region that can be seen, the largest first.
func worthDrawing(rings [][]place) [][]place {
	slices.SortFunc(rings, func(a, b []place) int { return cmp.Compare(area(b), area(a)) })
	for i, ring := range rings {
		if i > 0 && area(ring) < smallestRing {
			return rings[:i]
		}
	}
	return rings
}

func area(ring []place) float64 {
	sum := 0
	for i := range len(ring) - 1 {
		sum += ring[i].x*ring[i+1].y - ring[i+1].x*ring[i].y
	}
	return math.Abs(float64(sum)) / 2
}

// path is the region as SVG draws it, in steps from point to point.
func (r region) path() string {
	var b strings.Builder
	for _, ring := range r.rings {
		fmt.Fprintf(&b, "M%d %dl", ring[0].x, ring[0].y)
		for i := range len(ring) - 2 {
			b.WriteString(step(ring[i+1].x-ring[i].x, i == 0) + step(ring[i+1].y-ring[i].y, false))
		}
		b.WriteString("z")
	}
	return b.String()
}

// step writes a number after another: a minus parts them as well as a space.
func step(n int, first bool) string {
	if n < 0 || first {
		return fmt.Sprint(n)
	}
	return fmt.Sprint(" ", n)
}

// middle is the point inside the largest ring that is farthest from its border, to
// a unit or two.
func (r region) middle() place {
	ring := r.rings[0]
	low, high := ring[0], ring[0]
	for _, p := range ring {
		low, high = place{min(low.x, p.x), min(low.y, p.y)}, place{max(high.x, p.x), max(high.y, p.y)}
	}
	best, far := ring[0], 0.0
	for x := low.x; x <= high.x; x += 2 {
		for y := low.y; y <= high.y; y += 2 {
			p := place{x, y}
			if away := fromBorder(ring, p); away > far && inside(ring, p) {
				best, far = p, away
			}
		}
	}
	return best
}

// inside counts how often a line from the point to the right crosses the border.
func inside(ring []place, p place) bool {
	in := false
	for i := range len(ring) - 1 {
		a, b := ring[i], ring[i+1]
		if (a.y > p.y) != (b.y > p.y) && float64(p.x) < float64(b.x-a.x)*float64(p.y-a.y)/float64(b.y-a.y)+float64(a.x) {
			in = !in
		}
	}
	return in
}

func fromBorder(ring []place, p place) float64 {
	near := math.Inf(1)
	for i := range len(ring) - 1 {
		near = min(near, fromLine(ring[i], ring[i+1], p))
	}
	return near
}

func fromLine(a, b, p place) float64 {
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	px, py := float64(p.x-a.x), float64(p.y-a.y)
	along := 0.0
	if dx != 0 || dy != 0 {
		along = min(1, max(0, (px*dx+py*dy)/(dx*dx+dy*dy)))
	}
	return math.Hypot(px-along*dx, py-along*dy)
}
