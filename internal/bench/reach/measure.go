package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// least is how long an engine is asked one question in a round, and most how
// often: what takes microseconds is asked many times, what takes seconds once.
const (
	least = 20 * time.Millisecond
	most  = 50
)

// measured is what an engine took for each question.
type measured struct {
	engine
	took [][]time.Duration // of each question
}

// check asks every engine every question once and holds the answers against the
// plain count, cell by cell.
func check(ctx context.Context, w *world, engines []engine) error {
	plain := paper{w}
	for q := range questions {
		want, _, err := plain.ask(ctx, q)
		if err != nil {
			return err
		}
		for _, e := range engines {
			got, _, err := e.ask(ctx, q)
			if err != nil {
				return fmt.Errorf("%s of %s: %w", questions[q].name, e.name(), err)
			}
			if at := differs(got, want); at >= 0 {
				return fmt.Errorf("%s of %s: %d people at %d, and not %d", questions[q].name, e.name(), got[at], at, want[at])
			}
		}
	}
	return nil
}

// differs returns the first place in which two answers differ, -1 when they are
// one.
func differs(got, want []int) int {
	for at := range want {
		if got[at] != want[at] {
			return at
		}
	}
	return -1
}

// measure asks all questions of all engines by turns, so many rounds long: what
// else the machine does meets each of them.
func measure(ctx context.Context, rounds int, engines []engine) ([]measured, error) {
	all := make([]measured, len(engines))
	for i, e := range engines {
		all[i] = measured{e, make([][]time.Duration, len(questions))}
	}
	for round := range rounds {
		tell("round %d of %d", round+1, rounds)
		for q := range questions {
			for _, m := range all {
				if err := m.ask(ctx, q); err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}

// ask asks a question in one round.
func (m measured) ask(ctx context.Context, q int) error {
	spent := time.Duration(0)
	for n := 0; n < most && spent < least; n++ {
		_, took, err := m.engine.ask(ctx, q)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", questions[q].name, m.name(), err)
		}
		m.took[q] = append(m.took[q], took)
		spent += took
	}
	return nil
}

// medians are what each question took, in milliseconds.
func (m measured) medians() []float64 {
	medians := make([]float64, len(m.took))
	for q, took := range m.took {
		medians[q] = milliseconds(median(took))
	}
	return medians
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// geomean is the geometric mean: each question counts as much as every other,
// whatever it takes.
func geomean(figures []float64) float64 {
	sum := 0.0
	for _, f := range figures {
		sum += math.Log(f)
	}
	return math.Exp(sum / float64(len(figures)))
}

// ratios are so many times those of another.
func ratios(figures, of []float64) []float64 {
	times := make([]float64, len(figures))
	for q := range figures {
		times[q] = figures[q] / of[q]
	}
	return times
}
