package links

import "slices"

// people says where the rows of each record are, and which records count as
// another.
type people struct {
	most uint32 // the highest number so far

	// A place is a term and a day on which somebody has rows of it. Those of number
	// n are built[start[n]:start[n+1]], unless her rows changed since.
	built   []uint32
	start   []uint32
	changed map[uint32][]uint32

	had [][]uint64 // by term, has the bit of everybody who ever had it

	root    map[uint32]uint32   // of numbers that count as another
	moves   []uint64            // has the bit of each of them
	members map[uint32][]uint32 // numbers that count as this one, which may be none of them
}

// placeOf is the place of a term and a day.
func placeOf(term, day uint16) uint32 { return uint32(term)<<16 | uint32(day) }

// places lists where a number has rows.
func (p *people) places(number uint32) []uint32 {
	if changed, is := p.changed[number]; is {
		return changed
	}
	if int(number)+1 < len(p.start) {
		return p.built[p.start[number]:p.start[number+1]]
	}
	return nil
}

// put notes that a number has rows at a place.
func (p *people) put(number, place uint32) {
	if had := p.places(number); !slices.Contains(had, place) {
		p.set(number, append(slices.Clone(had), place))
	}
}

// drop notes that a number has no row at a place any more.
func (p *people) drop(number, place uint32) {
	p.set(number, slices.DeleteFunc(slices.Clone(p.places(number)), func(had uint32) bool { return had == place }))
}

func (p *people) set(number uint32, places []uint32) {
	if p.changed == nil {
		p.changed = make(map[uint32][]uint32)
	}
	p.changed[number] = places
	p.most = max(p.most, number)
}

// has notes of somebody whether she ever had a term.
func (p *people) has(term uint16, root uint32, had bool) {
	set, word := p.had[term], int(root>>6)
	if word >= len(set) {
		if !had {
			return
		}
		set = append(set, make([]uint64, word+1-len(set))...)
		p.had[term] = set
	}
	set[word] &^= 1 << (root & 63)
	if had {
		set[word] |= 1 << (root & 63)
	}
}

// rootOf is the number as which a number counts.
func (p *people) rootOf(number uint32) uint32 {
	if root, moved := p.root[number]; moved {
		return root
	}
	return number
}

// join makes a number count as another, or as itself.
func (p *people) join(number, root uint32) {
	if p.root == nil {
		p.root, p.members = make(map[uint32]uint32), make(map[uint32][]uint32)
	}
	if former, moved := p.root[number]; moved {
		delete(p.root, number)
		p.moves[number>>6] &^= 1 << (number & 63)
		left := slices.DeleteFunc(slices.Clone(p.members[former]), func(n uint32) bool { return n == number })
		if p.members[former] = left; len(left) == 0 {
			delete(p.members, former)
		}
	}
	if number != root {
		p.root[number] = root
		p.moves = append(p.moves, make([]uint64, max(0, int(number>>6)+1-len(p.moves)))...)
		p.moves[number>>6] |= 1 << (number & 63)
		p.members[root] = append(slices.Clone(p.members[root]), number)
		p.most = max(p.most, root)
	}
}

// numbers lists those that count as one.
func (p *people) numbers(root uint32) []uint32 {
	if _, moved := p.root[root]; moved {
		return p.members[root]
	}
	return append([]uint32{root}, p.members[root]...)
}
