package pathway

import (
	"context"
	"reflect"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
)

// Adopt brings a programme into use, with the organisations that it names. Where a
// service has another rule than in the version before, what it takes to complete
// it or to reach its milestone, everybody who received it is settled by the new
// one.
func Adopt(ctx context.Context, tx *journal.Tx, d *programme.Definition) error {
	before, err := programme.Find(ctx, tx, tx.Organisation(), d.ID)
	if err != nil && trenza.KindOf(err) != trenza.NotFound {
		return err
	}
	fresh, err := programme.Adopt(ctx, tx, d)
	if err != nil || !fresh {
		return err
	}
	for _, o := range d.Organisations {
		listed := directory.Organisation{ID: o.ID, Name: o.Name, Role: o.Role, PartOf: o.PartOf, Place: o.Place}
		if err := directory.List(ctx, tx, listed); err != nil {
			return err
		}
	}
	if before == nil {
		return nil
	}
	return resettle(ctx, tx, before, d)
}

// resettle settles the services and the trainings whose rule has changed.
func resettle(ctx context.Context, tx *journal.Tx, before, after *programme.Definition) error {
	for i := range after.Services {
		s := &after.Services[i]
		old, was := before.Service(s.ID)
		if !was || reflect.DeepEqual(old.Course, s.Course) && reflect.DeepEqual(old.Milestone, s.Milestone) {
			continue
		}
		if _, err := attention.Resettle(ctx, tx, attention.Service{Programme: after, Service: s}); err != nil {
			return err
		}
	}
	if reflect.DeepEqual(before.Trainings, after.Trainings) && reflect.DeepEqual(lengths(before), lengths(after)) {
		return nil
	}
	return learning.Resettle(ctx, tx, after.ID)
}

// lengths are how long the trainings of a programme are.
func lengths(d *programme.Definition) map[string]int {
	all := make(map[string]int)
	for i := range d.Trainings {
		all[d.Trainings[i].ID] = d.Minutes(&d.Trainings[i])
	}
	return all
}
