package braid

import (
	"cmp"
	"math"
	"slices"
)

// How events come together.
const (
	chained   = 30.0  // pixels between two of a series that share a bead from the beginning
	chainedIn = 46.0  // the same, of a course
	longest   = 170.0 // pixels that such a bead stands for
)

// knot is a bead in the making: the events that it stands for, in order.
type knot struct {
	items  []item
	strand Strand
	ahead  bool
	ideal  float64 // where it belongs by its days
	x, y   float64 // where it lies
}

// tie makes a knot of events.
func (s scale) tie(items []item) *knot {
	k := &knot{items: items, strand: items[0].Strand, ahead: items[0].ahead()}
	k.ideal = (s.x(items[0].day) + s.x(items[len(items)-1].day)) / 2
	return k
}

// knots ties the events that are near each other and of one series together, and
// every other one by itself, in the order in which they lie.
func (s scale) knots(items []item) []*knot {
	type kind struct {
		strand Strand
		kind   Kind
		series string
	}
	series, kinds := make(map[kind][]item), []kind(nil)
	for _, it := range items {
		k := kind{it.Strand, it.Kind, it.Series}
		if series[k] == nil {
			kinds = append(kinds, k)
		}
		series[k] = append(series[k], it)
	}
	var all []*knot
	for _, k := range kinds {
		if k.kind != Delivered || k.series == "" {
			for _, it := range series[k] {
				all = append(all, s.tie([]item{it}))
			}
			continue
		}
		for _, chain := range s.chains(series[k]) {
			all = append(all, s.tie(chain))
		}
	}
	line(all)
	return all
}

// chains parts the events of a series where they are far apart.
func (s scale) chains(items []item) (chains [][]item) {
	near := chained
	if items[0].Course {
		near = chainedIn
	}
	for len(items) > 0 {
		n := 1
		for n < len(items) {
			from, to := s.x(items[n-1].day), s.x(items[n].day)
			if to-from > near || to-s.x(items[0].day) > longest || s.foldBetween(from, to) {
				break
			}
			n++
		}
		chains, items = append(chains, items[:n]), items[n:]
	}
	return chains
}

// line puts knots in the order in which they lie: what is past before what is to
// come, then by where they belong.
func line(knots []*knot) {
	slices.SortStableFunc(knots, func(a, b *knot) int {
		return cmp.Or(behind(a.ahead, b.ahead), cmp.Compare(a.ideal, b.ideal), cmp.Compare(a.items[0].day, b.items[0].day),
			cmp.Compare(a.items[0].Kind, b.items[0].Kind), cmp.Compare(a.strand, b.strand))
	})
}

// behind puts what is so behind what is not.
func behind(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// join makes one knot of the two next to each other on a strand that lie nearest
// together, of those within reach of a crowded knot. It reports whether there were
// two.
func (s scale) join(knots []*knot, crowded []*knot, reach float64) ([]*knot, bool) {
	var best [2]int
	cheapest := math.Inf(1)
	last := make(map[[2]int]int)
	for i, k := range knots {
		side := [2]int{int(k.strand), 0}
		if k.ahead {
			side[1] = 1
		}
		before, has := last[side]
		last[side] = i
		if !has || !within(crowded, knots[before], reach) || !within(crowded, k, reach) {
			continue
		}
		if cost := joining(knots[before], k); cost < cheapest {
			cheapest, best = cost, [2]int{before, i}
		}
	}
	if math.IsInf(cheapest, 1) {
		return knots, false
	}
	a, b := knots[best[0]], knots[best[1]]
	items := slices.Concat(a.items, b.items)
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind))
	})
	knots[best[0]] = s.tie(items)
	knots = slices.Delete(knots, best[1], best[1]+1)
	line(knots)
	return knots, true
}

// joining is what is lost by one knot for two.
func joining(a, b *knot) float64 {
	cost := b.ideal - a.ideal
	if a.items[0].Series != b.items[0].Series || a.items[0].Series == "" {
		cost += 30
	}
	if a.items[0].Kind == Registered || b.items[0].Kind == Registered {
		cost += 60
	}
	return cost
}

// within reports whether a knot belongs near one of some.
func within(some []*knot, k *knot, reach float64) bool {
	return slices.ContainsFunc(some, func(c *knot) bool { return math.Abs(c.ideal-k.ideal) <= reach })
}
