package spelling

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// joining are the words that join names in Spanish and tell nobody apart. Blind
// tokens in databases are made from what is left without them, so the list
// stays as it is; foreign holds what came later.
var joining = wordSet("de del la las los y")

// Fold writes text in lower case, without accents and with single spaces, its
// letters and digits alone: the form in which names are compared. What is
// folded stays as it is.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	decomposed := norm.NFD.String(strings.ToLower(s))
	return strings.Join(strings.Fields(strings.Map(foldRune, decomposed)), " ")
}

// foldRune drops accents and makes a space of what is no part of a word.
func foldRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return r
	}
	return ' '
}

// isFolded reports whether s is plain letters and digits between single spaces,
// as nearly all text is that comes here a second time.
func isFolded(s string) bool {
	gap := true
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			gap = false
		case c == ' ' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap || s == ""
}

// Words returns the words of a text, folded, in their order.
func Words(s string) []string {
	return strings.Fields(Fold(s))
}

// Key returns the words of the texts that tell people apart, folded, sorted and
// each once: the order in which a list writes them does not matter.
func Key(texts ...string) []string {
	words := slices.DeleteFunc(Words(strings.Join(texts, " ")), isJoining)
	slices.Sort(words)
	return slices.Compact(words)
}

func isJoining(word string) bool { return joining[word] }

// wordSet makes a set of the words between the spaces of a text.
func wordSet(text string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
