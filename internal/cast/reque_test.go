package cast_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/learning"
)

func TestTallerReque(t *testing.T) {
	for seed := range uint64(20) {
		w := cast.TallerReque(seed)
		before, after := importWorld(t, w, false, false), importWorld(t, w, false, true)
		if read, people := different(before), different(after); read != 26 || people != 24 {
			t.Errorf("seed %d: %d people by document and %d after review, want 26 and 24", seed, read, people)
		}
		committees, stages := map[string]*person{}, map[string]map[*person]bool{}
		minutes := map[*person]int{}
		for _, x := range after.rows {
			if x.person == nil {
				continue
			}
			who := x.person.find()
			committees[x.cell("Comité")] = who
			for _, day := range x.days {
				minutes[who] += equivalent(x.cell(day)) * 150 / 180
			}
			for stage := range strings.SplitSeq(x.cell("Etapas de vida"), ";") {
				if stages[stage] == nil {
					stages[stage] = map[*person]bool{}
				}
				stages[stage][who] = true
			}
		}
		delete(stages, "")
		approved := 0
		for _, n := range minutes {
			if n*100 >= 120*60*80 {
				approved++
			}
		}
		if len(committees) != 24 || approved != 22 {
			t.Errorf("seed %d: %d committees and %d women approved, want 24 and 22", seed, len(committees), approved)
		}
		for stage, want := range map[string]int{"joven": 6, "madre": 15, "gestante": 3, "adulta_mayor": 6} {
			if n := len(stages[stage]); n != want {
				t.Errorf("seed %d: %d women labelled %s, want %d", seed, n, stage, want)
			}
		}
	}
}

// different counts the people of an import.
func different(r *read) int {
	seen := map[*person]bool{}
	for _, p := range r.people {
		seen[p.find()] = true
	}
	return len(seen)
}

func TestSessionsOfReque(t *testing.T) {
	days := map[string]bool{}
	held := map[string]int{}
	for _, x := range importWorld(t, cast.TallerReque(1), false, true).rows {
		for _, day := range x.days {
			days[day] = true
		}
		if n := len(x.days); n > 0 {
			held[x.cell("Servicio")] = n
		}
		if x.cell("Lugar") != "140113" {
			t.Errorf("%v is in %s", x.ref, x.cell("Lugar"))
		}
	}
	if len(days) != 48 || held["crochet"] != 24 || held["pasteleria"] != 16 || held["capacidades_personales"] != 8 {
		t.Errorf("%d days, sessions %v", len(days), held)
	}
}

func TestSmall(t *testing.T) {
	bono, representantes := cast.Small()
	r := importWorld(t, cast.World{Lists: []cast.List{bono}}, false, true)
	if len(r.refused) != 1 || r.refused[0].Row != 12 || len(r.people) != 7 || len(r.raised) != 1 {
		t.Errorf("refused %v, %d people, %d pairs; want row 12, 7 people and 1 pair", r.refused, len(r.people), len(r.raised))
	}
	for pair := range r.raised {
		if pair[0].rows[0].ref.Row != 4 || pair[1].rows[0].ref.Row != 5 {
			t.Errorf("rows %v and %v look alike, want 4 and 5", pair[0].rows[0].ref, pair[1].rows[0].ref)
		}
	}
	paid := 0
	for _, x := range r.rows {
		if state := x.cell("Estado"); state == "cobrado" || state == "abonado" {
			paid++
		}
	}
	if paid != 10 {
		t.Errorf("%d rows paid, want 10", paid)
	}
	women := importWorld(t, cast.World{Lists: []cast.List{representantes}}, false, true)
	if len(women.people) != 24 || len(women.raised) != 0 || len(women.refused) != 0 {
		t.Errorf("%d women, %d pairs, refused %v", len(women.people), len(women.raised), women.refused)
	}
}

// Story 4: 31 replicas in 19 committees, 412 attendances, of which 268 for the first
// time; and every committee that proposed something or taught on has a woman.
func TestReplicasOfReque(t *testing.T) {
	for seed := range uint64(20) {
		w := cast.TallerReque(seed)
		people, first, verified := 0, 0, map[string]bool{}
		for _, r := range w.Replicas {
			first += r.Account.FirstTime
			for _, g := range r.Account.Groups {
				people += g.People
			}
			if r.Verified != "" {
				verified[r.Committee] = true
			}
		}
		if len(w.Replicas) != 31 || len(verified) != 19 || people != 412 || first != 268 {
			t.Errorf("seed %d: %d replicas, %d committees, %d attendances, %d first", seed, len(w.Replicas), len(verified), people, first)
		}
	}
}

// A sheet is taken on the days on which its cohort met, and on no holiday.
func TestSheetsAreTakenOnTheDaysOfTheirCohorts(t *testing.T) {
	for _, w := range []cast.World{worlds[1](), cast.TallerReque(1)} {
		if len(w.Cohorts) == 0 {
			t.Fatal("nobody learns together")
		}
		for _, c := range w.Cohorts {
			for i, sheet := range c.Sheets {
				var planned []string
				for _, day := range learning.Calendar(c.Plans[i].From, c.Plans[i].Weekdays, c.Plans[i].Sessions, c.Plans[i].Off...) {
					planned = append(planned, string(day))
				}
				if days := columnsOf(headerOf(w, c.File, sheet)).days; !slices.Equal(days, planned) || len(days) == 0 {
					t.Errorf("%s %s: %v, and the cohort met on %v", c.File, sheet, days, planned)
				}
			}
		}
	}
}

func headerOf(w cast.World, file, sheet string) []string {
	for _, list := range w.Lists {
		for _, s := range list.Sheets {
			if list.Name == file && s.Name == sheet {
				return s.Rows[0]
			}
		}
	}
	return nil
}

// The baker of story 1 completes both courses in one round, and her business is told
// first.
func TestTheBakerIsThere(t *testing.T) {
	for seed := range uint64(3) {
		w := worlds[seed+1]()
		first := w.Businesses[0]
		at := importWorld(t, w, false, true).byRef[first.Whose].find()
		services := map[string]bool{}
		for _, x := range at.rows {
			services[x.cell("Servicio")] = true
			if x.cell("Nombres") != cast.Marbelys.GivenNames || x.cell("Número de documento") != cast.Marbelys.DocumentNumber {
				t.Errorf("seed %d: %v is of %s", seed+1, x.ref, x.cell("Nombres"))
			}
		}
		if !services["bono"] || !services["empleabilidad"] || !services["emprendimiento"] || len(w.Businesses) != 24 || first.Name != "Panadería Marbelys" {
			t.Errorf("seed %d: %v, %d businesses, %s", seed+1, services, len(w.Businesses), first.Name)
		}
	}
}
