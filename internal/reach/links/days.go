package links

import (
	"cmp"
	"slices"
)

// days says on which day each row of a block lies. Rows of one day lie together: a
// day is written once for all of them.
type days []run

// run is the rows of one day. Few are searched one by one.
type run struct{ day, end uint16 } // behind its last row

// of is the day of row i.
func (d days) of(i int) uint16 { return d[d.run(i)].day }

// run is in which run row i lies.
func (d days) run(i int) (n int) {
	if len(d) > few {
		n, _ = slices.BinarySearchFunc(d, i, func(r run, i int) int { return cmp.Compare(int(r.end), i+1) })
		return n
	}
	for int(d[n].end) <= i {
		n++
	}
	return n
}

// on are the rows of a day: from one to before another. Of a day without rows,
// both are the row before which its rows would lie.
func (d days) on(day uint16) (from, to int) {
	n, found := d.find(day)
	if n > 0 {
		from = int(d[n-1].end)
	}
	if to = from; found {
		to = int(d[n].end)
	}
	return from, to
}

// find finds the run of a day, or where it would be.
func (d days) find(day uint16) (n int, found bool) {
	if len(d) > few {
		return slices.BinarySearchFunc(d, day, func(r run, day uint16) int { return cmp.Compare(r.day, day) })
	}
	for n < len(d) && d[n].day < day {
		n++
	}
	return n, n < len(d) && d[n].day == day
}

// insert makes room for row i, of a day.
func (d *days) insert(i int, day uint16) {
	n, found := d.find(day)
	if !found {
		*d = slices.Insert(*d, n, run{day, uint16(i)})
	}
	d.shift(n, 1)
}

// append adds a row of a day behind all others.
func (d *days) append(day uint16) {
	last := len(*d) - 1
	switch {
	case last < 0:
		*d = append(*d, run{day, 1})
	case (*d)[last].day == day:
		(*d)[last].end++
	default:
		*d = append(*d, run{day, (*d)[last].end + 1})
	}
}

// remove takes row i out.
func (d *days) remove(i int) {
	n := d.run(i)
	alone := (*d)[n].end == 1 || n > 0 && (*d)[n].end == (*d)[n-1].end+1
	d.shift(n, -1)
	if alone {
		*d = slices.Delete(*d, n, n+1)
	}
}

// shift moves the ends of all runs from one on.
func (d *days) shift(from, by int) {
	for i := range (*d)[from:] {
		(*d)[from+i].end += uint16(by)
	}
}

// part copies the days of the rows from one to before another.
func (d days) part(from, to int) (p days) {
	for _, r := range d[d.run(from) : d.run(to-1)+1] {
		p = append(p, run{r.day, uint16(min(int(r.end), to) - from)})
	}
	return p
}
