package exchange

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/venture"
)

// readBatches reads what the list says was made.
func (u *undoing) readBatches(ctx context.Context) error {
	whole := u.spans.whole()
	made, err := venture.MadeBetween(ctx, u.tx, whole.first, whole.last)
	for _, b := range made {
		if u.spans.hold(b.Entry) {
			u.batches = append(u.batches, b)
		}
	}
	return err
}

// takeBackReplicas takes back what the list says was taught on, with what was counted
// there.
func (u *undoing) takeBackReplicas(ctx context.Context, undone *Undone) error {
	undone.Replicas = len(u.replicas)
	for _, id := range slices.Sorted(maps.Keys(u.replicas)) {
		if err := collective.WithdrawReplica(ctx, u.tx, id); err != nil {
			return err
		}
	}
	return nil
}

// takeBackBatches takes back what the list says was made, and what became of it.
func (u *undoing) takeBackBatches(ctx context.Context, undone *Undone) error {
	undone.Batches = len(u.batches)
	for _, b := range u.batches {
		if err := venture.WithdrawBatch(ctx, u.tx, b.ID); err != nil {
			return err
		}
	}
	return nil
}

// takeBackRecognitions makes the committees recognised as whatever else was noted of
// them says, the last of it, or not at all.
func (u *undoing) takeBackRecognitions(ctx context.Context) error {
	if len(u.recognised) == 0 {
		return nil
	}
	gone, err := undoneSpans(ctx, u.tx)
	if err != nil {
		return err
	}
	told, err := collective.RecognitionsTold(ctx, u.tx)
	if err != nil {
		return err
	}
	was := make(map[string]collective.Recognition)
	for _, t := range told {
		if !u.spans.hold(t.Entry) && !gone.hold(t.Entry) {
			was[t.ID] = t.Recognition
		}
	}
	for _, committee := range slices.Sorted(maps.Keys(u.recognised)) {
		if err := collective.RestoreRecognition(ctx, u.tx, committee, was[committee]); err != nil {
			return err
		}
	}
	return nil
}

// findReplicas finds what was taught on by people whom the list registered, or who
// learnt it as the list says: whether a replica was in time rests on it.
func (d *dependencies) findReplicas(ctx context.Context) error {
	learnt := maps.Clone(d.registered)
	for _, a := range d.attentions {
		learnt[a.Person] = true
	}
	for _, s := range d.seats {
		learnt[s.person] = true
	}
	for _, l := range d.links {
		learnt[l.Person] = true
	}
	var found []collective.Replica
	err := collective.EachReplica(ctx, d.tx, d.tx.Organisation(), func(r collective.Replica) error {
		if _, own := d.replicas[r.ID]; learnt[r.Trainer] && !own {
			found = append(found, r)
		}
		return nil
	})
	for _, r := range found {
		if err != nil {
			return err
		}
		err = d.addLater(ctx, r.Trainer, r.Entry)
	}
	return err
}

// findSeats finds the seats of the list of which something else was said since.
func (d *dependencies) findSeats(ctx context.Context) error {
	changed := make(map[string]bool)
	for _, s := range d.seats {
		stays := func(seat collective.Seat) bool { return holdingOf(seat) == s }
		seats, err := collective.SeatsOf(ctx, d.tx, d.tx.Organisation(), s.committee, s.person)
		if err != nil {
			return err
		}
		ended := func(own collective.Seat) bool {
			return own.Committee == s.committee && own.Holder == s.person && own.Role == s.role
		}
		if !slices.ContainsFunc(seats, stays) && !slices.ContainsFunc(d.left, ended) {
			changed[s.person] = true
		}
	}
	for _, s := range d.left {
		seats, err := collective.SeatsOf(ctx, d.tx, d.tx.Organisation(), s.Committee, s.Holder)
		if err != nil {
			return err
		}
		if !slices.Contains(seats, s) {
			changed[s.Holder] = true
		}
	}
	if len(changed) == 0 {
		return nil
	}
	codes, err := d.codes(ctx, changed)
	d.add("exchange.undo_seat_left", len(codes), some(codes))
	return err
}

// findSteps finds the replicas of the list with which something was done since.
func (d *dependencies) findSteps(ctx context.Context) error {
	var days []trenza.Day
	err := collective.EachReplica(ctx, d.tx, d.tx.Organisation(), func(r collective.Replica) error {
		if left, own := d.replicas[r.ID]; own && r.State != left {
			days = append(days, r.Day)
		}
		return nil
	})
	if err != nil || len(days) == 0 {
		return err
	}
	slices.Sort(days)
	var texts []string
	for _, day := range days {
		texts = append(texts, string(day))
	}
	d.add("exchange.undo_replica_moved", len(days), some(texts))
	return nil
}

// findSold finds what the list says was made and others say was sold, used or given
// away.
func (d *dependencies) findSold(context.Context) error {
	sold := 0
	for _, b := range d.batches {
		if slices.ContainsFunc(b.Uses, func(use venture.Use) bool { return !d.spans.hold(use.Entry) }) {
			sold++
		}
	}
	if sold > 0 {
		d.add("exchange.undo_sold", sold)
	}
	return nil
}
