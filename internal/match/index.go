package match

import (
	"slices"
	"sync"
)

// Index holds records by their ids, in memory, for questions that are asked one
// at a time: who of all these may be the woman of whom so much is known by now?
// [Index.Ask] is answered in about a millisecond among a million people.
//
// An index is a [Table] with postings beside it, which lead from keys, such as
// the sounds of two of somebody's names, to the rows that have them. A row that
// is corrected or removed stays where it is, marked, until so many are that the
// index is packed anew. What an index answers depends on nothing but the records
// that it holds, not on their history.
//
// An index may be asked by many while one writes; several who write wait for
// each other.
type Index struct {
	schema  Schema
	keyed   keyed
	pace    int        // after how many young postings they are merged, at least
	writing sync.Mutex // held by whoever changes the index
	keys    []uint64   // scratch of whoever changes it

	lock     sync.RWMutex // guards everything below
	table    *Table
	members  members
	postings *postings
	years    map[uint32]int // how many rows have a date of a year, 0 for none at all

	resting resting
}

// mergePace is how many young postings an index has before it merges them.
const mergePace = 1 << 16

// NewIndex returns an empty index of records of a schema.
func NewIndex(s Schema) *Index {
	return &Index{
		schema: s, keyed: keyedBy(s), pace: mergePace,
		table: NewTable(s), members: newMembers(), postings: new(postings), years: map[uint32]int{},
	}
}

// Len is how many records there are.
func (x *Index) Len() int {
	x.lock.RLock()
	defer x.lock.RUnlock()
	return x.members.live
}

// Put adds a record, or puts it in the place of the one that the id had.
func (x *Index) Put(id uint64, r Record) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.lock.Lock()
	x.drop(id)
	x.add(id, r)
	x.lock.Unlock()
	x.tidy()
}

// Remove takes a record away, if the id has one. No answer shows it from now on;
// the words that it alone had leave the memory when the index is packed next,
// which [Index.Settle] does at once.
func (x *Index) Remove(id uint64) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.lock.Lock()
	x.drop(id)
	x.lock.Unlock()
	x.tidy()
}

// add adds the row of an id that has none.
func (x *Index) add(id uint64, r Record) {
	row := x.members.add(id)
	x.table.Add(r)
	x.keys = x.keyed.keys(x.keys[:0], x.table, x.table.row(int(row)))
	for _, key := range x.keys {
		x.postings.add(key, row)
	}
	x.countYears(x.table.row(int(row)), +1)
}

// drop takes the row of an id away, if it has one.
func (x *Index) drop(id uint64) {
	at, found := x.members.row(id)
	if !found {
		return
	}
	row := x.table.row(int(at))
	x.countYears(row, -1)
	x.table.count(row, -1)
	x.table.gone++
	x.members.drop(at)
}

// countYears keeps account of the years under which names stand.
func (x *Index) countYears(r row, by int) {
	for _, year := range x.keyed.years(nil, r) {
		if x.years[year] += by; x.years[year] == 0 {
			delete(x.years, year)
		}
	}
}

// tidy merges the young postings when they are many beside the others, and packs
// the index when many rows were taken away.
func (x *Index) tidy() {
	switch {
	case x.table.gone > x.pace && 4*x.table.gone > x.members.live:
		x.pack()
	case len(x.postings.young) > max(x.pace, len(x.postings.rows)/8):
		x.merge()
	}
}

// Settle makes the index as small and fast as it can be. It is worth while after
// a load of many records, and after removals that should leave no trace.
func (x *Index) Settle() {
	x.writing.Lock()
	defer x.writing.Unlock()
	if x.table.gone > 0 {
		x.pack()
	} else {
		x.merge()
	}
	x.lock.Lock()
	defer x.lock.Unlock()
	x.table.clip()
	x.members.ids = slices.Clip(slices.Clone(x.members.ids))
}

// merge sorts the young postings in among the others. Questions are answered
// meanwhile.
func (x *Index) merge() {
	merged := x.postings.merged(func(row uint32) (uint32, bool) { return row, x.members.has(row) })
	x.lock.Lock()
	defer x.lock.Unlock()
	x.postings = merged
}

// pack moves everything into a new table without the rows that were taken away.
// Questions are answered meanwhile.
func (x *Index) pack() {
	table, members := NewTable(x.schema), newMembers()
	renamed := make([]uint32, len(x.members.ids))
	for row, id := range x.members.ids {
		if x.members.has(uint32(row)) {
			renamed[row] = members.add(id)
			table.adopt(x.table, x.table.row(row))
		}
	}
	merged := x.postings.merged(func(row uint32) (uint32, bool) { return renamed[row], x.members.has(row) })
	x.lock.Lock()
	defer x.lock.Unlock()
	x.table, x.members, x.postings = table, members, merged
}
