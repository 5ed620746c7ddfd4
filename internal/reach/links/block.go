package links

import "slices"

// Rows lie in blocks, so that one more is sorted in among a thousand and not
// among millions. A block that a build fills has blockRows; one that has grown to
// blockMost is split in two.
const (
	blockRows = 1024
	blockMost = 1536
)

// A link leads from a row to the day of the row that came before it, of the same
// person, in one scope. Day 0 is none.
const (
	linkAny    = iota // whatever she received, wherever
	linkTerm          // of the same term
	linkRegion        // of the same term in the same region
	linkPlace         // whatever she received in the same place
	linkCount
)

// row is a row with what leads back from it.
type row struct {
	Row
	previous [linkCount]uint16
}

// at is where a row lies among those of its term, up to the rows that its person
// has there on one day.
func (r *Row) at() uint64 { return at(r.Day, r.Number) }

func at(day uint16, number uint32) uint64 { return uint64(day)<<32 | uint64(number) }

// told orders rows as the journal told them.
func (r *Row) told() uint64 { return told(r.Since, r.Ordinal) }

func told(since uint32, ordinal uint16) uint64 { return uint64(since)<<16 | uint64(ordinal) }

// block is some rows of one term in their order, a column for each thing that a
// row says.
type block struct {
	number, since, profile []uint32
	place                  []uint16
	ordinal                []uint16 // nil while each is 0, as where an entry tells one row
	days                   days
	previous               [linkCount][]uint16
	fresh                  [linkCount]uint16 // rows that a link leads nowhere from
}

// blockOf is a block of some rows, which are in order.
func blockOf(rows []row) *block {
	n := len(rows)
	b := &block{number: make([]uint32, n), since: make([]uint32, n), profile: make([]uint32, n), place: make([]uint16, n)}
	for i := range rows {
		r := &rows[i]
		b.number[i], b.since[i], b.profile[i], b.place[i] = r.Number, r.Since, r.Profile, r.Place
		b.days.append(r.Day)
		if b.ordinals(&r.Row, n); b.ordinal != nil {
			b.ordinal[i] = r.Ordinal
		}
	}
	b.days = slices.Clone(b.days)
	for l := range b.previous {
		b.previous[l] = make([]uint16, n)
		for i := range rows {
			b.previous[l][i] = rows[i].previous[l]
		}
		b.fresh[l] = nowhere(b.previous[l])
	}
	return b
}

// nowhere is how many links lead to no day.
func nowhere(days []uint16) (n uint16) {
	for _, day := range days {
		if day == 0 {
			n++
		}
	}
	return n
}

func (b *block) len() int { return len(b.number) }

// at is where row i lies among those of its term.
func (b *block) at(i int) uint64 { return at(b.days.of(i), b.number[i]) }

// told orders row i among those that the journal told.
func (b *block) told(i int) uint64 {
	if b.ordinal == nil {
		return told(b.since[i], 0)
	}
	return told(b.since[i], b.ordinal[i])
}

// ordinals makes room for the numbers of so many rows within their entries, once a
// row comes that is not the first of its own.
func (b *block) ordinals(r *Row, rows int) {
	if r.Ordinal != 0 && b.ordinal == nil {
		b.ordinal = make([]uint16, rows)
	}
}

// insert puts a row in at i.
func (b *block) insert(i int, r *row) {
	if b.ordinals(&r.Row, b.len()); b.ordinal != nil {
		b.ordinal = slices.Insert(b.ordinal, i, r.Ordinal)
	}
	b.number = slices.Insert(b.number, i, r.Number)
	b.since = slices.Insert(b.since, i, r.Since)
	b.profile = slices.Insert(b.profile, i, r.Profile)
	b.place = slices.Insert(b.place, i, r.Place)
	b.days.insert(i, r.Day)
	for l := range b.previous {
		b.previous[l] = slices.Insert(b.previous[l], i, r.previous[l])
		b.fresh[l] += nowhere(r.previous[l : l+1])
	}
}

// lead lets a link lead from row i to a day.
func (b *block) lead(link, i int, day uint16) {
	had := &b.previous[link][i]
	if *had == 0 {
		b.fresh[link]--
	}
	if day == 0 {
		b.fresh[link]++
	}
	*had = day
}

// remove takes row i out.
func (b *block) remove(i int) {
	for l := range b.previous {
		if b.previous[l][i] == 0 {
			b.fresh[l]--
		}
	}
	b.number = slices.Delete(b.number, i, i+1)
	b.since = slices.Delete(b.since, i, i+1)
	b.profile = slices.Delete(b.profile, i, i+1)
	b.place = slices.Delete(b.place, i, i+1)
	if b.ordinal != nil {
		b.ordinal = slices.Delete(b.ordinal, i, i+1)
	}
	b.days.remove(i)
	for l := range b.previous {
		b.previous[l] = slices.Delete(b.previous[l], i, i+1)
	}
}

// part copies the rows from one to before another.
func (b *block) part(from, to int) *block {
	p := &block{
		number: slices.Clone(b.number[from:to]), since: slices.Clone(b.since[from:to]), profile: slices.Clone(b.profile[from:to]),
		place: slices.Clone(b.place[from:to]), days: b.days.part(from, to),
	}
	if b.ordinal != nil {
		p.ordinal = slices.Clone(b.ordinal[from:to])
	}
	for l := range p.previous {
		p.previous[l] = slices.Clone(b.previous[l][from:to])
		p.fresh[l] = nowhere(p.previous[l])
	}
	return p
}
