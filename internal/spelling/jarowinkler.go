package spelling

import "slices"

// JaroWinkler returns how much two words share, counted in runes, from 0 for
// nothing to 1 for all, which only equal words do. Words that share a good deal
// gain by a common start of up to four letters (Winkler 1990).
func JaroWinkler(a, b string) float64 {
	if a == b {
		return 1
	}
	var bufferA, bufferB [short]rune
	one, other := runesOf(bufferA[:0], a), runesOf(bufferB[:0], b)
	// Which word looks for its letters in the other can matter: the order is
	// fixed, so that the question and its reverse have one answer.
	if len(one) > len(other) || len(one) == len(other) && slices.Compare(one, other) > 0 {
		one, other = other, one
	}
	share := jaro(one, other)
	if share < 0.7 {
		return share
	}
	start := 0
	for start < min(4, len(one)) && one[start] == other[start] {
		start++
	}
	return share + float64(start)*0.1*(1-share)
}

// jaro returns the mean of three shares: of letters found in the other word
// near their place, for either word, and of those found that stand in the same
// order.
func jaro(a, b []rune) float64 {
	var bufferA, bufferB [short]rune
	fromA, fromB := found(bufferA[:0], bufferB[:0], a, b)
	if len(fromA) == 0 {
		return 0
	}
	displaced := 0
	for i, r := range fromA {
		if r != fromB[i] {
			displaced++
		}
	}
	matches := float64(len(fromA))
	return (matches/float64(len(a)) + matches/float64(len(b)) + (matches-float64(displaced/2))/matches) / 3
}

// found appends to inA the letters of a that b has too, at most half of b's
// length away, and to inB the same letters in the order of b.
func found(inA, inB, a, b []rune) ([]rune, []rune) {
	var buffer [short]bool
	taken := buffer[:]
	if len(b) > short {
		taken = make([]bool, len(b))
	}
	reach := max(len(b)/2-1, 0)
	for i, r := range a {
		for j := max(i-reach, 0); j < min(i+reach+1, len(b)); j++ {
			if !taken[j] && b[j] == r {
				taken[j] = true
				inA = append(inA, r)
				break
			}
		}
	}
	for j, r := range b {
		if taken[j] {
			inB = append(inB, r)
		}
	}
	return inA, inB
}
