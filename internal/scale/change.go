package scale

import "slices"

// Pair is what one woman scored before and after.
type Pair struct{ Before, After Score }

// Change is how a woman's scores moved. It is of her alone: what is printed of
// several is a Summary.
type Change struct {
	Paired     bool           // both totals are valid
	Total      int            // after less before; 0 where they are no pair
	Parts      map[string]int // of the parts that both have
	Meaningful bool           // a gain as large as the instrument says means something
	Spheres    int            // parts in which she gained
	LookAfter  bool           // a trained worker is to be asked to look after her safety
}

// Paired compares what a woman scored before and after. A gain is a change for the
// better, whichever way the instrument counts.
func (i *Instrument) Paired(p Pair) Change {
	c := Change{Paired: p.Before.Valid && p.After.Valid, Parts: make(map[string]int)}
	for id, before := range p.Before.Parts {
		after, both := p.After.Parts[id]
		if !both {
			continue
		}
		c.Parts[id] = after - before
		if i.gain(after-before) > 0 {
			c.Spheres++
		}
		if slices.Contains(i.Watch, id) && i.gain(after-before) < 0 {
			c.LookAfter = true
		}
	}
	if c.Paired {
		c.Total = p.After.Total - p.Before.Total
		c.Meaningful = i.Gain > 0 && i.gain(c.Total) >= i.Gain
	}
	return c
}

// gain is a change as one for the better.
func (i *Instrument) gain(change int) int {
	if i.Wins == Lower {
		return -change
	}
	return change
}

// How many there must be for something to be said of them (domain rule 13).
const (
	fewestForMedian  = 10
	fewestForPercent = 20
	fewest           = 5
)

// Count is how many of how many. Few says that the number is hidden: it, or what is
// left of the others, is of one to four women.
type Count struct {
	N, Of   int
	Few     bool
	Percent int // -1 where there are too few to be told in percent
}

// CountOf is so many of so many as it may be shown.
func CountOf(n, of int) Count {
	few := func(n int) bool { return n > 0 && n < fewest }
	c := Count{N: n, Of: of, Percent: -1, Few: few(n) || few(of-n) || of < fewestForMedian}
	switch {
	case c.Few:
		c.N = 0
	case of >= fewestForPercent:
		c.Percent = rounded(100*n, of)
	}
	return c
}

// Median is the middle of several changes. N is how many there were, 0 with Few
// where they were one to four; nothing is said of fewer than ten.
type Median struct {
	N     int
	Few   bool
	Shown bool
	Value float64
}

// MedianOf returns the median of values as it may be shown.
func MedianOf(values []int) Median {
	m := Median{N: len(values)}
	if m.Few = m.N > 0 && m.N < fewest; m.Few {
		m.N = 0
	}
	if len(values) < fewestForMedian {
		return m
	}
	ordered := slices.Clone(values)
	slices.Sort(ordered)
	middle := len(ordered) / 2
	m.Shown, m.Value = true, float64(ordered[middle])
	if len(ordered)%2 == 0 {
		m.Value = float64(ordered[middle-1]+ordered[middle]) / 2
	}
	return m
}

// Summary is what may be printed of several women together.
type Summary struct {
	Total    Median
	Parts    map[string]Median // of every part of the instrument
	Improved Count             // in as many spheres as the instrument asks for
	Means    Count             // for whom the change means something
}

// Summarise puts together what several women scored before and after, each once.
// Who improved is counted among those whose every sub-score is paired.
func (i *Instrument) Summarise(pairs []Pair) Summary {
	var totals []int
	parts := make(map[string][]int)
	improved, whole, means := 0, 0, 0
	for _, p := range pairs {
		c := i.Paired(p)
		for id, change := range c.Parts {
			parts[id] = append(parts[id], change)
		}
		if i.Spheres > 0 && len(c.Parts) == len(i.Parts) {
			whole++
			improved += one(c.Spheres >= i.Spheres)
		}
		if c.Paired {
			totals = append(totals, c.Total)
			means += one(c.Meaningful)
		}
	}
	s := Summary{Total: MedianOf(totals), Parts: make(map[string]Median), Improved: CountOf(improved, whole)}
	for _, p := range i.Parts {
		s.Parts[p.ID] = MedianOf(parts[p.ID])
	}
	if i.Gain > 0 {
		s.Means = CountOf(means, len(totals))
	}
	return s
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
