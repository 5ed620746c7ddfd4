package links

import (
	"slices"

	"github.com/trenza/trenza/internal/reach"
)

// among is people of whom a question asks that they have something beside a row:
// in all, or in the plane of the row.
type among struct {
	joint
	marks []uint64 // has the bit of each of them, plane by plane
	words int      // of a plane
}

// joint says in which planes somebody is to have several terms together: in each
// region, say, or in each month, or in all.
type joint struct {
	planes int
	spans  []segment // of days, each with its plane for a cell, where planes are of time; otherwise one
	day    []uint32  // plane by day from the first on; nil where planes are none of time
	place  []uint32  // plane by place; nil where they are none of place
}

// joint finds the planes of the question.
func (a *asking) joint() (j joint, err error) {
	j = joint{planes: 1, spans: []segment{{from: a.from, to: a.to}}}
	switch d := a.q.Together; {
	case d == "":
	case d.OfTime():
		j.spans = spansOf(a.from, a.to, monthsOf[d])
		j.planes = len(j.spans)
		for plane := range j.spans {
			s := &j.spans[plane]
			s.cell = plane
			for range s.to - s.from + 1 {
				j.day = append(j.day, uint32(plane))
			}
		}
	case d.OfPlace():
		j.place, j.planes = a.axis(d).part, len(a.axis(d).names)
	default:
		return j, ErrBeyond
	}
	return j, nil
}

// of is the plane of a row.
func (j *joint) of(place, day uint16) int {
	switch {
	case j.place != nil:
		return int(j.place[place])
	case j.day != nil:
		return int(j.day[int(day)-j.spans[0].from])
	}
	return 0
}

// setAmong finds those who have what the question asks for beside its rows.
func (a *asking) setAmong() error {
	if a.settled {
		return nil
	}
	a.settled = true
	var all []among
	if a.q.All && len(a.q.Terms) > 1 {
		m, err := a.together()
		if err != nil {
			return err
		}
		all = append(all, m)
	}
	if a.q.Returning {
		m := among{words: a.words()}
		m.marks = a.set(m.words)
		if a.q.Period.From != "" { // nobody came before the beginning
			a.markAll(m.marks, a.parts, segment{from: 1, to: a.since - 1}, nil)
		}
		m.marks[0] &^= a.nobody()
		all = append(all, m)
	}
	a.among = all
	return nil
}

// words is how long a set of whoever is counted is.
func (a *asking) words() int { return a.entities>>6 + 1 }

// nobody is the bit of those who are none of what is counted.
func (a *asking) nobody() uint64 {
	if a.q.Unit == reach.Committees {
		return 1
	}
	return 0
}

// markAll marks whoever has rows in a segment, in planes of places where there are
// any, from a cell on.
func (a *asking) markAll(marks []uint64, parts []part, s segment, plane []uint32) {
	words := a.words()
	if plane == nil && a.ever(parts, s) {
		for _, p := range parts {
			with(marks[s.cell*words:], a.people.had[p.term])
		}
		return
	}
	a.scan(parts, s.from, s.to, true, func(c *chunk) {
		marks := marks[s.cell*words:]
		if plane == nil {
			mark(marks, c.who)
			return
		}
		places := a.placesOf(c)
		for k, n := range c.who {
			marks[int(plane[places[k]])*words+int(n>>6)] |= 1 << (n & 63)
		}
	})
}

// ever reports whether a segment is all that there ever was of some terms, so that
// it is known who had them.
func (a *asking) ever(parts []part, s segment) bool {
	return s.from <= a.first && s.to >= a.last && a.persons && a.profiles == nil && len(a.among) == 0 &&
		!slices.ContainsFunc(parts, func(p part) bool { return p.places != nil })
}

// with takes people into a set.
func with(set, people []uint64) {
	for i, word := range people {
		set[i] |= word
	}
}

// together finds those who have each of the terms, in the same plane where that
// is asked.
func (a *asking) together() (m among, err error) {
	m.words = a.words()
	if m.joint, err = a.joint(); err != nil {
		return m, err
	}
	if m.planes*m.words > mostWords {
		return m, ErrBeyond
	}
	m.marks = a.set(m.planes * m.words)
	having := a.set(len(m.marks))
	for i, term := range a.q.Terms {
		clear(having)
		for _, s := range m.spans {
			a.markAll(having, a.having(term), s, m.place)
		}
		for w, marks := range having {
			if i > 0 {
				marks &= m.marks[w]
			}
			m.marks[w] = marks
		}
	}
	for plane := range m.planes {
		m.marks[plane*m.words] &^= a.nobody()
	}
	return m, nil
}

// having are the parts that have a term.
func (a *asking) having(term reach.Term) (some []part) {
	for _, p := range a.parts {
		if is(term, a.codes.terms.list[p.term]) {
			some = append(some, p)
		}
	}
	return some
}

// known reports whether the people whom a question asks for are those who have
// something together and nothing else, counted where they have it.
func (a *asking) known(l *layout) bool {
	q := &a.q
	alone := len(q.By) == 0 || len(q.By) == 1 && q.By[0] == q.Together
	return alone && q.All && len(q.Terms) > 1 && !q.New && !q.Returning
}

// tell counts them.
func (a *asking) tell(l *layout) {
	m := &a.among[0]
	for from := m.words; len(a.q.By) == 0 && from < len(m.marks); from += m.words {
		with(m.marks, m.marks[from:from+m.words])
	}
	for cell := range min(l.size, len(m.marks)/m.words) {
		a.counted[cell] = common(m.marks[cell*m.words:(cell+1)*m.words], m.marks[cell*m.words:])
	}
}

// pick leaves of a chunk the rows of those whom it has.
func (m *among) pick(w *work, c *chunk) {
	kept, run := 0, 0
	for k, n := range c.who {
		i := c.rows[k]
		for m.day != nil && c.days[run].end <= i {
			run++
		}
		plane := m.of(c.block.place[i], c.days[run].day)
		w.picked[kept], w.who[kept] = i, n
		kept += int(m.marks[plane*m.words+int(n>>6)] >> (n & 63) & 1)
	}
	c.rows, c.who = w.picked[:kept], w.who[:kept]
}
