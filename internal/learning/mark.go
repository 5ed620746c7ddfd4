package learning

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Mark is what an attendance sheet says of a woman.
type Mark struct {
	Enrolment string
	Kind      string     // of attention.Marks, "" to take a mark back
	Stayed    int        // minutes that she was there, 0 for unknown
	Day       trenza.Day // on which she made the session up, "" for today
}

// Take takes the attendance of a session: a whole sheet at once, or one mark. Whoever
// has one already has another from now on. The session was held, then, and who came
// is in the cohort.
func Take(ctx context.Context, tx *journal.Tx, session string, marks ...Mark) error {
	g, s, err := sessionIn(ctx, tx, tx.Organisation(), session)
	if err != nil {
		return err
	}
	service, err := g.service(s.Course)
	if err != nil {
		return err
	}
	if attention.Allow(tx.Actor(), service, s.Day, s.Place) != nil {
		return noSuchSession()
	}
	switch {
	case g.State == CohortReported:
		return reported()
	case s.State == SessionCancelled:
		return &trenza.Problem{Kind: trenza.Conflict, Key: "learning.session_cancelled"}
	case s.Day > today(tx):
		return trenza.Refuse("learning.session_ahead", s.Day)
	}
	sheet, err := g.sheet(ctx, tx, s, service)
	if err != nil {
		return err
	}
	for _, m := range marks {
		if err := sheet.take(ctx, tx, m); err != nil {
			return err
		}
	}
	return sheet.close(ctx, tx)
}

// sheet is the attendance of a session being taken.
type sheet struct {
	*group
	session Session
	service attention.Service
	marks   map[string][]attention.Sat // of the course, by thread
	people  map[string]Enrolment       // by id
	touched []string                   // threads, each once
	came    bool                       // there is a mark that was not taken back
}

func (g group) sheet(ctx context.Context, tx *journal.Tx, s Session, service attention.Service) (*sheet, error) {
	sessions, err := sessionsOf(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return nil, err
	}
	sessions = slices.DeleteFunc(sessions, func(each Session) bool { return each.Course != s.Course })
	marks, err := attention.InSessions(ctx, tx, tx.Organisation(), idsOf(sessions))
	if err != nil {
		return nil, err
	}
	all, err := enrolmentsOfCohort(ctx, tx, tx.Organisation(), g.ID)
	sh := &sheet{group: &g, session: s, service: service, marks: make(map[string][]attention.Sat), people: make(map[string]Enrolment)}
	for _, m := range marks {
		sh.marks[m.Root] = append(sh.marks[m.Root], m)
	}
	for _, e := range all {
		sh.people[e.ID] = e
	}
	return sh, err
}

// take takes one mark.
func (sh *sheet) take(ctx context.Context, tx *journal.Tx, m Mark) error {
	e, known := sh.people[m.Enrolment]
	if !known {
		return noSuchEnrolment()
	}
	if m.Kind != "" && !slices.Contains(attention.Marks(), m.Kind) {
		return trenza.Refuse("learning.mark_unknown", m.Kind)
	}
	if !slices.Contains(sh.touched, e.Root) {
		sh.touched = append(sh.touched, e.Root)
	}
	if m.Kind == "" {
		return sh.takeBack(ctx, tx, e)
	}
	sh.came = true
	now, err := sh.mark(tx, e, m)
	if err != nil {
		return err
	}
	if e, err = sh.admit(ctx, tx, e, m); err != nil {
		return err
	}
	sh.people[e.ID] = e
	had := sh.had(e)
	for _, old := range had {
		now := now
		now.Person = old.Person
		if err := attention.Correct(ctx, tx, sh.service, old.Attention, now); err != nil {
			return err
		}
	}
	if len(had) > 0 {
		return nil
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), e.Whose)
	if err != nil {
		return err
	}
	if p.Forgotten {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	given, err := attention.GiveMark(ctx, tx, p, sh.service, now)
	sh.marks[e.Root] = append(sh.marks[e.Root], attention.Sat{Attention: given, Root: e.Root})
	return err
}

// had are the marks that a thread has of the session: more than one where two
// records of a woman were on the sheet.
func (sh *sheet) had(e Enrolment) (all []attention.Sat) {
	for _, m := range sh.marks[e.Root] {
		if m.Session == sh.session.ID {
			all = append(all, m)
		}
	}
	return all
}

// mark is the attention that a mark stands for.
func (sh *sheet) mark(tx *journal.Tx, e Enrolment, m Mark) (attention.Attention, error) {
	s := sh.session
	a := attention.Attention{
		Day: s.Day, Place: s.Place, Mark: m.Kind, Collective: e.Collective, Session: s.ID,
		Minutes: attention.MinutesOf(sh.service.Course, m.Kind, s.Minutes(), m.Stayed),
	}
	if attention.TookPart(m.Kind) {
		a.Outcomes = []string{programme.Delivered}
	}
	if m.Kind != attention.MadeUp {
		return a, nil
	}
	if a.Day = m.Day; a.Day == "" {
		a.Day = today(tx)
	}
	if a.Day > today(tx) {
		return a, trenza.Refuse("learning.day_ahead", a.Day)
	}
	madeUp := make(map[string]bool)
	for _, other := range sh.marks[e.Root] {
		if other.Mark == attention.MadeUp && other.Session != s.ID {
			madeUp[other.Session] = true
		}
	}
	if limit := sh.service.Course.Credit.MadeUpLimit; len(madeUp) >= limit {
		return a, trenza.Refuse("learning.made_up_enough", limit)
	}
	return a, nil
}

// admit lets somebody into the cohort who came without being in it.
func (sh *sheet) admit(ctx context.Context, tx *journal.Tx, e Enrolment, m Mark) (Enrolment, error) {
	if e.State.settles() {
		return e, nil
	}
	if !attention.TookPart(m.Kind) {
		return e, &trenza.Problem{Kind: trenza.Conflict, Key: "learning.not_enrolled"}
	}
	if access.May(tx.Actor(), "enrolment.change", sh.row(access.Enrolment)) != nil {
		return e, noSuchEnrolment()
	}
	return sh.goOn(ctx, tx, e, Enrolled)
}

// takeBack takes the mark of somebody back, as if none had been made.
func (sh *sheet) takeBack(ctx context.Context, tx *journal.Tx, e Enrolment) error {
	service := access.Service{Programme: sh.Programme, ID: sh.service.ID, Field: sh.service.Field, Class: sh.service.Class}
	for _, old := range sh.had(e) {
		if err := attention.Withdraw(ctx, tx, service, old.Attention); err != nil {
			return err
		}
	}
	sh.marks[e.Root] = slices.DeleteFunc(sh.marks[e.Root], func(m attention.Sat) bool { return m.Session == sh.session.ID })
	return nil
}

// close notes that the session was held and lets what follows from the marks follow.
func (sh *sheet) close(ctx context.Context, tx *journal.Tx) error {
	if sh.came && sh.session.State == SessionPlanned {
		if err := sh.hold(ctx, tx, &sh.session, sh.session.Planned); err != nil {
			return err
		}
	}
	for _, root := range sh.touched {
		if err := settleCourse(ctx, tx, root, sh.service); err != nil {
			return err
		}
	}
	return make(settling).threads(ctx, tx, sh.touched)
}
