package links

import (
	"cmp"
	"slices"
)

// firsts counts people by their first row of a segment in each plane, or of all
// segments where who came before is not new. Where a cell depends on more than
// time, it goes from day to day through all terms. Of a person's rows of one day,
// only the first has a link to an earlier day: rows with a link to their own day
// wait until the others of the day are counted, and are then taken as they were
// told.
type firsts struct {
	*asking
	layout *layout
	planes planes
	stride int // slots of a plane

	counted, rows []int    // by cell; one more for who is in none
	used          uint32   // by those who were here before
	cellOf        []uint32 // by slot, used and 1 more than the cell that somebody is in; nil where rows are not counted
}

// tie is a row that waits.
type tie struct {
	told uint64
	slot int
	cell int
}

// firstsOf counts the terms of a group: whoever is new once in all, and others in
// each segment and plane.
func (a *asking) firstsOf(g group, segments []segment, p *plan) {
	if a.q.New {
		a.firsts(g, segments, onePlane, p.layout, p.full)
	} else {
		a.firstsApart(g, segments, p.layout, p.full)
	}
}

// firstsApart counts the terms of a group in each segment and plane. What is
// written of few rows, no large sets are emptied for.
func (a *asking) firstsApart(g group, segments []segment, l *layout, full bool) {
	rows := 0
	for _, p := range g.parts {
		rows += a.shelves[p.term].rows
	}
	full = full || rows < len(segments)*len(l.planes.cell)*a.words()
	for _, p := range l.planes.few(mostSlots / (a.words() << 6)) {
		for i := range segments {
			a.firsts(g, segments[i:i+1], p, l, full)
		}
	}
}

// firsts counts the terms of a group over some segments.
func (a *asking) firsts(g group, segments []segment, p planes, l *layout, full bool) {
	f := firsts{asking: a, layout: l, planes: p, stride: a.words() << 6, counted: a.counted, rows: a.rows}
	f.begin(full)
	parts := p.narrowed(g.parts)
	if a.q.New && a.from < a.since {
		f.walk(parts, segment{a.from, min(a.since-1, a.to), l.size})
	}
	for _, s := range segments {
		s.cell += g.cell
		f.walk(parts, s)
	}
	if !full {
		clear(a.marks)
	}
}

// begin makes room for who is in which cell.
func (f *firsts) begin(full bool) {
	slots := f.stride * len(f.planes.cell)
	if !full {
		cleared(&f.marks, slots>>6)
		return
	}
	f.cellOf = cleared(&f.work.cellOf, slots)
	f.used = f.next
	if f.next += uint32(f.layout.size) + 1; f.next < f.used {
		clear(f.work.cellOf[:cap(f.work.cellOf)])
		f.used, f.next = 0, uint32(f.layout.size)+1
	}
}

// plane is where the slots of the plane of a row begin.
func (f *firsts) plane(c *chunk, k int) int {
	if f.planes.of == nil {
		return 0
	}
	return f.stride * int(f.planes.of[c.block.place[c.rows[k]]])
}

// walk goes through a segment. Of a single term the rows lie in the order of their
// days already, and those of one day and number as they were told.
func (f *firsts) walk(parts []part, s segment) {
	timed := f.layout.profile == nil && f.layout.place == nil && f.layout.term == nil
	ordered := len(parts) == 1 && !f.moved && f.persons
	switch {
	case s.cell == f.layout.size, timed:
		f.scan(parts, s.from, s.to, true, func(c *chunk) { f.takeInto(c, s.cell) })
	case ordered:
		f.scan(parts, s.from, s.to, true, func(c *chunk) { f.takeAll(c, s.cell) })
	default:
		f.walkDays(parts, s)
	}
}

// takeInto takes rows whose cell is the same for all.
func (f *firsts) takeInto(c *chunk, cell int) {
	if f.cellOf == nil && f.planes.of == nil {
		f.counted[cell] += mark(f.marks, c.who)
		return
	}
	for k, n := range c.who {
		f.meet(int(n)+f.plane(c, k), cell)
	}
}

// takeAll takes rows in their order. base is what time adds to their cell.
func (f *firsts) takeAll(c *chunk, base int) {
	l := f.layout
	if f.q.New && l.term != nil {
		base += int(l.term[c.term])
	}
	if f.cellOf == nil {
		for k, n := range c.who {
			f.meetOnce(int(n)+f.plane(c, k), base+l.of(c.block, c.rows[k]))
		}
		return
	}
	for k, n := range c.who {
		f.meetRow(int(n)+f.plane(c, k), base+l.of(c.block, c.rows[k]))
	}
}

// walkDays goes through the days of a segment.
func (f *firsts) walkDays(parts []part, s segment) {
	c, at := chunk{}, make([]spot, len(parts))
	for i := range parts {
		at[i] = f.shelves[parts[i].term].lower(at0(s.from))
	}
	for day := s.from; day <= s.to; day++ {
		for i := range parts {
			c.part = &parts[i]
			shelf := &f.shelves[c.term]
			for at[i].block < len(shelf.blocks) {
				c.block = shelf.blocks[at[i].block]
				_, end := c.days.on(uint16(day))
				if end <= at[i].row {
					break
				}
				f.pick(&c, at[i].row, end, true)
				f.take(&c, uint16(day), s.cell, len(parts) > 1)
				at[i] = shelf.settled(spot{at[i].block, end})
			}
		}
		f.settle()
	}
}

func at0(day int) uint64 { return at(uint16(day), 0) }

// take takes the rows of a day. base is what time adds to their cell.
func (f *firsts) take(c *chunk, day uint16, base int, several bool) {
	today, l := c.previous[linkTerm], f.layout
	if several {
		today = c.previous[linkAny]
	}
	if f.q.New && l.term != nil {
		base += int(l.term[c.term])
	}
	for k, n := range c.who {
		i := c.rows[k]
		slot, cell := int(n)+f.plane(c, k), base+l.of(c.block, i)
		if today[i] == day || !f.persons {
			f.ties = append(f.ties, tie{c.told(int(i)), slot, cell})
		} else if f.cellOf == nil {
			f.meetOnce(slot, cell)
		} else {
			f.meetRow(slot, cell)
		}
	}
}

// settle takes the rows that wait.
func (f *firsts) settle() {
	slices.SortFunc(f.ties, func(a, b tie) int { return cmp.Compare(a.told, b.told) })
	for _, t := range f.ties {
		f.meet(t.slot, t.cell)
	}
	f.ties = f.ties[:0]
}

// meet counts somebody in a cell, unless she was met before.
func (f *firsts) meet(slot, cell int) {
	if f.cellOf == nil {
		f.meetOnce(slot, cell)
	} else {
		f.meetRow(slot, cell)
	}
}

func (f *firsts) meetOnce(slot, cell int) {
	word := &f.marks[slot>>6]
	f.counted[cell] += int(^*word >> (slot & 63) & 1)
	*word |= 1 << (slot & 63)
}

// meetRow counts the row as well, in the cell that she is in.
func (f *firsts) meetRow(slot, cell int) {
	in := &f.cellOf[slot]
	if *in <= f.used {
		*in = f.used + 1 + uint32(cell)
		f.counted[cell]++
	}
	f.rows[*in-f.used-1]++
}
