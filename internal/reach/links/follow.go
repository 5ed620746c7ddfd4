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

	block *block // where the row is; nil while that is not known
	row   int

	spun bool              // it is of a thread, which says:
	nth  int               // of the rows of that number, term and day, from 0
	was  [linkCount]uint16 // what led back from it so far
}

// told orders the steps of a day. It is read where the row is, and few days have
// two.
func (s *step) told() uint64 { return s.block.told(s.row) }

// follows reports whether a step of the same day comes behind another as they were
// gathered: those of a thread do.
func (s *step) follows(other *step) bool {
	return s.number == other.number && s.block == nil && other.block == nil
}

// inOrder puts a person's steps in the order in which they happened: the first of a
// day is the one that was told first.
func (x *Index) inOrder() {
	slices.SortStableFunc(x.steps, func(a, b step) int { return cmp.Compare(a.day, b.day) })
	x.shared = x.shared[:0]
	for i := 1; i < len(x.steps); i++ {
		if s, before := &x.steps[i], &x.steps[i-1]; s.day == before.day && !s.follows(before) {
			x.shared = append(x.shared, s.day)
		}
	}
	if len(x.shared) == 0 {
		return
	}
	x.locate(func(s *step) bool { return slices.Contains(x.shared, s.day) })
	slices.SortStableFunc(x.steps, func(a, b step) int {
		if a.day != b.day || a.block == nil {
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

// relink follows the rows of whoever counts as a number anew. Most of two people's
// rows keep the links that they had when these are joined: where they are is not
// looked for.
func (x *Index) relink(root uint32) {
	x.gather(root)
	x.inOrder()
	x.trail.follow(x.steps)
	x.people.spin(root, x.steps)
	x.locate(func(s *step) bool { return s.previous != s.was })
	for term := range x.people.had {
		x.people.has(uint16(term), root, false)
	}
	for i := range x.steps {
		s := &x.steps[i]
		x.people.has(s.term, root, true)
		for l, day := range s.previous {
			if s.block != nil && (!s.spun || day != s.was[l]) {
				s.block.lead(l, s.row, day)
			}
		}
	}
}

// gather finds the steps of whoever counts as a number.
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
		x.gatherAt(&x.sought[i])
	}
}

// gatherSpun takes the steps of a number from its thread, which says everything of
// them but where their rows are. It counted alone so far, and its rows have the
// links of its thread.
func (x *Index) gatherSpun(number uint32, spun []bead) {
	first, today := len(x.steps), 0
	for i, b := range spun {
		if b.day() != spun[today].day() {
			today = i
		}
		s := step{day: b.day(), term: b.term(), place: b.place(), profile: b.profile(), number: number, spun: true}
		for _, earlier := range spun[today:i] {
			if earlier.term() == b.term() {
				s.nth++
			}
		}
		x.steps = append(x.steps, s)
	}
	hers := x.steps[first:]
	x.trail.follow(hers)
	for i := range hers {
		hers[i].was = hers[i].previous
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

// locate finds where the rows of some steps are, of those of which it is not known.
// Rows of one number, term and day lie one after another.
func (x *Index) locate(which func(*step) bool) {
	x.sought = x.sought[:0]
	for i := range x.steps {
		if s := &x.steps[i]; s.block == nil && which(s) {
			w := x.seek(s.term, at(s.day, s.number))
			w.step = i
			x.sought = append(x.sought, w)
		}
	}
	find(x.sought)
	for i := range x.sought {
		w := &x.sought[i]
		p, s := w.spot(), &x.steps[w.step]
		for range s.nth {
			p = w.shelf.settled(spot{p.block, p.row + 1})
		}
		s.block, s.row = w.shelf.blocks[p.block], p.row
	}
}
