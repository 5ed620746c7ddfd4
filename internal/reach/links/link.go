package links

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/reach"
)

// link finds the link whose scope is the one within which a person counts once in
// the cells of a group of terms: then a row is her first there, in a segment that
// begins on a day, if the link leads to a day before it. There is none where rows
// are left out for what they say of the person, or for what she has beside them.
func (a *asking) link(g group, l *layout) (link int, is bool) {
	q := &a.q
	beside := q.All && len(q.Terms) > 1 || q.Returning && (q.New || l.term != nil || l.place != nil || len(l.segments) > 1)
	if a.WithoutLinks || beside || a.profiles != nil || len(a.among) > 0 || !a.persons || len(g.parts) == 0 {
		return 0, false
	}
	planes := l.planes
	if q.New {
		planes = onePlane
	}
	whole, region, place := a.extent(g.parts[0].places, planes)
	switch {
	case a.everything(g.parts) && whole:
		return linkAny, true
	case a.everything(g.parts) && place:
		return linkPlace, true
	case len(g.parts) == 1 && whole:
		return linkTerm, true
	case len(g.parts) == 1 && region:
		return linkRegion, true
	}
	return 0, false
}

// everything reports whether parts are all rows there are, at the same places.
func (a *asking) everything(parts []part) bool {
	for i := range a.shelves {
		if a.shelves[i].rows > 0 && !slices.ContainsFunc(parts, func(p part) bool { return int(p.term) == i }) {
			return false
		}
	}
	return !slices.ContainsFunc(parts, func(p part) bool { return !slices.Equal(p.places, parts[0].places) })
}

// extent reports whether some places are all there are, whether in each plane they
// are those of one region, and whether they are a single one.
func (x *Index) extent(places []uint8, p planes) (whole, region, place bool) {
	regionOf := x.codes.region.part
	in, of := make([]int, len(x.codes.region.names)), make([]int, len(p.cell))
	first, mixed := make([]int, len(p.cell)), false
	all := 0
	for i, r := range regionOf {
		in[r]++
		if places != nil && places[i] == 0 {
			continue
		}
		plane := 0
		if p.of != nil {
			plane = int(p.of[i])
		}
		if of[plane] == 0 {
			first[plane] = int(r)
		}
		mixed = mixed || first[plane] != int(r)
		of[plane]++
		all++
	}
	whole, region, place = len(p.cell) == 1 && all == len(regionOf), !mixed, true
	for plane, n := range of {
		region = region && (n == 0 || n == in[first[plane]])
		place = place && n <= 1
	}
	return whole, region, place
}

// linked counts the rows of a group in each segment before which their person had
// none in it, by the link of the scope of the cells: nobody needs to be known.
func (a *asking) linked(link int, g group, segments []segment, l *layout, full bool) {
	for _, s := range segments {
		f := fresh{link: link, span: uint32(s.from), cell: s.cell + g.cell, layout: l, full: full, counted: a.counted, rows: a.rows}
		switch {
		case a.q.New:
			f.span, f.byTerm = 1, l.term != nil
		case a.q.Returning:
			f.low, f.span = 1, f.span-1
		case s.from <= a.first:
			f.span = 1 // before the first day of all there is none
		}
		placed := l.place != nil && l.profile == nil
		if placed {
			f.at = a.byPlace()
		}
		a.scan(g.parts, s.from, s.to, false, f.take)
		if placed {
			f.settle()
		}
	}
}

// fresh counts rows whose link leads to one of some days: none, those before a
// segment, or both.
type fresh struct {
	link          int
	low           uint16 // first of the days
	span          uint32 // how many they are
	cell          int
	byTerm        bool // the term of a row adds to its cell
	full          bool // rows are counted as well
	layout        *layout
	counted, rows []int
	at            *byPlace
}

// byPlace is how many people and rows there are by place, of which no more than
// these have codes.
type byPlace struct{ counted, rows [1 << 16]uint32 }

// lies is 1 for a day among some, and 0 for others.
func lies(day, low uint16, span uint32) int { return int((uint32(day-low) - span) >> 31) }

// take takes some rows.
func (f *fresh) take(c *chunk) {
	l, base := f.layout, f.cell
	if f.byTerm {
		base += int(l.term[c.term])
	}
	counted, rows := f.counted[base:], f.rows[base:]
	switch {
	case l.profile == nil && l.place == nil:
		counted[0] += f.in(c)
		rows[0] += len(c.rows)
	case !c.whole() || l.profile == nil && f.byTerm:
		for _, i := range c.rows {
			cell := l.of(c.block, i)
			counted[cell] += lies(c.previous[f.link][i], f.low, f.span)
			rows[cell]++
		}
	case l.profile == nil:
		f.byPlace(c)
	default:
		f.byProfile(c, counted)
	}
}

// in is how many rows of a chunk count.
func (f *fresh) in(c *chunk) (n int) {
	previous, low, span := c.previous[f.link], f.low, f.span
	if !c.whole() {
		for _, i := range c.rows {
			n += lies(previous[i], low, span)
		}
		return n
	}
	if low == 0 && span == 1 && len(c.rows) == c.len() {
		return int(c.fresh[f.link])
	}
	days := previous[c.low:c.high]
	for ; len(days) >= 8; days = days[8:] { // eight at a time, wherever the loop comes to lie
		n += lies(days[0], low, span) + lies(days[1], low, span) + lies(days[2], low, span) + lies(days[3], low, span) +
			lies(days[4], low, span) + lies(days[5], low, span) + lies(days[6], low, span) + lies(days[7], low, span)
	}
	for _, day := range days {
		n += lies(day, low, span)
	}
	return n
}

// byPlace counts whole chunks whose cells places alone tell apart: by place first.
func (f *fresh) byPlace(c *chunk) {
	previous, low, span, at := c.previous[f.link][c.low:c.high], f.low, f.span, f.at
	places := c.block.place[c.low:c.high][:len(previous)]
	for i, day := range previous {
		at.counted[places[i]] += uint32(lies(day, low, span))
	}
	if f.full {
		for _, place := range places {
			at.rows[place]++
		}
	}
}

// settle adds what was counted by place to the cells.
func (f *fresh) settle() {
	for place, cell := range f.layout.place {
		f.counted[f.cell+int(cell)] += int(f.at.counted[place])
		f.rows[f.cell+int(cell)] += int(f.at.rows[place])
		f.at.counted[place], f.at.rows[place] = 0, 0
	}
}

// byProfile counts whole chunks whose cells profiles tell apart, and places may.
func (f *fresh) byProfile(c *chunk, counted []int) {
	previous, profiles, low, span := c.previous[f.link][c.low:c.high], c.profile[c.low:c.high], f.low, f.span
	if f.layout.place == nil {
		for i, day := range previous {
			counted[f.layout.profile[profiles[i]]] += lies(day, low, span)
		}
		return
	}
	places, ofPlace, ofProfile := c.block.place[c.low:c.high], f.layout.place, f.layout.profile
	for i, day := range previous {
		counted[ofPlace[places[i]]+ofProfile[profiles[i]]] += lies(day, low, span)
	}
}

// Plan says by which path the people of a question are counted: by which link, or by
// sets of people, or by the first row of each, or along all threads.
func (x *Index) Plan(q reach.Question, s Sight) (said string) {
	err := x.answer(q, s, func(a *asking) error {
		p, err := a.plan(false)
		if err != nil {
			return err
		}
		var paths []string
		for _, g := range p.groups {
			if path := a.said(g, p); !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
		said = strings.Join(paths, " + ")
		return nil
	})
	if err != nil {
		return err.Error()
	}
	return said
}

// said names the path of a group.
func (a *asking) said(g group, p *plan) string {
	if p.along {
		return "threads"
	}
	switch path, link := a.pathOf(g, p); path {
	case byLink, newcomers:
		return [linkCount]string{"link: any", "link: term", "link: term in region", "link: place"}[link]
	case firstOfAll, firstInPlane:
		return "firsts"
	}
	return "sets"
}
