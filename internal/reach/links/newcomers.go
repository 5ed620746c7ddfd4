package links

// newcomers counts people at their first rows, from which the link leads nowhere,
// and each row of the period in the cell in which its person is: the rows are gone
// through once more, for those of who came before are in none.
func (a *asking) newcomers(link int, g group, segments []segment, l *layout) {
	f := &firsts{asking: a, layout: l, planes: onePlane}
	f.begin(true)
	for _, s := range segments {
		a.scan(g.parts, s.from, s.to, true, func(c *chunk) { f.enter(c, c.previous[link], s.cell+g.cell) })
	}
	a.scan(g.parts, max(a.since, a.from), a.to, true, f.countKnown)
}

// enter counts people at their first rows, and notes in which cell they are. base is
// what time adds to it.
func (f *firsts) enter(c *chunk, previous []uint16, base int) {
	if f.layout.term != nil {
		base += int(f.layout.term[c.term])
	}
	for k, i := range c.rows {
		if previous[i] == 0 {
			cell := base + f.layout.of(c.block, i)
			f.cellOf[c.who[k]] = f.used + 1 + uint32(cell)
			f.counted[cell]++
		}
	}
}

// countKnown counts the rows of those who are in a cell.
func (f *firsts) countKnown(c *chunk) {
	for _, n := range c.who {
		if in := f.cellOf[n]; in > f.used {
			f.rows[in-f.used-1]++
		}
	}
}
