package learning

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// bind makes what lists had recorded of somebody in the courses of the cohort marks
// of its sessions.
func (g group) bind(ctx context.Context, tx *journal.Tx, e Enrolment) error {
	sessions, err := sessionsOf(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return err
	}
	for _, s := range g.services() {
		had, err := attention.OfThread(ctx, tx, tx.Organisation(), e.Root, attention.Kind{Programme: g.Programme, Service: s.ID})
		if err != nil {
			return err
		}
		for _, a := range had {
			now, bound := boundTo(s, sessions, a)
			if !bound || attention.Allow(tx.Actor(), s, a.Day, a.Place) != nil {
				continue
			}
			if err := attention.Correct(ctx, tx, s, a, now); err != nil {
				return err
			}
		}
		if err := settleCourse(ctx, tx, e.Root, s); err != nil {
			return err
		}
	}
	return nil
}

// bindEverybody binds and settles whoever is in the cohort.
func (g group) bindEverybody(ctx context.Context, tx *journal.Tx) error {
	all, err := enrolmentsOfCohort(ctx, tx, tx.Organisation(), g.ID)
	for _, e := range all {
		if err == nil && e.State.settles() {
			err = g.bind(ctx, tx, e)
		}
	}
	if err != nil {
		return err
	}
	return g.settle(ctx, tx)
}

// boundTo is a mark of the first session of its course and day, and false for one
// that has a session or finds none.
func boundTo(s attention.Service, sessions []Session, a attention.Attention) (attention.Attention, bool) {
	if a.Session != "" || a.Mark == "" {
		return a, false
	}
	for _, each := range sessions {
		if each.Course == s.ID && each.Day == a.Day && each.State != SessionCancelled {
			listed := s.Course.Minutes / s.Course.Sessions
			a.Session, a.Minutes = each.ID, credited(s, a, listed, each.Minutes())
			return a, true
		}
	}
	return a, false
}

// Place finds for the marks of a course that a list brings of a thread the sessions
// that they are of: of the cohorts in which it is. What finds none stays as it is.
func Place(ctx context.Context, r store.Reader, organisation, root string, s attention.Service, given []attention.Attention) ([]attention.Attention, error) {
	if root == "" || s.Course == nil || !slices.ContainsFunc(given, func(a attention.Attention) bool { return a.Mark != "" && a.Session == "" }) {
		return given, nil
	}
	sessions, err := openTo(ctx, r, organisation, root, s)
	if err != nil || len(sessions) == 0 {
		return given, err
	}
	placed := slices.Clone(given)
	for i, a := range placed {
		if now, bound := boundTo(s, sessions, a); bound {
			placed[i] = now
		}
	}
	return placed, nil
}

// openTo returns the sessions of a course in the cohorts in which a thread is.
func openTo(ctx context.Context, r store.Reader, organisation, root string, s attention.Service) ([]Session, error) {
	enrolments, err := enrolmentsOfThread(ctx, r, organisation, root)
	if err != nil {
		return nil, err
	}
	cohorts := make(map[string]bool)
	for _, e := range enrolments {
		if e.State.settles() {
			cohorts[e.Cohort] = true
		}
	}
	var all []Session
	for _, id := range slices.Sorted(maps.Keys(cohorts)) {
		c, found, err := cohortBy(ctx, r, organisation, "id", id)
		if err != nil {
			return nil, err
		}
		if !found || c.Programme != s.Programme.ID {
			continue
		}
		sessions, err := sessionsOf(ctx, r, organisation, id)
		if err != nil {
			return nil, err
		}
		all = append(all, sessions...)
	}
	return all, nil
}
