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
	if a.WithoutLinks || beside || a.profiles != nil || len(a.among) > 0 || q.Unit == reach.Committees || len(g.parts) == 0 {
		return 0, false
	}
	planes := planesOf(nil)
	if !q.New {
		planes = planesOf(l.place)
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
func (a *asking) linked(link int, g group, segments []segment, l *layout) {
	for _, s := range segments {
		f := fresh{link: link, span: uint32(s.from), cell: s.cell + g.cell, layout: l, people: a.counted, rows: a.rows}
		switch {
		case a.q.New:
			f.span, f.byTerm = 1, l.term != nil
		case a.q.Returning:
			f.low, f.span = 1, f.span-1
		}
		a.scan(g.parts, s.from, s.to, false, f.take)
	}
}

// fresh counts rows whose link leads to one of some days: none, those before a
// segment, or both.
type fresh struct {
	link         int
	low          uint16 // first of the days
	span         uint32 // how many they are
	cell         int
	byTerm       bool // the term of a row adds to its cell
	layout       *layout
	people, rows []int
}

func (f *fresh) is(day uint16) int { return int((uint32(day-f.low) - f.span) >> 31) }

// take takes some rows.
func (f *fresh) take(c *chunk) {
	previous, l, base := c.previous[f.link], f.layout, f.cell
	if f.byTerm {
		base += int(l.term[c.term])
	}
	switch {
	case l.profile != nil:
		for _, i := range c.rows {
			cell := base + int(l.profile[c.profile[i]])
			if l.place != nil {
				cell += int(l.place[c.block.place[i]])
			}
			f.people[cell] += f.is(previous[i])
		}
	case l.place != nil:
		for _, i := range c.rows {
			cell := base + int(l.place[c.block.place[i]])
			f.people[cell] += f.is(previous[i])
			f.rows[cell]++
		}
	default:
		n := 0
		for _, i := range c.rows {
			n += f.is(previous[i])
		}
		f.people[base] += n
		f.rows[base] += len(c.rows)
	}
}

// Plan says by which path a question is answered: by which link, or by sets of
// people, or by the first row of each.
func (x *Index) Plan(q reach.Question, s Sight) (said string) {
	err := x.answer(q, s, func(a *asking) error {
		l, err := a.layOut()
		if err != nil {
			return err
		}
		var paths []string
		for _, g := range a.groups(l) {
			if path := a.path(g, l); !slices.Contains(paths, path) {
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

func (a *asking) path(g group, l *layout) string {
	if link, is := a.link(g, l); is {
		return [linkCount]string{"link: any", "link: term", "link: term in region", "link: place"}[link]
	}
	if a.q.New || l.profile != nil {
		return "firsts"
	}
	return "sets"
}
