package learning

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza"
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
		records := make(map[string]*binding) // two records of her may have been on one sheet
		for _, a := range had {
			if records[a.Person] == nil {
				records[a.Person] = &binding{service: s, sessions: sessions}
			}
			records[a.Person].take(a)
		}
		for _, a := range had {
			now, bound := records[a.Person].to(a)
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

// binding finds sessions for the marks of one record in a course, of which a list says
// the day alone.
type binding struct {
	service  attention.Service
	sessions []Session
	taken    map[string]bool       // sessions that have a mark of hers
	cohorts  map[trenza.Day]string // in which her marks of a day are
}

// take notes the session of a mark that has one.
func (b *binding) take(a attention.Attention) {
	at := slices.IndexFunc(b.sessions, func(each Session) bool { return each.ID == a.Session })
	if at < 0 {
		return
	}
	if b.taken == nil {
		b.taken, b.cohorts = make(map[string]bool), make(map[trenza.Day]string)
	}
	b.taken[a.Session], b.cohorts[a.Day] = true, b.sessions[at].Cohort
}

// to is a mark of the first session of its course and day of which she has none, and
// false for one that has a session or finds none. Two marks of a day are of two
// sessions of one cohort.
func (b *binding) to(a attention.Attention) (attention.Attention, bool) {
	if a.Session != "" || a.Mark == "" {
		return a, false
	}
	s := b.service
	for _, each := range b.sessions {
		cohort, met := b.cohorts[a.Day]
		if each.Course != s.ID || each.Day != a.Day || each.State == SessionCancelled || b.taken[each.ID] || met && each.Cohort != cohort {
			continue
		}
		listed := s.Course.Minutes / s.Course.Sessions
		a.Session, a.Minutes = each.ID, credited(s, a, listed, each.Minutes())
		b.take(a)
		return a, true
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
	b := binding{service: s, sessions: sessions}
	for i, a := range placed {
		if now, bound := b.to(a); bound {
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
