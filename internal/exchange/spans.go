package exchange

import (
	"cmp"
	"slices"
)

// span is the positions from first to last, both included.
type span struct{ first, last int64 }

// spans are spans in the order of their first positions, of which none meets
// another.
type spans []span

// sortSpans puts spans in order. Those that hold no position are left out.
func sortSpans(all []span) spans {
	full := slices.DeleteFunc(slices.Clone(all), func(s span) bool { return s.first > s.last })
	slices.SortFunc(full, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	return full
}

// hold reports whether a position lies in one of the spans.
func (s spans) hold(position int64) bool {
	at, exact := slices.BinarySearchFunc(s, position, func(x span, p int64) int { return cmp.Compare(x.first, p) })
	return exact || at > 0 && position <= s[at-1].last
}

// joined are the spans, those that follow one another as one.
func (s spans) joined() (all []span) {
	for _, next := range s {
		if n := len(all); n > 0 && all[n-1].last+1 == next.first {
			all[n-1].last = next.last
		} else {
			all = append(all, next)
		}
	}
	return all
}

// whole is the span from the first position to the last, empty when there is
// none.
func (s spans) whole() span {
	if len(s) == 0 {
		return span{1, 0}
	}
	return span{s[0].first, s[len(s)-1].last}
}
