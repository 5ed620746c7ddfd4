package learning

import (
	"context"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// EnrolmentsMade returns the enrolments that a record got by the entries from one
// position to another.
func EnrolmentsMade(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Enrolment, error) {
	return store.All(ctx, r, enrolmentQuery+`
		where e.organisation = $1 and e.person = $2 and e.entry >= $3 and e.entry <= $4
		order by e.entry`, store.Args(organisation, person, first, last), scanEnrolment)
}

// CertificatesIssued returns the certificates that were issued to a record by the
// entries from one position to another, without the names on them.
func CertificatesIssued(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Certificate, error) {
	found, err := store.All(ctx, r, `select `+certificateColumns+`
		from certificate c
		where c.organisation = $1 and c.entry >= $2 and c.entry <= $3 and c.person = $4
		order by c.entry`, store.Args(organisation, first, last, person), scanCertificate)
	all := make([]Certificate, len(found))
	for i, c := range found {
		all[i] = c.Certificate
	}
	return all, err
}

// Permits reports whether a scope reads an enrolment. Of one that does not exist it
// says the same as of one beyond the scope.
func Permits(ctx context.Context, r store.Reader, scope access.Scope, enrolment string) (bool, error) {
	e, found, err := enrolmentByID(ctx, r, scope.Organisation, enrolment)
	if err != nil || !found {
		return false, err
	}
	g, err := groupOf(ctx, r, scope.Organisation, e.Cohort)
	if err != nil {
		return false, err
	}
	row, err := g.enrolmentRow(ctx, r, scope.Organisation, e)
	return err == nil && scope.May("enrolment.read", row) == nil, err
}

// TitleOf is what a cohort is called, for whoever reads an enrolment in it.
func TitleOf(ctx context.Context, r store.Reader, organisation, cohort string) (string, error) {
	c, _, err := cohortBy(ctx, r, organisation, "id", cohort)
	return c.Title, err
}
