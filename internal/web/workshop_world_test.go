package web_test

import (
	"fmt"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/worldtest"
)

// workshop is a cohort of Reque, inside Alma's organisation.
type workshop struct {
	*site
	world    *worldtest.World
	cohort   learning.Cohort
	sessions []learning.Session
	women    []learning.Enrolment
}

func inReque(role string) trenza.Grant {
	return trenza.Grant{Role: role, Programme: "taller-reque", Place: "140113"}
}

// workshop opens the workshop of Reque for so many women, twice a week from January,
// each of whom speaks for a committee, and lets Greta in, its facilitator.
func (s *site) workshop(women int) *workshop {
	s.Helper()
	w := &workshop{site: s, world: s.world.In(s.T, "alma", "taller-reque")}
	s.join("greta", inReque(trenza.RoleFacilitator))
	w.world.Write(func(tx *journal.Tx) (err error) {
		var plans []learning.CoursePlan
		for _, course := range []string{"crochet", "pasteleria", "capacidades_personales"} {
			plans = append(plans, learning.CoursePlan{
				Course: course, Weekdays: []time.Weekday{time.Monday, time.Thursday}, Each: learning.Session{Hour: "15:00", Venue: "Casa comunal"},
			})
		}
		plans[0].From = "2020-01-13"
		w.cohort, w.sessions, err = learning.PlanCohort(s.Context(), tx, learning.Cohort{
			Programme: "taller-reque", Training: "taller", Title: "Taller productivo de Reque", Place: "140113",
		}, plans...)
		return err
	})
	for n := range women {
		known := w.world.Meet(worldtest.Woman(surnames[n%len(surnames)], givenNames[n%len(givenNames)], fmt.Sprint(1960+n)), "2020-01-10")
		w.world.Write(func(tx *journal.Tx) error {
			committee := collective.Committee{Kind: collective.VasoDeLeche, Name: fmt.Sprint(committees[n%len(committees)], " ", n/len(committees)+1), Place: "140113"}
			c, err := collective.Recognise(s.Context(), tx, committee, spelling.Fold)
			if err != nil {
				return err
			}
			seat := collective.Seat{Committee: c.ID, Holder: known.Person.ID, Role: collective.Representative, Since: "2020-01-02"}
			if err := collective.Take(s.Context(), tx, seat); err != nil {
				return err
			}
			e, err := learning.Enrol(s.Context(), tx, w.cohort.ID, known.Person, "", c.ID)
			w.women = append(w.women, e)
			return err
		})
	}
	return w
}

var (
	surnames   = []string{"Ñiquén", "Custodio", "Farroñán", "Llontop", "Puicón", "Senmache", "Neciosup", "Uypan", "Chavesta", "Effio", "Gonzales"}
	committees = []string{"Señor de los Milagros", "Nuevo Reque", "Micaela Bastidas", "José Olaya", "Santa Rosa", "Virgen del Carmen", "Montegrande", "Túpac Amaru"}
	givenNames = []string{"Ana Lucía", "Bertha", "Carmen", "Dora", "Elsa", "Flor", "Gladys", "Hilda", "Inés", "Juana", "Karina", "Lidia", "Maricela"}
)

// lives notes what the women can do, what they made, and that some of them taught on.
func (w *workshop) lives() {
	w.Helper()
	d, _ := programme.Shipped("taller-reque")
	w.world.Write(func(tx *journal.Tx) error {
		for n, e := range w.women {
			for i, skill := range []string{"punto_base", "prenda_completa"} {
				level := learning.Levels()[(n+i)%3]
				if _, err := learning.ReachSkill(w.Context(), tx, e.ID, "crochet", skill, level, "2020-05-04"); err != nil {
					return err
				}
			}
		}
		return nil
	})
	for n, product := range []string{"prenda_nino", "cupcake"} {
		w.world.Write(func(tx *journal.Tx) error {
			b, err := venture.Make(w.Context(), tx, venture.Batch{
				Programme: d.ID, Cohort: w.cohort.ID, Place: "140113", Day: "2020-05-04", Product: product, Units: 86 + 400*n, Minutes: 600, Material: 12000, Price: 1500,
			})
			if err != nil {
				return err
			}
			_, err = venture.Dispose(w.Context(), tx, venture.Use{Batch: b.ID, Day: "2020-05-11", How: venture.ForSale, Units: 61, Amount: 91500})
			return err
		})
	}
	for n, e := range w.women[:len(w.women)*2/3] {
		w.world.Write(func(tx *journal.Tx) error {
			day := trenza.Day("2020-05-10")
			if n%3 == 2 {
				day = "2020-08-10"
			}
			r, err := collective.Plan(w.Context(), tx, d, collective.Replica{Committee: e.Collective, Trainer: e.Root, Topics: []string{"puntos"}, Day: day, Place: "140113"})
			if err != nil || day > w.Today() {
				return err
			}
			if r, err = collective.HoldOn(w.Context(), tx, d, r.ID, r.Day); err != nil {
				return err
			}
			groups := []outreach.Group{{Sex: "F", MinAge: 30, MaxAge: 59, People: 24 - n}}
			_, err = collective.ReportOf(w.Context(), tx, d, r.ID, collective.Account{Covered: []string{"puntos"}, Groups: groups, FirstTime: 18 - n})
			return err
		})
	}
}

// path is where the cohort is.
func (w *workshop) path() string { return "/talleres/" + w.cohort.Code }

// roll is where the nth session is.
func (w *workshop) roll(n int) string { return w.path() + "/sesiones/" + w.sessions[n].ID }

// today is the session of today: 1 June 2020 is a Monday.
func (w *workshop) today() (n int) {
	w.Helper()
	for n, s := range w.sessions {
		if s.Day == "2020-06-01" {
			return n
		}
	}
	w.Fatal("no session today")
	return 0
}

// takes gives everybody a mark in the sessions from one to another: the second
// woman is excused now and then, the third has missed the last three.
func (w *workshop) takes(from, to int) {
	w.Helper()
	w.must(w.Journal.Write(w.Context(), w.world.Actor, func(tx *journal.Tx) error {
		for n := from; n < to; n++ {
			var marks []learning.Mark
			for i, e := range w.women {
				kind := attention.Present
				switch {
				case i == 1 && n%7 == 3:
					kind = attention.Justified
				case i == 2 && n >= to-3, (n*7+i*5)%23 == 0:
					kind = attention.Absent
				case (n+i)%29 == 4:
					kind = attention.Late
				}
				marks = append(marks, learning.Mark{Enrolment: e.ID, Kind: kind})
			}
			if err := learning.Take(w.Context(), tx, w.sessions[n].ID, marks...); err != nil {
				return err
			}
		}
		return nil
	}))
}

// members are who is in the cohort, by the id of the enrolment.
func (w *workshop) members() map[string]learning.Member {
	w.Helper()
	all := make(map[string]learning.Member)
	w.world.Read(func(r store.Reader) error {
		_, members, err := learning.Roster(w.Context(), r, w.world.Vault, w.world.Scope(), w.cohort.Code)
		for _, m := range members {
			all[m.Enrolment.ID] = m
		}
		return err
	})
	return all
}

// mark is the mark of a woman in a session.
func (w *workshop) mark(woman, session int) string {
	w.Helper()
	return w.members()[w.women[woman].ID].Marks[w.sessions[session].ID].Mark
}
