package registry

import (
	"cmp"
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// waiting is a pair that waits.
type waiting struct {
	Pair
	marks [2]mark // of its two records
	more  [2]int  // 1 where the thread has further records

	ifNot, ifGuarded int // 1 where the reader may know of it when nobody guards it, and when a team does
}

func (w waiting) threads() threadPair { return threadsOf(w.marks[0].root, w.marks[1].root) }

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
	teams, err := teamsOf(ctx, vault, scope)
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	opened := make(map[string][]tag)
	for _, w := range all {
		if apart[w.threads()] {
			continue
		}
		guards, err := w.guards(ctx, r, vault, scope.Organisation, opened)
		if err != nil {
			return nil, err
		}
		if allServed(guards, teams) && w.permitted(len(guards) > 0) {
			pairs = append(pairs, w.Pair)
		}
	}
	return pairs, nil
}

// guards returns the teams that guard either thread. opened holds those of the
// threads that were looked at before.
func (w waiting) guards(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, opened map[string][]tag) (all []tag, err error) {
	for i, m := range w.marks {
		guards, known := opened[m.root]
		switch {
		case known:
		case w.more[i] == 1:
			guards, err = guardsOfThread(ctx, r, vault, organisation, m.root)
		default:
			guards, err = guardsOf(ctx, vault, organisation, []mark{m})
		}
		if err != nil {
			return nil, err
		}
		opened[m.root] = guards
		all = append(all, guards...)
	}
	return all, nil
}

// permitted reports whether the policies let the reader know of the pair.
func (w waiting) permitted(guarded bool) bool {
	return guarded && w.ifGuarded == 1 || !guarded && w.ifNot == 1
}

// undecided returns the pairs of two threads that nobody has decided, strongest
// first, and of which the reader may know, guarded or not.
func undecided(ctx context.Context, r store.Reader, scope access.Scope) ([]waiting, error) {
	known := scope.Where("review.read", access.Pair)
	if access.Nothing(known) {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	args := store.Args(scope.Organisation)
	within := access.SQL(known, pairColumns("a", "b", "1 = 0"), adding(&args))
	ifNot, ifGuarded := "1", "0" // whoever serves no team knows of nothing that one guards
	if len(scope.Teams) > 0 {
		ifNot = `case when ` + within + ` then 1 else 0 end`
		ifGuarded = `case when ` + access.SQL(known, pairColumns("a", "b", "1 = 1"), adding(&args)) + ` then 1 else 0 end`
		within = "1 = 1"
	}
	return store.All(ctx, r, `select `+pairColumnsOf+`,
			a.root, a.id, a.marker, `+furtherOf("a")+`,
			b.root, b.id, b.marker, `+furtherOf("b")+`,
			`+ifNot+`, `+ifGuarded+`
		from review_pair p
		join person a on a.organisation = p.organisation and a.id = p.first
		join person b on b.organisation = p.organisation and b.id = p.second
		where p.organisation = $1 and p.verdict in ('open', 'unsure') and a.root <> b.root and `+within+`
		order by p.strength desc, p.raised`, args, scanWaiting)
}

// furtherOf is 1 where the thread of a record has another one.
func furtherOf(alias string) string {
	return `case when exists (
				select 1
				from person x
				where x.organisation = ` + alias + `.organisation and x.root = ` + alias + `.root and x.number <> ` + alias + `.number) then 1 else 0 end`
}

func scanWaiting(scan store.Scan) (w waiting, err error) {
	w.Pair, err = scanPair(func(dest ...any) error {
		for i := range w.marks {
			dest = append(dest, &w.marks[i].root, &w.marks[i].person, &w.marks[i].marker, &w.more[i])
		}
		return scan(append(dest, &w.ifNot, &w.ifGuarded)...)
	})
	return w, err
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
	roots, err := mergedRoots(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	apart := make(map[threadPair]bool)
	err = r.Each(ctx, `
		select first, second
		from review_pair
		where organisation = $1 and verdict in ('different', 'relative')`, store.Args(organisation), func(scan store.Scan) error {
		var one, other string
		err := scan(&one, &other)
		apart[threadsOf(cmp.Or(roots[one], one), cmp.Or(roots[other], other))] = true
		return err
	})
	return apart, err
}

// mergedRoots returns the surviving thread of each record that was merged into
// another. Those are few beside everybody, and an index holds them alone.
func mergedRoots(ctx context.Context, r store.Reader, organisation string) (map[string]string, error) {
	roots := make(map[string]string)
	err := r.Each(ctx, `
		select id, root
		from person
		where organisation = $1 and root <> id`, store.Args(organisation), func(scan store.Scan) error {
		var id, root string
		err := scan(&id, &root)
		roots[id] = root
		return err
	})
	return roots, err
}
