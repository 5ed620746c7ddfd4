package match

import (
	"cmp"
	"slices"
)

// board holds the votes that rows get.
type board struct {
	places   []uint32 // open addressing by row: number of the candidate, plus one
	standing []candidate
	counts   []int // scratch: how many have so many votes
}

// candidate is a row with its votes.
type candidate struct {
	row   uint32
	place uint32
	votes int32
	taken bool // by best
}

func newBoard() board { return board{places: make([]uint32, 1<<13)} }

// give gives votes to a row.
func (b *board) give(row uint32, votes int) {
	place := b.place(row)
	if b.places[place] == 0 {
		b.standing = append(b.standing, candidate{row: row, place: place})
		b.places[place] = uint32(len(b.standing))
		if 2*len(b.standing) > len(b.places) {
			b.grow()
			place = b.place(row)
		}
	}
	b.standing[b.places[place]-1].votes += int32(votes)
}

// place returns where a row is noted, or would be.
func (b *board) place(row uint32) uint32 {
	mask := uint32(len(b.places) - 1)
	place := row * 2654435769 >> 7 & mask
	for b.places[place] != 0 && b.standing[b.places[place]-1].row != row {
		place = (place + 1) & mask
	}
	return place
}

// grow doubles the places.
func (b *board) grow() {
	b.places = make([]uint32, 2*len(b.places))
	for i := range b.standing {
		c := &b.standing[i]
		c.place = b.place(c.row)
		b.places[c.place] = uint32(i + 1)
	}
}

// clear takes all votes back.
func (b *board) clear() {
	for _, c := range b.standing {
		b.places[c.place] = 0
	}
	b.standing = b.standing[:0]
}

// best takes the rows with the most votes of those that were not taken before: at
// least so many, if there are, with all that have as many votes as the last of
// them, but no more than most; of more the lowest ids.
func (b *board) best(least, most int, ids []uint64) []uint32 {
	floor := b.floor(least)
	var rows, last []uint32
	for i := range b.standing {
		switch c := &b.standing[i]; {
		case c.taken || c.votes < floor:
		case c.votes > floor:
			rows, c.taken = append(rows, c.row), true
		default:
			last, c.taken = append(last, c.row), true
		}
	}
	if room := max(0, most-len(rows)); len(last) > room {
		slices.SortFunc(last, func(p, q uint32) int { return cmp.Compare(ids[p], ids[q]) })
		last = last[:room]
	}
	return append(rows, last...)
}

// floor is the votes that so many have at least.
func (b *board) floor(least int) int32 {
	clear(b.counts)
	for _, c := range b.standing {
		if c.taken {
			continue
		}
		for int(c.votes) >= len(b.counts) {
			b.counts = append(b.counts, 0)
		}
		b.counts[c.votes]++
	}
	floor := len(b.counts)
	for n := 0; floor > 0 && n < least; {
		floor--
		n += b.counts[floor]
	}
	return int32(floor)
}
