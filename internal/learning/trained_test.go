package learning_test

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// trained expects so many women to have been trained in employability, each by one row.
func (c *taught) trained(want int) {
	c.Helper()
	if got := c.Count(having("empleabilidad", programme.Trained)); got.Count != want || got.Rows != want {
		c.Fatalf("%d were trained, in %d rows, want %d", got.Count, got.Rows, want)
	}
}

// Domain rule 6: "trained" is who completed, and no session makes her so before her
// cohort ends. Who completes two cohorts was trained once, when she came last to the
// first; and opening a cohort again takes it back.
func TestWhoCompletedACohortWasTrained(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		first := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "130101")
		first.enrol(1, 2)
		first.marks(0, "PPPPPPPF")
		first.marks(1, "PPPPFFFF")
		if done := first.Count(having("empleabilidad", programme.Completed)); done.Count != 1 {
			t.Errorf("%d have the hours", done.Count)
		}
		first.trained(0)
		first.change(learning.Complete)
		first.trained(1)
		until := having("empleabilidad", programme.Trained)
		until.Period = trenza.Period{To: first.sessions[6].Day}
		if by := first.Count(until); by.Count != 1 {
			t.Errorf("%d were trained by her last session", by.Count)
		}
		until.Period.To = until.Period.To.Add(-1)
		if by := first.Count(until); by.Count != 0 {
			t.Errorf("%d were trained before it", by.Count)
		}

		second := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-04-02", "130101")
		second.enrol(1)
		second.marks(0, "PPPPPPPP")
		second.change(learning.Complete)
		second.trained(1)
		first.change(learning.Reopen)
		first.trained(1) // by the second
		first.mark(4, 1, attention.Present)
		first.mark(5, 1, attention.Present)
		first.mark(6, 1, attention.Present)
		first.change(learning.Complete)
		first.trained(2)
		w.Sound()
	})
}

// Of a training of several courses she was trained in those to which she came: who
// reaches the hours without one of them was not trained in that one.
func TestTrainedInTheCoursesToWhichSheCame(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "taller-reque")
	c := cohort(w, "taller-reque", "taller", "2019-01-08", reque)
	c.enrol(1)
	c.Write(func(tx *journal.Tx) error {
		for i, s := range c.sessions {
			kind := attention.Present
			if s.Course == "capacidades_personales" {
				kind = attention.Absent
			}
			if err := c.take(tx, i, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: kind}); err != nil {
				return err
			}
		}
		return nil
	})
	c.change(learning.Complete)
	for service, want := range map[string]int{"crochet": 1, "pasteleria": 1, "capacidades_personales": 0} {
		got := c.Count(reach.Question{Programme: "taller-reque", Terms: []reach.Term{{Service: service, Outcome: programme.Trained}}}).Count
		if got != want {
			t.Errorf("%s: %d trained, want %d", service, got, want)
		}
	}
	w.Sound()
}
