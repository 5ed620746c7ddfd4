package match

import (
	"math"
	"slices"
)

// compareTexts takes the closest of the texts of two records.
func (c *Comparer) compareTexts(f int, a, b []uint32) Level {
	var best closest
	for x, rest := firstOf(a); len(x) > 0; x, rest = firstOf(rest) {
		for y, others := firstOf(b); len(y) > 0; y, others = firstOf(others) {
			best.offer(c.compareText(f, x, y), 0)
		}
	}
	return best.level
}

// A word that is spelled otherwise in the other text counts for less than one
// that is the same. Texts of very many words are held to the letter, and those
// that have none in common have nothing in common.
const (
	misspelled = 0.85
	manyPairs  = 400
)

// compareText weighs the words that two texts have in common against all that
// they have, a rare word more than a common one.
func (c *Comparer) compareText(f int, a, b []uint32) Level {
	if slices.Equal(a, b) {
		return Same
	}
	same := func(x, y uint32) bool { return x == y }
	shared, left := c.sharedBy(f, a, b, unpaired{1<<len(a) - 1, 1<<len(b) - 1}, same)
	if len(a)*len(b) <= manyPairs && (shared > 0 || len(a) <= 2 || len(b) <= 2) {
		near := func(x, y uint32) bool { return c.resemble(f, x, y) == near }
		there, _ := c.sharedBy(f, a, b, left, near)
		back, _ := c.sharedBy(f, b, a, unpaired{left.b, left.a}, near)
		shared += misspelled * max(there, back)
	}
	switch ratio := shared / (c.tellingAll(f, a) + c.tellingAll(f, b)); {
	case ratio >= 0.97:
		return Same
	case ratio >= 0.75:
		return Most
	case ratio >= 0.5:
		return Half
	case ratio >= 0.2:
		return Little
	}
	return Other
}

// sharedBy weighs the words that fit each other and have no match yet, and
// returns which are left.
func (c *Comparer) sharedBy(f int, a, b []uint32, left unpaired, fits func(x, y uint32) bool) (float64, unpaired) {
	shared := 0.0
	for i, x := range a {
		for j, y := range b {
			if left.a>>i&1 == 1 && left.b>>j&1 == 1 && fits(x, y) {
				left.a &^= 1 << i
				left.b &^= 1 << j
				shared += c.telling(f, x) + c.telling(f, y)
			}
		}
	}
	return shared, left
}

// tellingAll is how much all words of a text tell.
func (c *Comparer) tellingAll(f int, words []uint32) (all float64) {
	for _, w := range words {
		all += c.telling(f, w)
	}
	return all
}

// telling is how much a word tells one text from another: the rarer the more,
// and the commonest still a little.
func (c *Comparer) telling(f int, word uint32) float64 {
	t := &c.table.tallies[f]
	return 0.3 + math.Log2(1+float64(c.table.Len()-c.table.gone)/float64(t.of(word)+1))
}
