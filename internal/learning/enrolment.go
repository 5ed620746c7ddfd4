package learning

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Enrolment is a woman's place in a cohort.
type Enrolment struct {
	ID         string         `json:"id"`
	Cohort     string         `json:"cohort"`
	Whose      string         `json:"person"`               // id of the record that was enrolled
	Collective string         `json:"collective,omitempty"` // id of the committee that she represents
	Since      trenza.Day     `json:"since"`
	State      EnrolmentState `json:"state"`
	Reason     string         `json:"reason,omitempty"`   // why she dropped out, of DropReasons
	Passed     trenza.Day     `json:"passed,omitempty"`   // on which her product or test was accepted
	Called     trenza.Day     `json:"called,omitempty"`   // on which somebody last called for her absences
	MovedTo    string         `json:"moved_to,omitempty"` // id of the cohort to which she was transferred
	Entry      int64          `json:"-"`

	Root string `json:"-"` // id of her surviving thread, when it is read
}

// DropReasons returns the reasons for which women leave a training, as far as a
// list of them needs: no more is kept.
func DropReasons() []string {
	return []string{"work", "care", "health", "moved", "transport", "schedule", "not_for_her", "other", "unknown"}
}

// Says spells what a row says, for comparison with the journal.
func (e Enrolment) Says() string {
	return strings.Join([]string{
		e.ID, e.Cohort, e.Whose, e.Collective, string(e.Since), string(e.State), e.Reason, string(e.Passed), string(e.Called), e.MovedTo,
	}, "|")
}

// row is what policies are asked of an enrolment.
func (g group) enrolmentRow(ctx context.Context, r store.Reader, organisation string, e Enrolment) (access.Row, error) {
	row := g.row(access.Enrolment)
	row.Person = e.Root
	var err error
	row.Assigned, err = registry.Assigned(ctx, r, organisation, e.Root)
	return row, err
}

// Enrol gives somebody a place in a cohort: as interested, invited or enrolled, ""
// for the last. Who has one already keeps it, and goes on in it as far as that
// leads. What lists had recorded of her in the courses of the cohort becomes of its
// sessions.
func Enrol(ctx context.Context, tx *journal.Tx, cohort string, p *registry.Person, as EnrolmentState, committee string) (Enrolment, error) {
	g, err := groupToEnrol(ctx, tx, cohort)
	if err != nil {
		return Enrolment{}, err
	}
	if p.Forgotten {
		return Enrolment{}, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	if as == "" {
		as = Enrolled
	}
	if as != Interested && as != Invited && as != Enrolled {
		return Enrolment{}, trenza.Refuse("learning.enrol_as", string(as))
	}
	if g.State == CohortReported {
		return Enrolment{}, reported()
	}
	had, err := g.enrolled(ctx, tx, p.Root)
	if err != nil {
		return Enrolment{}, err
	}
	e := Enrolment{
		ID: trenza.NewID(), Cohort: g.ID, Whose: p.ID, Collective: committee, Since: today(tx), State: as, Root: p.Root,
	}
	if had != nil {
		if e, err = g.goOn(ctx, tx, *had, as); err != nil {
			return e, err
		}
	} else if e.Entry, err = tx.Tell(ctx, EnrolmentTold{e, enrolmentMade, false}); err == nil {
		err = insertEnrolment(ctx, tx, e)
	}
	if err != nil {
		return e, err
	}
	return g.welcome(ctx, tx, e)
}

// welcome lets what follows from an enrolment follow.
func (g *group) welcome(ctx context.Context, tx *journal.Tx, e Enrolment) (Enrolment, error) {
	if err := g.begin(ctx, tx, Open); err != nil || e.State != Enrolled {
		return e, err
	}
	if err := g.bind(ctx, tx, e); err != nil {
		return e, err
	}
	if err := Settle(ctx, tx, e.Root); err != nil {
		return e, err
	}
	e, _, err := enrolmentByID(ctx, tx, tx.Organisation(), e.ID)
	return e, err
}

// goOn brings an enrolment that there is as far as somebody is enrolled anew.
func (g group) goOn(ctx context.Context, tx *journal.Tx, e Enrolment, as EnrolmentState) (Enrolment, error) {
	verb := map[EnrolmentState]string{Interested: Invite, Invited: Join, DroppedOut: Return, Transferred: Return}[e.State]
	switch {
	case as == Enrolled && e.State == Interested:
		verb = Join
	case as == Interested, as == Invited && e.State != Interested, verb == "":
		return e, nil // she is as far already
	}
	return changeEnrolment(ctx, tx, e, verb, func(e *Enrolment) error {
		e.Reason, e.MovedTo = "", ""
		return nil
	})
}

// enrolled returns the first enrolment of a thread in the cohort, nil for none.
func (g group) enrolled(ctx context.Context, r store.Reader, root string) (*Enrolment, error) {
	all, err := enrolmentsOfCohort(ctx, r, g.organisation, g.ID)
	at := slices.IndexFunc(all, func(e Enrolment) bool { return e.Root == root })
	if err != nil || at < 0 {
		return nil, err
	}
	return &all[at], nil
}

// DropOut notes that she no longer comes, and why, of [DropReasons].
func DropOut(ctx context.Context, tx *journal.Tx, id, reason string) error {
	return change(ctx, tx, id, Drop, func(e *Enrolment) error {
		if e.Reason = reason; !slices.Contains(DropReasons(), reason) {
			return trenza.Refuse("learning.drop_reason", reason)
		}
		return nil
	})
}

// ComeBack notes that who had dropped out, or was transferred, is there again.
func ComeBack(ctx context.Context, tx *journal.Tx, id string) error {
	return change(ctx, tx, id, Return, func(e *Enrolment) error {
		e.Reason, e.MovedTo = "", ""
		return nil
	})
}

// TransferTo gives her a place in another cohort of the same training in exchange
// for hers, and returns the new one. What she attended stays where it was.
func TransferTo(ctx context.Context, tx *journal.Tx, id, cohort string) (Enrolment, error) {
	g, e, err := enrolmentToChange(ctx, tx, id)
	if err != nil {
		return e, err
	}
	to, err := groupToEnrol(ctx, tx, cohort)
	if err != nil {
		return e, err
	}
	if to.ID == g.ID || to.Programme != g.Programme || to.Training != g.Training {
		return e, trenza.Refuse("learning.other_training")
	}
	if _, err := changeEnrolment(ctx, tx, e, Transfer, func(e *Enrolment) error {
		e.MovedTo = to.ID
		return nil
	}); err != nil {
		return e, err
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), e.Root)
	if err != nil {
		return e, err
	}
	return Enrol(ctx, tx, cohort, p, Enrolled, e.Collective)
}

// Pass notes that her product or test was accepted on a day, "" that it was not
// after all.
func Pass(ctx context.Context, tx *journal.Tx, id string, day trenza.Day) error {
	return change(ctx, tx, id, "", func(e *Enrolment) error {
		if e.Passed = day; day > today(tx) {
			return trenza.Refuse("learning.day_ahead", day)
		}
		return nil
	})
}

// NoteCall notes that somebody called for her absences today: no more of that waits
// until she is absent again.
func NoteCall(ctx context.Context, tx *journal.Tx, id string) error {
	return change(ctx, tx, id, "", func(e *Enrolment) error {
		e.Called = today(tx)
		return nil
	})
}

// change brings an enrolment where a verb leads, "" where it is.
func change(ctx context.Context, tx *journal.Tx, id, verb string, how func(*Enrolment) error) error {
	_, e, err := enrolmentToChange(ctx, tx, id)
	if err != nil {
		return err
	}
	if e, err = changeEnrolment(ctx, tx, e, verb, how); err != nil {
		return err
	}
	return Settle(ctx, tx, e.Root)
}

// changeEnrolment tells of an enrolment as it is from now on, and writes it. What
// follows has to be settled afterwards.
func changeEnrolment(ctx context.Context, tx *journal.Tx, e Enrolment, verb string, how func(*Enrolment) error) (Enrolment, error) {
	before := e
	var err error
	if verb != "" {
		if e.State, err = become(EnrolmentChanges(), e.State, verb, ""); err != nil {
			return e, err
		}
	}
	if err := how(&e); err != nil {
		return e, err
	}
	return e, keepEnrolment(ctx, tx, before, e, enrolmentChanged)
}

// keepEnrolment tells of an enrolment and writes it, where it is not as before. Of
// somebody who was forgotten nothing is told under her key.
func keepEnrolment(ctx context.Context, tx *journal.Tx, before, now Enrolment, verb string) error {
	if before.Says() == now.Says() {
		return nil
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), now.Whose)
	if err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, EnrolmentTold{now, verb, p.Forgotten}); err != nil {
		return err
	}
	return updateEnrolment(ctx, tx, now)
}

// groupToEnrol returns a cohort in which the actor may enrol women.
func groupToEnrol(ctx context.Context, tx *journal.Tx, id string) (*group, error) {
	g, err := groupOf(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return nil, err
	}
	if access.May(tx.Actor(), "enrolment.change", g.kept()) != nil {
		return nil, noSuchCohort()
	}
	return &g, nil
}

// enrolmentToChange returns an enrolment that the actor may change.
func enrolmentToChange(ctx context.Context, tx *journal.Tx, id string) (*group, Enrolment, error) {
	return enrolmentFor(ctx, tx, "enrolment.change", id)
}

// enrolmentFor returns an enrolment with which the actor may do what a verb says. Of
// one beyond reach it says the same as of one that is not there.
func enrolmentFor(ctx context.Context, tx *journal.Tx, verb, id string) (*group, Enrolment, error) {
	return enrolmentIn(ctx, tx, verb, id, group.kept)
}

// enrolmentIn is the same where what policies are asked is a part of the cohort.
func enrolmentIn(ctx context.Context, tx *journal.Tx, verb, id string, asked func(group) access.Row) (*group, Enrolment, error) {
	e, found, err := enrolmentByID(ctx, tx, tx.Organisation(), id)
	if err == nil && !found {
		err = noSuchEnrolment()
	}
	if err != nil {
		return nil, e, err
	}
	g, err := groupOf(ctx, tx, tx.Organisation(), e.Cohort)
	if err != nil {
		return nil, e, err
	}
	if access.May(tx.Actor(), verb, asked(g)) != nil {
		return nil, Enrolment{}, noSuchEnrolment()
	}
	return &g, e, nil
}

func noSuchEnrolment() error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "learning.no_such_enrolment"}
}

// reported is said of a cohort that is in a report: it is revised first.
func reported() error { return &trenza.Problem{Kind: trenza.Conflict, Key: "learning.cohort_reported"} }
