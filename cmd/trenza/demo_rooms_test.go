package main

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/venture"
)

// Story 4 in the demo, on both engines: 48 sessions and 1,152 marks, 22 approved and
// two constancias, 24 committees of 24, 19 of them with a replica (79.2 %), and "24
// directas + 268 indirectas (declaradas)", never 436.
func TestTheWorkshopLivesInItsRooms(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			said := played(t, s, h, "taller-reque", cast.TallerReque(1))
			d, _ := programme.Shipped("taller-reque")
			scope, err := s.scope(h, d)
			if err != nil {
				t.Fatal(err)
			}
			err = h.data.Read(t.Context(), func(r store.Reader) error {
				theCohort(t, h, r, scope)
				return theMultiplier(t, h, r, scope, d)
			})
			if err != nil {
				t.Error(err)
			}
			for _, want := range []string{"79.2 % (19 de 24)", "24 directas + 268 indirectas (declaradas)", "412 asistencias", "B2  Asistencia: 9", "22 de 24", "mediana de 24", "B6  Productos: "} {
				if !strings.Contains(said, want) {
					t.Errorf("the demo does not say %q:\n%s", want, said)
				}
			}
			if strings.Contains(said, "436") {
				t.Errorf("the demo adds what is counted in different ways:\n%s", said)
			}
			theLabels(t, h, scope, d)
			if err := (verifyCommand{}).Run(s); err != nil {
				t.Error(err)
			}
		})
	}
}

// theCohort holds the only cohort of Reque against story 4.
func theCohort(t *testing.T, h *house, r store.Reader, scope access.Scope) {
	t.Helper()
	cohorts, err := learning.Cohorts(t.Context(), r, scope, "taller-reque")
	if err != nil || len(cohorts) != 1 {
		t.Fatalf("%d cohorts: %v", len(cohorts), err)
	}
	v, members, err := learning.Roster(t.Context(), r, h.vault, scope, cohorts[0].Code)
	if err != nil {
		t.Fatal(err)
	}
	marks, minutes := 0, 0
	for _, m := range members {
		marks += len(m.Marks)
	}
	for _, s := range v.Sessions {
		if minutes += s.Minutes(); s.State != learning.SessionHeld {
			t.Errorf("session %d of %s is %s", s.Number, s.Course, s.State)
		}
	}
	if len(v.Sessions) != 48 || marks != 1152 || minutes != 120*60 {
		t.Errorf("%d sessions of %d minutes, %d marks", len(v.Sessions), minutes, marks)
	}
	want := learning.Totals{Women: 24, TookPart: 24, Committees: 24, Detailed: true, Trained: 22, Approvals: 22, Attending: 2}
	if v.Totals != want {
		t.Errorf("%+v, want %+v", v.Totals, want)
	}
	for _, m := range members {
		if (m.Total >= 96*60) != (m.State == learning.Completed) || m.Marks[v.Sessions[0].ID].Mark == attention.MadeUp {
			t.Errorf("%d minutes are %s", m.Total, m.State)
		}
	}
}

// theMultiplier holds what was taught on, led and made against story 4.
func theMultiplier(t *testing.T, h *house, r store.Reader, scope access.Scope, d *programme.Definition) error {
	t.Helper()
	m, err := collective.Measured(t.Context(), r, h.vault, scope, d, h.desk.Today())
	if err != nil {
		return err
	}
	if m.Committees != 24 || m.Represented != 24 || m.InTime != 19 || m.Replicas != 31 || m.Proposals != 5 || m.Adopted != 3 {
		t.Errorf("%+v", m)
	}
	if got := m.Reach.Attendances.Text(d.Numbers, "es"); got != "412 asistencias" {
		t.Error(got)
	}
	made, err := venture.OfWorkshop(t.Context(), r, h.vault, scope, d.ID, "", trenza.Period{})
	if err != nil {
		return err
	}
	if len(made.Products) != 5 || made.Sales == 0 {
		t.Errorf("%+v", made)
	}
	return nil
}

// theLabels holds the life stages of the 24 against story 4: 30 labels, which overlap
// and say so, are for the house; the municipality and the public get totals alone.
func theLabels(t *testing.T, h *house, scope access.Scope, d *programme.Definition) {
	t.Helper()
	by := report.Query{Definition: d, By: []reach.Dimension{reach.ByLifeStage}}
	r, err := h.reporter.Report(t.Context(), scope, by)
	if err != nil {
		t.Fatal(err)
	}
	women := r.Figures[0]
	labels, sum := make(map[string]int), 0
	for _, c := range women.Cells {
		labels[report.Label(reach.ByLifeStage, c.Values[0], d, "es")] = c.Count
		sum += c.Count
	}
	want := map[string]int{"Joven": 6, "Madre": 15, "Gestante": 3, "Adulta mayor": 6}
	if women.Value != 24 || sum != 30 || !maps.Equal(labels, want) {
		t.Errorf("%d women, %d labels: %v, want %v", women.Value, sum, labels, want)
	}
	if said := strings.Join(r.Remarks("es"), " "); !strings.Contains(said, "espuesta múltiple") {
		t.Errorf("that labels overlap is not said: %s", said)
	}
	council, err := access.For(trenza.Actor{
		Organisation: d.Runs(), Account: "regidora", Grants: []trenza.Grant{{Role: trenza.RolePublicPartner, Programme: d.ID}},
	}, d.Offers()...)
	if err != nil {
		t.Fatal(err)
	}
	public := by
	public.Public = true
	for whose, ask := range map[string]func() (*report.Report, error){
		"the public":       func() (*report.Report, error) { return h.reporter.Report(t.Context(), scope, public) },
		"the municipality": func() (*report.Report, error) { return h.reporter.Report(t.Context(), council, by) },
	} {
		if _, err := ask(); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "report.totals_only", Args: []any{d.Title.ES}}) {
			t.Errorf("%s asks for life stages: %v", whose, err)
		}
	}
}
