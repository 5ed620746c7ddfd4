package learning

import (
	"context"
	"crypto/sha256"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Cohort is a group of women who go through a training together.
type Cohort struct {
	ID        string       `json:"id"`
	Code      string       `json:"code"` // by which people call it
	Programme string       `json:"programme"`
	Training  string       `json:"training"`
	Title     string       `json:"title"`
	Place     trenza.Place `json:"place"`
	Account   string       `json:"account,omitempty"` // of who answers for it, "" for whoever gives its sessions
	State     CohortState  `json:"state"`
	Entry     int64        `json:"-"`
}

// Says spells what a row says, for comparison with the journal.
func (c Cohort) Says() string {
	return strings.Join([]string{
		c.ID, c.Code, c.Programme, c.Training, c.Title, string(c.Place), c.Account, string(c.State),
	}, "|")
}

// PlanCohort opens a cohort of a training, with the calendar of its courses. Courses
// that have no plan get their sessions later, by [PlanSessions].
func PlanCohort(ctx context.Context, tx *journal.Tx, c Cohort, plans ...CoursePlan) (Cohort, []Session, error) {
	d, err := programme.Find(ctx, tx, tx.Organisation(), c.Programme)
	if err != nil {
		return c, nil, err
	}
	training, known := d.Training(c.Training)
	if !known {
		return c, nil, trenza.Refuse("learning.training_unknown", c.Training)
	}
	if c.Title = strings.TrimSpace(c.Title); c.Title == "" {
		return c, nil, trenza.Refuse("learning.title_missing")
	}
	c.ID, c.State = trenza.NewID(), CohortPlanned
	sum := sha256.Sum256([]byte("cohort " + c.ID))
	c.Code = trenza.Code(sum[:])
	g := group{c, tx.Organisation(), d, training}
	if err := access.May(tx.Actor(), "cohort.plan", g.whole()); err != nil {
		return c, nil, err
	}
	if c.Entry, err = tx.Tell(ctx, CohortTold{c, cohortPlanned}); err != nil {
		return c, nil, err
	}
	if err := insertCohort(ctx, tx, c); err != nil {
		return c, nil, err
	}
	sessions, err := PlanSessions(ctx, tx, c.ID, plans...)
	return c, sessions, err
}

// ChangeCohort does with a cohort what a verb of [CohortChanges] says. One that is
// completed or goes on has its enrolments settled.
func ChangeCohort(ctx context.Context, tx *journal.Tx, id, verb string) (Cohort, error) {
	g, err := groupToPlan(ctx, tx, id)
	if err != nil {
		return g.Cohort, err
	}
	if verb == Complete {
		if err := g.finishSessions(ctx, tx); err != nil {
			return g.Cohort, err
		}
	}
	if err := g.advance(ctx, tx, verb); err != nil {
		return g.Cohort, err
	}
	return g.Cohort, g.settle(ctx, tx)
}

// NameCohort gives a cohort another title, and somebody else to answer for it.
func NameCohort(ctx context.Context, tx *journal.Tx, id, title, account string) error {
	g, err := groupToPlan(ctx, tx, id)
	if err != nil {
		return err
	}
	if g.Title, g.Account = strings.TrimSpace(title), account; g.Title == "" {
		return trenza.Refuse("learning.title_missing")
	}
	return g.keep(ctx, tx)
}

// advance brings the cohort into the state into which a verb leads.
func (g *group) advance(ctx context.Context, tx *journal.Tx, verb string) (err error) {
	if g.State, err = become(CohortChanges(), g.State, verb, ""); err != nil {
		return err
	}
	return g.keep(ctx, tx)
}

// keep tells of the cohort as it is now, and writes it.
func (g *group) keep(ctx context.Context, tx *journal.Tx) error {
	if _, err := tx.Tell(ctx, CohortTold{g.Cohort, cohortChanged}); err != nil {
		return err
	}
	return updateCohort(ctx, tx, g.Cohort)
}

// begin brings the cohort as far as what happens in it says it is: somebody is
// enrolled, a session was held.
func (g *group) begin(ctx context.Context, tx *journal.Tx, verb string) error {
	if _, err := become(CohortChanges(), g.State, verb, ""); err != nil {
		return nil // it is as far already
	}
	return g.advance(ctx, tx, verb)
}

// finishSessions notes that the sessions which have marks were held, and refuses a
// cohort that has sessions to come.
func (g *group) finishSessions(ctx context.Context, tx *journal.Tx) error {
	sessions, err := sessionsOf(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return err
	}
	marked, err := markedSessions(ctx, tx, tx.Organisation(), sessions)
	if err != nil {
		return err
	}
	waiting := 0
	for _, s := range sessions {
		switch {
		case s.State != SessionPlanned:
		case marked[s.ID]:
			err = g.hold(ctx, tx, &s, s.Planned)
		default:
			waiting++
		}
		if err != nil {
			return err
		}
	}
	if waiting > 0 {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "learning.sessions_to_come", Args: []any{waiting}}
	}
	return nil
}
