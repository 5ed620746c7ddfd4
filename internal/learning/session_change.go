package learning

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// MoveSession puts a session on another day.
func MoveSession(ctx context.Context, tx *journal.Tx, id string, day trenza.Day, hour string) error {
	return changeSession(ctx, tx, id, Move, func(_ group, s *Session) error {
		s.Day, s.Hour = day, hour
		return nil
	})
}

// AmendSession says anew who gives a session, where and how, what it treats and what
// it needs. Its day, its course and what became of it stay as they are.
func AmendSession(ctx context.Context, tx *journal.Tx, now Session) error {
	return changeSession(ctx, tx, now.ID, Amend, func(g group, s *Session) error {
		now.ID, now.Cohort, now.Course, now.Number, now.Day, now.Entry = s.ID, s.Cohort, s.Course, s.Number, s.Day, s.Entry
		now.State, now.Lasted, now.Reason = s.State, s.Lasted, s.Reason
		*s = now
		return access.May(tx.Actor(), "lesson.plan", g.sessionRow(now)) // where it goes, too
	})
}

// CancelSession notes that a session will not be held, and why. One that has marks
// was held.
func CancelSession(ctx context.Context, tx *journal.Tx, id, reason string) error {
	return changeSession(ctx, tx, id, Cancel, func(_ group, s *Session) error {
		if s.Reason = reason; reason == "" {
			return trenza.Refuse("learning.reason_missing")
		}
		return mustBeUnmarked(ctx, tx, *s)
	})
}

// RestoreSession puts a cancelled session back on the calendar.
func RestoreSession(ctx context.Context, tx *journal.Tx, id string) error {
	return changeSession(ctx, tx, id, Restore, func(_ group, s *Session) error {
		s.Reason = ""
		return nil
	})
}

// UnholdSession takes it back that a session was held. One that has marks was.
func UnholdSession(ctx context.Context, tx *journal.Tx, id string) error {
	return changeSession(ctx, tx, id, Unhold, func(_ group, s *Session) error {
		s.Lasted = 0
		return mustBeUnmarked(ctx, tx, *s)
	})
}

// HoldSession notes that a session was held, and how many minutes it lasted, 0 for
// as many as were planned. Marks that it has already are worth what it lasted.
func HoldSession(ctx context.Context, tx *journal.Tx, id string, minutes int) error {
	g, s, err := sessionToPlan(ctx, tx, id)
	if err != nil {
		return err
	}
	if minutes == 0 {
		minutes = s.Planned
	}
	if err := g.hold(ctx, tx, &s, minutes); err != nil {
		return err
	}
	return g.settle(ctx, tx)
}

// hold notes that a session was held. What follows from its marks has to be settled
// afterwards.
func (g *group) hold(ctx context.Context, tx *journal.Tx, s *Session, minutes int) error {
	if s.Day > today(tx) {
		return trenza.Refuse("learning.session_ahead", s.Day)
	}
	before := s.Minutes()
	state, err := become(SessionChanges(), s.State, Hold, "")
	if err != nil {
		return err
	}
	if s.State == state && s.Lasted == minutes {
		return nil
	}
	s.State, s.Lasted = state, minutes
	if err := g.check(s); err != nil {
		return err
	}
	if err := keepSession(ctx, tx, *s, lessonHeld); err != nil {
		return err
	}
	if err := g.begin(ctx, tx, Begin); err != nil {
		return err
	}
	return g.recredit(ctx, tx, *s, before)
}

// recredit makes the marks of a session worth what it lasted. What was worth
// otherwise was measured by itself, and stays, up to what it lasted.
func (g *group) recredit(ctx context.Context, tx *journal.Tx, s Session, before int) error {
	if before == s.Minutes() {
		return nil
	}
	service, err := g.service(s.Course)
	if err != nil {
		return err
	}
	marks, err := attention.InSessions(ctx, tx, tx.Organisation(), []string{s.ID})
	if err != nil {
		return err
	}
	for _, m := range marks {
		now := m.Attention
		now.Minutes = credited(service, m.Attention, before, s.Minutes())
		if err := attention.Correct(ctx, tx, service, m.Attention, now); err != nil {
			return err
		}
		if err := settleCourse(ctx, tx, m.Root, service); err != nil {
			return err
		}
	}
	return nil
}

// credited is what a mark is worth in a session that is thought to have lasted
// otherwise than it was.
func credited(s attention.Service, a attention.Attention, before, lasted int) int {
	if a.Minutes == attention.MinutesOf(s.Course, a.Mark, before, 0) {
		return attention.MinutesOf(s.Course, a.Mark, lasted, 0)
	}
	return min(a.Minutes, lasted)
}

// changeSession does with a session what a verb of [SessionChanges] says.
func changeSession(ctx context.Context, tx *journal.Tx, id, verb string, how func(group, *Session) error) error {
	g, s, err := sessionToPlan(ctx, tx, id)
	if err != nil {
		return err
	}
	before := s
	if s.State, err = become(SessionChanges(), s.State, verb, ""); err != nil {
		return err
	}
	if err := how(g, &s); err != nil {
		return err
	}
	if err := g.check(&s); err != nil || s.Says() == before.Says() {
		return err
	}
	if s.State == SessionCancelled {
		return keepSession(ctx, tx, s, lessonCancelled)
	}
	return keepSession(ctx, tx, s, lessonChanged)
}

// keepSession tells of a session as it is now, and writes it.
func keepSession(ctx context.Context, tx *journal.Tx, s Session, verb string) error {
	if _, err := tx.Tell(ctx, SessionTold{s, verb}); err != nil {
		return err
	}
	return updateSession(ctx, tx, s)
}

// sessionToPlan returns a session that the actor may change.
func sessionToPlan(ctx context.Context, tx *journal.Tx, id string) (group, Session, error) {
	g, s, err := sessionIn(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return g, s, err
	}
	if access.May(tx.Actor(), "lesson.plan", g.sessionRow(s)) != nil {
		return group{}, Session{}, noSuchSession()
	}
	return g, s, nil
}

// sessionIn returns a session with its cohort.
func sessionIn(ctx context.Context, r store.Reader, organisation, id string) (group, Session, error) {
	s, found, err := sessionByID(ctx, r, organisation, id)
	if err == nil && !found {
		err = noSuchSession()
	}
	if err != nil {
		return group{}, s, err
	}
	g, err := groupOf(ctx, r, organisation, s.Cohort)
	return g, s, err
}

// noSuchSession is said of a session that is not there, and of one beyond reach.
func noSuchSession() error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "learning.no_such_session"}
}

// mustBeUnmarked refuses a session that has marks.
func mustBeUnmarked(ctx context.Context, tx *journal.Tx, s Session) error {
	marked, err := markedSessions(ctx, tx, tx.Organisation(), []Session{s})
	if err == nil && marked[s.ID] {
		err = &trenza.Problem{Kind: trenza.Conflict, Key: "learning.session_marked"}
	}
	return err
}

// markedSessions says which of some sessions have marks.
func markedSessions(ctx context.Context, r store.Reader, organisation string, sessions []Session) (map[string]bool, error) {
	marks, err := attention.InSessions(ctx, r, organisation, idsOf(sessions))
	marked := make(map[string]bool)
	for _, m := range marks {
		marked[m.Session] = true
	}
	return marked, err
}

func idsOf(sessions []Session) []string {
	ids := make([]string, len(sessions))
	for i, s := range sessions {
		ids[i] = s.ID
	}
	return ids
}
