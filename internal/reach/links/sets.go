package links

import "slices"

// mostWords is how much a question may note at once: 256 MB of bits of people.
const mostWords = 1 << 25

// planes are the places that the cells tell apart: somebody counts once in each.
type planes struct {
	of   []uint32 // plane by place; nil for a single one
	cell []uint32 // what each adds to a cell
}

// onePlane is for cells that places do not tell apart.
var onePlane = planes{cell: []uint32{0}}

// planesOf makes planes of what places add to a cell.
func planesOf(cells []uint32) planes {
	if cells == nil {
		return onePlane
	}
	p := planes{of: make([]uint32, len(cells)), cell: slices.Compact(slices.Sorted(slices.Values(cells)))}
	for place, cell := range cells {
		n, _ := slices.BinarySearch(p.cell, cell)
		p.of[place] = uint32(n)
	}
	return p
}

// group is terms that no dimension tells apart.
type group struct {
	parts []part
	cell  int
}

// groups are the terms of the question: by service, where somebody counts once in
// each. Whoever is new counts once in all.
func (a *asking) groups(l *layout) (all []group) {
	if l.term == nil || a.q.New {
		return []group{{parts: a.parts}}
	}
	for _, p := range a.parts {
		cell := int(l.term[p.term])
		n := slices.IndexFunc(all, func(g group) bool { return g.cell == cell })
		if n < 0 {
			n, all = len(all), append(all, group{cell: cell})
		}
		all[n].parts = append(all[n].parts, p)
	}
	return all
}

// sets counts who has rows of a group in each segment and plane, whatever came
// first.
func (a *asking) sets(g group, segments []segment, l *layout) {
	for _, s := range segments {
		s.cell += g.cell
		switch {
		case l.place != nil:
			a.apart(g.parts, s, l.planes)
		case a.ever(g.parts, s):
			a.union(g.parts, s.cell)
		default:
			a.distinct(g.parts, s)
		}
	}
}

// union counts who ever had one of some terms.
func (a *asking) union(parts []part, cell int) {
	had := a.set(a.words())
	for _, p := range parts {
		with(had, a.people.had[p.term])
		a.rows[cell] += a.shelves[p.term].rows
	}
	a.counted[cell] += common(had, had)
}

// distinct counts who has rows in a segment.
func (a *asking) distinct(parts []part, s segment) {
	marks := cleared(&a.marks, a.words())
	marks[0] = a.nobody() // is counted already
	a.scan(parts, s.from, s.to, true, func(c *chunk) {
		a.counted[s.cell] += mark(marks, c.who)
		a.rows[s.cell] += len(c.rows)
	})
	clear(marks)
}

// apart counts who has rows in a segment, each once in a plane. Sets for all planes
// at once would be touched far and wide: whom the rows of each plane count is
// written down first.
func (a *asking) apart(parts []part, s segment, p planes) {
	marks, lists := cleared(&a.marks, a.words()), lists(&a.listed, len(p.cell))
	a.scan(parts, s.from, s.to, true, func(c *chunk) {
		places := a.placesOf(c)
		for k, n := range c.who {
			list := &lists[p.of[places[k]]]
			*list = append(*list, n)
		}
	})
	for plane, who := range lists {
		cell := s.cell + int(p.cell[plane])
		a.counted[cell] += mark(marks, who)
		a.rows[cell] += len(who)
		unmark(marks, who)
	}
}

// mark marks people in a set and returns how many of them are new in it.
func mark(marks []uint64, who []uint32) (fresh int) {
	for _, n := range who {
		word := &marks[n>>6]
		fresh += int(^*word >> (n & 63) & 1)
		*word |= 1 << (n & 63)
	}
	return fresh
}

// unmark empties a set of some people.
func unmark(marks []uint64, who []uint32) {
	if len(who) > len(marks) {
		clear(marks)
		return
	}
	for _, n := range who {
		marks[n>>6] = 0
	}
}
