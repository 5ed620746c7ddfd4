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
	seen   [][]uint64 // by plane, who in the upper half and her cell, in the order in which they are met; nil for a single one

	used   uint32   // by those who were here before
	cellOf []uint32 // used and 1 more than the cell that somebody is in; nil where rows are not counted
}

// tie is a row that waits.
type tie struct {
	told  uint64
	plane int
	who   uint32
	cell  int
}

// firstsOf counts the terms of a group: whoever is new once in all, and others in
// each segment and plane.
func (a *asking) firstsOf(g group, segments []segment, p *plan) {
	if a.q.New {
		a.firsts(g, segments, onePlane, p)
		return
	}
	for i := range segments {
		a.firsts(g, segments[i:i+1], p.planes, p)
	}
}

// firsts counts the terms of a group over some segments.
func (a *asking) firsts(g group, segments []segment, planes planes, p *plan) {
	f := firsts{asking: a, layout: p.layout, planes: planes}
	rows := p.full || a.rowsOf(g.parts) < a.words() // of few rows, no set of everybody is emptied
	if planes.of == nil {
		f.begin(rows)
	} else {
		f.seen = lists(&a.seen, len(planes.cell))
	}
	if a.q.New && a.from < a.since {
		f.walk(g.parts, segment{a.from, min(a.since-1, a.to), p.size})
	}
	for _, s := range segments {
		s.cell += g.cell
		f.walk(g.parts, s)
	}
	switch {
	case planes.of != nil:
		f.meetSeen(rows)
	case !rows:
		clear(a.marks)
	}
}

// meetSeen counts those who were noted, plane by plane.
func (f *firsts) meetSeen(rows bool) {
	for _, seen := range f.seen {
		f.begin(rows)
		for _, s := range seen {
			f.meet(uint32(s>>32), int(uint32(s)))
		}
		if rows {
			continue
		}
		for _, s := range seen {
			f.marks[s>>(32+6)] = 0
		}
	}
}

// rowsOf is how many rows some parts have.
func (x *Index) rowsOf(parts []part) (rows int) {
	for _, p := range parts {
		rows += x.shelves[p.term].rows
	}
	return rows
}

// begin makes room for who is in which cell.
func (f *firsts) begin(rows bool) {
	if !rows {
		cleared(&f.marks, f.words())
		return
	}
	f.cellOf = cleared(&f.work.cellOf, f.words()<<6)
	f.used = f.next
	if f.next += uint32(f.layout.size) + 1; f.next < f.used {
		clear(f.work.cellOf[:cap(f.work.cellOf)])
		f.used, f.next = 0, uint32(f.layout.size)+1
	}
}

// plane is the one of a row.
func (f *firsts) plane(c *chunk, i uint16) int {
	if f.planes.of == nil {
		return 0
	}
	return int(f.planes.of[c.block.place[i]])
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
		f.scan(parts, s.from, s.to, true, func(c *chunk) { f.take(c, nil, 0, s.cell) })
	default:
		f.walkDays(parts, s)
	}
}

// takeInto takes rows whose cell is the same for all.
func (f *firsts) takeInto(c *chunk, cell int) {
	if f.cellOf == nil {
		f.counted[cell] += mark(f.marks, c.who) // quicker than one by one
		return
	}
	for _, n := range c.who {
		f.meet(n, cell)
	}
}

// walkDays goes through the days of a segment.
func (f *firsts) walkDays(parts []part, s segment) {
	link := linkTerm
	if len(parts) > 1 {
		link = linkAny
	}
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
				f.take(&c, c.previous[link], uint16(day), s.cell)
				at[i] = shelf.settled(spot{at[i].block, end})
			}
		}
		f.settle()
	}
}

func at0(day int) uint64 { return at(uint16(day), 0) }

// take takes rows in their order: those whose link leads to their own day wait. base
// is what time adds to their cell.
func (f *firsts) take(c *chunk, previous []uint16, day uint16, base int) {
	if f.q.New && f.layout.term != nil {
		base += int(f.layout.term[c.term])
	}
	if previous != nil && f.plainly(c) {
		f.takeWhole(c, previous, day, base)
		return
	}
	for k, n := range c.who {
		i := c.rows[k]
		cell := base + f.layout.of(c.block, i)
		switch {
		case previous != nil && (previous[i] == day || !f.persons):
			f.ties = append(f.ties, tie{c.told(int(i)), f.plane(c, i), n, cell})
		case f.seen != nil:
			f.note(f.plane(c, i), n, cell)
		case f.cellOf == nil:
			f.meetOnce(n, cell)
		default:
			f.meetRow(n, cell)
		}
	}
}

// plainly reports whether all rows of a chunk are taken, of people who count once in
// all, and whether profiles alone tell their cells apart: the commonest, which has a
// loop of its own.
func (f *firsts) plainly(c *chunk) bool {
	return c.whole() && f.persons && f.seen == nil && f.cellOf == nil && f.layout.profile != nil && f.layout.place == nil
}

// takeWhole is take, column beside column.
func (f *firsts) takeWhole(c *chunk, previous []uint16, day uint16, base int) {
	marks, counted, parts, who := f.marks, f.counted[base:], f.layout.profile, c.who
	profiles, days := c.profile[c.low:c.high][:len(who)], previous[c.low:c.high][:len(who)]
	for k, n := range who {
		part := parts[profiles[k]]
		if days[k] == day {
			f.ties = append(f.ties, tie{c.told(c.low + k), 0, n, base + int(part)})
			continue
		}
		word := marks[n>>6]
		marks[n>>6] = word | 1<<(n&63)
		counted[part] += int(^word >> (n & 63) & 1)
	}
}

// settle takes the rows that wait.
func (f *firsts) settle() {
	slices.SortFunc(f.ties, func(a, b tie) int { return cmp.Compare(a.told, b.told) })
	for _, t := range f.ties {
		f.note(t.plane, t.who, t.cell)
	}
	f.ties = f.ties[:0]
}

// note counts somebody in a cell, or notes her for when her plane is counted.
func (f *firsts) note(plane int, who uint32, cell int) {
	if f.seen == nil {
		f.meet(who, cell)
	} else {
		f.seen[plane] = append(f.seen[plane], uint64(who)<<32|uint64(cell))
	}
}

// meet counts somebody in a cell, unless she was met before.
func (f *firsts) meet(who uint32, cell int) {
	if f.cellOf == nil {
		f.meetOnce(who, cell)
	} else {
		f.meetRow(who, cell)
	}
}

func (f *firsts) meetOnce(who uint32, cell int) {
	word := &f.marks[who>>6]
	f.counted[cell] += int(^*word >> (who & 63) & 1)
	*word |= 1 << (who & 63)
}

// meetRow counts the row as well, in the cell that she is in.
func (f *firsts) meetRow(who uint32, cell int) {
	in := &f.cellOf[who]
	if *in <= f.used {
		*in = f.used + 1 + uint32(cell)
		f.counted[cell]++
	}
	f.rows[*in-f.used-1]++
}
