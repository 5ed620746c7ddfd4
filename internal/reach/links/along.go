package links

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// walker counts people by going along their threads. What is asked of somebody
// stands together there, so that nothing is remembered of her but in which cells
// she is, and only until the next one comes. It reads every row that there is, once,
// and each costs the same whatever is asked.
//
// What the day, the term and place, and the profile of a row say of where it counts
// is looked up in three tables and added up.
type walker struct {
	*asking
	days   *[lastDay + 1]sum
	wheres []sum             // by term and place
	whos   [][]sum           // by stage and profile
	parts  [mostParts]uint32 // what each part of profiles adds to a cell
	once   bool              // somebody counts once in all
	size   int               // cells of the answer
	beside *beside           // nil where a question asks for nothing beside each row
}

// tally is what one of those notes who go along threads side by side. Counts and
// whoever was last are zero between uses.
type tally struct {
	found  [walked]uint64 // rows that count: whose, in the upper half, and where
	last   []uint64       // by cell: who was there last, in the upper half, and in which cell she counts
	counts []struct{ people, rows int }
	people int    // who have any row that counts
	her    uint64 // who comes now, in the upper half
	in     uint64 // who counted last, in the upper half, and where
	kept   []bead // see beside
	had    []had  // of whoever comes now, see beside
}

// How many beads are taken at a time: from all that there are, and of those again.
const (
	stretch = 1 << 15
	walked  = 1 << 10
)

// along counts people and rows by going along all threads.
func (a *asking) along(l *layout) error {
	w, err := a.lookUp(l)
	if err != nil {
		return err
	}
	t := &a.people.threads
	spun := len(t.spun)/stretch + 1
	all := spun + len(t.anew)/stretch + 1
	var taken atomic.Int64
	walk := func(with *work) {
		counted := w.start(with)
		for n := int(taken.Add(1)) - 1; n < all; n = int(taken.Add(1)) - 1 {
			beads, from := t.spun, n*stretch
			if n >= spun {
				beads, from = t.anew, (n-spun)*stretch
			}
			w.walk(counted, beads[begin(beads, from):begin(beads, from+stretch)])
		}
	}
	others := make([]*work, min(runtime.GOMAXPROCS(0)-1, all/4))
	var walking sync.WaitGroup
	for i := range others {
		others[i] = works.Get().(*work)
		walking.Go(func() { walk(others[i]) })
	}
	walk(a.work)
	walking.Wait()
	w.collect(a.work)
	for _, other := range others {
		w.collect(other)
		works.Put(other)
	}
	return nil
}

// begin is where a thread begins, from a bead on.
func begin(beads []bead, from int) int {
	for from < len(beads) && beads[from]&firstBead == 0 {
		from++
	}
	return min(from, len(beads))
}

// start makes room for what one counts.
func (w *walker) start(with *work) *tally {
	t := &with.tally
	t.last, t.counts = cleared(&t.last, 2*w.size), cleared(&t.counts, 2*w.size)
	t.her, t.people = 0, 0
	return t
}

// collect adds what one counted to the answer.
func (w *walker) collect(of *work) {
	t := &of.tally
	for cell := range w.size {
		w.counted[cell] += t.counts[cell].people
		w.rows[cell] += t.counts[cell].rows
	}
	w.met += t.people
	clear(t.last)
	clear(t.counts)
}

// walk counts some threads: those of one life stage after those of another.
func (w *walker) walk(t *tally, beads []bead) {
	if w.beside != nil {
		beads = w.beside.keep(t, beads)
	}
	her := t.her
	for _, whos := range w.whos {
		t.her, t.in = her, 0
		for rest := beads; len(rest) > 0; rest = rest[min(walked, len(rest)):] {
			found := w.find(t, rest[:min(walked, len(rest))], whos)
			if w.once {
				t.countOnce(found)
			} else {
				t.count(found, &w.parts)
			}
		}
	}
}

// find finds the rows that count: without a branch, for which they are cannot be
// guessed.
func (w *walker) find(t *tally, beads []bead, whos []sum) []uint64 {
	days, wheres, found := w.days, w.wheres, &t.found
	her, n := t.her, uint32(0)
	for _, b := range beads {
		her += uint64(b>>63) << 32
		s := days[b.day()] + wheres[b.where()] + whos[b.profile()]
		found[n%walked] = her | uint64(s<<2>>2)
		n += uint32(s >> knownBits & (s >> (knownBits + 1)))
	}
	t.her = her
	return found[:n]
}

// count counts rows in the cells in which the first of their person's puts her.
func (t *tally) count(found []uint64, parts *[mostParts]uint32) {
	last, counts := t.last, t.counts
	for _, f := range found {
		her, cell := f>>32<<32, uint32(f)>>partBits
		in := last[cell]
		if in < her {
			in = her | uint64(cell+parts[uint8(f)])
			last[cell] = in
			counts[uint32(in)].people++
			t.people += int((t.in - her) >> 63)
			t.in = her
		}
		counts[uint32(in)].rows++
	}
}

// countOnce counts rows in the cell of their person's first.
func (t *tally) countOnce(found []uint64) {
	counts, in, from := t.counts, t.in, 0
	for i, f := range found {
		if f>>32 != in>>32 {
			counts[uint32(in)].rows += i - from
			in, from = f, i
			counts[uint32(in)].people++
			t.people++
		}
	}
	counts[uint32(in)].rows += len(found) - from
	t.in = in
}

// admits reports whether a row counts for its term, its place and its profile.
func (w *walker) admits(b bead) bool {
	return w.wheres[b.where()] != 0 && (w.profiles == nil || w.profiles[b.profile()] != 0)
}

// further counts the records of people beyond one of each: only those who have
// several are asked.
func (w *walker) further() (n int) {
	t, y := &w.people.threads, &w.work.tally
	for root, numbers := range t.numbers {
		her := t.anew[t.at[root].from:t.at[root].to]
		if w.beside != nil && !w.beside.asks(y, her) {
			continue
		}
		w.different = w.different[:0]
		for i, b := range her {
			if w.days[b.day()] != 0 && w.admits(b) && (w.beside == nil || w.beside.has(y, b)) && !slices.Contains(w.different, numbers[i]) {
				w.different = append(w.different, numbers[i])
			}
		}
		n += max(len(w.different)-1, 0)
	}
	return n
}
