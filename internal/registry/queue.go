package registry

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// waiting is a pair that waits, with the threads of its records.
type waiting struct {
	Pair
	threads threadPair
}

// threadPair is two threads, in no order.
type threadPair [2]string

func threadsOf(one, other string) threadPair {
	return threadPair{min(one, other), max(one, other)}
}

// Pairs returns the pairs that wait for a decision, strongest first. A pair whose
// records have come under one thread meanwhile needs none, and neither does one
// between threads that another pair has told apart. Pairs of a woman whom a
// restricted team guards are for that team alone.
func Pairs(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Pair, error) {
	if !scope.Sees(trenza.P2) {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	all, err := undecided(ctx, r, scope.Organisation)
	if err != nil {
		return nil, err
	}
	apart, err := toldApart(ctx, r, scope.Organisation)
	if err != nil {
		return nil, err
	}
	guards, err := guarded(ctx, r, vault, scope.Organisation)
	if err != nil {
		return nil, err
	}
	teams, err := served(ctx, vault, scope)
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	for _, w := range all {
		if !apart[w.threads] && allServed(guards[w.threads[0]], teams) && allServed(guards[w.threads[1]], teams) {
			pairs = append(pairs, w.Pair)
		}
	}
	return pairs, nil
}

// undecided returns the pairs of two threads that nobody has decided, strongest
// first.
func undecided(ctx context.Context, r store.Reader, organisation string) ([]waiting, error) {
	return store.All(ctx, r, `select `+pairColumns+`, a.root, b.root
		from review_pair p
		join person a on a.organisation = p.organisation and a.id = p.first
		join person b on b.organisation = p.organisation and b.id = p.second
		where p.organisation = $1 and p.verdict in ('open', 'unsure') and a.root <> b.root
		order by p.strength desc, p.raised`, store.Args(organisation), func(scan store.Scan) (waiting, error) {
		var w waiting
		var one, other string
		var err error
		w.Pair, err = scanPair(func(dest ...any) error { return scan(append(dest, &one, &other)...) })
		w.threads = threadsOf(one, other)
		return w, err
	})
}

// toldApart returns the threads that people know to be two women.
func toldApart(ctx context.Context, r store.Reader, organisation string) (map[threadPair]bool, error) {
	apart := make(map[threadPair]bool)
	err := r.Each(ctx, `
		select a.root, b.root
		from review_pair p
		join person a on a.organisation = p.organisation and a.id = p.first
		join person b on b.organisation = p.organisation and b.id = p.second
		where p.organisation = $1 and p.verdict in ('different', 'relative')`, store.Args(organisation), func(scan store.Scan) error {
		var one, other string
		err := scan(&one, &other)
		apart[threadsOf(one, other)] = true
		return err
	})
	return apart, err
}
