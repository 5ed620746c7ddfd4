package matrix

import (
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// trainingTrials are those about cohorts, who is in them and what they can do.
func trainingTrials() []trial {
	cohorts := within(func(w *world) []*thing { return w.cohorts })
	lessons := within(func(w *world) []*thing { return w.lessons })
	enrolments := within(func(w *world) []*thing { return w.enrolments })
	certificates := within(func(w *world) []*thing { return w.certificates })
	ghost := &thing{id: trenza.NewID()}
	return []trial{
		{verb: "cohort.read", rows: cohorts, see: readsCohorts},
		{verb: "lesson.read", rows: lessons, see: readsLessons},
		{verb: "cohort.plan", rows: cohorts, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return learning.NameCohort(w.Context, tx, r.id, "Otro nombre", "")
		}},
		{verb: "lesson.plan", rows: lessons, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			s := w.planned[r.id]
			s.ID, s.Venue = r.id, "Otra sala"
			return learning.AmendSession(w.Context, tx, s)
		}},
		{verb: "enrolment.read", rows: enrolments, see: takes(func(learning.Taken) bool { return true })},
		{verb: "skill.read", rows: enrolments, see: takes(func(t learning.Taken) bool { return len(t.Steps) > 0 })},
		{verb: "certificate.read", rows: enrolments, see: takes(func(t learning.Taken) bool { return len(t.Papers) > 0 })},
		{verb: "enrolment.change", rows: enrolments, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return learning.Pass(w.Context, tx, r.id, "2020-03-20")
		}},
		{verb: "skill.record", rows: enrolments, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			s := w.objectsOf(r)
			_, err := learning.ReachSkill(w.Context, tx, r.id, s.service, skillOf[s.service], learning.Teaches, "2020-04-20")
			return err
		}},
		{verb: "certificate.issue", rows: enrolments, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := learning.Issue(w.Context, tx, r.id, "Con otro nombre")
			if p := problem(err); p != nil && p.Key == "learning.certificate_there" {
				return nil // she may, and has one
			}
			return err
		}},
		{verb: "certificate.revoke", rows: certificates, ghost: ghost, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return learning.Revoke(w.Context, tx, r.id, "Se dio por error")
		}},
	}
}

// skillOf is what each course that is tried teaches to do.
var skillOf = map[string]string{"empleabilidad": "hoja_de_vida", "crochet": "punto_base"}

// objectsOf is the first course of a row.
func (w *world) objectsOf(r *thing) spot {
	if len(r.at) == 0 {
		return spot{alma, "empleabilidad", tumbes}
	}
	return r.at[0]
}

// teach has women go through a training, here, in Lima and in both organisations, to
// its end: each has a skill and a certificate.
func (w *world) teach() {
	w.Helper()
	for _, c := range []struct {
		in       *worldtest.World
		training string
		course   string
		sessions int
		at       spot
		women    []string
	}{
		{w.World, "formacion_empleabilidad", "empleabilidad", 2, spot{alma, "empleabilidad", tumbes}, []string{w.people[0].id, w.mine}},
		{w.World, "formacion_empleabilidad", "empleabilidad", 2, spot{alma, "empleabilidad", lima}, []string{w.people[3].id, w.people[4].id}},
		{w.World, "taller", "crochet", 5, spot{taler, "crochet", inReque}, []string{w.people[10].id}},
		{w.muni, "taller", "crochet", 5, spot{taler, "crochet", inReque}, []string{w.theirs}},
	} {
		organisation := c.in.Actor.Organisation
		at := []spot{c.at}
		if c.training == "taller" {
			at = append(at, spot{taler, "pasteleria", inReque}, spot{taler, "capacidades_personales", inReque})
		}
		c.in.Write(func(tx *journal.Tx) error {
			plan := learning.CoursePlan{Course: c.course, Weekdays: []time.Weekday{time.Monday}, From: "2020-02-03", Sessions: c.sessions, Each: learning.Session{Planned: 720}}
			cohort, sessions, err := learning.PlanCohort(w.Context, tx, learning.Cohort{
				Programme: c.at.programme, Training: c.training, Title: "Grupo", Place: c.at.place,
			}, plan)
			if err != nil {
				return err
			}
			w.cohorts = append(w.cohorts, &thing{id: cohort.ID, code: cohort.Code, name: "a cohort of " + organisation + " in " + string(c.at.place), organisation: organisation, at: at})
			for _, s := range sessions {
				w.planned[s.ID] = s
				w.lessons = append(w.lessons, &thing{id: s.ID, code: cohort.Code, name: "a session of " + s.Course + " in " + string(s.Place), organisation: organisation, at: []spot{c.at}})
			}
			return w.goThrough(tx, cohort, sessions, at, c.women)
		})
	}
}

// goThrough enrols women in a cohort, has them attend everything and ends it.
func (w *world) goThrough(tx *journal.Tx, cohort learning.Cohort, sessions []learning.Session, at []spot, women []string) error {
	for _, id := range women {
		e, err := learning.Enrol(w.Context, tx, cohort.ID, w.records[id], "", "")
		if err != nil {
			return err
		}
		for _, s := range sessions {
			if err := learning.Take(w.Context, tx, s.ID, learning.Mark{Enrolment: e.ID, Kind: attention.Present}); err != nil {
				return err
			}
		}
		if _, err := learning.ReachSkill(w.Context, tx, e.ID, at[0].service, skillOf[at[0].service], learning.Learns, "2020-03-20"); err != nil {
			return err
		}
		r := &thing{id: e.ID, code: cohort.Code, organisation: tx.Organisation(), at: at, person: id}
		for _, p := range w.people {
			if p.id == id {
				r.name, r.assigned, r.shared = "the place in a cohort of a woman "+p.name, p.assigned, p.shared
			}
		}
		w.enrolments = append(w.enrolments, r)
	}
	if _, err := learning.ChangeCohort(w.Context, tx, cohort.ID, learning.Complete); err != nil {
		return err
	}
	issued, err := learning.IssueAll(w.Context, tx, cohort.ID)
	for _, c := range issued {
		w.certificates = append(w.certificates, &thing{id: c.ID, code: c.Code, name: "a certificate in " + string(at[0].place), organisation: tx.Organisation(), at: at, person: c.Whose})
	}
	return err
}

func readsCohorts(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		all, err := learning.Cohorts(w.Context, r, w.scope(p), "")
		for _, c := range all {
			shown[c.ID] = true
		}
		return err
	})
	return shown, err
}

func readsLessons(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		for _, c := range w.cohorts {
			v, err := learning.ByCode(w.Context, r, w.scope(p), c.code)
			if err != nil && !refused(err) {
				return err
			}
			for _, s := range v.Sessions {
				shown[s.ID] = true
			}
		}
		return nil
	})
	return shown, err
}

// takes reads in which trainings women are, and keeps the enrolments that show
// something.
func takes(shows func(learning.Taken) bool) func(w *world, p *player) (map[string]bool, error) {
	return func(w *world, p *player) (map[string]bool, error) {
		shown := make(map[string]bool)
		err := w.DB.Read(w.Context, func(r store.Reader) error {
			for _, e := range w.enrolments {
				all, err := learning.OfThread(w.Context, r, w.Vault, w.scope(p), e.person)
				if err != nil {
					return err
				}
				for _, t := range all {
					if shows(t) {
						shown[t.ID] = true
					}
				}
			}
			return nil
		})
		return shown, err
	}
}
