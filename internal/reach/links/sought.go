package links

import "slices"

// sought is a place that is looked for on a shelf.
type sought struct {
	term      uint16
	shelf     *shelf
	at        uint64
	block     int
	low, high int // the row that is looked for is none before low, and none behind high
	step      int // whose row it is
}

// seek looks for a place on the shelf of a term.
func (x *Index) seek(term uint16, at uint64) sought {
	s := &x.shelves[term]
	return sought{term: term, shelf: s, at: at, block: s.before(at)}
}

// before is the block in which a place is found: the last one that begins before
// it, -1 when none does.
func (s *shelf) before(at uint64) int {
	n, found := slices.BinarySearch(s.first, at)
	for found && n > 0 && s.first[n-1] == at { // a day so full that it fills blocks
		n--
	}
	return n - 1
}

// find finds the first row that lies at each place or behind it. A search waits for
// memory at every step; here all take the same step one after another, and wait
// together.
func find(all []sought) {
	for i := range all {
		if w := &all[i]; w.block >= 0 {
			w.low, w.high = w.shelf.blocks[w.block].days.on(uint16(w.at >> 32))
		}
	}
	for found := 0; found < len(all); {
		found = 0
		for i := range all {
			w := &all[i]
			if w.low == w.high {
				found++
				continue
			}
			middle := (w.low + w.high) / 2
			if w.shelf.blocks[w.block].number[middle] < uint32(w.at) {
				w.low = middle + 1
			} else {
				w.high = middle
			}
		}
	}
}

// spot is where the place was found.
func (w *sought) spot() spot { return w.shelf.settled(spot{max(w.block, 0), w.low}) }
