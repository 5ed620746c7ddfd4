package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Unmerge takes a merge apart: the records that only it held to the surviving
// thread are a thread of their own again, under whoever of them was registered
// first. What was recorded after the merge stays where it was recorded. It
// returns both threads. Every pair across them that was decided "same" waits
// for a decision again, for one of them is contradicted. A thread that was
// forgotten is left as it is: nobody can tell any more whose was what. Who may
// decide the pair may take its decision back.
func Unmerge(ctx context.Context, tx *journal.Tx, m Merge) (survivor, restored *Person, err error) {
	if m.Undone != nil {
		return nil, nil, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.already_unmerged"}
	}
	scope, err := access.For(tx.Actor())
	if err != nil {
		return nil, nil, err
	}
	pair, err := onePair(ctx, tx, tx.Vault(), scope, m.Pair, `
		where p.organisation = $1 and p.id = $2`, m.Pair)
	if err != nil {
		return nil, nil, err
	}
	if err := mustKnow(ctx, tx, pair); err != nil {
		return nil, nil, err
	}
	if survivor, _, err = rootsOf(ctx, tx, pair); err != nil {
		return nil, nil, err
	}
	if survivor.Forgotten {
		return nil, nil, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{survivor.Code}}
	}
	parted, err := partedBy(ctx, tx, tx.Organisation(), survivor.ID, m)
	if err != nil {
		return nil, nil, err
	}
	if err := part(ctx, tx, m, survivor, parted); err != nil {
		return nil, nil, err
	}
	if restored, err = Find(ctx, tx, tx.Vault(), tx.Organisation(), parted[0].id); err != nil {
		return nil, nil, err
	}
	return survivor, restored, reopen(ctx, tx, survivor, restored)
}

// part gives records a thread of their own, that of the first of them, and
// tells it.
func part(ctx context.Context, tx *journal.Tx, m Merge, survivor *Person, parted []numbered) error {
	e := Unmerged{Merge: m.ID, Survivor: survivor.ID, Absorbed: parted[0].id}
	for _, record := range parted {
		if err := setRoot(ctx, tx, record.id, parted[0].id); err != nil {
			return err
		}
		e.Roots = append(e.Roots, journal.Root{Number: record.number, Root: parted[0].number})
	}
	entry, err := tx.Tell(ctx, e)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update merge
		set unmerged = $3
		where organisation = $1 and id = $2`, tx.Organisation(), m.ID, entry)
	return err
}

// partedBy returns the records of a thread that do not hold to its root without
// a merge, in the order of registration. There is always one.
func partedBy(ctx context.Context, r store.Reader, organisation, root string, m Merge) ([]numbered, error) {
	all, err := records(ctx, r, organisation, root)
	if err != nil {
		return nil, err
	}
	ties, err := tiesOf(ctx, r, organisation, root, m.ID)
	if err != nil {
		return nil, err
	}
	held := heldTo(root, ties)
	var parted []numbered
	for _, record := range all {
		if !held[record.id] {
			parted = append(parted, record)
		}
	}
	return parted, nil
}

// Parting returns the records of a thread as a merge that holds it together would
// leave them: those that stay with it, and those that would be a thread of their
// own, each in the order of registration.
func Parting(ctx context.Context, r store.Reader, organisation, root string, m Merge) (stay, part []string, err error) {
	parted, err := partedBy(ctx, r, organisation, root, m)
	if err != nil {
		return nil, nil, err
	}
	for _, record := range parted {
		part = append(part, record.id)
	}
	all, err := Thread(ctx, r, organisation, root)
	for _, id := range all {
		if !slices.Contains(part, id) {
			stay = append(stay, id)
		}
	}
	return stay, part, err
}

// tie is the two records of the pair of a merge.
type tie [2]string

// tiesOf returns the ties of a thread by the merges that stand, but for one.
func tiesOf(ctx context.Context, r store.Reader, organisation, root, except string) ([]tie, error) {
	return store.All(ctx, r, `
		select p.first, p.second
		from person a
		join review_pair p on p.organisation = a.organisation and p.first = a.id
		join merge m on m.organisation = p.organisation and m.pair = p.id
		where a.organisation = $1 and a.root = $2 and m.unmerged is null and m.id <> $3`,
		store.Args(organisation, root, except), func(scan store.Scan) (tie, error) {
			var t tie
			return t, scan(&t[0], &t[1])
		})
}

// heldTo returns the records that ties hold to a root, itself included.
func heldTo(root string, ties []tie) map[string]bool {
	held := map[string]bool{root: true}
	for grown := true; grown; {
		grown = false
		for _, t := range ties {
			if held[t[0]] != held[t[1]] {
				held[t[0]], held[t[1]], grown = true, true, true
			}
		}
	}
	return held
}

// reopen lets the pairs between two threads that were decided "same" be decided
// again. About somebody who was forgotten nobody can decide any more.
func reopen(ctx context.Context, tx *journal.Tx, one, other *Person) error {
	contradicted, err := store.All(ctx, tx, `select `+pairColumnsOf+betweenThreads+`
		and p.verdict = 'same'
		order by p.raised`, store.Args(tx.Organisation(), one.ID, other.ID), scanPair)
	if err != nil {
		return err
	}
	for _, p := range contradicted {
		if one.Forgotten || other.Forgotten {
			err = WithdrawPair(ctx, tx, p)
		} else {
			err = note(ctx, tx, p, Unsure, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
