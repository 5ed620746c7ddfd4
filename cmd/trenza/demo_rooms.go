package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// rooms is what the lists of a programme do not say of the demo's people: who went
// through what together, and what came of it.
type rooms struct {
	s       *session
	h       *house
	d       *programme.Definition
	world   cast.World
	scope   access.Scope
	records map[cast.Ref]string // ids of the records of which the rows speak
	cohorts []learning.Cohort   // as the world has them
}

// furnish reads of whom the rows of the lists in a folder speak.
func (h *house) furnish(s *session, d *programme.Definition, world cast.World, lists string) (*rooms, error) {
	scope, err := s.scope(h, d)
	if err != nil {
		return nil, err
	}
	x := &rooms{s: s, h: h, d: d, world: world, scope: scope, records: make(map[cast.Ref]string)}
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		known, err := exchange.OpenLists(s.ctx, r, h.vault, scope.Organisation)
		if err != nil {
			return err
		}
		return known.EachPerson(s.ctx, r, func(ref exchange.Ref, record string) {
			if file, within := strings.CutPrefix(ref.File, filepath.ToSlash(lists)+"/"); within {
				x.records[cast.Ref{File: file, Sheet: ref.Sheet, Row: ref.Row}] = record
			}
		})
	})
	return x, err
}

// write writes as somebody of the programme's staff in a role.
func (x *rooms) write(role string, do func(tx *journal.Tx) error) error {
	by := *x.s
	by.As = cast.InRole(x.d.ID, role)
	return x.h.journal.Write(x.s.ctx, by.actor(x.d.Runs()), do)
}

// learn opens the cohorts with everybody who is on their sheets, and closes them: what
// the sheets say becomes of their sessions.
func (x *rooms) learn() error {
	represented, err := x.represented()
	if err != nil {
		return err
	}
	for _, c := range x.world.Cohorts {
		err := x.write(trenza.RoleCoordinator, func(tx *journal.Tx) error {
			cohort, sessions, err := learning.PlanCohort(x.s.ctx, tx, learning.Cohort{
				Programme: x.d.ID, Training: c.Training, Title: c.Title, Place: c.Place,
			}, c.Plans...)
			if err != nil {
				return err
			}
			x.cohorts = append(x.cohorts, cohort)
			if err := x.enrol(tx, cohort.ID, c, represented); err != nil {
				return err
			}
			for _, s := range sessions {
				if err := learning.HoldSession(x.s.ctx, tx, s.ID, 0); err != nil {
					return err
				}
			}
			_, err = learning.ChangeCohort(x.s.ctx, tx, cohort.ID, learning.Complete)
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", c.Title, err)
		}
	}
	return nil
}

// enrol gives a place to everybody who is on the sheets of a cohort, in their order.
func (x *rooms) enrol(tx *journal.Tx, cohort string, c cast.Cohort, represented map[string]string) error {
	for _, list := range x.world.Lists {
		for _, sheet := range list.Sheets {
			for row := range sheet.Rows {
				ref := cast.Ref{File: list.Name, Sheet: sheet.Name, Row: row + 1}
				record := x.records[ref]
				if !c.Has(ref) || record == "" {
					continue
				}
				p, err := registry.Find(x.s.ctx, tx, x.h.vault, tx.Organisation(), record)
				if err != nil {
					return err
				}
				if _, err := learning.Enrol(x.s.ctx, tx, cohort, p, learning.Enrolled, represented[p.Root]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// represented are the committees for which women speak, by thread.
func (x *rooms) represented() (map[string]string, error) {
	all := make(map[string]string)
	err := x.eachVoice(func(c collective.Committee, root string) { all[root] = c.ID })
	return all, err
}

// eachVoice calls each for every committee and whoever speaks for it.
func (x *rooms) eachVoice(each func(c collective.Committee, root string)) error {
	if x.d.Committees == nil {
		return nil
	}
	return x.h.data.Read(x.s.ctx, func(r store.Reader) error {
		committees, err := (collective.Select{Programme: x.d.ID}).Read(x.s.ctx, r, x.h.vault, x.scope)
		if err != nil {
			return err
		}
		for _, c := range committees {
			people, err := collective.People(x.s.ctx, r, x.scope, c.ID)
			if err != nil {
				return err
			}
			for _, p := range people {
				if p.Role == collective.Representative {
					each(c, p.Root)
				}
			}
		}
		return nil
	})
}

// live carries out what came of the cohorts, once it is known who is who.
func (x *rooms) live() error {
	for _, do := range []func() error{x.certify, x.ask, x.teachOn, x.lead, x.make, x.venture, x.work} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// certify accepts what each woman made who has the hours, notes what each can do, and
// issues the papers.
func (x *rooms) certify() error {
	for i, c := range x.world.Cohorts {
		err := x.write(trenza.RoleCoordinator, func(tx *journal.Tx) error {
			if err := x.show(tx, x.cohorts[i], c); err != nil {
				return err
			}
			_, err := learning.IssueAll(x.s.ctx, tx, x.cohorts[i].ID)
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", c.Title, err)
		}
	}
	return nil
}

// show notes what the women of a cohort made and what they can do, where that is asked
// of them.
func (x *rooms) show(tx *journal.Tx, cohort learning.Cohort, c cast.Cohort) error {
	if c.Shown == "" {
		return nil
	}
	view, members, err := learning.Roster(x.s.ctx, tx, x.h.vault, x.scope, cohort.Code)
	if err != nil {
		return err
	}
	for n, m := range members {
		hours := m.State == learning.Completed
		if hours {
			if err := learning.Pass(x.s.ctx, tx, m.Enrolment.ID, c.Shown); err != nil {
				return err
			}
		}
		for _, course := range view.Training.Courses {
			s, _ := x.d.Service(course)
			for i, skill := range s.Course.Syllabus.Skills {
				if _, err := learning.ReachSkill(x.s.ctx, tx, m.Enrolment.ID, course, skill.ID, cast.Level(n, i, hours), c.Shown); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
