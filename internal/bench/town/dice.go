package town

import (
	"fmt"
	"math/rand/v2"
	"sort"
)

// Seed begins every set of people; another one gives the same picture.
const Seed = 2024

// Uses of chance, kept apart from one another.
const (
	placing = iota + 1
	living
	receiving
	joining
	pairing
	assigning
	consenting
	gathering
	Acting // of whoever measures
	numbering
	Planning // of whoever writes more than the town has
	furthering
)

// Dice are a source of chance: the same use and number, the same throws.
type Dice struct{ *rand.Rand }

// NewDice returns the dice of a use and a number.
func NewDice(use, number int) Dice {
	return Dice{rand.New(rand.NewPCG(Seed, uint64(use)<<48|uint64(number)))}
}

// Chance is true in percent of a hundred throws.
func (d Dice) Chance(percent float64) bool { return d.Float64()*100 < percent }

// IDOf spells an id as the house makes them: it grows with time, and the rest is
// of chance.
func IDOf(use, number int) string {
	d := NewDice(numbering, use<<40|number)
	at := uint64(1_546_300_800_000) + uint64(number)*50 // milliseconds
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", at>>16, at&0xffff, d.Uint64()&0xfff, 0x8000|d.Uint64()&0x3fff, d.Uint64()&0xffffffffffff)
}

// Lottery draws values by their weights.
type Lottery[T any] struct {
	values []T
	up     []float64 // the weights of the values up to each
}

func (l *Lottery[T]) add(value T, weight float64) {
	if n := len(l.up); n > 0 {
		weight += l.up[n-1]
	}
	l.values, l.up = append(l.values, value), append(l.up, weight)
}

// Draw draws a value.
func (l *Lottery[T]) Draw(d Dice) T {
	return l.values[sort.SearchFloat64s(l.up, d.Float64()*l.up[len(l.up)-1])]
}

// Value is the value that was added so many after the first.
func (l *Lottery[T]) Value(number int) T { return l.values[number] }
