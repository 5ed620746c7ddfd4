package exchange

import (
	"slices"
	"strings"
)

// shortestSlip is the length from which a word may have a slip: shorter ones
// are too near each other.
const shortestSlip = 5

// nearly returns what a heading means that is written otherwise by one slip of
// the keyboard in one of its longer words. Two meanings within a slip are none:
// nobody guesses between them.
func (v vocabulary) nearly(heading string) (meaning, bool) {
	words := strings.Fields(plainHeading(withoutAside(heading)))
	var found meaning
	hits := 0
	for name, m := range v {
		if !slipped(words, strings.Fields(name)) || m == found && hits > 0 {
			continue
		}
		found, hits = m, hits+1
	}
	found.near = true
	return found, hits == 1
}

// slipped reports whether two headings are the same words but for one slip.
func slipped(written, meant []string) bool {
	if len(written) != len(meant) {
		return false
	}
	differ := -1
	for i := range written {
		if written[i] == meant[i] {
			continue
		}
		if differ >= 0 {
			return false
		}
		differ = i
	}
	if differ < 0 {
		return false
	}
	a, b := []rune(written[differ]), []rune(meant[differ])
	return min(len(a), len(b)) >= shortestSlip && oneSlip(a, b)
}

// oneSlip reports whether a letter more, a letter less, another letter or two
// letters swapped make a of b. The last letter alone tells singular from plural
// and one sex from the other, so it is no slip.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case i >= len(b)-1:
		return false
	case len(b)-len(a) == 1:
		return slices.Equal(a[i:], b[i+1:])
	case len(a) != len(b):
		return false
	case slices.Equal(a[i+1:], b[i+1:]):
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}
