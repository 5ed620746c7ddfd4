package links

import "slices"

// people says where the rows of each record are, and which records count as
// another.
type people struct {
	most uint32 // the highest number so far

	threads threads

	// A place is a term and a day on which somebody has rows of it. Those of a number
	// are where her thread says, unless her rows changed since.
	changed map[uint32][]uint32
	listed  []uint32 // used again

	had [][]uint64 // by term, has the bit of everybody who ever had it

	root    map[uint32]uint32   // of numbers that count as another
	moves   []uint64            // has the bit of each of them
	members map[uint32][]uint32 // numbers that count as this one, which may be none of them
}

// placeOf is the place of a term and a day.
func placeOf(term, day uint16) uint32 { return uint32(term)<<16 | uint32(day) }

// places lists where a number has rows. The list holds until the next is asked for.
func (p *people) places(number uint32) []uint32 {
	if changed, is := p.changed[number]; is {
		return changed
	}
	p.listed = p.threads.places(number, p.listed[:0])
	return p.listed
}

// untouched are the beads that a build spun of a number, nil where anything happened
// to it since.
func (p *people) untouched(number uint32) []bead {
	spun := p.threads.spunOf(number)
	if _, changed := p.changed[number]; changed || len(spun) == 0 || spun[0]&noPlace == noPlace {
		return nil
	}
	return spun
}

// spin makes the thread of whoever counts as a number anew, of steps that are in
// order. What a build spun of her is read no more.
func (p *people) spin(root uint32, steps []step) {
	numbers := p.numbers(root)
	for _, n := range numbers {
		blank(p.threads.spunOf(n))
	}
	p.threads.spin(root, steps, len(numbers) > 1 || p.moved(root))
}

// put notes that a number has one more row at a place.
func (p *people) put(number, place uint32) {
	had := slices.Clone(p.places(number))
	if !slices.Contains(had, place) {
		had = append(had, place)
	}
	p.set(number, had)
}

// drop notes that a number has one row less at a place, and whether it has more there.
func (p *people) drop(number, place uint32, more bool) {
	had := slices.Clone(p.places(number))
	if !more {
		had = slices.DeleteFunc(had, func(at uint32) bool { return at == place })
	}
	p.set(number, had)
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

// moved reports whether a number counts as another.
func (p *people) moved(number uint32) bool {
	_, moved := p.root[number]
	return moved
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
