package match

import (
	"bytes"
	"math"

	"github.com/trenza/trenza/internal/spelling"
)

// compareDocuments holds papers type by type: the same number speaks loudest,
// another number of the same type against, and papers of different types say
// nothing.
func (c *Comparer) compareDocuments(f int, a, b []uint32) (Level, float32) {
	var best closest
	for i := 0; i+1 < len(a); i += 2 {
		for j := 0; j+1 < len(b); j += 2 {
			switch level := c.comparePapers(f, a[i:i+2], b[j:j+2]); level {
			case Same, OtherKind:
				best.offer(level, c.surprise(f, a[i+1]))
			default:
				best.offer(level, 0)
			}
		}
	}
	return best.level, best.surprise
}

func (c *Comparer) comparePapers(f int, a, b []uint32) Level {
	sameKind := a[0] == b[0] || len(c.spell(f, a[0])) == 0 || len(c.spell(f, b[0])) == 0
	switch {
	case a[1] == b[1] && sameKind:
		return Same
	case a[1] == b[1]:
		return OtherKind
	case !sameKind:
		return Missing
	case slippedDigit(c.spell(f, a[1]), c.spell(f, b[1])):
		return Slip
	}
	return Other
}

// slippedDigit reports whether two numbers that are long enough to tell differ
// by one slip of the hand.
func slippedDigit(a, b []byte) bool {
	return max(len(a), len(b)) >= 5 && spelling.OneEdit(a, b)
}

// compareValues takes the closest of the values of two records that are compared
// whole: phones, addresses of mail, places, codes, categories.
func (c *Comparer) compareValues(f int, kind Kind, a, b []uint32) (Level, float32) {
	var best closest
	for _, x := range a {
		for _, y := range b {
			if x == y {
				best.offer(Same, c.surprise(f, x))
			} else {
				best.offer(c.compareValue(f, kind, x, y), 0)
			}
		}
	}
	return best.level, best.surprise
}

// compareValue holds two different values against each other.
func (c *Comparer) compareValue(f int, kind Kind, x, y uint32) Level {
	a, b := c.spell(f, x), c.spell(f, y)
	switch kind {
	case Phone:
		if slippedDigit(a, b) {
			return Slip
		}
	case Email:
		return compareEmails(a, b)
	case Place:
		if digitsOnly(a) && digitsOnly(b) {
			return comparePlaceCodes(a, b)
		}
		if c.resemble(f, x, y) == near || spelling.JaroWinkler(string(a), string(b)) >= 0.92 {
			return Near
		}
	case Code:
		return compareCodes(a, b)
	}
	return Other
}

// compareEmails tells the same user at another provider from another user.
func compareEmails(a, b []byte) Level {
	userA, _, _ := bytes.Cut(a, []byte("@"))
	userB, _, _ := bytes.Cut(b, []byte("@"))
	switch {
	case bytes.Equal(userA, userB) && len(userA) > 4:
		return Part
	case spelling.Edits(string(a), string(b), 2) <= 2:
		return Near
	case spelling.Edits(string(a), string(b), len(a)/4) <= min(len(a), len(b))/4:
		return Alike
	}
	return Other
}

// comparePlaceCodes compares codes whose beginnings are the larger places, such
// as the district 140113 in the province 1401 in the region 14.
func comparePlaceCodes(a, b []byte) Level {
	if len(a) != len(b) || len(a) < 4 {
		return Other
	}
	switch {
	case bytes.Equal(a[:len(a)-2], b[:len(b)-2]):
		return Prefix
	case len(a) > 4 && bytes.Equal(a[:2], b[:2]):
		return Region
	}
	return Other
}

// compareCodes compares postcodes and the like.
func compareCodes(a, b []byte) Level {
	half := max(2, (min(len(a), len(b))+1)/2)
	switch {
	case max(len(a), len(b)) >= 4 && spelling.OneEdit(a, b):
		return Slip
	case min(len(a), len(b)) > 2 && bytes.Equal(a[:half], b[:half]):
		return Prefix
	}
	return Other
}

func digitsOnly(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// compareNumbers takes the closest of two lists of quantities: the same, within
// a fiftieth, within a tenth.
func compareNumbers(a, b []uint32) Level {
	apart := math.Inf(1)
	for _, x := range a {
		for _, y := range b {
			p, q := float64(math.Float32frombits(x)), float64(math.Float32frombits(y))
			if p == q {
				return Same
			}
			apart = min(apart, math.Abs(p-q)/max(math.Abs(p), math.Abs(q)))
		}
	}
	switch {
	case apart <= 0.02:
		return Beside
	case apart <= 0.1:
		return Alike
	}
	return Other
}
