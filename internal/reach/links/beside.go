package links

// beside is what a question asks of somebody beside each of her rows, looked up in
// her thread: that she came before, or that she has all of some terms together.
type beside struct {
	*walker
	joint
	came  bool     // she came before the period
	terms []uint64 // by term: which of the terms that she is to have all of it is, in bits
	all   uint64   // the bits of each
}

// had is which of the terms somebody has in a plane.
type had struct {
	plane uint32
	terms uint64
}

// mostAsked is how many terms somebody may be asked to have all of.
const mostAsked = 64

// asksBeside reads what the question asks beside rows, nil for nothing.
func (w *walker) asksBeside() (b *beside, err error) {
	b = &beside{walker: w, came: w.q.Returning}
	if w.q.All && len(w.q.Terms) > 1 {
		if b.joint, err = w.joint(); err != nil {
			return nil, err
		}
		b.terms = make([]uint64, len(w.codes.terms.list))
		for i, asked := range w.q.Terms {
			b.all |= 1 << i
			for _, p := range w.having(asked) {
				b.terms[p.term] |= 1 << i
			}
		}
	}
	if !b.came && b.all == 0 {
		return nil, nil
	}
	return b, nil
}

// keep copies of some threads the beads of rows that the question is about.
func (b *beside) keep(t *tally, beads []bead) []bead {
	t.kept = t.kept[:0]
	for len(beads) > 0 {
		end := begin(beads, 1)
		her := beads[:end]
		beads = beads[end:]
		if !b.asks(t, her) {
			continue
		}
		first := len(t.kept)
		for _, bead := range her {
			if b.has(t, bead) {
				t.kept = append(t.kept, bead&^firstBead)
			}
		}
		if first < len(t.kept) {
			t.kept[first] |= firstBead
		}
	}
	return t.kept
}

// asks reports whether somebody may be one of those who are asked for, and finds
// what she has in each plane.
func (b *beside) asks(t *tally, her []bead) bool {
	if b.came && !b.before(her) {
		return false
	}
	if b.all == 0 {
		return true
	}
	t.had = t.had[:0]
	some := false
	for _, bead := range her {
		if b.within(bead) {
			some = t.has(b.plane(bead), b.terms[bead.term()]) == b.all || some
		}
	}
	return some
}

// before reports whether somebody came before the period.
func (b *beside) before(her []bead) bool {
	for _, bead := range her {
		if int(bead.day()) < b.since && b.admits(bead) {
			return true
		}
	}
	return false
}

// within reports whether a row is one of those of the question's days.
func (b *beside) within(bead bead) bool {
	day := int(bead.day())
	return day >= b.from && day <= b.to && b.admits(bead)
}

// has reports whether somebody has all that is asked for in the plane of a row.
func (b *beside) has(t *tally, bead bead) bool {
	return b.all == 0 || b.within(bead) && t.has(b.plane(bead), 0) == b.all
}

// plane is the one of a row.
func (b *beside) plane(bead bead) uint32 { return uint32(b.of(bead.place(), bead.day())) }

// has notes terms that somebody has in a plane, and returns all that she has there.
func (t *tally) has(plane uint32, terms uint64) uint64 {
	for i := range t.had {
		if t.had[i].plane == plane {
			t.had[i].terms |= terms
			return t.had[i].terms
		}
	}
	t.had = append(t.had, had{plane, terms})
	return terms
}
