// Package chance draws what invented people are and are called, as often as real
// ones are.
package chance

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Lottery draws names as often as people bear them.
type Lottery struct {
	Names []string
	UpTo  []int // the running sum of the weights
}

// Add puts a name in, to be drawn in proportion to its weight.
func (l *Lottery) Add(name string, weight int) {
	if n := len(l.UpTo); n > 0 {
		weight += l.UpTo[n-1]
	}
	l.Names, l.UpTo = append(l.Names, name), append(l.UpTo, weight)
}

// Draw draws a name. Something must have been added.
func (l *Lottery) Draw(r *rand.Rand) string {
	ticket := r.IntN(l.UpTo[len(l.UpTo)-1])
	at, _ := slices.BinarySearch(l.UpTo, ticket+1)
	return l.Names[at]
}

// Read reads a table of "list,name,weight", whose comments begin with "#", into
// its lists.
func Read(table []byte) (map[string]*Lottery, error) {
	r := csv.NewReader(bytes.NewReader(table))
	r.Comment, r.FieldsPerRecord = '#', 3
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	lists := map[string]*Lottery{}
	for i, row := range rows {
		weight, err := strconv.Atoi(row[2])
		if err != nil || weight <= 0 {
			return nil, fmt.Errorf("name %d, %q, weighs %q", i+1, row[1], row[2])
		}
		if lists[row[0]] == nil {
			lists[row[0]] = &Lottery{}
		}
		lists[row[0]].Add(row[1], weight)
	}
	return lists, nil
}

// Weigh returns the index of one of the weights, drawn in proportion.
func Weigh(r *rand.Rand, weights ...int) int {
	sum := 0
	for _, weight := range weights {
		sum += weight
	}
	ticket := r.IntN(sum)
	for i, weight := range weights {
		if ticket < weight {
			return i
		}
		ticket -= weight
	}
	return len(weights) - 1
}
