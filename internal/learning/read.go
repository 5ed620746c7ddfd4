package learning

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
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
	v.Enrols = scope.May("enrolment.change", enrolment) == nil
	v.Issues = scope.May("certificate.issue", enrolment) == nil
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

// Member is a woman in a cohort, as far as a reader sees her.
type Member struct {
	Enrolment
	Face  registry.Face
	Hours                                // in the sessions that the reader sees
	Marks map[string]attention.Attention // by session
	Steps []SkillStep                    // in the order in which they were noted
	Paper *Certificate                   // that is valid, nil for none
	Earns Kind                           // the certificate that her hours come to, "" for none
}

// Roster returns a cohort with who is in it, in the order of their names, as far as
// a scope reads enrolments: by name to whoever sees who she is or keeps the
// enrolments, by code to others.
func Roster(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, code string) (View, []Member, error) {
	v, err := ByCode(ctx, r, scope, code)
	if err != nil {
		return v, nil, err
	}
	members, err := v.members(ctx, r, vault, scope)
	return v, members, err
}

func (v View) members(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Member, error) {
	g := v.group
	all, err := enrolmentsOfCohort(ctx, r, g.organisation, g.ID)
	if err != nil {
		return nil, err
	}
	marks, err := v.marks(ctx, r, scope)
	if err != nil {
		return nil, err
	}
	papers, err := certificatesOfCohort(ctx, r, g.organisation, g.ID)
	if err != nil {
		return nil, err
	}
	var members []Member
	for _, e := range oncePerThread(all) {
		row, err := g.enrolmentRow(ctx, r, g.organisation, e)
		if err != nil {
			return nil, err
		}
		if scope.May("enrolment.read", row) != nil {
			continue
		}
		m := Member{Enrolment: e, Hours: g.reckon(v.Sessions, marks[e.Root]), Marks: bestBySession(marks[e.Root])}
		if m.Face, err = g.face(ctx, r, vault, scope, e.Root, row); err != nil {
			return nil, err
		}
		m.Earns, _ = g.kindFor(m.Hours, e)
		if scope.May("skill.read", row) == nil {
			if m.Steps, err = skillsOfEnrolment(ctx, r, g.organisation, e.ID); err != nil {
				return nil, err
			}
		}
		if scope.May("certificate.read", row) == nil {
			m.Paper = paperOf(papers, e.Root)
		}
		members = append(members, m)
	}
	slices.SortStableFunc(members, func(a, b Member) int { return strings.Compare(a.Face.Name.String(), b.Face.Name.String()) })
	return members, nil
}

// paperOf is the valid certificate of a thread, without the name on it.
func paperOf(papers []closedCertificate, root string) *Certificate {
	at := slices.IndexFunc(papers, func(c closedCertificate) bool { return c.Valid() && c.root == root })
	if at < 0 {
		return nil
	}
	return &papers[at].Certificate
}

// marks are those of the sessions that a reader sees, by thread.
func (v View) marks(ctx context.Context, r store.Reader, scope access.Scope) (map[string][]attention.Sat, error) {
	var readable []Session
	for _, s := range v.Sessions {
		service, err := v.group.service(s.Course)
		if err != nil {
			return nil, err
		}
		if scope.May("attention.read", service.Row(access.Attention, s.Place)) == nil {
			readable = append(readable, s)
		}
	}
	return v.group.marksIn(ctx, r, readable)
}

// bestBySession are the marks that hold, one per session.
func bestBySession(marks []attention.Sat) map[string]attention.Attention {
	all := make([]attention.Attention, len(marks))
	for i, m := range marks {
		all[i] = m.Attention
	}
	best := make(map[string]attention.Attention)
	for _, a := range attention.BestOfEach(all) {
		best[a.Session] = a
	}
	return best
}

// face is how a woman of the cohort is shown: by name to whoever keeps its
// enrolments as well, for she has not come anywhere yet.
func (g group) face(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string, row access.Row) (registry.Face, error) {
	f, err := registry.FaceOf(ctx, r, vault, scope, root)
	if err != nil || !f.Name.Empty() || f.Forgotten || scope.May("enrolment.change", row) != nil {
		return f, err
	}
	p, err := registry.Find(ctx, r, vault, g.organisation, root)
	if err != nil {
		return f, err
	}
	f.Forgotten, f.Name, f.Called, f.Contact = p.Forgotten, p.Name(), p.Identity.Called, p.Identity.Contact
	return f, nil
}

// Sheet is the attendance sheet of a session.
type Sheet struct {
	View
	Session Session
	Rows    []Member // who is in the cohort, with her marks
	Takes   bool     // the reader may mark
}

// SheetOf returns the attendance sheet of a session, as far as a scope sees it.
func SheetOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, session string) (Sheet, error) {
	g, s, err := sessionIn(ctx, r, scope.Organisation, session)
	if err != nil {
		return Sheet{}, err
	}
	service, err := g.service(s.Course)
	if err != nil {
		return Sheet{}, err
	}
	row := service.Row(access.Attention, s.Place)
	if scope.May("lesson.read", g.sessionRow(s)) != nil || scope.May("attention.read", row) != nil {
		return Sheet{}, noSuchSession()
	}
	v, err := g.view(ctx, r, scope)
	if err != nil {
		return Sheet{}, noSuchSession()
	}
	rows, err := v.members(ctx, r, vault, scope)
	return Sheet{View: v, Session: s, Rows: rows, Takes: scope.May("attention.give", row) == nil}, err
}

// Taken is a training in which a woman is or was.
type Taken struct {
	Enrolment
	Cohort   Cohort
	Training *programme.Training
	Hours
	Steps  []SkillStep
	Papers []Certificate // with the name on them, the latest first
}

// OfThread returns the trainings in which a thread is or was, as far as a scope
// reads its enrolments, the latest first.
func OfThread(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) ([]Taken, error) {
	all, err := enrolmentsOfThread(ctx, r, scope.Organisation, root)
	if err != nil {
		return nil, err
	}
	var taken []Taken
	for _, e := range slices.Backward(oncePerCohort(all)) {
		g, err := groupOf(ctx, r, scope.Organisation, e.Cohort)
		if err != nil {
			return nil, err
		}
		row, err := g.enrolmentRow(ctx, r, g.organisation, e)
		if err != nil {
			return nil, err
		}
		if scope.May("enrolment.read", row) != nil {
			continue
		}
		t, err := g.taken(ctx, r, vault, scope, e, row)
		if err != nil {
			return nil, err
		}
		taken = append(taken, t)
	}
	return taken, nil
}

// oncePerCohort keeps one enrolment of a thread in each cohort.
func oncePerCohort(all []Enrolment) (some []Enrolment) {
	for _, e := range all {
		at := slices.IndexFunc(some, func(known Enrolment) bool { return known.Cohort == e.Cohort })
		switch {
		case at < 0:
			some = append(some, e)
		case e.State.settles() && !some[at].State.settles():
			some[at] = e
		}
	}
	return some
}

// taken is the training of the cohort as a woman went through it.
func (g group) taken(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, e Enrolment, row access.Row) (Taken, error) {
	sessions, marks, err := g.attended(ctx, r)
	if err != nil {
		return Taken{}, err
	}
	t := Taken{Enrolment: e, Cohort: g.Cohort, Training: g.training, Hours: g.reckon(sessions, marks[e.Root])}
	if scope.May("skill.read", row) == nil {
		if t.Steps, err = skillsOfEnrolment(ctx, r, g.organisation, e.ID); err != nil {
			return t, err
		}
	}
	if scope.May("certificate.read", row) != nil {
		return t, nil
	}
	papers, err := certificatesOfCohort(ctx, r, g.organisation, g.ID)
	for _, c := range papers {
		if err != nil {
			return t, err
		}
		if c.root != e.Root {
			continue
		}
		var opened Certificate
		if opened, err = c.open(ctx, vault, g.organisation); err == nil {
			t.Papers = append(t.Papers, opened)
		}
	}
	return t, err
}

// Issued returns a certificate with the name on it and what it proves, by its code,
// as far as a scope reads it: for the paper.
func Issued(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, code string) (Certificate, Proof, error) {
	found, ok, err := certificateBy(ctx, r, scope.Organisation, "code", strings.ToUpper(strings.TrimSpace(code)))
	if err == nil && !ok {
		err = noSuchCertificate()
	}
	if err != nil {
		return Certificate{}, Proof{}, err
	}
	e, _, err := enrolmentByID(ctx, r, scope.Organisation, found.Enrolment)
	if err != nil {
		return Certificate{}, Proof{}, err
	}
	g, err := groupOf(ctx, r, scope.Organisation, found.Cohort)
	if err != nil {
		return Certificate{}, Proof{}, err
	}
	row, err := g.enrolmentRow(ctx, r, g.organisation, e)
	if err != nil {
		return Certificate{}, Proof{}, err
	}
	named, err := g.face(ctx, r, vault, scope, e.Root, row)
	if err != nil {
		return Certificate{}, Proof{}, err
	}
	if scope.May("certificate.read", row) != nil || named.Name.Empty() || !found.Valid() {
		return Certificate{}, Proof{}, noSuchCertificate()
	}
	c, err := found.open(ctx, vault, g.organisation)
	return c, g.proof(c), err
}
