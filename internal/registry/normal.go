package registry

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// particles join surnames and tell nobody apart.
var particles = map[string]bool{"de": true, "del": true, "la": true, "las": true, "los": true, "y": true}

// Fold writes text in lower case, without accents and with single spaces: the
// form in which names are compared.
func Fold(s string) string {
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

// NameTokens returns the words of a name that tell people apart, folded, sorted
// and each once: the order in which a list writes them does not matter.
func NameTokens(n Name) []string {
	tokens := strings.Fields(Fold(n.Surnames + " " + n.Given))
	tokens = slices.DeleteFunc(tokens, func(t string) bool { return particles[t] })
	slices.Sort(tokens)
	return slices.Compact(tokens)
}

// NormalDocument returns the form in which a document's number is compared:
// capital letters and digits only. A Venezuelan identity card loses the letter
// that some lists write before it.
func NormalDocument(kind, number string) string {
	normal := strings.Map(func(r rune) rune {
		r = unicode.ToUpper(r)
		if r < 'A' || r > 'Z' {
			if r < '0' || r > '9' {
				return -1
			}
		}
		return r
	}, number)
	if kind == "CIV" {
		normal = strings.TrimLeft(normal, "VE")
	}
	return normal
}

// NormalPhone returns a phone's digits without Peru's prefix, so that
// "+51 987 654 321" and "987654321" are one phone. Only mobile phones, which
// begin with a nine, are told from other numbers that begin with 51.
func NormalPhone(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
	for strings.HasPrefix(digits, "00") {
		digits = digits[2:]
	}
	if mobile := strings.TrimPrefix(digits, "51"); len(digits) == 11 && strings.HasPrefix(mobile, "9") {
		return mobile
	}
	return digits
}
