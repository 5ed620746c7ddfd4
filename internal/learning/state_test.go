package learning_test

import (
	"fmt"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Every pair of a state and a verb: what the table has happens, and what it does
// not is refused.
func TestEveryCohortChange(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	leads := make(map[string]learning.CohortState)
	for _, c := range learning.CohortChanges() {
		leads[string(c.From)+" "+c.Verb] = c.To
	}
	for i, state := range learning.CohortStates() {
		for _, verb := range []string{learning.Open, learning.Begin, learning.Complete, learning.Report, learning.Reopen, learning.Revise} {
			c := cohort(w.In(t, fmt.Sprint("cohort-", i, verb), "alma-llanera"), "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
			c.bring(state)
			err := c.Try(func(tx *journal.Tx) (err error) {
				c.cohort, err = learning.ChangeCohort(c.Context, tx, c.cohort.ID, verb)
				return err
			})
			to, may := leads[string(state)+" "+verb]
			if may && (err != nil || c.cohort.State != to) {
				t.Errorf("%s of one that is %s: %s, %v", verb, state, c.cohort.State, err)
			}
			if !may {
				refused(t, err, "learning.not_from_here")
			}
		}
	}
}

// bring brings a cohort whose sessions were cancelled into a state.
func (c *taught) bring(state learning.CohortState) {
	c.Helper()
	c.Write(func(tx *journal.Tx) error {
		for _, s := range c.sessions {
			if err := learning.CancelSession(c.Context, tx, s.ID, "Lluvias"); err != nil {
				return err
			}
		}
		return nil
	})
	steps := map[learning.CohortState][]string{
		learning.CohortPlanned: {}, learning.CohortEnrolling: {learning.Open}, learning.CohortRunning: {learning.Begin},
		learning.CohortCompleted: {learning.Begin, learning.Complete},
		learning.CohortReported:  {learning.Begin, learning.Complete, learning.Report},
	}
	for _, step := range steps[state] {
		c.change(step)
	}
}

func TestEverySessionChange(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
	leads := make(map[string]bool)
	for _, each := range learning.SessionChanges() {
		leads[string(each.From)+" "+each.Verb] = true
	}
	does := map[string]func(tx *journal.Tx, s learning.Session) error{
		learning.Move: func(tx *journal.Tx, s learning.Session) error {
			return learning.MoveSession(c.Context, tx, s.ID, s.Day.Add(1), "9:30")
		},
		learning.Amend: func(tx *journal.Tx, s learning.Session) error {
			s.Venue, s.Childcare, s.Stipend = "Casa comunal", true, 500
			return learning.AmendSession(c.Context, tx, s)
		},
		learning.Hold:   func(tx *journal.Tx, s learning.Session) error { return learning.HoldSession(c.Context, tx, s.ID, 150) },
		learning.Unhold: func(tx *journal.Tx, s learning.Session) error { return learning.UnholdSession(c.Context, tx, s.ID) },
		learning.Cancel: func(tx *journal.Tx, s learning.Session) error {
			return learning.CancelSession(c.Context, tx, s.ID, "Paro")
		},
		learning.Restore: func(tx *journal.Tx, s learning.Session) error { return learning.RestoreSession(c.Context, tx, s.ID) },
	}
	s := c.sessions[0]
	for _, state := range learning.SessionStates() {
		for verb, do := range does {
			err := c.Journal.Rehearse(c.Context, c.Actor, func(tx *journal.Tx) error {
				var err error
				switch state {
				case learning.SessionHeld:
					err = learning.HoldSession(c.Context, tx, s.ID, 0)
				case learning.SessionCancelled:
					err = learning.CancelSession(c.Context, tx, s.ID, "Feria")
				}
				if err != nil {
					return err
				}
				return do(tx, s)
			})
			if may := leads[string(state)+" "+verb]; may && err != nil {
				t.Errorf("%s of one that is %s: %v", verb, state, err)
			} else if !may {
				refused(t, err, "learning.not_from_here")
			}
		}
	}
}

// What is settled is settled by marks alone; every other pair of a state and a verb
// is tried.
func TestEveryEnrolmentChange(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	leads := make(map[string]learning.EnrolmentState)
	for _, each := range learning.EnrolmentChanges() {
		if each.Verb != learning.Settled {
			leads[string(each.From)+" "+each.Verb] = each.To
		}
	}
	for i, state := range learning.EnrolmentStates() {
		w := w.In(t, fmt.Sprint("enrolment-", i), "alma-llanera")
		c, other := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101"), cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		id := c.enrolledAs(state, other)
		for verb, do := range map[string]func(tx *journal.Tx) error{
			learning.Drop:   func(tx *journal.Tx) error { return learning.DropOut(c.Context, tx, id, "work") },
			learning.Return: func(tx *journal.Tx) error { return learning.ComeBack(c.Context, tx, id) },
			learning.Transfer: func(tx *journal.Tx) error {
				_, err := learning.TransferTo(c.Context, tx, id, other.cohort.ID)
				return err
			},
		} {
			err := c.Journal.Rehearse(c.Context, c.Actor, do)
			if _, may := leads[string(state)+" "+verb]; may && err != nil {
				t.Errorf("%s of one that is %s: %v", verb, state, err)
			} else if !may {
				refused(t, err, "learning.not_from_here")
			}
		}
	}
}

// enrolledAs enrols a woman, brings her into a state and returns her enrolment.
func (c *taught) enrolledAs(state learning.EnrolmentState, other *taught) string {
	c.Helper()
	known := c.Meet(Numbered(1), Today)
	as := learning.Enrolled
	if state == learning.Interested || state == learning.Invited {
		as = state
	}
	var id string
	c.Write(func(tx *journal.Tx) error {
		e, err := learning.Enrol(c.Context, tx, c.cohort.ID, known.Person, as, "")
		c.enrolments, id = append(c.enrolments, e), e.ID
		return err
	})
	switch state {
	case learning.Active:
		c.marks(0, "P")
	case learning.Completed:
		c.marks(0, "PPPPPPPP")
		c.change(learning.Complete)
	case learning.Partially:
		c.marks(0, "PFFFFFFF")
		c.change(learning.Complete)
	case learning.DroppedOut:
		c.Write(func(tx *journal.Tx) error { return learning.DropOut(c.Context, tx, id, "care") })
	case learning.Transferred:
		c.Write(func(tx *journal.Tx) error {
			_, err := learning.TransferTo(c.Context, tx, id, other.cohort.ID)
			return err
		})
	}
	if got := c.member(0).State; got != state {
		c.Fatalf("she is %s and not %s", got, state)
	}
	return id
}

func TestWhatIsRefused(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-05-19", "150101") // the last sessions are yet to come
	c.enrol(1)
	first, last := c.sessions[0], c.sessions[len(c.sessions)-1]
	for key, do := range map[string]func(tx *journal.Tx) error{
		"learning.no_such_session": func(tx *journal.Tx) error { return learning.HoldSession(c.Context, tx, trenza.NewID(), 0) },
		"learning.no_such_cohort": func(tx *journal.Tx) error {
			_, err := learning.ChangeCohort(c.Context, tx, trenza.NewID(), learning.Complete)
			return err
		},
		"learning.no_such_enrolment": func(tx *journal.Tx) error {
			return learning.Take(c.Context, tx, first.ID, learning.Mark{Enrolment: trenza.NewID(), Kind: "present"})
		},
		"learning.session_ahead": func(tx *journal.Tx) error {
			return c.take(tx, 7, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: "present"})
		},
		"learning.mark_unknown": func(tx *journal.Tx) error {
			return c.take(tx, 0, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: "P"})
		},
		"learning.reason_missing":    func(tx *journal.Tx) error { return learning.CancelSession(c.Context, tx, last.ID, "") },
		"learning.drop_reason":       func(tx *journal.Tx) error { return learning.DropOut(c.Context, tx, c.enrolments[0].ID, "su esposo") },
		"learning.minutes_unlikely":  func(tx *journal.Tx) error { return learning.HoldSession(c.Context, tx, first.ID, 5000) },
		"learning.hour_shape":        func(tx *journal.Tx) error { return learning.MoveSession(c.Context, tx, last.ID, last.Day, "tarde") },
		"attention.before_programme": func(tx *journal.Tx) error { return learning.MoveSession(c.Context, tx, last.ID, "2010-01-05", "") },
		"learning.day_ahead":         func(tx *journal.Tx) error { return learning.Pass(c.Context, tx, c.enrolments[0].ID, "2021-01-01") },
		"learning.skill_unknown": func(tx *journal.Tx) error {
			_, err := learning.ReachSkill(c.Context, tx, c.enrolments[0].ID, "empleabilidad", "volar", learning.Learns, "2020-05-20")
			return err
		},
		"learning.cohort_not_over": func(tx *journal.Tx) error {
			_, err := learning.Issue(c.Context, tx, c.enrolments[0].ID, "")
			return err
		},
		"learning.topic_unknown": func(tx *journal.Tx) error {
			last.Topics = []string{"magia"}
			return learning.AmendSession(c.Context, tx, last)
		},
		"learning.sessions_to_come": func(tx *journal.Tx) error {
			if err := c.take(tx, 0, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: "present"}); err != nil {
				return err
			}
			_, err := learning.ChangeCohort(c.Context, tx, c.cohort.ID, learning.Complete)
			return err
		},
		"learning.session_marked": func(tx *journal.Tx) error {
			if err := c.take(tx, 0, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: "absent"}); err != nil {
				return err
			}
			return learning.UnholdSession(c.Context, tx, first.ID)
		},
		"learning.made_up_enough": func(tx *journal.Tx) error {
			for n := range 3 {
				if err := c.take(tx, n, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: "made_up"}); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		refused(t, c.Journal.Rehearse(c.Context, c.Actor, do), key)
	}
}
