package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the text as headers and coded answers are compared: lower case,
// no accents (ñ becomes n), any run of spaces and underscores one space, none
// at the ends, and every dash a hyphen.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	plain := norm.NFKD.String(strings.ToLower(norm.NFKD.String(s)))
	return joinWords(strings.Map(foldRune, plain))
}

// Trim returns a text without what stands at its ends and nobody sees: spaces,
// and the marks of format that are pasted along with a text.
func Trim(s string) string { return strings.TrimFunc(s, unseen) }

func unseen(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// foldASCII folds a text of plain letters, which most are.
func foldASCII(s string) (string, bool) {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return "", false
		}
	}
	return joinWords(strings.ReplaceAll(strings.ToLower(s), "_", " ")), true
}

// joinWords makes every run of spaces one space.
func joinWords(s string) string { return strings.Join(strings.Fields(s), " ") }

func foldRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return -1 // accents, and marks that nobody sees
	case unicode.Is(unicode.Pd, r), r == '−':
		return '-'
	case r == '_':
		return ' '
	default:
		return r
	}
}
