package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/worldtest"
)

// certified has somebody go through a training of a programme, and returns her
// certificate.
func certified(w *worldtest.World, p *registry.Person, program string) (c learning.Certificate) {
	w.Helper()
	training, plan := "formacion_empleabilidad", learning.CoursePlan{Course: "empleabilidad", Sessions: 2}
	if program == "taller-reque" {
		training, plan = "taller", learning.CoursePlan{Course: "crochet", Sessions: 5}
	}
	plan.From, plan.Weekdays, plan.Each.Planned = "2020-02-03", []time.Weekday{time.Monday}, 720
	w.Write(func(tx *journal.Tx) error {
		cohort, sessions, err := learning.PlanCohort(w.Context, tx, learning.Cohort{Programme: program, Training: training, Title: "Grupo", Place: "150101"}, plan)
		if err != nil {
			return err
		}
		e, err := learning.Enrol(w.Context, tx, cohort.ID, p, "", "")
		for _, s := range sessions {
			if err == nil {
				err = learning.Take(w.Context, tx, s.ID, learning.Mark{Enrolment: e.ID, Kind: attention.Present})
			}
		}
		if err == nil {
			_, err = learning.ChangeCohort(w.Context, tx, cohort.ID, learning.Complete)
		}
		if err == nil {
			c, err = learning.Issue(w.Context, tx, e.ID, "Yorgelis del Carmen Mendoza")
		}
		return err
	})
	return c
}

// revoked is the code of a certificate that was revoked.
func revoked(w *worldtest.World, p *registry.Person, program string) string {
	w.Helper()
	c := certified(w, p, program)
	w.Write(func(tx *journal.Tx) error { return learning.Revoke(w.Context, tx, c.ID, "Se dio por error") })
	return c.Code
}

// Whoever has the code is told the initials, the course, its hours, the day and who
// issued it, in either language, and nothing else; of every other code the same as of
// one that was revoked.
func TestACertificateIsChecked(t *testing.T) {
	s := one(t)
	c := certified(s.world, s.world.Meet(worldtest.Numbered(1), worldtest.Today).Person, "alma-llanera")
	b := s.browser()
	page := b.get("/comprobar/" + c.Code)
	b.shows(page, http.StatusOK, "Válido")
	for _, shown := range []string{"Y. C. M.", "Taller de empleabilidad", "24", "1 jun 2020", "CARE Perú"} {
		b.shows(page, http.StatusOK, shown)
	}
	for _, hidden := range []string{"Yorgelis", "Mendoza", "aprobación", "Alma Llanera", "Venezuela", "Lima", "iolencia", c.Whose} {
		if strings.Contains(page.text(), hidden) {
			t.Errorf("the page says %q", hidden)
		}
	}
	if facts := strings.Count(page.body, "<dt>"); facts != 5 {
		t.Errorf("the page says %d things", facts)
	}
	gone := revoked(s.world, s.world.Meet(worldtest.Numbered(2), worldtest.Today).Person, "alma-llanera")
	none := b.get("/comprobar/AAAAA-AAAAA")
	b.shows(none, http.StatusNotFound, "No disponible")
	s.alike("a revoked one", b.get("/comprobar/"+gone), none)
}
