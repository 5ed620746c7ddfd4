package match

import (
	"math/bits"

	"github.com/trenza/trenza/internal/spelling"
)

// shape is which letters a word has, a bit each, and what else decides quickly
// that two words do not resemble each other.
type shape uint32

const (
	digits   shape = 1 << 26 // has a digit: numbers resemble no number but themselves
	foreign  shape = 1 << 27 // has letters beyond a to z
	familiar shape = 1 << 28 // has short forms, or is one
	single   shape = 1 << 29 // an initial
	letters  shape = 1<<26 - 1
)

func shapeOf(word string) shape {
	var s shape
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z':
			s |= 1 << (r - 'a')
		case '0' <= r && r <= '9':
			s |= digits
		default:
			s |= foreign
		}
	}
	if len(word) == 1 {
		s |= single
	}
	if spelling.HasNicknames(word) {
		s |= familiar
	}
	return s
}

// mayResemble reports whether it is worth while to compare two words letter by
// letter: those that do not have half of their letters in common resemble each
// other in no way.
func (s shape) mayResemble(o shape) bool {
	either := s | o
	switch {
	case either&digits != 0:
		return false
	case either&(foreign|single) != 0, s&o&familiar != 0:
		return true
	}
	common := bits.OnesCount32(uint32(s & o & letters))
	return 2*common >= bits.OnesCount32(uint32(either&letters))
}
