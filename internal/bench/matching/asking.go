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

// asItComes is the threshold of similarity that pg_trgm has when nobody sets
// it; tuned are those that are tried instead, the fastest first.
const asItComes = 0.3

var tuned = []float64{0.7, 0.6, 0.5, 0.4}

// askBoth prints the figures of one kind of question: of the index, of pg_trgm
// as it comes, and of pg_trgm under the highest threshold at which it finds as
// many as the index, or more, of the questions that both were asked. Nobody
// knows that threshold before he has asked, so no bar hangs on it.
func askBoth(ctx context.Context, t *table, kind families.Kind, people []families.Person, ours asker, theirs *trigrams) error {
	if theirs == nil {
		d, err := fight(ctx, kind, people, ours, nil)
		if err == nil {
			d.print(t, kind)
		}
		return err
	}
	d, err := fightAt(ctx, asItComes, kind, people, ours, theirs)
	if err != nil {
		return err
	}
	d.print(t, kind)
	t.row("· pg_trgm as it comes: among the first ten, and the index of the same", "%.4f", d.theirs.recall(), atMost(d.shared.recall()))
	d.compare(t, "pg_trgm", atLeast(300), atLeast(20))
	for _, threshold := range tuned {
		if d, err = fightAt(ctx, threshold, kind, people, ours, theirs); err != nil {
			return err
		}
		if d.theirs.hits >= d.shared.hits {
			t.row(fmt.Sprintf("· pg_trgm tuned in hindsight, to %.1f: among the first ten", threshold), "%.4f", d.theirs.recall(), nil)
			d.compare(t, "pg_trgm tuned", nil, nil)
			return nil
		}
	}
	return nil
}

// fightAt is fight under a threshold of similarity.
func fightAt(ctx context.Context, threshold float64, kind families.Kind, people []families.Person, ours asker, theirs *trigrams) (duel, error) {
	if err := theirs.limit(ctx, threshold); err != nil {
		return duel{}, err
	}
	d, err := fight(ctx, kind, people, ours, theirs)
	tell("%s: at a similarity of %.1f pg_trgm finds %.4f, and the index %.4f", kind, threshold, d.theirs.recall(), d.shared.recall())
	return d, err
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

// compare prints how long PostgreSQL took on the questions that both were
// asked, and how many times longer than the index.
func (d *duel) compare(t *table, name string, median, slowest *bar) {
	for _, each := range []struct {
		percent int
		times   *bar
	}{{50, median}, {99, slowest}} {
		theirs, ours := milliseconds(d.theirs.percentile(each.percent)), milliseconds(d.shared.percentile(each.percent))
		t.row(fmt.Sprintf("· %s p%d, ms", name, each.percent), "%.0f", theirs, nil)
		t.row("· so many times that of the index", "%.0f", theirs/ours, each.times)
	}
}
