package cast

import (
	"strconv"

	"github.com/trenza/trenza"
)

// tally is a headcount: how many people of each sex and of each population.
// Both margins have the same sum.
type tally struct {
	sexes [3]int // women, men, others
	kinds [5]int // in the order of the columns
}

// row writes the tally as a row of a headcount sheet and spreads each sex over
// the five age bands.
func (t tally) row(d dice, service, activity string, day trenza.Day, place trenza.Place, method string) []string {
	total := t.sexes[0] + t.sexes[1] + t.sexes[2]
	row := []string{service, activity, string(day), string(place), method, strconv.Itoa(total)}
	for _, people := range t.sexes {
		for _, n := range spread(d, people, 2, 3, 6, 8, 1) {
			row = append(row, strconv.Itoa(n))
		}
	}
	for _, people := range t.kinds {
		row = append(row, strconv.Itoa(people))
	}
	return row
}

// spread divides n people by weight, at random, so that the parts sum to n.
func spread(d dice, n int, weights ...int) []int {
	parts := make([]int, len(weights))
	for range n {
		parts[d.weigh(weights...)]++
	}
	return parts
}

// wrongCount is a headcount whose populations sum to one more than its people.
func wrongCount(d dice, service, activity string, day trenza.Day, place trenza.Place) entry {
	count := tally{sexes: [3]int{12, 3}, kinds: [5]int{10, 0, 0, 6, 0}}
	return entry{when: day, before: count.row(d, service, activity, day, place, "counted"), bad: true}
}
