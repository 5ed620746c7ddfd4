package links

import (
	"sync"

	"github.com/trenza/trenza/internal/reach"
)

// work is what an answer is worked out in. It is used again and again.
type work struct {
	picked        []uint16
	placed        []uint16
	who           []uint32
	counted, rows []int    // people and rows by cell, zero between uses
	marks         []uint64 // zero between uses
	had           []uint16 // the bits of each person's services, zero between uses
	cellOf        []uint32 // see firsts; nothing in it is more than next
	next          uint32
	ties          []tie

	days      *[lastDay + 1]sum // see walker, as the other tables
	lit       segment           // days that are not zero in it
	wheres    []sum
	written   []part // terms, and how many places, that are not zero in it
	places    int
	whos      []sum
	different []uint32
	tally     tally

	sets   [][]uint64 // zero while nobody has taken them
	taken  int
	listed [][]uint32
	seen   [][]uint64
	at     *byPlace // zero between uses, nil before the first
}

// byPlace lends tallies by place.
func (w *work) byPlace() *byPlace {
	if w.at == nil {
		w.at = new(byPlace)
	}
	return w.at
}

// daysFrom lends a table of days, of which some are written.
func (w *work) daysFrom(from, to int) *[lastDay + 1]sum {
	if w.days == nil {
		w.days = new([lastDay + 1]sum)
	}
	if w.lit.from <= w.lit.to {
		clear(w.days[w.lit.from : w.lit.to+1])
	}
	w.lit = segment{from: from, to: to}
	return w.days
}

// wheresOf lends a table of terms and places, of which those of some parts are
// written.
func (w *work) wheresOf(size, places int, parts []part) []sum {
	for _, p := range w.written {
		clear(w.wheres[int(p.term)*mostPlaces:][:w.places])
	}
	w.written, w.places = append(w.written[:0], parts...), places
	return cleared(&w.wheres, size)
}

// set lends an empty set of so many words.
func (w *work) set(words int) []uint64 {
	if w.taken == len(w.sets) {
		w.sets = append(w.sets, nil)
	}
	w.taken++
	return cleared(&w.sets[w.taken-1], words)
}

// lists lends so many empty lists.
func lists[T any](all *[][]T, n int) [][]T {
	*all = append(*all, make([][]T, max(0, n-len(*all)))...)
	for i := range (*all)[:n] {
		(*all)[i] = (*all)[i][:0]
	}
	return (*all)[:n]
}

// done leaves everything as it was found.
func (w *work) done() {
	for _, set := range w.sets[:w.taken] {
		clear(set)
	}
	w.taken = 0
	works.Put(w)
}

var works = sync.Pool{New: func() any {
	return &work{picked: make([]uint16, blockMost), placed: make([]uint16, blockMost), who: make([]uint32, blockMost)}
}}

// every lists all rows of a block.
var every = func() (all [blockMost]uint16) {
	for i := range all {
		all[i] = uint16(i)
	}
	return all
}()

// cleared is a slice of so many values that is used again and again, of zeros
// where it is left as it was found.
func cleared[T any](has *[]T, n int) []T {
	if cap(*has) < n {
		*has = make([]T, max(n, 512)) // memory of its own: others count side by side
	}
	*has = (*has)[:n]
	return *has
}

// chunk is some rows of a block that a question is about.
type chunk struct {
	*part
	*block
	low, high int      // between which they are
	rows      []uint16 // which
	who       []uint32 // is counted by each, where that was asked for
}

// whole reports whether they are all rows between two.
func (c *chunk) whole() bool { return len(c.rows) == c.high-c.low }

// placesOf are the places of the rows of a chunk.
func (w *work) placesOf(c *chunk) []uint16 {
	if c.whole() {
		return c.block.place[c.low:c.high]
	}
	placed := w.placed[:len(c.rows)]
	for k, i := range c.rows {
		placed[k] = c.block.place[i]
	}
	return placed
}

// scan calls each with all rows of some parts that the question is about, from a
// day to another: part by part, in the order of their days. Where nobody is to be
// counted by them, it need not say by whom.
func (a *asking) scan(parts []part, from, to int, named bool, each func(*chunk)) {
	var c chunk
	for i := range parts {
		c.part = &parts[i]
		for s := range a.shelves[c.term].spans(from, to) {
			c.block = s.block
			if a.pick(&c, s.low, s.high, named); len(c.rows) > 0 {
				each(&c)
			}
		}
	}
}

// pick finds which rows of a block the question is about. Each step goes through
// one column.
func (a *asking) pick(c *chunk, low, high int, named bool) {
	c.low, c.high, c.rows = low, high, every[low:high]
	if c.places != nil {
		n := 0
		for _, i := range c.rows {
			a.picked[n] = i
			n += int(c.places[c.block.place[i]])
		}
		c.rows = a.picked[:n]
	}
	if a.profiles != nil {
		n := 0
		for _, i := range c.rows {
			a.picked[n] = i
			n += int(a.profiles[c.profile[i]])
		}
		c.rows = a.picked[:n]
	}
	if named || len(a.among) > 0 {
		a.name(c)
	}
	for i := range a.among {
		a.among[i].pick(a.work, c)
	}
}

// name says who is counted by each row.
func (a *asking) name(c *chunk) {
	c.who = a.who[:len(c.rows)]
	switch {
	case a.q.Unit == reach.Committees:
		committee := a.codes.committee.part
		for k, i := range c.rows {
			c.who[k] = committee[c.profile[i]]
		}
	case c.whole() && !a.moved && a.persons && len(a.among) == 0:
		c.who = c.number[c.low:c.high]
	default:
		for k, i := range c.rows {
			c.who[k] = c.number[i]
		}
		if a.moved {
			a.root(c.who)
		}
		if !a.persons {
			a.house(c.who)
		}
	}
}

// root replaces numbers by those as which they count.
func (a *asking) root(who []uint32) {
	moves := a.people.moves
	for k, n := range who {
		if int(n>>6) < len(moves) && moves[n>>6]>>(n&63)&1 != 0 {
			who[k] = a.people.root[n]
		}
	}
}
