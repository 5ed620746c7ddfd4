package links

import (
	"cmp"
	"slices"
)

// step is one of a person's rows, on her way from the first to the last.
type step struct {
	day, term, place uint16
	profile, number  uint32
	previous         [linkCount]uint16

	block *block // where the row is
	row   int
}

// told orders the steps of a day. It is read where the row is, and few days have
// two.
func (s *step) told() uint64 { return s.block.told(s.row) }

// inOrder puts a person's steps in the order in which they happened: the
// first of a day is the one that was told first.
func inOrder(steps []step) {
	slices.SortFunc(steps, func(a, b step) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return cmp.Compare(a.told(), b.told())
	})
}

// trail remembers, while a person's steps are followed, the day of the last one
// in each scope.
type trail struct {
	term, region, place []uint16
	regionOf            []uint32 // by place
	regions             int
}

// newTrail is a trail over everything that has a code.
func newTrail(c *codes) *trail {
	t := &trail{regionOf: c.region.part, regions: len(c.region.names)}
	t.term = make([]uint16, len(c.terms.list))
	t.region = make([]uint16, len(c.terms.list)*t.regions)
	t.place = make([]uint16, len(c.places.list))
	return t
}

// follow finds what leads back from each of a person's steps, which are in order.
func (t *trail) follow(steps []step) {
	last := uint16(0)
	for i := range steps {
		s := &steps[i]
		there := int(s.term)*t.regions + int(t.regionOf[s.place])
		s.previous = [linkCount]uint16{linkAny: last, linkTerm: t.term[s.term], linkRegion: t.region[there], linkPlace: t.place[s.place]}
		last, t.term[s.term], t.region[there], t.place[s.place] = s.day, s.day, s.day, s.day
	}
	for i := range steps {
		s := &steps[i]
		t.term[s.term], t.place[s.place] = 0, 0
		t.region[int(s.term)*t.regions+int(t.regionOf[s.place])] = 0
	}
}

// relink follows the rows of whoever counts as a number anew.
func (x *Index) relink(root uint32) {
	x.gather(root)
	inOrder(x.steps)
	x.trail.follow(x.steps)
	x.people.spin(root, x.steps)
	for term := range x.people.had {
		x.people.has(uint16(term), root, false)
	}
	for i := range x.steps {
		s := &x.steps[i]
		x.people.has(s.term, root, true)
		for l, day := range s.previous {
			s.block.lead(l, s.row, day)
		}
	}
}

// gather finds all rows of whoever counts as a number.
func (x *Index) gather(root uint32) {
	x.steps, x.sought = x.steps[:0], x.sought[:0]
	for _, number := range x.people.numbers(root) {
		if spun := x.people.untouched(number); spun != nil {
			x.gatherSpun(number, spun)
			continue
		}
		for _, place := range x.people.places(number) {
			x.sought = append(x.sought, x.seek(uint16(place>>16), at(uint16(place), number)))
		}
	}
	find(x.sought)
	for i := range x.sought {
		if w := &x.sought[i]; w.told {
			p := w.spot()
			for range w.nth {
				p = w.shelf.settled(spot{p.block, p.row + 1})
			}
			x.steps[w.step].block, x.steps[w.step].row = w.shelf.blocks[p.block], p.row
		} else {
			x.gatherAt(w)
		}
	}
}

// gatherSpun takes the steps of a number from its thread, which says everything of
// them but where their rows are. Those of one term and day lie one after another.
func (x *Index) gatherSpun(number uint32, spun []bead) {
	today := 0
	for i, b := range spun {
		if b.day() != spun[today].day() {
			today = i
		}
		w := x.seek(b.term(), at(b.day(), number))
		w.told, w.step = true, len(x.steps)
		for _, earlier := range spun[today:i] {
			if earlier.term() == b.term() {
				w.nth++
			}
		}
		x.sought = append(x.sought, w)
		x.steps = append(x.steps, step{day: b.day(), term: b.term(), place: b.place(), profile: b.profile(), number: number})
	}
}

// gatherAt takes the steps of the rows that lie at a place.
func (x *Index) gatherAt(w *sought) {
	w.shelf.rowsFrom(w.spot(), w.at, func(_ spot, b *block, row int) bool {
		x.steps = append(x.steps, step{
			day: uint16(w.at >> 32), term: w.term, place: b.place[row], profile: b.profile[row], number: uint32(w.at), block: b, row: row,
		})
		return true
	})
}
