package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// secret is a group that may not become known: a published one that is small, or
// those by whom one published group is larger than another (less is -1 then).
type secret struct{ more, less int }

// The bounds of a search for a witness.
const (
	maxSteps = 400 // worlds that are looked into
	maxMoved = 10  // people who come or go
	breadth  = 24  // ways on from one world that are kept
)

// other is a world that differs from the true one: so many more, or fewer, of
// some kinds, and of the groups that count them.
type other struct {
	kinds  map[int]int
	groups map[int]int
	moved  int
	broken []int // the groups of which something else was published
}

// witnessed reports whether there is another world in which everything that is
// published is as it is, and a secret is not: then nobody who reads it all can
// tell the secret. It answers no when it finds none within its bounds, which
// errs on the side of hiding.
func (w *world) witnessed(s secret) bool {
	open := w.starts(s)
	seen := make(map[string]bool)
	for range maxSteps {
		if len(open) == 0 {
			return false
		}
		next := closest(open)
		at := open[next]
		open = slices.Delete(open, next, next+1)
		if len(at.broken) == 0 {
			return true
		}
		if key := fmt.Sprint(at.kinds); !seen[key] && at.moved < maxMoved {
			seen[key] = true
			open = append(open, w.mended(at, s)...)
		}
	}
	return false
}

// closest returns the world with the least left to mend.
func closest(open []other) int {
	best := 0
	for i := range open {
		if open[i].cost() < open[best].cost() {
			best = i
		}
	}
	return best
}

func (o other) cost() int { return len(o.broken) + o.moved }

// starts are the worlds with one person more or less, so that the secret is
// another.
func (w *world) starts(s secret) []other {
	none := other{}
	var all []other
	for k := range w.kinds {
		for _, sign := range []int{1, -1} {
			if o, possible := w.move(none, k, sign); possible && o.tells(s) {
				all = append(all, o)
			}
		}
	}
	return fewest(all, 4*breadth)
}

// tells reports whether the secret is another one.
func (o other) tells(s secret) bool {
	change := o.groups[s.more]
	if s.less >= 0 {
		change -= o.groups[s.less]
	}
	return change != 0
}

// mended are the worlds that are one person closer to what was published.
func (w *world) mended(o other, s secret) []other {
	g := slices.MinFunc(o.broken, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(w.with[a]), len(w.with[b])), cmp.Compare(a, b))
	})
	sign := 1
	if change := o.groups[g]; change > 0 {
		sign = -1
	}
	var all []other
	for _, k := range w.with[g] {
		if next, possible := w.move(o, k, sign); possible && next.tells(s) {
			all = append(all, next)
		}
	}
	return fewest(all, breadth)
}

// fewest keeps the worlds with the least to mend.
func fewest(all []other, most int) []other {
	slices.SortStableFunc(all, func(a, b other) int { return cmp.Compare(a.cost(), b.cost()) })
	return all[:min(len(all), most)]
}

// move adds somebody of a kind, or takes somebody away, if there is anybody.
func (w *world) move(o other, k, sign int) (other, bool) {
	if w.kinds[k].held+o.kinds[k]+sign < 0 {
		return other{}, false
	}
	next := other{kinds: maps.Clone(o.kinds), groups: maps.Clone(o.groups), moved: o.moved + 1}
	if next.kinds == nil {
		next.kinds, next.groups = make(map[int]int), make(map[int]int)
	}
	next.kinds[k] += sign
	for _, m := range w.kinds[k].members {
		if next.groups[m.group] += sign * m.times; next.groups[m.group] == 0 {
			delete(next.groups, m.group)
		}
	}
	for _, g := range sortedKeys(next.groups) {
		if !w.ledger.groups[g].allows(next.groups[g]) {
			next.broken = append(next.broken, g)
		}
	}
	return next, true
}

// sortedKeys lists the keys of a map in order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
