package links

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
)

// ErrBeyond says that a question is none for an index: it is asked as of another
// position, of days that are none, or in more parts than there is room for. The
// tables answer it.
var ErrBeyond = errors.New("a question that the index of deliveries does not answer")

// asking is a question in codes.
type asking struct {
	*Index
	q reach.Question

	from, to int     // days of the rows that it is about
	first    int     // day on which any of its terms was first had
	last     int     // and the last one
	since    int     // first day on which somebody counts: later than from where those who came before are not new
	parts    []part  // the terms that it is about
	profiles []uint8 // 1 for those whom it asks for; nil for everybody
	among    []among // who has something else beside each row, once it is settled
	settled  bool
	moved    bool // some numbers count as others
	entities int  // of which numbers are those that are counted
	persons  bool // who are people, and not what people belong to
	met      int  // of them, along threads
	walker   *walker

	*work
}

// part is a term that a question is about, and where.
type part struct {
	term   uint16
	places []uint8 // 1 for each place where its rows count; nil for everywhere
}

// ask writes a question in codes. Whoever asks holds the lock.
func (x *Index) ask(q reach.Question, s Sight) (*asking, error) {
	if q.AsOf != 0 && q.AsOf != x.position {
		return nil, ErrBeyond
	}
	a := &asking{Index: x, q: q, moved: len(x.people.root) > 0, entities: int(x.people.most) + 1}
	switch q.Unit {
	case reach.Committees:
		a.entities = len(x.codes.committee.names)
	case reach.Households:
		a.entities += len(x.households.ids.list)
	default:
		a.persons = true
	}
	if err := a.setDays(); err != nil {
		return nil, err
	}
	a.setParts(x.view(s))
	a.clip()
	a.profiles = x.admitted(q.Who)
	return a, nil
}

// setDays finds the codes of the period.
func (a *asking) setDays() error {
	first, last := 1, lastDay
	for _, end := range []struct {
		day  trenza.Day
		code *int
	}{{a.q.Period.From, &first}, {a.q.Period.To, &last}} {
		if end.day == "" {
			continue
		}
		n, err := daysSince(end.day)
		if err != nil {
			return ErrBeyond
		}
		*end.code = n
	}
	a.since, a.from, a.to = max(first, 1), max(first, 1), min(last, lastDay)
	if a.q.New {
		a.from = 1
	}
	return nil
}

// setParts finds the terms that are asked for, and where their rows count.
func (a *asking) setParts(v view) {
	inside := a.within(a.q.Place)
	for code, t := range a.codes.terms.list {
		if a.shelves[code].rows == 0 || len(a.q.Terms) > 0 && !slices.ContainsFunc(a.q.Terms, func(asked reach.Term) bool { return is(asked, t) }) {
			continue
		}
		p := part{term: uint16(code), places: inside}
		if v != nil {
			p.places = both(inside, v[code])
		}
		if p.places != nil && !slices.Contains(p.places, 0) {
			p.places = nil
		}
		if p.places == nil || slices.Contains(p.places, 1) {
			a.parts = append(a.parts, p)
		}
	}
}

func is(asked, t reach.Term) bool {
	return asked.Service == t.Service && (asked.Outcome == "" || asked.Outcome == t.Outcome)
}

// within tells the places in another, nil for everywhere.
func (x *Index) within(place trenza.Place) []uint8 {
	if place == "" {
		return nil
	}
	inside := make([]uint8, len(x.codes.places.list))
	for i, p := range x.codes.places.list {
		if strings.HasPrefix(string(p), string(place)) {
			inside[i] = 1
		}
	}
	return inside
}

// both are the places that are in two lists.
func both(a, b []uint8) []uint8 {
	if a == nil {
		return b
	}
	c := make([]uint8, len(a))
	for i := range c {
		c[i] = a[i] & b[i]
	}
	return c
}

// clip leaves out days on which nothing happened.
func (a *asking) clip() {
	first, last := lastDay, 0
	for _, p := range a.parts {
		begin, end := a.shelves[p.term].days()
		first, last = min(first, int(begin)), max(last, int(end))
	}
	a.first, a.last, a.from, a.to = first, last, max(a.from, first), min(a.to, last)
}

// represented narrows the question to rows of whoever represents a committee,
// where committees are counted.
func (a *asking) represented() {
	if a.q.Unit != reach.Committees {
		return
	}
	named := make([]uint8, len(a.codes.profiles.list))
	for profile, committee := range a.codes.committee.part {
		named[profile] = uint8(min(committee, 1))
	}
	a.profiles = both(a.profiles, named)
}

// staged tells the profiles with a flag.
func (x *Index) staged(flag int64) []uint8 {
	staged := make([]uint8, len(x.codes.profiles.list))
	for i := range staged {
		if x.codes.profiles.list[i].Flags&flag != 0 {
			staged[i] = 1
		}
	}
	return staged
}

// wanted is whom a question asks for, in values that compare.
type wanted struct {
	reach.Who
	minAge, maxAge int // noAge where none is asked
}

// noAge is an age that nobody asks for.
const noAge = math.MinInt

// admitted tells the profiles of some people, nil for everybody.
func (x *Index) admitted(who reach.Who) []uint8 {
	if who == (reach.Who{}) {
		return nil
	}
	key := wanted{who, noAge, noAge}
	if key.MinAge = nil; who.MinAge != nil {
		key.minAge = *who.MinAge
	}
	if key.MaxAge = nil; who.MaxAge != nil {
		key.maxAge = *who.MaxAge
	}
	profiles := x.codes.profiles.list
	return x.wanted.update(key, func(admitted []uint8) []uint8 {
		f, age := reach.Fact{}, 0
		for i := len(admitted); i < len(profiles); i++ {
			admitted = append(admitted, 0)
			if profiles[i].tell(&f, &age); who.Admits(f) {
				admitted[i] = 1
			}
		}
		return admitted
	})
}
