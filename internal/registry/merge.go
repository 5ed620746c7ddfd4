package registry

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Merge is a join of two threads, and perhaps its undoing. Only threads that
// are apart are joined, so the pairs of the merges that stand form a forest:
// taking any one away parts its thread in two, whatever the order in which they
// were made.
type Merge struct {
	ID       string
	Survivor string // id of the record whose thread survived
	Absorbed string // id of the record whose thread it took in
	Pair     string
	At       int64 // position
	Undone   *int64
}

func scanMerge(scan store.Scan) (Merge, error) {
	var m Merge
	err := scan(&m.ID, &m.Survivor, &m.Absorbed, &m.Pair, &m.At, &m.Undone)
	return m, err
}

const mergeColumns = `
	id,
	survivor,
	absorbed,
	pair,
	merged,
	unmerged`

// join brings the two records of a pair under one thread: that of whoever was
// registered first. It returns the surviving thread, nil when they already
// were one.
func join(ctx context.Context, tx *journal.Tx, pair Pair) (*Person, error) {
	first, second, err := rootsOf(ctx, tx, pair)
	if err != nil || first.ID == second.ID {
		return nil, err
	}
	survivor, absorbed := first, second
	if second.Number < first.Number {
		survivor, absorbed = second, first
	}
	moved, err := records(ctx, tx, tx.Organisation(), absorbed.ID)
	if err != nil {
		return nil, err
	}
	e := Merged{Merge: trenza.NewID(), Survivor: survivor.ID, Absorbed: absorbed.ID}
	for _, m := range moved {
		if err := setRoot(ctx, tx, m.id, survivor.ID); err != nil {
			return nil, err
		}
		e.Roots = append(e.Roots, journal.Root{Number: m.number, Root: survivor.Number})
	}
	entry, err := tx.Tell(ctx, e)
	if err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, `
		insert into merge (organisation, id, survivor, absorbed, pair, merged)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), e.Merge, survivor.ID, absorbed.ID, pair.ID, entry)
	return survivor, err
}

// MergeOf returns the merge that a pair led to and that still holds.
func MergeOf(ctx context.Context, r store.Reader, organisation string, p Pair) (Merge, error) {
	found, err := store.All(ctx, r, `select `+mergeColumns+`
		from merge
		where organisation = $1 and pair = $2 and unmerged is null`, store.Args(organisation, p.ID), scanMerge)
	if err != nil {
		return Merge{}, err
	}
	if len(found) == 0 {
		return Merge{}, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.not_merged", Args: []any{p.Code}}
	}
	return found[0], nil
}

// Undone returns the merges that were undone, in the order in which they were
// made.
func Undone(ctx context.Context, r store.Reader, organisation string) ([]Merge, error) {
	return store.All(ctx, r, `select `+mergeColumns+`
		from merge
		where organisation = $1 and unmerged is not null
		order by merged`, store.Args(organisation), scanMerge)
}

// Parted returns the threads on which the records that a merge had joined are
// now.
func Parted(ctx context.Context, tx *journal.Tx, m Merge) (one, other *Person, err error) {
	return rootsOf(ctx, tx, Pair{First: m.Survivor, Second: m.Absorbed})
}

// rootsOf opens the threads of the two records of a pair.
func rootsOf(ctx context.Context, tx *journal.Tx, p Pair) (first, second *Person, err error) {
	roots := make([]*Person, 2)
	for i, id := range []string{p.First, p.Second} {
		record, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
		if err != nil {
			return nil, nil, err
		}
		if roots[i], err = thread(ctx, tx, record); err != nil {
			return nil, nil, err
		}
	}
	return roots[0], roots[1], nil
}

// numbered is a record by its id and number.
type numbered struct {
	id     string
	number int64
}

func scanNumbered(scan store.Scan) (numbered, error) {
	var n numbered
	return n, scan(&n.id, &n.number)
}

// records returns the records of a thread, in the order of registration.
func records(ctx context.Context, r store.Reader, organisation, root string) ([]numbered, error) {
	return store.All(ctx, r, `
		select id, number
		from person
		where organisation = $1 and root = $2
		order by number`, store.Args(organisation, root), scanNumbered)
}
