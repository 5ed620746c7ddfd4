package braid

import (
	"cmp"
	"slices"
)

// When a service is open.
const (
	rest  = 60.0  // days after what was received last
	pause = 180.0 // days between two sessions of a course that is still the same
	brief = 26.0  // pixels below which a strand does not grow thin in between
	wane  = 5.0   // pixels of each step from thick to thin
)

// span is a time, in days.
type span struct{ from, to float64 }

// open returns when services of a strand are open: from each event for a while,
// and of a course from its first session to its last, or until it is completed.
func open(items []item, strand Strand, today float64) (spans []span) {
	completed := make(map[string]float64)
	for _, it := range items {
		if it.Strand == strand && it.Kind == Milestone && it.Course {
			completed[it.Series] = it.day
		}
	}
	latest := make(map[string]float64) // session of each course
	for _, it := range items {
		if it.Strand != strand || it.ahead() {
			continue
		}
		s := span{it.day, min(today, it.day+rest)}
		if before, has := latest[it.Series]; it.Course && has && it.day-before <= pause {
			s.from = before
		}
		if it.Course {
			latest[it.Series] = it.day
			if end, is := completed[it.Series]; is && it.day >= end-pause {
				s.to = max(it.day, min(s.to, end))
			}
		}
		spans = append(spans, s)
	}
	return joined(spans)
}

// joined makes one of spans that meet.
func joined(spans []span) (apart []span) {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for _, s := range spans {
		if last := len(apart) - 1; last >= 0 && s.from <= apart[last].to {
			apart[last].to = max(apart[last].to, s.to)
		} else {
			apart = append(apart, s)
		}
	}
	return apart
}

// openOn reports whether a day is in one of some spans.
func openOn(spans []span, day float64) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return s.from <= day && day <= s.to })
}

// stretches say how a strand looks along its way. Beads that lie astray take what
// is open with them.
func (b *board) stretches(y yarn, spans []span, knots []*knot) (all []stretch) {
	var thick []span
	for _, s := range spans {
		at := span{b.x(s.from), min(b.x(s.to), b.today)}
		for _, k := range knots {
			if first, last := k.items[0].day, k.items[len(k.items)-1].day; k.strand == y.strand && !k.ahead && first <= s.to && s.from <= last {
				at.from, at.to = min(at.from, k.x), max(at.to, k.x)
			}
		}
		if s.to >= b.day {
			at.to = b.today
		}
		thick = append(thick, span{max(at.from, y.from), at.to + brief/2})
	}
	x := y.from
	add := func(to float64, look Look) {
		if to > x {
			all, x = append(all, stretch{x, to, look}), to
		}
	}
	for _, s := range joined(thick) {
		if s.from-x > brief {
			if len(all) > 0 {
				add(x+wane, Waning)
				add(x+wane, Waned)
			}
			add(s.from-2*wane, Thin)
			add(s.from-wane, Waned)
			add(s.from, Waning)
		}
		add(min(s.to, b.today), Thick)
	}
	if b.today-x > brief && len(all) > 0 {
		add(x+wane, Waning)
		add(x+wane, Waned)
	}
	if len(all) == 0 || b.today-x > 2*wane {
		add(b.today, Thin)
	}
	add(b.today, Thick)
	if y.to > x {
		look := ThinPlanned
		if openOn(spans, b.day) {
			look = ThickPlanned
		}
		all = append(all, stretch{x, y.to, look})
	}
	return all
}
