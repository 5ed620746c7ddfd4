package braid

import (
	"cmp"
	"slices"
)

// How time becomes room.
const (
	fastest    = 9.0   // pixels that a day takes at most
	foldWidth  = 92.0  // of a silence, at least
	foldable   = 400.0 // days that are shown without any fold
	foldAfter  = 200.0 // days that a silence lasts at least
	foldShare  = .35   // of the time that is drawn, beyond which a silence is folded
	mostFolded = 3
)

// Fold is a silence that is drawn shorter than it was.
type Fold struct {
	From, To float64
	Text     string

	days int
}

// scale says where days lie.
type scale struct {
	marks []mark  // in order; time is even between two of them
	rate  float64 // pixels that a day takes, outside folds
	folds []Fold
}

type mark struct{ day, x float64 }

// newScale lays days, in order and each once, out between two ends. What is left
// over widens the folds, or stays empty at the right.
func newScale(days []float64, left, right float64) scale {
	folded := silences(days)
	active := days[len(days)-1] - days[0]
	for _, i := range folded {
		active -= days[i+1] - days[i]
	}
	s := scale{rate: fastest}
	room := right - left - foldWidth*float64(len(folded))
	if active > 0 {
		s.rate = min(fastest, room/active)
	}
	each := foldWidth + max(0, room-s.rate*active)/max(1, float64(len(folded)))
	x := left
	for i, day := range days {
		s.marks = append(s.marks, mark{day, x})
		switch {
		case i == len(days)-1:
		case slices.Contains(folded, i):
			s.folds = append(s.folds, Fold{From: x, To: x + each, days: int(days[i+1] - day)})
			x += each
		default:
			x += s.rate * (days[i+1] - day)
		}
	}
	return s
}

// silences returns after which days time is folded: where nothing happens for so
// long that all else would have little room.
func silences(days []float64) (after []int) {
	if len(days) < 2 {
		return nil
	}
	order := make([]int, len(days)-1)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(days[b+1]-days[b], days[a+1]-days[a]), cmp.Compare(a, b))
	})
	left := days[len(days)-1] - days[0]
	for _, i := range order[:min(mostFolded, len(order))] {
		gap := days[i+1] - days[i]
		if left < foldable || gap < foldAfter || gap < foldShare*left || gap == left {
			break
		}
		after, left = append(after, i), left-gap
	}
	return after
}

// x is where a day lies.
func (s scale) x(day float64) float64 {
	at, known := slices.BinarySearchFunc(s.marks, day, func(m mark, day float64) int { return cmp.Compare(m.day, day) })
	switch last := len(s.marks) - 1; {
	case known:
		return s.marks[at].x
	case at == 0:
		return s.marks[0].x - s.rate*(s.marks[0].day-day)
	case at > last:
		return s.marks[last].x + s.rate*(day-s.marks[last].day)
	}
	a, b := s.marks[at-1], s.marks[at]
	return a.x + (b.x-a.x)*(day-a.day)/(b.day-a.day)
}

// day is the day that lies somewhere, or lies nearest before it.
func (s scale) day(x float64) float64 {
	at, known := slices.BinarySearchFunc(s.marks, x, func(m mark, x float64) int { return cmp.Compare(m.x, x) })
	switch last := len(s.marks) - 1; {
	case known:
		return s.marks[at].day
	case at == 0:
		return s.marks[0].day - (s.marks[0].x-x)/s.rate
	case at > last:
		return s.marks[last].day + (x-s.marks[last].x)/s.rate
	}
	a, b := s.marks[at-1], s.marks[at]
	return a.day + (b.day-a.day)*(x-a.x)/(b.x-a.x)
}

// folds reports whether a stretch of the drawing meets a fold.
func (s scale) foldBetween(from, to float64) bool {
	return slices.ContainsFunc(s.folds, func(f Fold) bool { return from < f.To && f.From < to })
}
