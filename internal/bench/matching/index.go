package main

import (
	"context"
	"fmt"
	"time"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/bench/process"
	"github.com/trenza/trenza/internal/match"
)

// index asks match.Index.
type index struct {
	*match.Index
	model *match.Model
}

// ask returns the numbers of up to ten people, the likeliest first.
func (x index) ask(_ context.Context, q families.Person) ([]int, error) {
	hits := x.Ask(x.model, recordOf(q), 10)
	numbers := make([]int, len(hits))
	for i, hit := range hits {
		numbers[i] = int(hit.ID)
	}
	return numbers, nil
}

// index puts everybody into an index, and prints what it weighs.
func (p plan) index(ctx context.Context, t *table) (index, error) {
	tell("the index takes %d people in", p.people)
	before, start := process.Heap(), time.Now()
	x := match.NewIndex(register)
	err := families.Generate(seed, p.people, func(person families.Person) error {
		x.Put(uint64(person.Number), recordOf(person))
		return nil
	})
	if err != nil {
		return index{}, err
	}
	x.Settle()
	took := time.Since(start).Seconds()
	size := float64(process.Heap()-before) / megabyte
	t.row(fmt.Sprintf("index of %d people: heap after collection, MB", p.people), "%.0f", size, atMost(300*max(1, float64(p.people)/1e6)))
	t.row("· seconds to build, those of inventing the people included", "%.1f", took, nil)
	model, err := x.Train(ctx)
	return index{x, model}, err
}
