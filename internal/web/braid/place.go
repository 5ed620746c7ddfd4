package braid

import "math"

// How beads lie.
const (
	Bead     = 14.0 // radius of a bead
	apart    = 31.0 // between the middles of two beads that do not touch
	along    = 34.0 // the same, along one strand
	astray   = 40.0 // how far a bead may lie from where it belongs
	crowding = 60.0 // how far from such a bead two others are joined
	rounds   = 80
	firmer   = 3.0
	tailed   = 60.0 // before its first bead, a strand of which nothing is past begins
	planned  = 33.0 // between today and what is to come
)

// board is where beads lie: the ends of the drawing, and where today does.
type board struct {
	scale
	left, right float64
	today       float64 // x of today
	day         float64 // the day
	all         []*knot // in the order in which they lie
	least       float64 // gap between two of them
}

// place puts knots on their strands, near where they belong, in order and without
// touching each other, and returns those that had to go astray.
func (b *board) place(knots []*knot) (crowded []*knot) {
	past, ahead := knots, []*knot(nil)
	for i, k := range knots {
		if k.ahead {
			past, ahead = knots[:i], knots[i:]
			break
		}
	}
	room := along * float64(len(ahead))
	b.all = knots
	crowded = b.spread(past, b.left, b.right-room)
	b.today = b.scale.x(b.day)
	if len(past) > 0 {
		b.today = max(b.today, past[len(past)-1].x)
	}
	if len(ahead) > 0 {
		b.today = min(b.today, b.right-room)
	}
	return append(crowded, b.spread(ahead, b.today+planned, b.right)...)
}

// spread lays knots out between two ends. Where two would touch, the room between
// them grows until none does.
func (b *board) spread(knots []*knot, from, to float64) (crowded []*knot) {
	if len(knots) == 0 {
		return nil
	}
	ideal, gaps := make([]float64, len(knots)), make([]float64, len(knots)) // each gap before its knot
	for i, k := range knots {
		ideal[i], gaps[i] = k.ideal, b.least
	}
	touching := make([]bool, len(knots))
	for range rounds {
		for i, x := range spread(ideal, gaps, from, to) {
			knots[i].x = x
		}
		b.hang()
		if !loosen(knots, gaps, touching) {
			break
		}
	}
	for i, k := range knots {
		if touching[i] || math.Abs(k.x-k.ideal) > astray {
			crowded = append(crowded, k)
		}
	}
	return crowded
}

// hang gives knots their height, each on its strand.
func (b *board) hang() {
	yarns := b.yarns(b.all)
	for _, k := range b.all {
		k.y = 0
		if k.strand != Own {
			k.y = yarns[k.strand].y(k.x)
		}
	}
}

// loosen widens the gaps between knots that touch, and reports whether there were
// any.
func loosen(knots []*knot, gaps []float64, touching []bool) bool {
	clear(touching)
	found := false
	for i, a := range knots {
		for j := i + 1; j < len(knots) && knots[j].x-a.x < along; j++ {
			if !a.touches(knots[j]) {
				continue
			}
			found, touching[i], touching[j] = true, true, true
			for g := i + 1; g <= j; g++ {
				gaps[g] = min(along, gaps[g]+firmer/float64(j-i))
			}
		}
	}
	return found
}

// anyTouch reports whether any two beads touch.
func anyTouch(knots []*knot) bool {
	for i, a := range knots {
		for j := i + 1; j < len(knots) && knots[j].x-a.x < along; j++ {
			if a.touches(knots[j]) {
				return true
			}
		}
	}
	return false
}

// touches reports whether two beads would touch, or crowd each other on their
// strand.
func (k *knot) touches(other *knot) bool {
	const close = .01
	if k.strand == other.strand {
		return math.Abs(other.x-k.x) < along-close
	}
	return math.Hypot(other.x-k.x, other.y-k.y) < apart-close
}

// spread returns where things lie that belong somewhere, in order, with at least
// the gap before each between it and the one before, between two ends, and as
// little moved as can be. Where there is no room for all, the last touch.
func spread(ideal, gaps []float64, from, to float64) []float64 {
	type block struct {
		sum, n float64
		end    int
	}
	offsets, total := make([]float64, len(ideal)), 0.0
	var blocks []block
	for i := range ideal {
		if i > 0 {
			total += gaps[i]
		}
		offsets[i] = total
		blocks = append(blocks, block{ideal[i] - total, 1, i + 1})
		for n := len(blocks); n > 1 && blocks[n-2].sum/blocks[n-2].n >= blocks[n-1].sum/blocks[n-1].n; n = len(blocks) {
			a, b := blocks[n-2], blocks[n-1]
			blocks = append(blocks[:n-2], block{a.sum + b.sum, a.n + b.n, b.end})
		}
	}
	xs, at := make([]float64, len(ideal)), 0
	for _, b := range blocks {
		for ; at < b.end; at++ {
			x := max(b.sum/b.n, from)
			xs[at] = max(from, min(x, to-total)+offsets[at])
			xs[at] = min(xs[at], to)
		}
	}
	return xs
}
