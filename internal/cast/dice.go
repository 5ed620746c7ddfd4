package cast

import (
	"fmt"
	"math/rand/v2"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/chance"
)

// dice are the source of chance of a world: the same seed, the same throws.
type dice struct{ *rand.Rand }

func newDice(seed, stream uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, stream))}
}

// chance is true in percent of a hundred throws.
func (d dice) chance(percent float64) bool { return d.Float64()*100 < percent }

// between returns a whole number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// day returns a day from one to another, both included.
func (d dice) day(from, to trenza.Day) trenza.Day {
	days := int(to.Time().Sub(from.Time()).Hours()) / 24
	return from.Add(d.IntN(days + 1))
}

// digits returns a number of n digits that may begin with zeros.
func (d dice) digits(n int) string {
	limit := 1
	for range n {
		limit *= 10
	}
	return fmt.Sprintf("%0*d", n, d.IntN(limit))
}

// pick returns one of the values.
func pick[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// weigh returns the index of one of the weights, drawn in proportion.
func (d dice) weigh(weights ...int) int { return chance.Weigh(d.Rand, weights...) }

// shuffled returns the values in another order and leaves the given slice
// alone.
func shuffled[T any](d dice, values []T) []T {
	other := append([]T{}, values...)
	d.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	return other
}
