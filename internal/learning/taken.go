package learning

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

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
