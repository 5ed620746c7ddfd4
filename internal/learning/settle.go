package learning

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Settle makes the enrolments of a thread agree with what it attended and with how
// far its cohorts are, and with them in what it was trained: after a mark, a
// correction, a merge and its undoing. Both records of one woman may be enrolled in
// a cohort; each has what the thread has.
func Settle(ctx context.Context, tx *journal.Tx, root string) error {
	return make(settling).thread(ctx, tx, root)
}

// settle settles everybody in the cohort.
func (g group) settle(ctx context.Context, tx *journal.Tx) error {
	all, err := enrolmentsOfCohort(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return err
	}
	roots := make([]string, len(all))
	for i, e := range all {
		roots[i] = e.Root
	}
	return make(settling).threads(ctx, tx, roots)
}

// settling remembers what was attended in cohorts while threads are settled one
// after the other.
type settling map[string]attendance

// attendance is a cohort with its sessions and the marks of each thread in them.
type attendance struct {
	group
	sessions []Session
	marks    map[string][]attention.Sat
}

func (s settling) in(ctx context.Context, tx *journal.Tx, cohort string) (attendance, error) {
	if known, met := s[cohort]; met {
		return known, nil
	}
	g, err := groupOf(ctx, tx, tx.Organisation(), cohort)
	if err != nil {
		return attendance{}, err
	}
	a := attendance{group: g}
	if a.sessions, a.marks, err = g.attended(ctx, tx); err == nil {
		s[cohort] = a
	}
	return a, err
}

// threads settles some threads, each once.
func (s settling) threads(ctx context.Context, tx *journal.Tx, roots []string) error {
	slices.Sort(roots)
	for _, root := range slices.Compact(roots) {
		if err := s.thread(ctx, tx, root); err != nil {
			return err
		}
	}
	return nil
}

// thread settles one thread. Whoever completed no training, and had not, was trained
// in nothing: nobody looks.
func (s settling) thread(ctx context.Context, tx *journal.Tx, root string) error {
	all, err := enrolmentsOfThread(ctx, tx, tx.Organisation(), root)
	if err != nil {
		return err
	}
	courses, completed := make(trained), false
	for _, e := range all {
		if !e.State.settles() {
			continue
		}
		in, err := s.in(ctx, tx, e.Cohort)
		if err != nil {
			return err
		}
		now, err := in.settleOne(ctx, tx, e, in.sessions, in.marks[root])
		if err != nil {
			return err
		}
		completed = completed || e.State == Completed || now == Completed
		courses.add(in, root, now)
	}
	if !completed {
		return nil
	}
	return courses.keep(ctx, tx, root)
}

// settleOne brings an enrolment where the marks lead, and returns where that is.
func (g group) settleOne(ctx context.Context, tx *journal.Tx, e Enrolment, sessions []Session, marks []attention.Sat) (EnrolmentState, error) {
	now := e
	now.State = g.settled(g.reckon(sessions, marks))
	if now.State == e.State {
		return now.State, nil
	}
	if _, err := become(EnrolmentChanges(), e.State, Settled, now.State); err != nil {
		return e.State, err
	}
	return now.State, keepEnrolment(ctx, tx, e, now, SettledVerb)
}

// attended returns the sessions of the cohort, and the marks of each thread in them.
func (g group) attended(ctx context.Context, r store.Reader) ([]Session, map[string][]attention.Sat, error) {
	sessions, err := sessionsOf(ctx, r, g.organisation, g.ID)
	if err != nil {
		return nil, nil, err
	}
	marks, err := g.marksIn(ctx, r, sessions)
	return sessions, marks, err
}

// marksIn are the marks of each thread in some sessions of the cohort.
func (g group) marksIn(ctx context.Context, r store.Reader, sessions []Session) (map[string][]attention.Sat, error) {
	marks, err := attention.InSessions(ctx, r, g.organisation, idsOf(sessions))
	byThread := make(map[string][]attention.Sat)
	for _, m := range marks {
		byThread[m.Root] = append(byThread[m.Root], m)
	}
	return byThread, err
}

// settleCourse settles a course for a thread.
func settleCourse(ctx context.Context, tx *journal.Tx, root string, s attention.Service) error {
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), root)
	if err != nil {
		return err
	}
	return attention.Settle(ctx, tx, p, s)
}

// Resettle settles every enrolment of an organisation in the trainings of a
// programme: for when a training takes something else than before.
func Resettle(ctx context.Context, tx *journal.Tx, programmeID string) error {
	cohorts, err := cohortsOf(ctx, tx, tx.Organisation(), programmeID)
	for _, c := range cohorts {
		if err != nil {
			return err
		}
		var g group
		if g, err = groupAround(ctx, tx, tx.Organisation(), c); err == nil {
			err = g.settle(ctx, tx)
		}
	}
	return err
}

// Forget takes away of records that were forgotten why they dropped out and when
// they were called for: what they attended outlives their names, and that does not.
// It is told with the forgetting.
func Forget(ctx context.Context, tx *journal.Tx, records []string) error {
	for _, person := range records {
		one := 0
		said, err := tx.One(ctx, `
			select 1
			from enrolment
			where organisation = $1 and person = $2 and (reason <> '' or called <> '')
			limit 1`, store.Args(tx.Organisation(), person), &one)
		if err != nil {
			return err
		}
		if !said {
			continue // who is forgotten again has nothing
		}
		_, err = tx.Exec(ctx, `
			update enrolment
			set reason = '', called = ''
			where organisation = $1 and person = $2 and (reason <> '' or called <> '')`, tx.Organisation(), person)
		if err != nil {
			return err
		}
	}
	return nil
}
