package links

// apportioned counts people by the link of their cells, and every row in the cell
// in which its person is: a row says where that is when it is her first, and the
// others are gone through once more.
func (a *asking) apportioned(link int, g group, segments []segment, l *layout) {
	if a.q.New {
		a.apportionedNew(link, g, segments, l)
		return
	}
	for _, p := range l.planes.few(mostSlots / (a.words() << 6)) {
		parts := p.narrowed(g.parts)
		for _, s := range segments {
			f := a.apportioning(p, l)
			s.cell += g.cell
			a.scan(parts, s.from, s.to, true, func(c *chunk) { f.enter(c, c.previous[link], uint16(s.from), s.cell) })
			a.scan(parts, s.from, s.to, true, f.countRows)
		}
	}
}

// apportionedNew counts whoever is new, once in all segments. Who came before them
// is in no cell, and neither are her rows.
func (a *asking) apportionedNew(link int, g group, segments []segment, l *layout) {
	f := a.apportioning(onePlane, l)
	for _, s := range segments {
		a.scan(g.parts, s.from, s.to, true, func(c *chunk) {
			base := s.cell + g.cell
			if l.term != nil {
				base += int(l.term[c.term])
			}
			f.enter(c, c.previous[link], 1, base)
		})
	}
	a.scan(g.parts, max(a.since, a.from), a.to, true, f.countKnownRows)
}

// apportioning makes room for who is in which cell.
func (a *asking) apportioning(p planes, l *layout) *firsts {
	f := &firsts{asking: a, layout: l, planes: p, stride: a.words() << 6, counted: a.counted, rows: a.rows}
	f.begin(true)
	return f
}

// enter counts people at their first rows, whose link leads to before a day, and
// notes in which cell they are. base is what terms and time add to it.
func (f *firsts) enter(c *chunk, previous []uint16, from uint16, base int) {
	for k, i := range c.rows {
		if previous[i] >= from {
			continue
		}
		cell := base + f.layout.of(c.block, i)
		f.cellOf[int(c.who[k])+f.plane(c, k)] = f.used + 1 + uint32(cell)
		f.counted[cell]++
	}
}

// countRows counts rows in the cells in which their people are.
func (f *firsts) countRows(c *chunk) {
	if f.planes.of == nil {
		for _, n := range c.who {
			f.rows[f.cellOf[n]-f.used-1]++
		}
		return
	}
	for k, n := range c.who {
		f.rows[f.cellOf[int(n)+f.plane(c, k)]-f.used-1]++
	}
}

// countKnownRows counts the rows of those who are in a cell.
func (f *firsts) countKnownRows(c *chunk) {
	for _, n := range c.who {
		if in := f.cellOf[n]; in > f.used {
			f.rows[in-f.used-1]++
		}
	}
}
