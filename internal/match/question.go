package match

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// Hit is a record that may be of the person who is asked for.
type Hit struct {
	ID uint64
	Weight
	Agreement
}

// Ask returns the records that may be of the person of whom so much is known,
// the strongest first and limit of them at most; what the question does not say
// is left open. Of records that weigh the same the lowest ids come first.
//
// It follows keys to rows in stages, each casting the net wider, and stops as
// soon as somebody answers well (see stages). Every row that keys lead to gets
// votes, rarer keys giving more; those with the most votes are held against the
// question and weighed by the model.
func (x *Index) Ask(m *Model, r Record, limit int) []Hit {
	if limit <= 0 {
		return nil
	}
	x.lock.RLock()
	defer x.lock.RUnlock()
	a := x.asker()
	defer x.rest(a)
	a.begin(m, r, limit)
	for _, s := range stages {
		s.follow(a)
		a.weighVoted()
		if len(a.hits) > 0 && a.hits[0].Bits >= min(s.enough, a.self-s.short) {
			break
		}
	}
	return slices.Clone(a.hits)
}

// asker answers one question after the other, for one goroutine. Whoever uses it
// holds the lock of the index for reading.
type asker struct {
	*Comparer
	index *Index
	model *Model
	limit int

	question row
	names    []asked  // her names
	years    []uint32 // under which names are looked for
	self     float64  // what a copy of the question would weigh

	keys     []uint64
	rows     []uint32
	frequent []uint64 // the shortest of the keys that too many rows have
	many     int      // how many those are
	votes    board
	hits     []Hit
}

// asked is a name of the question.
type asked struct {
	sound uint32
	near  []uint32 // sounds of the register that are a letter away, once known
}

// resting are the askers that nobody uses now.
type resting struct {
	sync.Mutex
	askers []*asker
}

// keptAskers is how many askers wait for the next question, and askerMemory how
// many pairs of words each remembers.
const (
	keptAskers  = 8
	askerMemory = 1 << 12
)

// asker returns somebody who answers a question.
func (x *Index) asker() *asker {
	x.resting.Lock()
	defer x.resting.Unlock()
	if n := len(x.resting.askers); n > 0 {
		a := x.resting.askers[n-1]
		x.resting.askers = x.resting.askers[:n-1]
		if a.table == x.table {
			return a
		}
		x.resting.askers = nil // they know the words of a table that was packed since
	}
	c := x.table.newComparer(askerMemory)
	c.asked = newOverlay(x.table)
	return &asker{Comparer: c, index: x, votes: newBoard()}
}

// rest keeps an asker for the next question.
func (x *Index) rest(a *asker) {
	a.votes.clear()
	a.model = nil
	clear(a.hits)
	a.hits = a.hits[:0]
	x.resting.Lock()
	defer x.resting.Unlock()
	if len(x.resting.askers) < keptAskers && a.table == x.table {
		x.resting.askers = append(x.resting.askers, a)
	}
}

// begin reads a question.
func (a *asker) begin(m *Model, r Record, limit int) {
	a.model, a.limit = m, limit
	a.forget()
	a.question = a.read(a.question[:0], r)
	keyed := &a.index.keyed
	a.names = a.names[:0]
	for _, sound := range keyed.sounds(a.rows[:0], a, a.question) {
		a.names = append(a.names, asked{sound: sound})
	}
	a.years = a.yearsAsked(a.years[:0])
	a.frequent, a.many = a.frequent[:0], 0
	agreement := a.Comparer.rows(a.question, a.question)
	a.self = m.Weigh(&agreement).Bits
}

// forget forgets the words of the last question.
func (a *asker) forget() {
	if a.asked.reset() {
		clear(a.memory)
	}
}

// read writes a record as a row, without adding anything to the table.
func (a *asker) read(into row, r Record) row {
	return a.table.appendRow(into, r, func(f int, word string) uint32 {
		if n := a.table.lexicons[f].find(word); n != 0 {
			return n
		}
		return a.asked.intern(f, word)
	})
}

// yearsAsked appends the years under which the names of the question are looked
// for: those of its dates, and the ones beside where a date is none to the day;
// when it has none, all that the index has. A row without a date may be hers in
// any case.
func (a *asker) yearsAsked(years []uint32) []uint32 {
	years = append(years, 0)
	dated := false
	for _, f := range a.index.keyed.dates {
		for _, cell := range a.question.field(f, a.fields) {
			year := yearOf(cell)
			years, dated = append(years, year), true
			if cell&estimatedBit != 0 {
				years = append(years, year-1, year+1)
			}
		}
	}
	if !dated {
		for year := range a.index.years {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// stage is a cast of the net. It is the last one when somebody weighs enough, or
// falls no more than so many bits short of a copy of the question.
type stage struct {
	follow        func(*asker)
	enough, short float64
}

// stages are what was said as it sounds; the key of it that too many rows have;
// what is a letter away, or under the year of birth alone; and what is a letter
// away twice. A name that sounds nearly the same falls some 5 bits short, two do
// some 12.
var stages = []stage{
	{(*asker).followExact, 10, 5},
	{(*asker).followFrequent, 10, 5},
	{(*asker).followNear, 0, 12},
	{(*asker).followFar, 0, 0},
}

// Keys that more rows have than tooMany are followed last, and then by the rows
// that agree on something more.
const tooMany = 5000

// follow gives votes to the rows that have one of some keys, more votes when
// they are rarer.
func (a *asker) follow(keys ...uint64) {
	rows := a.find(keys)
	if len(rows) > tooMany {
		if a.many == 0 || len(rows) < a.many {
			a.frequent, a.many = append(a.frequent[:0], keys...), len(rows)
		}
		return
	}
	if len(rows) == 0 {
		return
	}
	votes := 1 + bits.Len(uint(a.index.members.live/len(rows)))
	for _, row := range rows {
		a.votes.give(row, votes)
	}
}

// find returns the rows that have one of some keys.
func (a *asker) find(keys []uint64) []uint32 {
	rows := a.rows[:0]
	for _, key := range keys {
		rows = a.index.postings.of(key, rows)
	}
	a.rows = rows
	if a.table.gone > 0 {
		rows = slices.DeleteFunc(rows, func(row uint32) bool { return !a.index.members.has(row) })
	}
	return rows
}

// Of the rows with votes, those with the most are weighed: weighed of them, and
// those with as many votes as the last, but no more than atMostWeighed.
const (
	weighed       = 128
	atMostWeighed = 1500
)

// weighVoted weighs those with the most votes of the rows that were not weighed
// yet.
func (a *asker) weighVoted() {
	for _, row := range a.votes.best(max(weighed, a.limit), atMostWeighed, a.index.members.ids) {
		hit := Hit{ID: a.index.members.ids[row], Agreement: a.Comparer.rows(a.question, a.table.row(int(row)))}
		hit.Weight = a.model.Weigh(&hit.Agreement)
		a.keep(hit)
	}
}

// keep puts a hit among the strongest.
func (a *asker) keep(hit Hit) {
	stronger := func(p, q Hit) int { return cmp.Or(cmp.Compare(q.Bits, p.Bits), cmp.Compare(p.ID, q.ID)) }
	if len(a.hits) == a.limit && stronger(a.hits[len(a.hits)-1], hit) < 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(a.hits, hit, stronger)
	a.hits = slices.Insert(a.hits, at, hit)
	a.hits = a.hits[:min(len(a.hits), a.limit)]
}
