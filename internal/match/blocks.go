package match

import (
	"cmp"
	"math/bits"
	"slices"
)

// blocks are the records that rules bring together. Records stand in them by
// rank: in the order of what they say, so that nothing depends on the order in
// which they were added.
type blocks struct {
	order   []uint32 // record of each rank
	split   int      // records from this number on are of the second file, 0 when there is one
	members []uint32 // ranks, block after block, ascending within each
	ends    []uint32 // where each block ends in members
	rules   []uint8  // the rule of each block
	of      []uint32 // blocks of each rank, one after the other
	ofEnds  []uint32
	all     bool // everything is compared with everything
}

// allPairs is how many pairs are few enough to compare every one.
const allPairs = 13_000_000

// pairsOf is how many pairs n records make, with those before split on one side
// and the others on the other.
func pairsOf(n, split int) float64 {
	if split > 0 {
		return float64(split) * float64(n-split)
	}
	return float64(n) * float64(n-1) / 2
}

// largest is how many records a block may hold. One that is larger is parted by
// something more, and left out when nothing is left to part it by.
func largest(n int) int { return max(40, min(400, 40_000_000/max(n, 1))) }

// block brings records together. split is as in [blocks].
func (t *Table) block(rules []rule, split int) *blocks {
	b := &blocks{order: t.order(), split: split}
	if pairsOf(t.Len(), split) <= allPairs {
		b.all = true
		return b
	}
	found := make([]gathered, len(rules))
	each(len(rules), func(i int) { found[i] = t.gather(b.order, rules[i]) })
	for i := range found {
		base := uint32(len(b.members))
		b.members = append(b.members, found[i].members...)
		for _, end := range found[i].ends {
			b.ends = append(b.ends, base+end)
			b.rules = append(b.rules, uint8(i))
		}
		found[i].members = nil
	}
	b.invert()
	return b
}

// order returns the records in the order of a hash over what they say.
func (t *Table) order() []uint32 {
	type said struct {
		hash   uint64
		record uint32
	}
	all := make([]said, t.Len())
	spread(t.Len(), func(first, last int) {
		for i := first; i < last; i++ {
			all[i] = said{t.said(t.row(i)), uint32(i)}
		}
	})
	slices.SortFunc(all, func(a, b said) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.record, b.record))
	})
	order := make([]uint32, len(all))
	for i, s := range all {
		order[i] = s.record
	}
	return order
}

// said is a hash over what a row says, the same in every table.
func (t *Table) said(r row) uint64 {
	h := uint64(r.size(len(t.schema.Fields)))
	for f, field := range t.schema.Fields {
		for _, c := range r.field(f, len(t.schema.Fields)) {
			said := uint64(c)
			if c != 0 && field.Kind != Date && field.Kind != Number {
				said = t.lexicons[f].hash(c)
			}
			h = mix(h, said+uint64(f))
		}
	}
	return h
}

// gathered is the blocks of one rule.
type gathered struct {
	members []uint32
	ends    []uint32
}

// entry is a record under a key.
type entry struct {
	key  uint64
	rank uint32
}

// gather brings together the records that share a key of a rule, parting large
// blocks as often as there is something to part them by.
func (t *Table) gather(order []uint32, r rule) gathered {
	var entries []entry
	var keys []uint64
	for rank, record := range order {
		keys = t.keys(keys[:0], r, t.row(int(record)))
		for _, k := range keys {
			entries = append(entries, entry{k, uint32(rank)})
		}
	}
	var g gathered
	limit := largest(len(order))
	for _, a := range append(finer(t.schema, r), atom{field: -1}) {
		sortEntries(entries)
		large := g.take(entries, limit)
		if len(large) == 0 || a.field < 0 {
			break
		}
		entries = t.part(order, large, a)
	}
	return g
}

// take keeps the blocks that are not too large and returns the entries of those
// that are.
func (g *gathered) take(entries []entry, limit int) (large []entry) {
	for begin := 0; begin < len(entries); {
		end := begin + 1
		for end < len(entries) && entries[end].key == entries[begin].key {
			end++
		}
		switch size := end - begin; {
		case size > limit:
			large = append(large, entries[begin:end]...)
		case size > 1:
			for _, e := range entries[begin:end] {
				g.members = append(g.members, e.rank)
			}
			g.ends = append(g.ends, uint32(len(g.members)))
		}
		begin = end
	}
	return large
}

// part keys entries by something more. Records that do not say it fall out.
func (t *Table) part(order []uint32, entries []entry, a atom) []entry {
	var finer []entry
	var values []uint64
	for _, e := range entries {
		values = t.values(values[:0], a, t.row(int(order[e.rank])))
		for _, v := range values {
			finer = append(finer, entry{mix(e.key, v), e.rank})
		}
	}
	return finer
}

// sortEntries sorts by key and rank and leaves each out that is there twice.
func sortEntries(entries []entry) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank))
	})
}

// invert lists the blocks of each rank.
func (b *blocks) invert() {
	b.ofEnds = make([]uint32, len(b.order)+1)
	for _, rank := range b.members {
		b.ofEnds[rank+1]++
	}
	for i := 1; i < len(b.ofEnds); i++ {
		b.ofEnds[i] += b.ofEnds[i-1]
	}
	b.of = make([]uint32, len(b.members))
	next := slices.Clone(b.ofEnds)
	begin := uint32(0)
	for block, end := range b.ends {
		for _, rank := range b.members[begin:end] {
			b.of[next[rank]] = uint32(block)
			next[rank]++
		}
		begin = end
	}
}

// searcher finds the pairs of one rank after the other; it is for one goroutine.
type searcher struct {
	b     *blocks
	mark  []uint32 // by rank: the rules that lead there from the rank at hand
	found []uint32
}

func (b *blocks) searcher() *searcher { return &searcher{b: b, mark: make([]uint32, len(b.order))} }

// each calls each for every record that a rank is to be compared with, of higher
// rank, with the rules that lead there.
func (s *searcher) each(rank uint32, each func(a, b int, rules uint32)) {
	if s.b.all {
		for other := rank + 1; int(other) < len(s.b.order); other++ {
			s.tell(rank, other, 0, each)
		}
		return
	}
	s.found = s.found[:0]
	for _, block := range s.b.of[s.b.ofEnds[rank]:s.b.ofEnds[rank+1]] {
		members := s.b.block(block)
		at, _ := slices.BinarySearch(members, rank)
		for _, other := range members[at:] {
			if other == rank {
				continue
			}
			if s.mark[other] == 0 {
				s.found = append(s.found, other)
			}
			s.mark[other] |= 1 << s.b.rules[block]
		}
	}
	for _, other := range s.found {
		s.tell(rank, other, s.mark[other], each)
		s.mark[other] = 0
	}
}

// tell calls each for two ranks unless both are of one file of two.
func (s *searcher) tell(rank, other, rules uint32, each func(a, b int, rules uint32)) {
	a, b := int(s.b.order[rank]), int(s.b.order[other])
	if a > b {
		a, b = b, a
	}
	if s.b.split == 0 || a < s.b.split && b >= s.b.split {
		each(a, b, rules)
	}
}

// block returns the ranks of a block.
func (b *blocks) block(n uint32) []uint32 {
	begin := uint32(0)
	if n > 0 {
		begin = b.ends[n-1]
	}
	return b.members[begin:b.ends[n]]
}

// pairHash is the same for two records whatever the table and their order.
func pairHash(a, b uint64) uint64 { return bits.RotateLeft64(mix(min(a, b), max(a, b)), 17) }
