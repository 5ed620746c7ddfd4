package worldtest

import (
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/registry"
)

// classroom is how many women a cohort has at most.
const classroom = 40

// Train closes cohorts of a training of Alma Llanera, of one course, with these
// records in them: what was given to them of the course becomes of sessions on its
// days, each as long as the longest that somebody came on that day.
func (w *World) Train(training string, place trenza.Place, records ...string) {
	w.Helper()
	d := w.definition("alma-llanera")
	t, known := d.Training(training)
	if !known || len(t.Courses) != 1 {
		w.Fatal("no training of one course:", training)
	}
	for class := range slices.Chunk(records, classroom) {
		w.Write(func(tx *journal.Tx) error {
			women := make([]*registry.Person, len(class))
			lasted := make(map[trenza.Day]int)
			for i, record := range class {
				p, err := registry.Find(w.Context, tx, w.Vault, w.Actor.Organisation, record)
				if err != nil {
					return err
				}
				given, err := attention.OfThread(w.Context, tx, w.Actor.Organisation, p.Root, attention.Kind{Programme: d.ID, Service: t.Courses[0]})
				if err != nil {
					return err
				}
				for _, a := range given {
					lasted[a.Day] = max(lasted[a.Day], a.Minutes)
				}
				women[i] = p
			}
			return w.teach(tx, learning.Cohort{Programme: d.ID, Training: t.ID, Title: "Un grupo", Place: place}, t.Courses[0], lasted, women)
		})
	}
}

// teach plans a cohort with sessions of a course that lasted so many minutes, enrols
// everybody and closes it.
func (w *World) teach(tx *journal.Tx, c learning.Cohort, course string, lasted map[trenza.Day]int, women []*registry.Person) error {
	var plans []learning.CoursePlan
	for day, minutes := range lasted {
		plans = append(plans, learning.CoursePlan{
			Course: course, From: day, Weekdays: []time.Weekday{day.Time().Weekday()}, Sessions: 1, Each: learning.Session{Planned: minutes},
		})
	}
	slices.SortFunc(plans, func(a, b learning.CoursePlan) int { return a.From.Time().Compare(b.From.Time()) })
	c, _, err := learning.PlanCohort(w.Context, tx, c, plans...)
	for _, p := range women {
		if err == nil {
			_, err = learning.Enrol(w.Context, tx, c.ID, p, learning.Enrolled, "")
		}
	}
	if err == nil {
		_, err = learning.ChangeCohort(w.Context, tx, c.ID, learning.Complete)
	}
	return err
}
