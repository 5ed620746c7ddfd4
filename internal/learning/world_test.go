package learning_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Reque is where the workshop is.
const reque = trenza.Place("140113")

// taught is a cohort of a world.
type taught struct {
	*World
	cohort     learning.Cohort
	sessions   []learning.Session
	women      []*registry.Person
	enrolments []learning.Enrolment
}

// cohort opens a cohort of a training, "taller" or one of Alma Llanera, with the
// sessions of its courses on Tuesdays and Thursdays from a day on.
func cohort(w *World, program, training string, from trenza.Day, place trenza.Place) *taught {
	w.Helper()
	c := &taught{World: w}
	d, _ := programme.Shipped(program)
	t, _ := d.Training(training)
	var plans []learning.CoursePlan
	for i, course := range t.Courses {
		plan := learning.CoursePlan{Course: course, Weekdays: []time.Weekday{time.Tuesday, time.Thursday}, Each: learning.Session{Hour: "15:00"}}
		if i == 0 {
			plan.From = from
		}
		plans = append(plans, plan)
	}
	w.Write(func(tx *journal.Tx) (err error) {
		c.cohort, c.sessions, err = learning.PlanCohort(w.Context, tx, learning.Cohort{
			Programme: program, Training: training, Title: "Las de los martes", Place: place,
		}, plans...)
		return err
	})
	return c
}

// enrol registers women by their numbers and enrols them.
func (c *taught) enrol(numbers ...int) {
	c.Helper()
	for _, n := range numbers {
		known := c.Meet(Numbered(n), c.sessions[0].Day)
		c.Write(func(tx *journal.Tx) error {
			e, err := learning.Enrol(c.Context, tx, c.cohort.ID, known.Person, "", "")
			c.women, c.enrolments = append(c.women, known.Person), append(c.enrolments, e)
			return err
		})
	}
}

// represents enrols a woman who speaks for a committee.
func (c *taught) represents(n int, committee string) {
	c.Helper()
	known := c.Meet(Numbered(n), c.sessions[0].Day)
	c.Write(func(tx *journal.Tx) error {
		base, err := collective.Recognise(c.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: committee, Place: reque}, spelling.Fold)
		if err != nil {
			return err
		}
		e, err := learning.Enrol(c.Context, tx, c.cohort.ID, known.Person, "", base.ID)
		c.women, c.enrolments = append(c.women, known.Person), append(c.enrolments, e)
		return err
	})
}

// mark takes one mark of the nth session.
func (c *taught) mark(session, woman int, kind string) {
	c.Helper()
	c.Write(func(tx *journal.Tx) error {
		return c.take(tx, session, learning.Mark{Enrolment: c.enrolments[woman].ID, Kind: kind})
	})
}

func (c *taught) take(tx *journal.Tx, session int, marks ...learning.Mark) error {
	return learning.Take(c.Context, tx, c.sessions[session].ID, marks...)
}

// marks takes the marks of a woman, session by session: P present, T late, L left
// early, F absent, J justified, R made up, a dot for none.
func (c *taught) marks(woman int, letters string) {
	c.Helper()
	c.Write(func(tx *journal.Tx) error {
		for i, letter := range letters {
			if letter == '.' {
				continue
			}
			if err := c.take(tx, i, learning.Mark{Enrolment: c.enrolments[woman].ID, Kind: kinds[letter]}); err != nil {
				return fmt.Errorf("session %d: %w", i, err)
			}
		}
		return nil
	})
}

var kinds = map[rune]string{
	'P': attention.Present, 'T': attention.Late, 'L': attention.LeftEarly,
	'R': attention.MadeUp, 'J': attention.Justified, 'F': attention.Absent,
}

// change does with the cohort what a verb says.
func (c *taught) change(verb string) {
	c.Helper()
	c.Write(func(tx *journal.Tx) (err error) {
		c.cohort, err = learning.ChangeCohort(c.Context, tx, c.cohort.ID, verb)
		return err
	})
}

// scope is all that an actor sees.
func (c *taught) scope(actor trenza.Actor) (scope access.Scope) {
	c.Helper()
	c.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(c.Context, r, actor)
		return err
	})
	return scope
}

// roster is the cohort with who is in it, as an actor sees it.
func (c *taught) roster(actor trenza.Actor) (v learning.View, members []learning.Member, err error) {
	c.Helper()
	scope := c.scope(actor)
	failed := c.Journal.Read(c.Context, func(r store.Reader) error {
		v, members, err = learning.Roster(c.Context, r, c.Vault, scope, c.cohort.Code)
		return nil
	})
	if failed != nil {
		c.Fatal(failed)
	}
	return v, members, err
}

// member is a woman of the cohort as the world's actor sees her.
func (c *taught) member(woman int) learning.Member {
	c.Helper()
	_, members, err := c.roster(c.Actor)
	if err != nil {
		c.Fatal(err)
	}
	for _, m := range members {
		if m.Enrolment.ID == c.enrolments[woman].ID {
			return m
		}
	}
	c.Fatalf("woman %d is not in the cohort", woman)
	return learning.Member{}
}

// holding is somebody with a role in the world's organisation.
func holding(w *World, role string, grant trenza.Grant) trenza.Actor {
	grant.Role = role
	return trenza.Actor{Organisation: w.Actor.Organisation, Name: role, Account: role, Grants: []trenza.Grant{grant}}
}

// refused expects a Problem under a key.
func refused(t *testing.T, err error, key string) {
	t.Helper()
	if p, ok := err.(*trenza.Problem); !ok || p.Key != key {
		t.Errorf("%v, and not %s", err, key)
	}
}

// having asks who has an outcome of a service of Alma Llanera.
func having(service, outcome string) reach.Question {
	return reach.Question{Programme: "alma-llanera", Unit: reach.People, Terms: []reach.Term{{Service: service, Outcome: outcome}}}
}
