package learning

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// EnrolledIn returns the threads of who is or was in a cohort, in the order of entry.
func EnrolledIn(ctx context.Context, r store.Reader, organisation, cohort string) ([]string, error) {
	all, err := enrolmentsOfCohort(ctx, r, organisation, cohort)
	roots := make([]string, len(all))
	for n, e := range all {
		roots[n] = e.Root
	}
	return roots, err
}
