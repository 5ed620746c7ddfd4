package main

import (
	"context"
	"slices"
	"time"

	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/store"
)

// sample is how long one kind of question took, asked again and again about
// other people by others.
type sample []time.Duration

// percentile is what so many of a hundred questions took at most.
func (s sample) percentile(percent int) time.Duration {
	slices.Sort(s)
	return s[min(len(s)*percent/100, len(s)-1)]
}

// whole is how long all of them took together.
func (s sample) whole() float64 {
	var whole time.Duration
	for _, each := range s {
		whole += each
	}
	return whole.Seconds()
}

// Questions that take long are asked for so long, and at least so often.
const (
	patience = 10 * time.Second
	leastly  = 3
)

// repeat asks up to so many questions, each with dice of its own.
func repeat(most int, question func(town.Dice) error) (sample, error) {
	var s sample
	for began := time.Now(); len(s) < most && (len(s) < leastly || time.Since(began) < patience); {
		d := town.NewDice(town.Acting, len(s))
		start := time.Now()
		if err := question(d); err != nil {
			return nil, err
		}
		s = append(s, time.Since(start))
	}
	return s, nil
}

// measure asks up to so many questions of the database and prints how long they
// took. Each has a transaction of its own, as each page has.
func (in *installation) measure(ctx context.Context, t *table, what string, most int, bar time.Duration, question func(store.Reader, town.Dice) error) error {
	tell("%s: %s", in.Data.Engine(), what)
	if in.plans {
		return in.read(ctx, func(r store.Reader) error { return question(r, town.NewDice(town.Acting, 0)) })
	}
	s, err := repeat(most, func(d town.Dice) error {
		return in.read(ctx, func(r store.Reader) error { return question(r, d) })
	})
	if err == nil {
		t.row(what, s, bar)
	}
	return err
}

// read asks the database, or has it say how it would go about it as well.
func (in *installation) read(ctx context.Context, do func(store.Reader) error) error {
	return in.Data.Read(ctx, func(r store.Reader) error {
		if in.plans {
			r = explained{r, in.Data.Engine()}
		}
		return do(r)
	})
}
