package links

import (
	"errors"
	"sync"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
)

// Index holds the rows of a programme that hold as of one position of the journal
// of an organisation, and counts them. Get one from a [Builder]. It may be asked
// by many at once; who changes it waits until nobody asks, and others wait for a
// change alone.
type Index struct {
	// WithoutLinks leaves previous days out of every answer: what they are worth, a
	// benchmark wants to know. It is set before anything is asked.
	WithoutLinks bool

	walking walking // which of its questions go along all threads

	lock     sync.RWMutex // guards everything below
	position int64
	codes    *codes
	shelves  []shelf // by term
	people   people
	size     int // rows

	households households

	trail  *trail // scratch of whoever changes the index
	steps  []step
	shared []uint16 // days of steps of which it is not known yet which came first
	sought []sought

	views  memo[string, view]    // by sight
	wanted memo[wanted, []uint8] // by whom a question asks for
}

func newIndex(c *codes) *Index {
	x := &Index{codes: c, trail: new(trail)}
	x.makeRoom()
	return x
}

// Position is the position of the journal that the index reflects.
func (x *Index) Position() int64 {
	x.lock.RLock()
	defer x.lock.RUnlock()
	return x.position
}

// Len is how many rows there are.
func (x *Index) Len() int {
	x.lock.RLock()
	defer x.lock.RUnlock()
	return x.size
}

// Change is what happened from one position of the journal to another.
type Change struct {
	Position    int64              // that the index reflects then
	Closed      []reach.Fact       // no longer hold
	Opened      []reach.Fact       // hold from now on
	Roots       []journal.Root     // count as others from now on, or as themselves again
	Memberships []reach.Membership // where people live from now on; nowhere where Household is ""
}

// ErrOutOfStep says that a change ends a row that the index does not have: it
// has to be built anew.
var ErrOutOfStep = errors.New("a delivery ended that the index of deliveries does not have")

// Apply makes the index reflect a change. After an error it is as it was.
func (x *Index) Apply(c Change) error {
	x.lock.Lock()
	defer x.lock.Unlock()
	m, err := x.coded(c)
	if err != nil {
		return err
	}
	for i := range m.closed {
		x.close(&m.closed[i])
	}
	for i := range m.opened {
		x.open(&m.opened[i])
	}
	for _, r := range m.roots {
		m.touch(x, r.number) // whom she leaves
		x.people.join(r.number, r.root)
		m.touch(x, r.number)
	}
	for root := range m.touched {
		x.relink(root)
		x.households.settle(root, x.people.numbers(root))
	}
	for i, number := range m.housed {
		x.households.move(number, c.Memberships[i])
	}
	for _, number := range m.housed {
		root := x.people.rootOf(number)
		x.households.settle(root, x.people.numbers(root))
	}
	x.position = c.Position
	return nil
}

// moves is a change in codes.
type moves struct {
	closed, opened []row
	roots          []struct{ number, root uint32 }
	housed         []uint32        // who moves
	touched        map[uint32]bool // people whose rows have to be followed anew
}

func (m *moves) touch(x *Index, number uint32) { m.touched[x.people.rootOf(number)] = true }

// coded writes a change in codes. It changes nothing but the codes there are.
func (x *Index) coded(c Change) (*moves, error) {
	m := &moves{touched: make(map[uint32]bool)}
	if err := x.codeOpened(c.Opened, m); err != nil {
		return nil, err
	}
	ended := make(map[[2]uint64]bool)
	for _, f := range c.Closed {
		r, err := where(f)
		if err != nil {
			return nil, err
		}
		term, known := x.codes.terms.code[reach.Term{Service: f.Service, Outcome: f.Outcome}]
		r.Term = uint16(term)
		again := [2]uint64{r.at(), r.told()}
		if known {
			_, known = x.shelves[r.Term].find(r.at(), r.told())
		}
		if !known || ended[again] {
			return nil, ErrOutOfStep
		}
		ended[again] = true
		m.closed = append(m.closed, row{Row: r})
		m.touch(x, r.Number)
	}
	for _, r := range c.Roots {
		number, err := numberOf(r.Number)
		root, rootErr := numberOf(r.Root)
		if err := errors.Join(err, rootErr); err != nil {
			return nil, err
		}
		m.roots = append(m.roots, struct{ number, root uint32 }{number, root})
	}
	for _, h := range c.Memberships {
		number, err := numberOf(h.Number)
		if err != nil {
			return nil, err
		}
		m.housed = append(m.housed, number)
	}
	return m, nil
}

func (x *Index) codeOpened(facts []reach.Fact, m *moves) error {
	defer x.makeRoom()
	for _, f := range facts {
		r, err := x.codes.row(f)
		if err != nil {
			return err
		}
		m.opened = append(m.opened, row{Row: r})
		m.touch(x, r.Number)
	}
	return nil
}

// makeRoom makes room for terms and places that are new.
func (x *Index) makeRoom() {
	terms, places := len(x.codes.terms.list), len(x.codes.places.list)
	if terms > len(x.trail.term) || places > len(x.trail.place) {
		x.shelves = append(x.shelves, make([]shelf, terms-len(x.shelves))...)
		x.people.had = append(x.people.had, make([][]uint64, terms-len(x.people.had))...)
		x.trail = newTrail(x.codes)
	}
}

func (x *Index) open(r *row) {
	x.shelves[r.Term].insert(r)
	x.people.put(r.Number, placeOf(r.Term, r.Day))
	x.size++
}

func (x *Index) close(r *row) {
	s := &x.shelves[r.Term]
	found, _ := s.find(r.at(), r.told())
	s.remove(found)
	x.size--
	more := false
	s.rowsAt(r.at(), func(spot, *block, int) bool {
		more = true
		return false
	})
	x.people.drop(r.Number, placeOf(r.Term, r.Day), more)
}

// Bytes is about how much memory the index holds.
func (x *Index) Bytes() int64 {
	x.lock.RLock()
	defer x.lock.RUnlock()
	bytes := x.people.threads.bytes() + 4*int64(cap(x.households.of))
	for _, had := range x.people.had {
		bytes += 8 * int64(cap(had))
	}
	for i := range x.shelves {
		for _, b := range x.shelves[i].blocks {
			bytes += int64(4*(cap(b.number)+cap(b.since)+cap(b.profile)) + 2*(cap(b.place)+cap(b.ordinal)+2*cap(b.days)))
			for _, l := range b.previous {
				bytes += 2 * int64(cap(l))
			}
			bytes += blockHeader
		}
	}
	for _, places := range x.people.changed {
		bytes += 4*int64(cap(places)) + listHeader
	}
	return bytes + listHeader*int64(2*len(x.people.root)+len(x.households.said)+2*len(x.households.ids.list))
}

// What the bookkeeping of a block and of a list in a map takes, in bytes.
const (
	blockHeader = 10*24 + 8
	listHeader  = 56
)
