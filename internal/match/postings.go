package match

import (
	"cmp"
	"slices"
)

// postings tell under which keys a row stands. Those that were there at the last
// merge stand sorted in flat arrays; younger ones stand in a small hash table
// beside them until they are merged.
//
// Of a key its first keyBits bits count: a million people make some ten million
// entries, so that two keys fall together by chance once in ten million
// questions. Each entry takes eight bytes.
type postings struct {
	shift uint     // a key shifted right by so much is the number of its bucket
	ends  []uint32 // where each bucket ends
	marks []uint32 // the last bits of the key of each entry, ascending within a bucket
	rows  []uint32 // its row, ascending within a key

	young []posting
	heads []uint32 // by hash of the key: number of the youngest entry, 0 for none
}

// posting is a young entry.
type posting struct {
	key  uint64
	row  uint32
	next uint32 // number of the entry before it in the chain, 0 for none
}

const (
	keyBits = 48
	// Keys are told apart within a bucket by a mark of 32 bits, so that there are
	// at least 2^16 buckets.
	markBits = 32
	// entriesPerBucket is how many entries a bucket has at most, in the mean.
	entriesPerBucket = 8
)

// shorten keeps of a hash what counts.
func shorten(key uint64) uint64 { return key >> (64 - keyBits) }

// add puts a row under a key.
func (p *postings) add(key uint64, row uint32) {
	key = shorten(key)
	if len(p.young) >= len(p.heads) {
		p.widen()
	}
	head := &p.heads[key%uint64(len(p.heads))]
	p.young = append(p.young, posting{key, row, *head})
	*head = uint32(len(p.young))
}

// widen makes room for more young entries.
func (p *postings) widen() {
	p.heads = make([]uint32, max(64, 2*len(p.heads)))
	for i := range p.young {
		head := &p.heads[p.young[i].key%uint64(len(p.heads))]
		p.young[i].next, *head = *head, uint32(i+1)
	}
}

// settled returns the sorted rows that stand under a key.
func (p *postings) settled(key uint64) []uint32 {
	if len(p.rows) == 0 {
		return nil
	}
	bucket := key >> p.shift
	begin := uint32(0)
	if bucket > 0 {
		begin = p.ends[bucket-1]
	}
	marks, mark := p.marks[begin:p.ends[bucket]], uint32(key)
	at, found := slices.BinarySearch(marks, mark)
	if !found {
		return nil
	}
	end := at + runOf(marks[at:])
	return p.rows[begin:][at:end]
}

// runOf returns how many equal marks there are at the beginning.
func runOf(marks []uint32) int {
	if len(marks) < 16 {
		n := 1
		for n < len(marks) && marks[n] == marks[0] {
			n++
		}
		return n
	}
	if marks[0] == 1<<markBits-1 {
		return len(marks)
	}
	n, _ := slices.BinarySearch(marks, marks[0]+1)
	return n
}

// of appends the rows that stand under a key, those that were taken away
// included.
func (p *postings) of(key uint64, into []uint32) []uint32 {
	key = shorten(key)
	into = append(into, p.settled(key)...)
	if len(p.young) == 0 {
		return into
	}
	for at := p.heads[key%uint64(len(p.heads))]; at != 0; at = p.young[at-1].next {
		if p.young[at-1].key == key {
			into = append(into, p.young[at-1].row)
		}
	}
	return into
}

// merged returns postings of all entries, sorted, but for those of rows that are
// not kept. Rows may get other numbers, in the same order. It only reads p, so
// that others may read it meanwhile.
func (p *postings) merged(kept func(row uint32) (renamed uint32, keep bool)) *postings {
	young := slices.Clone(p.young)
	slices.SortFunc(young, func(a, b posting) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.row, b.row)) })
	m := newPostings(len(p.rows) + len(young))
	push := func(key uint64, row uint32) {
		if row, keep := kept(row); keep {
			m.push(key, row)
		}
	}
	p.each(func(key uint64, row uint32) {
		for len(young) > 0 && (young[0].key < key || young[0].key == key && young[0].row < row) {
			push(young[0].key, young[0].row)
			young = young[1:]
		}
		push(key, row)
	})
	for _, e := range young {
		push(e.key, e.row)
	}
	m.close()
	return m
}

// newPostings returns postings that are about to take so many entries in the
// order of their keys.
func newPostings(entries int) *postings {
	p := &postings{shift: markBits, marks: make([]uint32, 0, entries), rows: make([]uint32, 0, entries)}
	for buckets := 1 << (keyBits - markBits); buckets*entriesPerBucket < entries; buckets *= 2 {
		p.shift--
	}
	p.ends = make([]uint32, 1<<(keyBits-p.shift))
	return p
}

// push adds the next entry; its key is none below that of the last.
func (p *postings) push(key uint64, row uint32) {
	p.marks = append(p.marks, uint32(key))
	p.rows = append(p.rows, row)
	p.ends[key>>p.shift] = uint32(len(p.rows))
}

// close ends the empty buckets where the ones before them end.
func (p *postings) close() {
	for i := 1; i < len(p.ends); i++ {
		p.ends[i] = max(p.ends[i], p.ends[i-1])
	}
}

// each calls each for every sorted entry, in order.
func (p *postings) each(each func(key uint64, row uint32)) {
	at := uint32(0)
	for bucket, end := range p.ends {
		high := uint64(bucket) << p.shift >> markBits << markBits
		for ; at < end; at++ {
			each(high|uint64(p.marks[at]), p.rows[at])
		}
	}
}
