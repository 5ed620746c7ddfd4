package learning

import (
	"context"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Settle makes the enrolments of a thread agree with what it attended and with how
// far its cohorts are: after a mark, a correction, a merge and its undoing. Both
// records of one woman may be enrolled in a cohort; each has what the thread has.
func Settle(ctx context.Context, tx *journal.Tx, root string) error {
	all, err := enrolmentsOfThread(ctx, tx, tx.Organisation(), root)
	if err != nil {
		return err
	}
	for _, e := range all {
		if !e.State.settles() {
			continue
		}
		g, err := groupOf(ctx, tx, tx.Organisation(), e.Cohort)
		if err != nil {
			return err
		}
		sessions, marks, err := g.attended(ctx, tx)
		if err != nil {
			return err
		}
		if err := g.settleOne(ctx, tx, e, sessions, marks[root]); err != nil {
			return err
		}
	}
	return nil
}

// settle settles everybody in the cohort.
func (g group) settle(ctx context.Context, tx *journal.Tx) error {
	sessions, marks, err := g.attended(ctx, tx)
	if err != nil {
		return err
	}
	all, err := enrolmentsOfCohort(ctx, tx, tx.Organisation(), g.ID)
	for _, e := range all {
		if err == nil && e.State.settles() {
			err = g.settleOne(ctx, tx, e, sessions, marks[e.Root])
		}
	}
	return err
}

func (g group) settleOne(ctx context.Context, tx *journal.Tx, e Enrolment, sessions []Session, marks []attention.Sat) error {
	now := e
	now.State = g.settled(g.reckon(sessions, marks))
	if now.State == e.State {
		return nil
	}
	if _, err := become(EnrolmentChanges(), e.State, Settled, now.State); err != nil {
		return err
	}
	return keepEnrolment(ctx, tx, e, now, SettledVerb)
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
