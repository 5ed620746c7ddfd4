package links

import "slices"

// How long the sets of a question may be at once: 256 MB of bits, and as much of
// cells by person.
const (
	mostWords = 1 << 25
	mostSlots = 1 << 26
)

// planes are the places that the cells tell apart: somebody counts once in each.
type planes struct {
	of    []uint32 // plane by place; nil for a single one
	cell  []uint32 // what each adds to a cell
	where []uint8  // 1 for their places; nil for all places
}

// few parts planes into so many at once.
func (p planes) few(most int) (all []planes) {
	if most = max(most, 1); len(p.cell) <= most {
		return []planes{p}
	}
	for from := 0; from < len(p.cell); from += most {
		some := planes{of: make([]uint32, len(p.of)), cell: p.cell[from:min(from+most, len(p.cell))], where: make([]uint8, len(p.of))}
		for place, plane := range p.of {
			if n := int(plane) - from; n >= 0 && n < len(some.cell) {
				some.of[place], some.where[place] = uint32(n), 1
			}
		}
		all = append(all, some)
	}
	return all
}

// narrowed are parts where planes are.
func (p planes) narrowed(parts []part) []part {
	if p.where == nil {
		return parts
	}
	parts = slices.Clone(parts)
	for i := range parts {
		parts[i].places = both(parts[i].places, p.where)
	}
	return parts
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
	for _, p := range l.planes.few(mostWords / a.words()) {
		parts := p.narrowed(g.parts)
		for _, s := range segments {
			s.cell += g.cell
			a.distinct(parts, s, p)
		}
	}
}

// distinct counts who has rows in a segment, each once in a plane.
func (a *asking) distinct(parts []part, s segment, p planes) {
	words, counted, rows := a.words(), a.counted, a.rows
	marks, met := cleared(&a.marks, words*len(p.cell)), 0
	for plane := range p.cell {
		marks[plane*words] = a.nobody() // is counted already
	}
	if p.of == nil && a.ever(parts, s) {
		for _, part := range parts {
			with(marks, a.people.had[part.term])
			rows[s.cell] += a.shelves[part.term].rows
		}
		counted[s.cell] += common(marks, marks)
		clear(marks)
		return
	}
	a.scan(parts, s.from, s.to, true, func(c *chunk) {
		met += len(c.rows)
		if p.of == nil {
			counted[s.cell] += mark(marks, c.who)
			rows[s.cell] += len(c.rows)
			return
		}
		for k, n := range c.who {
			plane := p.of[c.block.place[c.rows[k]]]
			word, cell := &marks[int(plane)*words+int(n>>6)], s.cell+int(p.cell[plane])
			counted[cell] += int(^*word >> (n & 63) & 1)
			rows[cell]++
			*word |= 1 << (n & 63)
		}
	})
	if met > len(marks)/4 {
		clear(marks)
		return
	}
	a.unmark(parts, s, p)
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

// unmark takes those who were counted by few rows out of large sets.
func (a *asking) unmark(parts []part, s segment, p planes) {
	words := a.words()
	for plane := range p.cell {
		a.marks[plane*words] = 0
	}
	a.scan(parts, s.from, s.to, true, func(c *chunk) {
		for k, n := range c.who {
			at := int(n >> 6)
			if p.of != nil {
				at += int(p.of[c.block.place[c.rows[k]]]) * words
			}
			a.marks[at] = 0
		}
	})
}
