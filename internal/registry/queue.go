package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// waiting is a pair that waits, with the threads of its records.
type waiting struct {
	Pair
	threads threadPair

	ifNot, ifGuarded int // 1 where the reader may know of it when nobody guards it, and when a team does
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
	all, err := undecided(ctx, r, scope)
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
	teams, err := teamsOf(ctx, vault, scope)
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	for _, w := range all {
		guards := append(slices.Clone(guards[w.threads[0]]), guards[w.threads[1]]...)
		if !apart[w.threads] && allServed(guards, teams) && w.permitted(len(guards) > 0) {
			pairs = append(pairs, w.Pair)
		}
	}
	return pairs, nil
}

// permitted reports whether the policies let the reader know of the pair.
func (w waiting) permitted(guarded bool) bool {
	return guarded && w.ifGuarded == 1 || !guarded && w.ifNot == 1
}

// undecided returns the pairs of two threads that nobody has decided, strongest
// first, and whether the reader may know of each.
func undecided(ctx context.Context, r store.Reader, scope access.Scope) ([]waiting, error) {
	known := scope.Where("review.read", access.Pair)
	if access.Nothing(known) {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	args := store.Args(scope.Organisation)
	ifNot := access.SQL(known, pairColumns("a", "b", "1 = 0"), adding(&args))
	ifGuarded := "1 = 0" // whoever serves no team knows of nothing that one guards
	if len(scope.Teams) > 0 {
		ifGuarded = access.SQL(known, pairColumns("a", "b", "1 = 1"), adding(&args))
	}
	return store.All(ctx, r, `select `+pairColumnsOf+`, a.root, b.root,
			case when `+ifNot+` then 1 else 0 end,
			case when `+ifGuarded+` then 1 else 0 end
		from review_pair p
		join person a on a.organisation = p.organisation and a.id = p.first
		join person b on b.organisation = p.organisation and b.id = p.second
		where p.organisation = $1 and p.verdict in ('open', 'unsure') and a.root <> b.root
		order by p.strength desc, p.raised`, args, func(scan store.Scan) (waiting, error) {
		var w waiting
		var one, other string
		var err error
		w.Pair, err = scanPair(func(dest ...any) error { return scan(append(dest, &one, &other, &w.ifNot, &w.ifGuarded)...) })
		w.threads = threadsOf(one, other)
		return w, err
	})
}

// waitingThreads returns the threads of all pairs that wait, for whoever must not
// ask twice.
func waitingThreads(ctx context.Context, r store.Reader, organisation string) ([]threadPair, error) {
	return store.All(ctx, r, `
		select a.root, b.root
		from review_pair p
		join person a on a.organisation = p.organisation and a.id = p.first
		join person b on b.organisation = p.organisation and b.id = p.second
		where p.organisation = $1 and p.verdict in ('open', 'unsure') and a.root <> b.root`,
		store.Args(organisation), func(scan store.Scan) (threadPair, error) {
			var one, other string
			err := scan(&one, &other)
			return threadsOf(one, other), err
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
