package links

import (
	"cmp"
	"maps"
	"slices"
)

// threads are the rows of each woman one after another, in the order in which they
// happened. What is asked of her stands together there, whatever it is.
type threads struct {
	spun  []bead   // by number, as a build spun them: blank where the thread was spun anew
	start []uint32 // those of number n are spun[start[n]:start[n+1]]

	anew    []bead              // of those whose rows changed since, or who count with others
	at      map[uint32]bounds   // where in it, by the number as which somebody counts
	blanks  int                 // in it
	numbers map[uint32][]uint32 // whose each of her rows is, where somebody has several
}

// bounds are beads from one to before another.
type bounds struct{ from, to int }

// bead is a row as a thread has it: day 16 bits, place 14, term 12, profile 21. The
// last bit is 1 for the first row of somebody. A bead without a place is blank: it
// counts nowhere.
type bead uint64

// How many codes a bead has bits for.
const (
	mostTerms    = 1 << 12
	mostPlaces   = 1 << 14
	mostProfiles = 1 << 21

	noPlace   bead = (mostPlaces - 1) << 16
	firstBead bead = 1 << 63
)

func beadOf(day, term, place uint16, profile uint32) bead {
	return bead(day) | bead(place)<<16 | bead(term)<<30 | bead(profile)<<42
}

func (b bead) day() uint16     { return uint16(b) }
func (b bead) place() uint16   { return uint16(b>>16) % mostPlaces }
func (b bead) term() uint16    { return uint16(b>>30) % mostTerms }
func (b bead) where() uint32   { return uint32(b>>16) % (mostPlaces * mostTerms) } // term and place
func (b bead) profile() uint32 { return uint32(b>>42) % mostProfiles }

// spunOf are the beads of a number that a build spun.
func (t *threads) spunOf(number uint32) []bead {
	if int(number)+1 >= len(t.start) {
		return nil
	}
	return t.spun[t.start[number]:t.start[number+1]]
}

// places lists where the spun beads of a number say that it has rows, in a list
// that is used again.
func (t *threads) places(number uint32, into []uint32) []uint32 {
	today := 0 // where those of the same day begin
	for _, b := range t.spunOf(number) {
		if today < len(into) && uint16(into[today]) != b.day() {
			today = len(into)
		}
		if at := placeOf(b.term(), b.day()); !slices.Contains(into[today:], at) {
			into = append(into, at)
		}
	}
	return into
}

// blank takes the places of some beads off.
func blank(beads []bead) {
	for i := range beads {
		beads[i] |= noPlace
	}
}

// spin makes the thread of whoever counts as a number of her steps, which are in
// order; of several records, it is noted whose each row is.
func (t *threads) spin(root uint32, steps []step, several bool) {
	beads := t.room(root, len(steps))
	for i := range beads {
		s := &steps[i]
		beads[i] = beadOf(s.day, s.term, s.place, s.profile)
	}
	delete(t.numbers, root)
	if len(beads) == 0 {
		return
	}
	beads[0] |= firstBead
	if several {
		numbers := make([]uint32, len(steps))
		for i := range steps {
			numbers[i] = steps[i].number
		}
		if t.numbers == nil {
			t.numbers = make(map[uint32][]uint32)
		}
		t.numbers[root] = numbers
	}
}

// room is where the beads of a number are spun anew, so many of them.
func (t *threads) room(root uint32, beads int) []bead {
	had := t.at[root]
	if had.to-had.from != beads {
		blank(t.anew[had.from:had.to])
		t.blanks += had.to - had.from
		if delete(t.at, root); beads == 0 {
			return nil
		}
		if t.blanks > len(t.anew)/2 {
			t.close()
		}
		if t.at == nil {
			t.at = make(map[uint32]bounds)
		}
		had = bounds{len(t.anew), len(t.anew) + beads}
		t.anew, t.at[root] = append(t.anew, make([]bead, beads)...), had
	}
	return t.anew[had.from:had.to]
}

// close lets beads stand where blanks were.
func (t *threads) close() {
	closed := make([]bead, 0, 2*(len(t.anew)-t.blanks))
	for _, root := range slices.SortedFunc(maps.Keys(t.at), func(a, b uint32) int { return cmp.Compare(t.at[a].from, t.at[b].from) }) {
		had := t.at[root]
		closed = append(closed, t.anew[had.from:had.to]...)
		t.at[root] = bounds{len(closed) - (had.to - had.from), len(closed)}
	}
	t.anew, t.blanks = closed, 0
}

// bytes is about how much memory they take.
func (t *threads) bytes() int64 {
	bytes := 8*int64(cap(t.spun)+cap(t.anew)) + 4*int64(cap(t.start)) + listHeader*int64(len(t.at))
	for _, numbers := range t.numbers {
		bytes += 4*int64(cap(numbers)) + listHeader
	}
	return bytes
}
