package registry

import (
	"context"
	"errors"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Questions are those that people were asked about the threads of an organisation,
// for whoever goes over the whole register to ask more.
type Questions struct{ asked map[threadPair]bool }

// OpenQuestions returns the questions that wait, and those by which people told two
// threads apart.
func OpenQuestions(ctx context.Context, r store.Reader, organisation string) (*Questions, error) {
	asked, err := toldApart(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	waiting, err := waitingThreads(ctx, r, organisation)
	for _, threads := range waiting {
		asked[threads] = true
	}
	return &Questions{asked}, err
}

// Ask puts two records before people who may be the same woman. Nobody is asked
// about records of one thread, of somebody who was forgotten, or about two threads
// of which a question waits, between whichever records, or that people told apart.
// It reports whether a pair was raised of which the actor may know.
func (q *Questions) Ask(ctx context.Context, tx *journal.Tx, a, b *Person, like Likeness) (bool, error) {
	if err := access.May(tx.Actor(), "review.raise", access.Row{Kind: access.Pair, Class: trenza.P2}); err != nil {
		return false, err
	}
	threads := threadsOf(a.Root, b.Root)
	if q.asked[threads] {
		return false, nil
	}
	q.asked[threads] = true
	return ask(ctx, tx, a, b, like)
}

func ask(ctx context.Context, tx *journal.Tx, a, b *Person, like Likeness) (known bool, err error) {
	if a.Root == b.Root || a.Forgotten || b.Forgotten {
		return false, nil
	}
	raised, err := raise(ctx, tx, a, b, like)
	if err != nil || !raised {
		return false, err
	}
	return mayBeTold(ctx, tx, a.Root, b.Root)
}

// ErrOneThread says that two records are of one thread already.
var ErrOneThread = errors.New("registry: both records are of one thread")

// Between returns the pair by which people decide about two records: the one that
// was raised between them, or between other records of their threads. To tell
// apart whom nobody asked about, a pair is raised, so that nobody ever does; to
// join them takes a suggestion, for a slip in a list must not join two women.
// Records of one thread have none (ErrOneThread), and neither have those of which
// the actor may not know.
func (g *Registry) Between(ctx context.Context, tx *journal.Tx, one, other string, verdict Verdict) (Pair, error) {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return Pair{}, err
	}
	pair, missing := PairOf(ctx, tx, tx.Vault(), scope, one, other)
	if trenza.KindOf(missing) != trenza.NotFound {
		return pair, missing
	}
	a, b, err := both(ctx, tx, one, other)
	if err != nil {
		return Pair{}, err
	}
	known, err := mayBeTold(ctx, tx, a.Root, b.Root)
	switch {
	case err != nil:
		return Pair{}, err
	case !known, a.Forgotten, b.Forgotten:
		return Pair{}, missing
	case a.Root == b.Root:
		return Pair{}, ErrOneThread
	}
	pair, found, err := acrossThreads(ctx, tx, a, b)
	if err != nil || found {
		return pair, err
	}
	if verdict == Same {
		return Pair{}, missing
	}
	return g.raiseAnew(ctx, tx, a, b)
}

// acrossThreads returns the pair that told the threads of two records apart, or
// else the last one that was raised between them.
func acrossThreads(ctx context.Context, tx *journal.Tx, a, b *Person) (pair Pair, found bool, err error) {
	all, err := store.All(ctx, tx, `select `+pairColumnsOf+betweenThreads+`
		order by case when p.verdict in ('different', 'relative') then 0 else 1 end, p.raised desc
		limit 1`, store.Args(tx.Organisation(), a.Root, b.Root), scanPair)
	if err != nil || len(all) == 0 {
		return Pair{}, false, err
	}
	return all[0], true, nil
}

// raiseAnew raises a pair that nobody but the actor asks about.
func (g *Registry) raiseAnew(ctx context.Context, tx *journal.Tx, a, b *Person) (Pair, error) {
	like, err := g.finder.Compare(ctx, tx, tx.Organisation(), a, b)
	if err != nil {
		return Pair{}, err
	}
	if _, err := raise(ctx, tx, a, b, like); err != nil {
		return Pair{}, err
	}
	pair, _, err := acrossThreads(ctx, tx, a, b)
	return pair, err
}

// both opens two records.
func both(ctx context.Context, tx *journal.Tx, one, other string) (a, b *Person, err error) {
	if a, err = Find(ctx, tx, tx.Vault(), tx.Organisation(), one); err != nil {
		return nil, nil, err
	}
	b, err = Find(ctx, tx, tx.Vault(), tx.Organisation(), other)
	return a, b, err
}
