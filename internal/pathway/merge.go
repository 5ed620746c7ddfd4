package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Decision is what came of a verdict about a pair.
type Decision struct {
	Joined   bool      // two threads became one
	Waits    bool      // "same" waits for a second person
	Overlaps []Overlap // payments that both records have for the same month
}

// Decide keeps a verdict about a pair. When it joins two threads, the courses
// and sessions of the surviving one are settled anew: half a course on either
// record may complete it.
func Decide(ctx context.Context, tx *journal.Tx, p registry.Pair, verdict registry.Verdict) (Decision, error) {
	var before [2][]string
	for i, record := range []string{p.First, p.Second} {
		var err error
		if before[i], err = registry.ThreadOf(ctx, tx, tx.Organisation(), record); err != nil {
			return Decision{}, err
		}
	}
	decided, err := registry.Decide(ctx, tx, p, verdict, rooms{})
	if err != nil || decided.Survivor == nil {
		return Decision{Waits: decided.Waits}, err
	}
	if err := settle(ctx, tx, decided.Survivor); err != nil {
		return Decision{}, err
	}
	overlaps, err := overlapping(ctx, tx, decided.Survivor.Root, before)
	return Decision{Joined: true, Overlaps: overlaps}, err
}

// rooms answers the registry for the rooms.
type rooms struct{}

// Sensitive implements registry.Rooms. A service that a later version of its
// programme no longer has may have been anything.
func (rooms) Sensitive(ctx context.Context, r store.Reader, organisation, root string) (bool, error) {
	kinds, err := attention.KindsOf(ctx, r, organisation, root)
	if err != nil {
		return false, err
	}
	services := catalogue{}
	for _, k := range kinds {
		s, known, err := services.find(ctx, r, organisation, k)
		if err != nil || !known || s.Class >= trenza.P3 {
			return true, err
		}
	}
	return measure.Sensitive(ctx, r, organisation, root)
}

// Unmerge takes a merge apart and settles both threads. It returns what was
// recorded of either while the merge held, which stays where it was recorded,
// for a person to move.
func Unmerge(ctx context.Context, tx *journal.Tx, m registry.Merge) (Kept, error) {
	survivor, restored, err := registry.Unmerge(ctx, tx, m)
	if err != nil {
		return Kept{}, err
	}
	for _, thread := range []*registry.Person{survivor, restored} {
		if err := settle(ctx, tx, thread); err != nil {
			return Kept{}, err
		}
	}
	return keptBy(ctx, tx, m, survivor, restored)
}

// settle makes the milestones and the enrolments of a thread agree with all that it
// received.
func settle(ctx context.Context, tx *journal.Tx, root *registry.Person) error {
	kinds, err := attention.KindsOf(ctx, tx, tx.Organisation(), root.Root)
	if err != nil {
		return err
	}
	services := catalogue{}
	for _, k := range kinds {
		s, known, err := services.find(ctx, tx, tx.Organisation(), k)
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
	return learning.Settle(ctx, tx, root.Root)
}
