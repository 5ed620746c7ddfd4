package learning

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// group is a cohort with what its programme says of its training.
type group struct {
	Cohort
	organisation string
	definition   *programme.Definition
	training     *programme.Training
}

// groupOf returns a cohort by its id.
func groupOf(ctx context.Context, r store.Reader, organisation, id string) (group, error) {
	c, found, err := cohortBy(ctx, r, organisation, "id", id)
	if err == nil && !found {
		err = noSuchCohort()
	}
	if err != nil {
		return group{}, err
	}
	return groupAround(ctx, r, organisation, c)
}

// groupAround returns a cohort with the newest version of its programme that has
// its training.
func groupAround(ctx context.Context, r store.Reader, organisation string, c Cohort) (group, error) {
	d, err := programme.Find(ctx, r, organisation, c.Programme)
	if err != nil {
		return group{}, err
	}
	if training, known := d.Training(c.Training); known {
		return group{c, organisation, d, training}, nil
	}
	versions, err := programme.Versions(ctx, r, organisation)
	for _, d := range versions {
		if training, known := d.Training(c.Training); known && d.ID == c.Programme {
			return group{c, organisation, d, training}, nil
		}
	}
	if err == nil {
		err = trenza.Refuse("learning.training_unknown", c.Training)
	}
	return group{}, err
}

// groupToPlan returns a cohort that the actor may change as a whole.
func groupToPlan(ctx context.Context, tx *journal.Tx, id string) (group, error) {
	g, err := groupOf(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return g, err
	}
	if access.May(tx.Actor(), "cohort.plan", g.whole()) != nil {
		return group{}, noSuchCohort()
	}
	return g, nil
}

// noSuchCohort is said of a cohort that is not there, and of one beyond reach.
func noSuchCohort() error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "learning.no_such_cohort"}
}

// service is a course of the training.
func (g group) service(course string) (attention.Service, error) {
	s, known := g.definition.Service(course)
	if !known || s.Course == nil || !g.training.Has(course) {
		return attention.Service{}, trenza.Refuse("learning.course_unknown", course)
	}
	return attention.Service{Programme: g.definition, Service: s}, nil
}

// services are the courses of the training.
func (g group) services() (all []attention.Service) {
	for _, course := range g.training.Courses {
		if s, err := g.service(course); err == nil {
			all = append(all, s)
		}
	}
	return all
}

// row is what policies are asked of the cohort: it is seen by whoever reaches one
// of its courses.
func (g group) row(kind access.Kind) access.Row {
	row := g.whole()
	row.Kind, row.Service, row.Known = kind, "", g.ambits()
	return row
}

// kept is what policies are asked of whoever changes who is in the cohort, or issues
// its certificates: she reaches all of its courses, for a certificate speaks of them
// all. Who gives some sessions alone sees them, and no more.
func (g group) kept() access.Row {
	row := g.whole()
	row.Kind = access.Enrolment
	return row
}

// whole is what policies are asked of all courses of the cohort together: it is
// changed by whoever reaches them all.
func (g group) whole() access.Row {
	row := access.Row{Kind: access.Cohort, Programme: g.Programme, Place: g.Place}
	services := g.services()
	for i, s := range services {
		if row.Class = max(row.Class, s.Class); i == 0 || row.Field == s.Field {
			row.Field = s.Field
		} else {
			row.Field = ""
		}
	}
	if len(services) == 1 {
		row.Service = services[0].ID
	}
	return row
}

// ambits are where the cohort is: in each of its courses.
func (g group) ambits() []access.Ambit {
	known := []access.Ambit{}
	for _, s := range g.services() {
		a := access.Ambit{Programme: g.Programme, Field: s.Field, Course: s.ID, Place: g.Place}
		if !slices.Contains(known, a) {
			known = append(known, a)
		}
	}
	return known
}

// sessionRow is what policies are asked of a session of the cohort.
func (g group) sessionRow(s Session) access.Row {
	row := access.Row{Kind: access.Cohort, Class: trenza.P3, Programme: g.Programme, Service: s.Course, Place: s.Place}
	if service, err := g.service(s.Course); err == nil {
		row.Class, row.Field = service.Class, service.Field
	}
	return row
}
