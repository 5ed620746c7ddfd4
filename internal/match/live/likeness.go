package live

import (
	"math"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
)

// reviewFloor is the weight under which nobody is asked about a pair.
const reviewFloor = -3

// shown is what an index shows of two people: how they agree and what it weighs.
type shown struct {
	match.Weight
	match.Agreement
}

// asks reports whether people should decide. Beside what the model holds for
// probable they are asked about one paper that two people show, for it is always
// somebody's mistake, and about one name with one birth, unless papers speak
// against it: a register of a few people cannot tell a common name from a rare
// one.
func (s *shown) asks() bool {
	switch {
	case s.Bits > 0, s.Levels[document] == match.Same, s.namesake():
		return true
	}
	return s.Bits >= reviewFloor && !s.Relatives
}

// namesake reports whether name and birth are the same, as far as they are known.
func (s *shown) namesake() bool {
	sameBirth := []match.Level{match.Same, match.First, match.Loose}
	return s.Levels[given] == match.Same && s.Levels[surname] == match.Same && s.Levels[sex] != match.Other &&
		s.Levels[document] != match.Other && slices.Contains(sameBirth, s.Levels[birth])
}

// likeness is what is said of two people of whom so much is shown.
func (s *shown) likeness(a, b *registry.Person, model *match.Model) registry.Likeness {
	return registry.Likeness{
		Certain: registry.Compare(a, b).Certain, Strength: strengthOf(s.Bits),
		Reasons: written(model.Schema, s.Levels), Model: model.Version,
	}
}

// finest is how many steps of strength a bit of weight is.
const finest = 8

// strengthOf writes a weight as the queue keeps it: a number from 1, one above
// another when the weight is. The weight comes back from it ([Bits]).
func strengthOf(bits float64) int {
	return max(1, 1+int(math.Round(finest*(bits-reviewFloor))))
}

// Bits returns the weight that a pair was raised with, to an eighth of a bit.
func Bits(strength int) float64 { return float64(strength-1)/finest + reviewFloor }

// written writes levels as a pair keeps them, "given.near" for each field of which
// both sides say something.
func written(s match.Schema, levels match.Levels) []string {
	var reasons []string
	for f, field := range s.Fields {
		if levels[f] != match.Missing {
			reasons = append(reasons, field.Name+"."+levels[f].String())
		}
	}
	return reasons
}

// Levels reads the levels that a pair keeps. What its model does not know is left
// out.
func Levels(s match.Schema, reasons []string) (levels match.Levels) {
	for f, field := range s.Fields {
		for _, reason := range reasons {
			if name, level, _ := strings.Cut(reason, "."); name == field.Name {
				levels[f] = match.ParseLevel(level)
			}
		}
	}
	return levels
}
