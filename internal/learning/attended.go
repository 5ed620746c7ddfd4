package learning

import (
	"context"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Attended is how much of what was taught was attended (indicator B2 of domain rule
// 15), of places in cohorts: who went through two has two.
type Attended struct {
	Places  int
	Enough  int // with the share of the hours that approval takes
	Minutes int // attended, of all places together
	Given   int // minutes of the sessions that were held, for every place
}

// AttendedIn adds up the cohorts of a programme that are over, as far as a scope reads
// who is in them. Who came to no session held no place.
func AttendedIn(ctx context.Context, r store.Reader, scope access.Scope, programmeID string) (a Attended, err error) {
	cohorts, err := cohortsOf(ctx, r, scope.Organisation, programmeID)
	for _, c := range cohorts {
		if err != nil {
			return a, err
		}
		if c.State == CohortCompleted || c.State == CohortReported {
			err = a.add(ctx, r, scope, c)
		}
	}
	return a, err
}

func (a *Attended) add(ctx context.Context, r store.Reader, scope access.Scope, c Cohort) error {
	g, err := groupAround(ctx, r, scope.Organisation, c)
	if err != nil || scope.May("enrolment.read", g.row(access.Enrolment)) != nil {
		return err
	}
	sessions, marks, err := g.attended(ctx, r)
	if err != nil {
		return err
	}
	given := 0
	for _, s := range sessions {
		if s.State == SessionHeld {
			given += s.Minutes()
		}
	}
	for _, hers := range marks {
		if h := g.reckon(sessions, hers); h.Present > 0 {
			a.Places, a.Minutes, a.Given = a.Places+1, a.Minutes+h.Total, a.Given+given
			if h.Total*100 >= g.training.Certificate.ApprovalShare*given {
				a.Enough++
			}
		}
	}
	return nil
}
