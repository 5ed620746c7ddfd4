package match

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/spelling"
)

// Reason is what one field of two records says, for people: the key of a
// sentence, the name of the field as people call it, and both values as they
// were written.
type Reason struct {
	Field int
	Name  string // of the field
	Key   string // "match.given.near"
	A, B  string
}

// Reasons says field by field how two records agree, whose levels are known, in
// the order of the schema. Fields of which a side says nothing are silent.
func (m *Model) Reasons(levels Levels, a, b Record) []Reason {
	var reasons []Reason
	for f, field := range m.Schema.Fields {
		level := levels[f]
		if level == Missing {
			continue
		}
		said := level.String()
		if level == Near && field.naming() && f < len(a) && f < len(b) {
			said = howNear(field.Kind, a[f], b[f])
		}
		reasons = append(reasons, Reason{
			Field: f, Name: field.Name, Key: "match." + string(field.Kind) + "." + said, A: Written(a, f), B: Written(b, f),
		})
	}
	return reasons
}

// How names are near, as people would say it.
const (
	byEar    = "near"  // they sound the same
	byLetter = "typed" // they are spelled nearly the same
	byLength = "short" // one is an initial, or a short form, of the other
)

// howNear tells the likest of the spellings of two names that are near.
func howNear(kind Kind, a, b []string) string {
	how := byLetter
	for _, x := range a {
		for _, y := range b {
			one, other := wordsOf(kind, x), wordsOf(kind, y)
			switch {
			case slices.Equal(soundsOf(one), soundsOf(other)):
				return byEar
			case shortened(one, other):
				how = byLength
			}
		}
	}
	return how
}

// soundsOf returns how words sound, whatever their order.
func soundsOf(words []string) []string {
	sounds := make([]string, len(words))
	for i, w := range words {
		sounds[i] = spelling.Sound(w)
	}
	slices.Sort(sounds)
	return sounds
}

// shortened reports whether a word of one name is an initial or a short form of
// one of the other.
func shortened(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool {
			initial := (len(x) == 1) != (len(y) == 1) && x[0] == y[0]
			return initial || spelling.Nickname(x, y)
		})
	})
}

// Written is what stands in a field, all its values.
func Written(r Record, f int) string {
	if f >= len(r) {
		return ""
	}
	var values []string
	for _, v := range r[f] {
		values = append(values, strings.TrimSpace(strings.ReplaceAll(v, paperMark, " ")))
	}
	return strings.Join(values, " / ")
}
