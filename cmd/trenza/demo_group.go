package main

import (
	"time"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// goOn opens another cohort for the women of a workshop that is over: crochet from
// today, when its attendance can be taken, and from tomorrow what the national
// programme gives.
func (x *hiring) goOn() error {
	over, women, err := x.learners()
	if err != nil || len(women) == 0 {
		return err
	}
	teacher := x.actors[cast.Teacher]
	return x.write(teacher, func(tx *journal.Tx) error {
		c, _, err := learning.PlanCohort(x.s.ctx, tx, learning.Cohort{
			Programme: x.d.ID, Training: over.Training, Title: cast.NextGroup, Place: over.Place, Account: teacher.Account,
		}, x.meetings("crochet", cast.Crochet, 0, 12), x.meetings("capacidades_personales", cast.National, 1, 4))
		if err != nil {
			return err
		}
		for _, her := range women {
			p, err := registry.Find(x.s.ctx, tx, x.h.vault, tx.Organisation(), her.Root)
			if err != nil {
				return err
			}
			if _, err := learning.Enrol(x.s.ctx, tx, c.ID, p, learning.Enrolled, her.Collective); err != nil {
				return err
			}
		}
		return nil
	})
}

// learners are the women of the last cohort of the programme.
func (x *hiring) learners() (c learning.Cohort, women []learning.Member, err error) {
	scope, err := x.s.scope(x.h, x.d)
	if err != nil {
		return c, nil, err
	}
	err = x.h.data.Read(x.s.ctx, func(r store.Reader) error {
		all, err := learning.Cohorts(x.s.ctx, r, scope, x.d.ID)
		if err != nil || len(all) == 0 {
			return err
		}
		c = all[0]
		_, women, err = learning.Roster(x.s.ctx, r, x.h.vault, scope, c.Code)
		return err
	})
	return c, women, err
}

// meetings are weekly sessions of a course, the first so many days after the day on
// which somebody looks at the demo, given by whoever has the login.
func (x *hiring) meetings(course, login string, in, sessions int) learning.CoursePlan {
	day := x.today().Add(in)
	return learning.CoursePlan{
		Course: course, From: day, Weekdays: []time.Weekday{day.Time().Weekday()}, Sessions: sessions,
		Each: learning.Session{Hour: "15:00", Venue: "CPVC", Childcare: true, Account: x.actors[login].Account},
	}
}
