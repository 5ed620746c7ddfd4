package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// Decide keeps a verdict about a pair. When it joins two threads, the courses
// and sessions of the surviving one are settled anew: half a course on either
// record may complete it. It reports whether threads were joined.
func Decide(ctx context.Context, tx *journal.Tx, p registry.Pair, verdict registry.Verdict) (joined bool, err error) {
	survivor, err := registry.Decide(ctx, tx, p, verdict)
	if err != nil || survivor == nil {
		return false, err
	}
	return true, settle(ctx, tx, survivor)
}

// Unmerge takes a merge apart and settles both threads. It returns what either
// received after the merge, which stays where it was recorded, for a person to
// move.
func Unmerge(ctx context.Context, tx *journal.Tx, m registry.Merge) (kept []attention.Attention, err error) {
	survivor, restored, err := registry.Unmerge(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	for _, thread := range []*registry.Person{survivor, restored} {
		if err := settle(ctx, tx, thread); err != nil {
			return nil, err
		}
		later, err := attention.Since(ctx, tx, tx.Organisation(), thread.ID, m.At)
		if err != nil {
			return nil, err
		}
		kept = append(kept, later...)
	}
	return kept, nil
}

// settle makes the milestones of a thread agree with all that it received.
func settle(ctx context.Context, tx *journal.Tx, root *registry.Person) error {
	kinds, err := attention.KindsOf(ctx, tx, tx.Organisation(), root.Root)
	if err != nil {
		return err
	}
	services := catalogue{}
	for _, k := range kinds {
		s, known, err := services.find(ctx, tx, k)
		if err != nil {
			return err
		}
		if !known {
			continue // a later version of the programme no longer offers it
		}
		if err := attention.Settle(ctx, tx, root, s); err != nil {
			return err
		}
	}
	return nil
}
