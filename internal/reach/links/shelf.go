package links

import (
	"iter"
	"math"
	"slices"
)

// shelf holds the rows of one term in their order.
type shelf struct {
	blocks []*block // none of them empty
	first  []uint64 // where the first row of each lies
	rows   int
}

// spot is a row's place on its shelf.
type spot struct{ block, row int }

// lower is the spot of the first row that lies at a place or behind it.
func (s *shelf) lower(at uint64) spot {
	one := [1]sought{{shelf: s, at: at, block: s.before(at)}}
	find(one[:])
	return one[0].spot()
}

// settled is the same spot, at the beginning of a block rather than behind the
// end of another.
func (s *shelf) settled(p spot) spot {
	if p.block < len(s.blocks) && p.row == s.blocks[p.block].len() {
		return spot{p.block + 1, 0}
	}
	return p
}

// rowsAt calls each with the rows that lie at a place, as they were told, until
// it returns false.
func (s *shelf) rowsAt(at uint64, each func(spot, *block, int) bool) {
	s.rowsFrom(s.lower(at), at, each)
}

// rowsFrom is rowsAt, from the first of the rows on.
func (s *shelf) rowsFrom(p spot, at uint64, each func(spot, *block, int) bool) {
	for ; p.block < len(s.blocks); p = s.settled(spot{p.block, p.row + 1}) {
		b := s.blocks[p.block]
		if b.number[p.row] != uint32(at) || b.days.of(p.row) != uint16(at>>32) || !each(p, b, p.row) {
			return
		}
	}
}

// find is the spot of the row that the journal told there and then.
func (s *shelf) find(at, told uint64) (found spot, ok bool) {
	s.rowsAt(at, func(p spot, b *block, i int) bool {
		found, ok = p, b.told(i) == told
		return !ok
	})
	return found, ok
}

// insert sorts a row in.
func (s *shelf) insert(r *row) {
	s.rows++
	if len(s.blocks) == 0 {
		s.blocks, s.first = []*block{blockOf([]row{*r})}, []uint64{r.at()}
		return
	}
	p := s.lower(r.at())
	s.rowsAt(r.at(), func(there spot, b *block, i int) bool {
		p = there
		if b.told(i) > r.told() {
			return false
		}
		p.row++
		return true
	})
	if p.row == 0 && p.block > 0 { // at the end of one block, not at the beginning of the next
		p = spot{p.block - 1, s.blocks[p.block-1].len()}
	}
	b := s.blocks[p.block]
	b.insert(p.row, r)
	s.first[p.block] = b.at(0)
	if b.len() == blockMost {
		s.split(p.block)
	}
}

// split makes two blocks of one.
func (s *shelf) split(n int) {
	b := s.blocks[n]
	s.blocks[n] = b.part(0, blockMost/2)
	s.blocks = slices.Insert(s.blocks, n+1, b.part(blockMost/2, blockMost))
	s.first = slices.Insert(s.first, n+1, s.blocks[n+1].at(0))
}

// remove takes a row away.
func (s *shelf) remove(p spot) {
	s.rows--
	b := s.blocks[p.block]
	b.remove(p.row)
	if b.len() == 0 {
		s.blocks = slices.Delete(s.blocks, p.block, p.block+1)
		s.first = slices.Delete(s.first, p.block, p.block+1)
		return
	}
	s.first[p.block] = b.at(0)
}

// days are the first and the last that have a row.
func (s *shelf) days() (first, last uint16) {
	if len(s.blocks) == 0 {
		return 0, 0
	}
	b := s.blocks[len(s.blocks)-1]
	return s.blocks[0].days[0].day, b.days[len(b.days)-1].day
}

// between is about how many rows there are from a day to another.
func (s *shelf) between(from, to int) int {
	if from > to || len(s.blocks) == 0 {
		return 0
	}
	begin, end := s.before(at(uint16(from), 0)), s.before(at(uint16(to), math.MaxUint32))
	return (end + 1 - max(begin, 0)) * s.rows / len(s.blocks)
}

// span is some rows of a block that lie together.
type span struct {
	*block
	low, high int
}

// spans yields the rows from a day to another, both included.
func (s *shelf) spans(from, to int) iter.Seq[span] {
	return func(yield func(span) bool) {
		if from > to || len(s.blocks) == 0 {
			return
		}
		p, end := s.lower(at(uint16(from), 0)), spot{len(s.blocks), 0}
		if to < lastDay {
			end = s.lower(at(uint16(to)+1, 0))
		}
		for ; p.block < end.block; p = (spot{p.block + 1, 0}) {
			if b := s.blocks[p.block]; !yield(span{b, p.row, b.len()}) {
				return
			}
		}
		if p.block == end.block && p.row < end.row {
			yield(span{s.blocks[p.block], p.row, end.row})
		}
	}
}
