package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Merge is a join of two threads, and perhaps its undoing. Merges form a
// forest: each absorbed thread hangs from its survivor, so any one can be
// undone by itself, in any order.
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
	moved, err := records(ctx, tx, absorbed.ID)
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

// Unmerge takes a merge apart: the absorbed thread is its own again, with every
// record that hangs from it. What was recorded after the merge stays with the
// survivor. It returns both threads.
func Unmerge(ctx context.Context, tx *journal.Tx, m Merge) (survivor, restored *Person, err error) {
	if err := access.May(tx.Actor(), "person.unmerge", trenza.P2); err != nil {
		return nil, nil, err
	}
	if m.Undone != nil {
		return nil, nil, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.already_unmerged"}
	}
	if restored, err = Find(ctx, tx, tx.Vault(), tx.Organisation(), m.Absorbed); err != nil {
		return nil, nil, err
	}
	if survivor, err = Find(ctx, tx, tx.Vault(), tx.Organisation(), restored.Root); err != nil {
		return nil, nil, err
	}
	branch, err := branchOf(ctx, tx, restored.Root, restored.ID)
	if err != nil {
		return nil, nil, err
	}
	e := Unmerged{Merge: m.ID, Survivor: survivor.ID, Absorbed: restored.ID}
	for _, b := range branch {
		if err := setRoot(ctx, tx, b.id, restored.ID); err != nil {
			return nil, nil, err
		}
		e.Roots = append(e.Roots, journal.Root{Number: b.number, Root: restored.Number})
	}
	entry, err := tx.Tell(ctx, e)
	if err != nil {
		return nil, nil, err
	}
	_, err = tx.Exec(ctx, `
		update merge
		set unmerged = $3
		where organisation = $1 and id = $2`, tx.Organisation(), m.ID, entry)
	if err != nil {
		return nil, nil, err
	}
	restored.Root = restored.ID
	return survivor, restored, reopen(ctx, tx, m.Pair)
}

// reopen lets a pair be decided again once its merge is undone.
func reopen(ctx context.Context, tx *journal.Tx, pair string) error {
	return note(ctx, tx, Pair{ID: pair}, Unsure)
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

// rootsOf opens the threads of the two records of a pair.
func rootsOf(ctx context.Context, tx *journal.Tx, p Pair) (first, second *Person, err error) {
	roots := make([]*Person, 2)
	for i, id := range []string{p.First, p.Second} {
		record, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
		if err != nil {
			return nil, nil, err
		}
		if roots[i], err = Find(ctx, tx, tx.Vault(), tx.Organisation(), record.Root); err != nil {
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
func records(ctx context.Context, r *journal.Tx, root string) ([]numbered, error) {
	return store.All(ctx, r, `
		select id, number
		from person
		where organisation = $1 and root = $2
		order by number`, store.Args(r.Organisation(), root), scanNumbered)
}

// branchOf returns the records that hang from one record of a thread, itself
// included, by the merges that still hold.
func branchOf(ctx context.Context, tx *journal.Tx, root, from string) ([]numbered, error) {
	all, err := records(ctx, tx, root)
	if err != nil {
		return nil, err
	}
	standing, err := store.All(ctx, tx, `select `+mergeColumns+`
		from merge
		where organisation = $1 and unmerged is null and absorbed in (
			select id
			from person
			where organisation = $1 and root = $2)`, store.Args(tx.Organisation(), root), scanMerge)
	if err != nil {
		return nil, err
	}
	above := make(map[string]string, len(standing))
	for _, m := range standing {
		above[m.Absorbed] = m.Survivor
	}
	return slices.DeleteFunc(all, func(n numbered) bool { return !hangsFrom(above, n.id, from) }), nil
}

// hangsFrom follows a record upwards until it meets the branch or the root.
func hangsFrom(above map[string]string, id, branch string) bool {
	for id != branch {
		next, hangs := above[id]
		if !hangs {
			return false
		}
		id = next
	}
	return true
}
