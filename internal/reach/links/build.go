package links

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
)

// Builder gathers the rows of an index. Rows come in any order, in codes that the
// builder gave, or as facts.
type Builder struct {
	codes *codes
	rows  []Row
	joins []journal.Root
	homes []reach.Membership
	err   error // the first; it is told at the end
}

// NewBuilder returns a builder without rows.
func NewBuilder() *Builder { return &Builder{codes: newCodes()} }

// Grow makes room for as many rows more.
func (b *Builder) Grow(rows int) { b.rows = slices.Grow(b.rows, rows) }

// Term returns the code of an outcome of a service. Codes count up from 0.
func (b *Builder) Term(service, outcome string) uint16 {
	code, err := b.codes.term(reach.Term{Service: service, Outcome: outcome})
	b.fail(err)
	return code
}

// Place returns the code of a place. Codes count up from 0.
func (b *Builder) Place(p trenza.Place) uint16 {
	code, err := b.codes.place(p)
	b.fail(err)
	return code
}

// Profile returns the code of what rows say of somebody. Codes count up from 0.
func (b *Builder) Profile(p Profile) uint32 {
	code, err := b.codes.profile(p)
	b.fail(err)
	return code
}

// Add adds a row.
func (b *Builder) Add(r Row) { b.rows = append(b.rows, r) }

// AddFact adds a fact. It returns an error for one that no index can hold, see
// [Row].
func (b *Builder) AddFact(f reach.Fact) error {
	r, err := b.codes.row(f)
	if err == nil {
		b.Add(r)
	}
	return err
}

// Join makes a number count as another.
func (b *Builder) Join(number, root int64) {
	b.joins = append(b.joins, journal.Root{Number: number, Root: root})
}

// House makes a number live in a household. Of several the last one holds.
func (b *Builder) House(h reach.Membership) { b.homes = append(b.homes, h) }

func (b *Builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// Index returns the index of what was added, as of a position of the journal. The
// builder is spent.
func (b *Builder) Index(position int64) (*Index, error) {
	if b.err == nil {
		b.err = b.check()
	}
	if b.err != nil {
		return nil, b.err
	}
	x := newIndex(b.codes)
	x.byPerson(b.rows)
	sorted, end := x.byTerm(b.rows)
	x.size, b.rows = len(sorted), nil
	x.fill(sorted, end)
	return x, x.Apply(Change{Position: position, Roots: b.joins, Memberships: b.homes})
}

// check holds the codes of the rows against those that were given.
func (b *Builder) check() error {
	terms, places, profiles := len(b.codes.terms.list), len(b.codes.places.list), len(b.codes.profiles.list)
	for i := range b.rows {
		r := &b.rows[i]
		if int(r.Term) >= terms || int(r.Place) >= places || int(r.Profile) >= profiles || r.Day == 0 || r.Number == 0 || r.Number == 1<<32-1 {
			return fmt.Errorf("row %d.%d has a code that nobody gave", r.Since, r.Ordinal)
		}
	}
	return nil
}

// byPerson sorts rows by number, and notes where the rows of each end. Rows of
// somebody come from everywhere: dealt to the neighbourhoods of numbers first, they
// are dealt to numbers among what is at hand.
func (x *Index) byPerson(rows []Row) {
	for i := range rows {
		x.people.most = max(x.people.most, rows[i].Number)
	}
	near := make([]Row, len(rows))
	x.deal(rows, near, max(0, bits.Len32(x.people.most)-neighbourhoods))
	x.people.threads.start = x.deal(near, rows, 0) // their ends, until threads are spun
}

// neighbourhoods of numbers are about so many, as a power of two.
const neighbourhoods = 10

// deal sorts rows by number, but for its last bits, and returns what is behind the
// rows of each.
func (x *Index) deal(from, to []Row, last int) (end []uint32) {
	end = make([]uint32, int(x.people.most>>last)+2)
	for i := range from {
		end[from[i].Number>>last]++
	}
	sum := uint32(0)
	for n, rows := range end {
		end[n] = sum
		sum += rows
	}
	for i := range from {
		n := &end[from[i].Number>>last]
		to[*n] = from[i]
		*n++
	}
	return end
}

// byTerm spins the threads of rows sorted by number, finds what leads back from each,
// and sorts them by term, by number within it. end is behind the last row of each
// term.
func (x *Index) byTerm(rows []Row) (sorted []row, end []uint32) {
	end = make([]uint32, len(x.shelves))
	for i := range rows {
		end[rows[i].Term]++
	}
	sum := uint32(0)
	for term, n := range end {
		end[term] = sum
		sum += n
	}
	t := &x.people.threads
	sorted, t.spun = make([]row, len(rows)), make([]bead, len(rows))
	for term := range x.people.had {
		x.people.had[term] = make([]uint64, int(x.people.most)>>6+1)
	}
	begin := uint32(0)
	for n := range t.start {
		hers, spun := rows[begin:t.start[n]], t.spun[begin:t.start[n]]
		begin, t.start[n] = t.start[n], begin
		x.followed(hers)
		for i := range hers {
			r, s := &hers[i], &x.steps[i]
			if spun[i] = beadOf(r.Day, r.Term, r.Place, r.Profile); i == 0 {
				spun[i] |= firstBead
			}
			sorted[end[r.Term]] = row{*r, s.previous}
			end[r.Term]++
			if s.previous[linkTerm] == 0 {
				x.people.had[r.Term][n>>6] |= 1 << (n & 63)
			}
		}
	}
	return sorted, end
}

// followed puts the rows of one person in order and follows them.
func (x *Index) followed(hers []Row) {
	if len(hers) < few {
		for i := 1; i < len(hers); i++ {
			for j := i; j > 0 && hers[j].happened(&hers[j-1]); j-- {
				hers[j], hers[j-1] = hers[j-1], hers[j]
			}
		}
	} else {
		slices.SortFunc(hers, func(a, b Row) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.told(), b.told()))
		})
	}
	x.steps = slices.Grow(x.steps[:0], len(hers))[:len(hers)]
	for i := range hers {
		s := &x.steps[i]
		s.day, s.term, s.place = hers[i].Day, hers[i].Term, hers[i].Place
	}
	x.trail.follow(x.steps)
}

// few are sorted or searched soonest one by one.
const few = 24

// happened reports whether a row comes before another of the same person.
func (r *Row) happened(other *Row) bool {
	if r.Day != other.Day {
		return r.Day < other.Day
	}
	return r.told() < other.told()
}

// fill puts rows sorted by term, by number within it, on their shelves. end is behind
// the last row of each term.
func (x *Index) fill(rows []row, end []uint32) {
	most, begin := uint32(0), uint32(0)
	for _, e := range end {
		most, begin = max(most, e-begin), e
	}
	byDay := make([]row, most) // used again and again
	begin = 0
	for term, e := range end {
		x.shelves[term].fill(rows[begin:e], byDay)
		begin = e
	}
}

// fill puts the rows of a term, sorted by number, on their shelf by day. There is
// room for them in sorted.
func (s *shelf) fill(rows, sorted []row) {
	next, sum := make([]uint32, lastDay+1), uint32(0)
	sorted = sorted[:len(rows)]
	for i := range rows {
		next[rows[i].Day]++
	}
	for day, n := range next {
		next[day] = sum
		sum += n
	}
	for i := range rows {
		to := &next[rows[i].Day]
		sorted[*to] = rows[i]
		*to++
	}
	s.rows = len(sorted)
	for from := 0; from < len(sorted); from += blockRows {
		b := blockOf(sorted[from:min(from+blockRows, len(sorted))])
		s.blocks, s.first = append(s.blocks, b), append(s.first, b.at(0))
	}
}
