package families

import (
	"math/rand/v2"

	"github.com/trenza/trenza/internal/chance"
)

// dice are a source of chance: the same seed, the same throws.
type dice struct{ *rand.Rand }

// Streams keep the chances of different uses apart.
const (
	streamPeople = iota + 1
	streamRepeat
	streamFirst
	streamQuestion
	streamShuffle
)

// newDice returns the dice of one use, for the person of a number.
func newDice(seed uint64, stream, number int) dice {
	return dice{rand.New(rand.NewPCG(seed, uint64(stream)<<48|uint64(number)))}
}

// chance is true in percent of a hundred throws.
func (d dice) chance(percent float64) bool { return d.Float64()*100 < percent }

// between returns a whole number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// pick returns one of the values.
func pick[T any](d dice, values []T) T { return values[d.IntN(len(values))] }

// weigh returns the index of one of the weights, drawn in proportion.
func (d dice) weigh(weights ...int) int { return chance.Weigh(d.Rand, weights...) }
