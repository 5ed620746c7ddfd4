package learning

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
)

// KindAbsences is a woman who missed as many sessions in a row as her training lets
// pass: somebody calls her, by the way that is safe for her, and does not ask why
// (domain rule 6).
const KindAbsences = "absences"

// Waits is the source of what waits in cohorts: today's sessions, and who is to be
// called for her absences. Both are for those who give the sessions; where nobody is
// named, for whoever keeps the cohort.
type Waits struct{}

// How much is asked for at most.
const (
	mostToday    = 40
	mostAbsences = 50
)

// Waits implements agenda.Source.
func (Waits) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	if ask.Scope.Actor.Account == "" || access.Nothing(ask.Scope.Where("lesson.read", access.Cohort)) {
		return agenda.Waiting{}, nil
	}
	w := agenda.Waiting{}
	if err := addSessions(ctx, ask, &w); err != nil {
		return w, err
	}
	if access.Nothing(ask.Scope.Where("enrolment.change", access.Enrolment)) {
		return w, nil
	}
	return w, addAbsences(ctx, ask, &w)
}

// addSessions adds the sessions that the reader gives today, with how many women are
// expected and how many have a mark.
func addSessions(ctx context.Context, ask agenda.Ask, w *agenda.Waiting) error {
	sessions, err := sessionsOn(ctx, ask.Reader, ask.Scope.Organisation, ask.Today, mostToday)
	if err != nil {
		return err
	}
	w.More = len(sessions) >= mostToday
	for _, s := range sessions {
		g, err := groupOf(ctx, ask.Reader, ask.Scope.Organisation, s.Cohort)
		if err != nil {
			return err
		}
		if !g.givenBy(ask.Scope.Actor.Account, s) || ask.Scope.May("lesson.read", g.sessionRow(s)) != nil {
			continue
		}
		all, err := enrolmentsOfCohort(ctx, ask.Reader, g.organisation, g.ID)
		if err != nil {
			return err
		}
		marked, err := attention.InSessions(ctx, ask.Reader, g.organisation, []string{s.ID})
		if err != nil {
			return err
		}
		expected := slices.DeleteFunc(oncePerThread(all), func(e Enrolment) bool { return !e.State.settles() })
		w.Sessions = append(w.Sessions, agenda.Session{
			ID: s.ID, Group: g.Code, Service: ask.Scope.Service(g.Programme, s.Course), Day: s.Day, Hour: s.Hour, Place: s.Place, Where: s.Venue,
			Expected: len(expected), Done: threads(marked),
		})
	}
	return nil
}

// threads counts of how many women there are marks.
func threads(marks []attention.Sat) int {
	roots := make(map[string]bool)
	for _, m := range marks {
		roots[m.Root] = true
	}
	return len(roots)
}

// givenBy reports whether a session is an account's to give: its own, or that of
// whoever answers for the cohort where it names nobody, or anybody's.
func (g group) givenBy(account string, s Session) bool {
	return cmp.Or(s.Account, g.Account, account) == account
}

// addAbsences adds who is to be called for her absences in the cohorts that the
// reader keeps.
func addAbsences(ctx context.Context, ask agenda.Ask, w *agenda.Waiting) error {
	running, err := runningCohorts(ctx, ask.Reader, ask.Scope.Organisation)
	if err != nil {
		return err
	}
	for _, c := range running {
		g, err := groupAround(ctx, ask.Reader, ask.Scope.Organisation, c)
		if err != nil {
			return err
		}
		if ask.Scope.May("enrolment.change", g.kept()) != nil {
			continue
		}
		if err := g.addAbsences(ctx, ask, w); err != nil {
			return err
		}
		if len(w.Items) >= mostAbsences {
			w.Items, w.More = w.Items[:mostAbsences], true
			return nil
		}
	}
	return nil
}

func (g group) addAbsences(ctx context.Context, ask agenda.Ask, w *agenda.Waiting) error {
	sessions, err := sessionsOf(ctx, ask.Reader, g.organisation, g.ID)
	if err != nil {
		return err
	}
	own := func(s Session) bool { return g.givenBy(ask.Scope.Actor.Account, s) }
	if g.Account != ask.Scope.Actor.Account && !slices.ContainsFunc(sessions, own) {
		return nil
	}
	marks, err := g.marksIn(ctx, ask.Reader, sessions)
	if err != nil {
		return err
	}
	all, err := enrolmentsOfCohort(ctx, ask.Reader, g.organisation, g.ID)
	if err != nil {
		return err
	}
	for _, e := range oncePerThread(all) {
		h := g.reckon(sessions, marks[e.Root])
		if !e.State.settles() || h.Absent < g.training.AbsencesAlert || e.Called >= h.Last {
			continue
		}
		row, err := g.enrolmentRow(ctx, ask.Reader, g.organisation, e)
		if err != nil {
			return err
		}
		face, err := g.face(ctx, ask.Reader, ask.Vault, ask.Scope, e.Root, row)
		if err != nil {
			return err
		}
		w.Items = append(w.Items, agenda.Item{
			Kind: KindAbsences, ID: e.ID, Group: g.Code, Face: face, Service: ask.Scope.Service(g.Programme, g.training.Courses[0]), Day: h.Last, Place: g.Place,
			Account: g.Account, Words: agenda.Words{What: strconv.Itoa(h.Absent)},
		})
	}
	return nil
}
