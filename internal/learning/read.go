package learning

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// View is a cohort as far as a reader sees it.
type View struct {
	Cohort
	Definition *programme.Definition
	Training   *programme.Training
	Sessions   []Session // in the order of the calendar, those that she sees
	Totals
	Plans  bool // she may change the cohort
	Enrols bool // she may enrol women in it
	Issues bool // she may issue certificates

	group group
}

// Totals are how many women a cohort has, each once, whatever her records.
type Totals struct {
	Women      int // who have or had a place in it, but for those only interested or invited, or transferred
	TookPart   int // who came to a session at least
	Committees int // that they represent
	Detailed   bool
	Active     int // the rest only where the reader reads enrolments: Detailed
	Trained    int // who have completed it
	Dropped    int
	Approvals  int // certificates, but for those revoked
	Attending  int // certificates of participation
}

// Cohorts returns the cohorts of a programme, "" for any, as far as a scope sees
// them, the latest first.
func Cohorts(ctx context.Context, r store.Reader, scope access.Scope, programmeID string) ([]Cohort, error) {
	all, err := cohortsOf(ctx, r, scope.Organisation, programmeID)
	if err != nil {
		return nil, err
	}
	var seen []Cohort
	for _, c := range all {
		g, err := groupAround(ctx, r, scope.Organisation, c)
		if err != nil {
			return nil, err
		}
		if scope.May("cohort.read", g.row(access.Cohort)) == nil {
			seen = append(seen, c)
		}
	}
	return seen, nil
}

// ByCode returns a cohort by its code, with the sessions of it that a scope sees.
// One beyond the scope is not there.
func ByCode(ctx context.Context, r store.Reader, scope access.Scope, code string) (View, error) {
	c, found, err := cohortBy(ctx, r, scope.Organisation, "code", strings.ToUpper(strings.TrimSpace(code)))
	if err == nil && !found {
		err = noSuchCohort()
	}
	if err != nil {
		return View{}, err
	}
	g, err := groupAround(ctx, r, scope.Organisation, c)
	if err != nil {
		return View{}, err
	}
	return g.view(ctx, r, scope)
}

// Elsewhere are the other cohorts of the training that take women in, and in which the
// reader may enrol them: where somebody of this one may go on.
func (v View) Elsewhere(ctx context.Context, r store.Reader, scope access.Scope) ([]Cohort, error) {
	all, err := cohortsOf(ctx, r, scope.Organisation, v.Programme)
	if err != nil {
		return nil, err
	}
	var open []Cohort
	for _, c := range all {
		if c.ID == v.ID || c.Training != v.Cohort.Training || c.State == CohortCompleted || c.State == CohortReported {
			continue
		}
		g, err := groupAround(ctx, r, scope.Organisation, c)
		if err != nil {
			return nil, err
		}
		if scope.May("enrolment.change", g.kept()) == nil {
			open = append(open, c)
		}
	}
	return open, nil
}

// ByID returns a cohort by its id and the training that it goes through, without
// whoever is in it. One beyond the scope is not there.
func ByID(ctx context.Context, r store.Reader, scope access.Scope, id string) (Cohort, *programme.Training, error) {
	g, err := groupOf(ctx, r, scope.Organisation, id)
	if err == nil && scope.May("cohort.read", g.row(access.Cohort)) != nil {
		err = noSuchCohort()
	}
	if err != nil {
		return Cohort{}, nil, err
	}
	return g.Cohort, g.training, nil
}

// view is the cohort as far as a scope sees it.
func (g group) view(ctx context.Context, r store.Reader, scope access.Scope) (View, error) {
	if scope.May("cohort.read", g.row(access.Cohort)) != nil {
		return View{}, noSuchCohort()
	}
	sessions, marks, err := g.attended(ctx, r)
	if err != nil {
		return View{}, err
	}
	v := View{Cohort: g.Cohort, Definition: g.definition, Training: g.training, group: g}
	for _, s := range sessions {
		if scope.May("lesson.read", g.sessionRow(s)) == nil {
			v.Sessions = append(v.Sessions, s)
		}
	}
	enrolment := g.row(access.Enrolment)
	v.Plans = scope.May("cohort.plan", g.whole()) == nil
	v.Enrols = scope.May("enrolment.change", g.kept()) == nil
	v.Issues = scope.May("certificate.issue", g.kept()) == nil
	v.Totals, err = g.totals(ctx, r, marks, scope.May("enrolment.read", enrolment) == nil)
	return v, err
}

// totals counts the women of the cohort. Whoever does not read enrolments is told
// how many there are, and not what became of a few of them.
func (g group) totals(ctx context.Context, r store.Reader, marks map[string][]attention.Sat, detailed bool) (Totals, error) {
	t := Totals{Detailed: detailed}
	all, err := enrolmentsOfCohort(ctx, r, g.organisation, g.ID)
	if err != nil {
		return t, err
	}
	committees := make(map[string]bool)
	for _, e := range oncePerThread(all) {
		if e.State == Interested || e.State == Invited || e.State == Transferred {
			continue
		}
		t.Women++
		if slices.ContainsFunc(marks[e.Root], func(m attention.Sat) bool { return attention.TookPart(m.Mark) }) {
			t.TookPart++
		}
		if e.Collective != "" {
			committees[e.Collective] = true
		}
		switch {
		case !detailed:
		case e.State == Active:
			t.Active++
		case e.State == Completed:
			t.Trained++
		case e.State == DroppedOut:
			t.Dropped++
		}
	}
	t.Committees = len(committees)
	if !detailed {
		return t, nil
	}
	certificates, err := certificatesOfCohort(ctx, r, g.organisation, g.ID)
	for _, c := range certificates {
		switch {
		case !c.Valid():
		case c.Kind == Approval:
			t.Approvals++
		default:
			t.Attending++
		}
	}
	return t, err
}

// oncePerThread keeps the enrolment of each thread that says most of it: that which
// goes on, and else the first.
func oncePerThread(all []Enrolment) (some []Enrolment) {
	at := make(map[string]int)
	for _, e := range all {
		i, met := at[e.Root]
		switch {
		case !met:
			at[e.Root] = len(some)
			some = append(some, e)
		case e.State.settles() && !some[i].State.settles():
			some[i] = e
		}
	}
	return some
}
