package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/store/storetest"
)

// asker answers who somebody may be: the numbers of up to ten people, the
// likeliest first.
type asker interface {
	ask(ctx context.Context, question families.Person) ([]int, error)
}

// answers are how long an asker took, and how often the one who was meant was
// among the ten.
type answers struct {
	took []time.Duration
	hits int
}

func (a *answers) take(ctx context.Context, who asker, question families.Person) error {
	start := time.Now()
	numbers, err := who.ask(ctx, question)
	a.took = append(a.took, time.Since(start))
	if slices.Contains(numbers, question.Number) {
		a.hits++
	}
	return err
}

func (a *answers) recall() float64 { return share(a.hits, len(a.took)) }

// percentile is what so many of a hundred answers took at most.
func (a *answers) percentile(percent int) time.Duration {
	slices.Sort(a.took)
	return a.took[min(len(a.took)*percent/100, len(a.took)-1)]
}

// How many questions of each kind are asked of the index, and every how many of
// them of PostgreSQL as well.
const (
	questionCount = 2000
	everyTenth    = 10
)

// asked are people of the register, spread over all of it.
func asked(people int) ([]families.Person, error) {
	var chosen []families.Person
	step := max(1, people/questionCount)
	err := families.Generate(seed, people, func(p families.Person) error {
		if p.Number%step == 0 && len(chosen) < questionCount {
			chosen = append(chosen, p)
		}
		return nil
	})
	return chosen, err
}

// recallBars are what is asked of each kind of question.
var recallBars = map[families.Kind]float64{families.FullRecord: 0.995, families.NameAndBirth: 0.985, families.NameOnly: 0.93}

// questions asks the index and PostgreSQL about the same people.
func (p plan) questions(ctx context.Context, t *table) error {
	people, err := asked(p.people)
	if err != nil {
		return err
	}
	ours, err := p.index(ctx, t)
	if err != nil {
		return err
	}
	theirs, err := p.postgres(ctx, t)
	if err != nil {
		return err
	}
	for _, kind := range families.Kinds {
		tell("questions: %s", kind)
		if err := askBoth(ctx, t, kind, people, ours, theirs); err != nil {
			return err
		}
	}
	return nil
}

// postgres starts a server with everybody in it; nil where none is installed.
func (p plan) postgres(ctx context.Context, t *table) (*trigrams, error) {
	tell("PostgreSQL takes %d people in", p.people)
	server, err := serve(ctx)
	if errors.Is(err, storetest.ErrAbsent) {
		t.absent("PostgreSQL with pg_trgm", err.Error())
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return server, server.fill(ctx, p.people)
}

// thresholds of similarity that are tried, the fastest first.
var thresholds = []float64{0.7, 0.6, 0.5, 0.4, 0.3, 0.2}

// askBoth prints the figures of one kind of question. PostgreSQL answers with
// the highest threshold at which it finds as many as the index, or more, of the
// questions that both were asked.
func askBoth(ctx context.Context, t *table, kind families.Kind, people []families.Person, ours asker, theirs *trigrams) error {
	var run duel
	var err error
	for _, threshold := range thresholds {
		if theirs != nil {
			if err := theirs.limit(ctx, threshold); err != nil {
				return err
			}
		}
		if run, err = fight(ctx, kind, people, ours, theirs); err != nil {
			return err
		}
		if theirs == nil || run.theirs.hits >= run.shared.hits {
			break
		}
		tell("at a similarity of %.1f it finds %.4f, and the index %.4f", threshold, run.theirs.recall(), run.shared.recall())
	}
	run.print(t, kind)
	if theirs != nil {
		run.compare(t, theirs.threshold)
	}
	return nil
}

// duel is one loop over the questions: what the index answered, on all of them
// and on those that PostgreSQL was asked as well.
type duel struct{ ours, shared, theirs answers }

func fight(ctx context.Context, kind families.Kind, people []families.Person, ours asker, theirs *trigrams) (duel, error) {
	var d duel
	for i, person := range people {
		question := families.Ask(seed, person, kind)
		before := d.ours.hits
		if err := d.ours.take(ctx, ours, question); err != nil {
			return d, err
		}
		if theirs == nil || i%everyTenth > 0 {
			continue
		}
		d.shared.took = append(d.shared.took, d.ours.took[i])
		d.shared.hits += d.ours.hits - before
		if err := d.theirs.take(ctx, theirs, question); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (d *duel) print(t *table, kind families.Kind) {
	t.row(fmt.Sprintf("question, %s: the woman among the first ten", kind), "%.4f", d.ours.recall(), atLeast(recallBars[kind]))
	t.row("· p50, ms", "%.2f", milliseconds(d.ours.percentile(50)), atMost(1))
	t.row("· p99, ms", "%.2f", milliseconds(d.ours.percentile(99)), atMost(20))
}

// compare prints PostgreSQL's figures beside the index's on the same questions.
func (d *duel) compare(t *table, threshold float64) {
	t.line(fmt.Sprintf("· pg_trgm from a similarity of %.1f: among the first ten", threshold), fmt.Sprintf("%.4f", d.theirs.recall()),
		fmt.Sprintf("≥ %.4f", d.shared.recall()), map[bool]string{true: "fair", false: "it finds fewer"}[d.theirs.hits >= d.shared.hits])
	for _, ask := range []struct {
		percent int
		times   float64
	}{{50, 300}, {99, 20}} {
		theirs, ours := milliseconds(d.theirs.percentile(ask.percent)), milliseconds(d.ours.percentile(ask.percent))
		t.row(fmt.Sprintf("· pg_trgm p%d, ms", ask.percent), "%.0f", theirs, nil)
		t.row("· times faster", "%.0f", theirs/ours, atLeast(ask.times))
	}
}
