package report_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// public is what anybody may read of a world.
func public(w *worldtest.World, by ...reach.Dimension) *report.Report {
	w.Helper()
	return w.Figures(alma, report.Query{Public: true, By: by})
}

// said is how a report shows its figures, those of nobody left out.
func said(r *report.Report) string {
	var figures []string
	for _, f := range r.Figures {
		if f.Value > 0 {
			figures = append(figures, f.Indicator.ID+" "+r.Shown(f, "es"))
		}
	}
	return strings.Join(figures, ", ")
}

// From 1 to 4 people are "<5"; where violence is touched, from 1 to 9 are "<10";
// nobody is 0.
func TestSmallFiguresAreNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for _, c := range []struct {
			people int
			legal  string // of no sensitive topic
			people2,
			informed string // of one
		}{
			{0, "0", "0", "0"}, {1, "<5", "<10", "<10"}, {4, "<5", "<10", "<10"}, {5, "5", "<10", "<10"},
			// Nine with legal assistance among fewer than ten people would tell that they are nine.
			{9, "…", "<10", "<10"}, {10, "10", "10", "10"},
		} {
			w := base.In(t, fmt.Sprint(c.people), alma)
			crowd(w, 0, c.people, "asistencia_legal", lima)
			crowd(w, 0, c.people, "informacion_vbg", lima)
			r := public(w)
			for id, want := range map[string]string{"legal": c.legal, "personas": c.people2, "informacion": c.informed} {
				if got := r.Shown(figureOf(t, r, id), "es"); got != want {
					t.Errorf("%d people, %s: %s, want %s", c.people, id, got, want)
				}
			}
		}
	})
}

// A workshop of women whom everybody knows publishes totals only.
func TestTotalsOnly(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	reporter := report.Reporter{Engine: w.Engine, Journal: w.Journal}
	q := report.Query{Definition: shipped(t, reque), By: []reach.Dimension{reach.ByAge}, Public: true}
	_, err := reporter.Report(w.Context, w.Scope(), q)
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "report.totals_only"}) {
		t.Error(err)
	}
	q.Public = false
	if r, err := reporter.Report(w.Context, w.Scope(), q); err != nil || len(figureOf(t, r, "representantes").Cells) == 0 {
		t.Errorf("inside the house the slices are seen: %v", err)
	}
	if r := w.Figures(reque, report.Query{Public: true}); said(r) != "representantes 24, comites 24, alcance_replicas 24, personas 24" {
		t.Error(said(r))
	}
}

// Whoever subtracts one public figure from another learns of no few people: of
// the two, the one that was never published goes.
func TestDifferencesTellOfNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for _, c := range []struct {
			name string
			give func(*worldtest.World)
			said string
		}{
			{"two of fifty had another service", func(w *worldtest.World) {
				crowd(w, 0, 50, "informacion_proteccion", lima)
				crowd(w, 100, 2, "salud", lima)
			}, "salud <5, informacion 50, informacion_mujeres al menos 50, personas …"},
			{"three of sixty are men", func(w *worldtest.World) {
				crowd(w, 0, 57, "informacion_proteccion", lima)
				for i := range 3 {
					w.Give(man(worldtest.Numbered(100+i)), "informacion_proteccion", worldtest.Delivered(worldtest.Today, lima))
				}
			}, "informacion 60, informacion_mujeres …, personas 60"},
			{"two of forty had both", func(w *worldtest.World) {
				crowd(w, 0, 20, "asistencia_legal", lima)
				crowd(w, 18, 22, "salud_mental", lima)
			}, "legal …, psicosocial 22, legal_psicosocial 40, salud 22, personas 40"},
			{"two of forty had no legal assistance", func(w *worldtest.World) {
				crowd(w, 0, 38, "asistencia_legal", lima)
				crowd(w, 20, 20, "psicosocial_individual", lima)
			}, "legal …, psicosocial 20, legal_psicosocial 40, personas 40"},
			{"nobody is told of", func(w *worldtest.World) {
				crowd(w, 0, 30, "asistencia_legal", lima)
				crowd(w, 15, 35, "psicosocial_individual", lima)
			}, "legal 30, psicosocial 35, legal_psicosocial 50, personas 50"},
		} {
			w := base.In(t, c.name, alma)
			c.give(w)
			if got := said(public(w)); got != c.said {
				t.Errorf("%s: %s; want %s", c.name, got, c.said)
			}
			for _, f := range w.Figures(alma, report.Query{}).Figures {
				if f.Hidden {
					t.Errorf("%s: inside the house %s is hidden", c.name, f.Indicator.ID)
				}
			}
		}
	})
}

// Of a figure that is hidden, or that a cell of another tells, the cells are
// hidden as well.
func TestCellsOfOneFigureTellNothingOfAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		crowd(w, 0, 30, "asistencia_legal", lima)
		crowd(w, 100, 30, "asistencia_legal", tumbes)
		crowd(w, 200, 20, "psicosocial_individual", lima)
		crowd(w, 300, 2, "psicosocial_individual", tumbes)
		r := public(w, reach.ByRegion)
		var cells []string
		for _, id := range []string{"legal", "psicosocial", "legal_psicosocial"} {
			for _, c := range figureOf(t, r, id).Cells {
				cells = append(cells, fmt.Sprint(c.Count, c.Hidden))
			}
		}
		// In Tumbes 32 less 30 would tell of two; Lima goes so that the total
		// of 60 does not tell of Tumbes.
		if got := strings.Join(cells, ", "); got != "30 true, 30 true, 20 true, 2 true, 50 false, 32 false" {
			t.Errorf("%s\n%s", got, textOf(t, r, "es"))
		}
	})
}

// What stands beside a figure is left out when it is small or its difference
// is, and so are heads counted without a name; nothing says that there were none.
func TestWhatStandsBesideTellsOfNobody(t *testing.T) {
	survey := func(w *worldtest.World, satisfied, answered, asked int) {
		crowd(w, 0, satisfied, "satisfaccion", lima, programme.Asked, programme.Answered, programme.Satisfied)
		crowd(w, 100, answered-satisfied, "satisfaccion", lima, programme.Asked, programme.Answered)
		crowd(w, 200, asked-answered, "satisfaccion", lima, programme.Asked)
	}
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for _, c := range []struct {
		satisfied, answered, asked int
		beside                     string
	}{
		{20, 30, 40, "[{satisfaccion asked 40 0} {satisfaccion answered 30 0}]"},
		{20, 30, 32, "[{satisfaccion asked 32 0}]"}, // two would not answer
		{20, 23, 40, "[{satisfaccion asked 40 0}]"}, // three answered and are not satisfied
		{20, 20, 40, "[{satisfaccion asked 40 0} {satisfaccion answered 20 0}]"},
		{20, 22, 24, "[]"},
		{3, 20, 40, "[{satisfaccion asked 40 0} {satisfaccion answered 20 0}]"},
		{0, 3, 40, "[{satisfaccion asked 40 0}]"},
	} {
		w := base.In(t, fmt.Sprint(c), alma)
		survey(w, c.satisfied, c.answered, c.asked)
		if f := figureOf(t, public(w), "satisfechas"); fmt.Sprint(f.Beside) != c.beside {
			t.Errorf("%+v: %v", c, f.Beside)
		}
	}

	w := base.In(t, "course", alma)
	var women []string
	for i := range 40 {
		marks := slicesOf(6)
		if i >= 38 {
			marks = slicesOf(1)
		}
		women = append(women, w.Give(worldtest.Numbered(i), "empleabilidad", marks...).Person.ID)
	}
	w.Train("formacion_empleabilidad", lima, women...)
	if f := figureOf(t, public(w), "empleabilidad"); f.Value != 38 || len(f.Beside) > 0 {
		t.Errorf("two of 40 who took part did not complete: %+v", f)
	}
}

// slicesOf is so many sessions of four hours.
func slicesOf(n int) []attention.Attention {
	var sessions []attention.Attention
	for i := range n {
		sessions = append(sessions, attention.Attention{
			Day: worldtest.Today.Add(i), Place: lima, Mark: attention.Present, Minutes: 240, Outcomes: []string{programme.Delivered},
		})
	}
	return sessions
}

// The public JSON has no rows, no records, and null for what is hidden.
func TestPublicJSON(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := counted(t, location)
		crowd(w, 100, 40, "asistencia_legal", lima)
		text := jsonOf(t, "es", public(w, reach.ByRegion))
		var read struct {
			Public  bool
			Figures []struct {
				ID    string
				Value *int
				Shown string
				Rows  *int
				Girls *int `json:"girls_apart"`
				Cells []struct {
					Values []string
					Value  *int
					Shown  string
					Rows   *int
				}
			}
		}
		if err := json.Unmarshal([]byte(text), &read); err != nil || !read.Public {
			t.Fatalf("%v: %s", err, text)
		}
		for _, word := range []string{`"rows"`, `"records"`, `"girls_apart"`, `"age_unknown"`} {
			if strings.Contains(text, word) {
				t.Errorf("%s is public", word)
			}
		}
		for _, f := range read.Figures {
			if (f.Value == nil) != (strings.HasPrefix(f.Shown, "<") || f.Shown == "…") {
				t.Errorf("%s: %v is shown as %s", f.ID, f.Value, f.Shown)
			}
			for _, c := range f.Cells {
				if (c.Value == nil) != (strings.HasPrefix(c.Shown, "<") || c.Shown == "…") {
					t.Errorf("%s, %v: %v is shown as %s", f.ID, c.Values, c.Value, c.Shown)
				}
			}
		}
		if strings.Count(text, `"value": null`) < 4 {
			t.Errorf("little is hidden:\n%s", text)
		}
	})
}

// What touches on violence is not published by district or month, nor in three
// divisions; anything else is.
func TestSensitiveTopicsAreNotSlicedFinely(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		crowd(w, 0, 40, "asistencia_legal", lima)
		crowd(w, 0, 40, "informacion_vbg", lima)
		for _, c := range []struct {
			by   []reach.Dimension
			fine bool
		}{
			{[]reach.Dimension{reach.ByDistrict}, true},
			{[]reach.Dimension{reach.ByMonth, reach.BySex}, true},
			{[]reach.Dimension{reach.ByRegion, reach.BySex, reach.ByYear}, true},
			{[]reach.Dimension{reach.ByProvince, reach.ByQuarter}, false},
		} {
			r := public(w, c.by...)
			if informed := figureOf(t, r, "informacion"); informed.TooFine != c.fine || c.fine != (len(informed.Cells) == 0) {
				t.Errorf("by %v, informacion: %+v", c.by, informed)
			}
			if legal := figureOf(t, r, "legal"); legal.TooFine || len(legal.Cells) == 0 {
				t.Errorf("by %v, legal: %+v", c.by, legal)
			}
		}
	})
}

// Seven women may be published; seven people who are neither women nor men may
// not, nor may the others of their table, which would tell of them.
func TestOtherSexesAreHiddenUnderTen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for sex, hidden := range map[string]bool{"M": false, "I": true} {
			w := base.In(t, "of "+sex, alma)
			crowd(w, 0, 40, "salud", lima)
			for n := range 12 { // so that everybody together does not tell of them
				w.Give(man(worldtest.Numbered(70+n)), "informacion_proteccion", worldtest.Delivered("2020-03-03", lima))
			}
			for n := range 7 {
				other := worldtest.Numbered(90 + n)
				other.Sex = sex
				w.Give(other, "salud", worldtest.Delivered("2020-03-03", lima))
				w.Give(other, "informacion_proteccion", worldtest.Delivered("2020-03-03", lima))
			}
			for _, c := range figureOf(t, public(w, reach.BySex), "salud").Cells {
				if c.Hidden != hidden {
					t.Errorf("beside 7 of sex %s, %v is hidden: %v", sex, c.Values, c.Hidden)
				}
			}
		}
	})
}
