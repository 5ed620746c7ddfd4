package exchange

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/match"
)

// wording puts a key of the translation files into words.
type wording = func(key string, args ...any) string

// named are the fields whose sentences do not say what they are about.
var named = []string{"sex", "birth", "place"}

// Why says how sure it is that the two records of a pair are one woman, and why,
// the loudest reason first. It has no numbers: people decide by what is written.
func (p OpenPair) Why(words wording) string {
	var reasons []string
	if !p.explained {
		for _, r := range p.Reasons {
			reasons = append(reasons, words("registry.reason."+r))
		}
		return strings.Join(reasons, "; ")
	}
	for _, r := range p.Told {
		reasons = append(reasons, Reason(r, words))
	}
	return words("match.band."+string(p.Band)) + ": " + strings.Join(reasons, "; ")
}

// Reason puts one reason into words, with what it is about where that is not said.
func Reason(r match.Reason, words wording) string {
	sentence := words(r.Key, r.A, r.B)
	if !slices.Contains(named, r.Name) || strings.HasPrefix(r.Key, "match.both.") {
		return sentence
	}
	return words("match.reason_of", words("match.field."+r.Name), sentence)
}
