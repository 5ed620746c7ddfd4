package report_test

import (
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

func TestFiguresOfAWorldCountedByHand(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		r := counted(t, location).Figures(alma, report.Query{})
		for _, c := range []struct {
			id                        string
			value, rows, girls, noAge int
		}{
			{"legal", 2, 3, 1, 0},             // ana twice, bea; cira apart
			{"regularizacion", 1, 1, 0, 0},    // bea
			{"psicosocial", 3, 3, 0, 1},       // ana, dora, flor by her second session
			{"legal_psicosocial", 4, 6, 1, 1}, // ana, bea, dora, flor
			{"salud", 1, 1, 0, 0},             // dora
			{"personas", 7, 10, 0, 0},
			{"bono", 0, 0, 0, 0},
		} {
			f := figureOf(t, r, c.id)
			if f.Value != c.value || f.Rows != c.rows || f.Girls != c.girls || f.NoAge != c.noAge {
				t.Errorf("%s: %d of %d rows, %d girls, %d of no age; want %+v", c.id, f.Value, f.Rows, f.Girls, f.NoAge, c)
			}
		}
		union := figureOf(t, r, "legal_psicosocial")
		if fmt.Sprint(union.Parts) != "[{legal 2} {psicosocial 3}]" || union.Overlap != 1 {
			t.Errorf("parts %v, overlap %d", union.Parts, union.Overlap)
		}
	})
}

// A person counts once in each cell and may be in several, so that the regions
// add up to more than the country.
func TestCells(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := counted(t, location)
		for _, c := range []struct {
			by    []reach.Dimension
			cells string
		}{
			{[]reach.Dimension{reach.ByRegion}, "15=2 24=3"}, // ana is in both
			{[]reach.Dimension{reach.BySex}, "F=4"},
			{[]reach.Dimension{reach.ByAge}, "=1 18-29=2 30-59=1"},
			{[]reach.Dimension{reach.ByRegion, reach.ByAge}, "15,18-29=2 24,=1 24,18-29=1 24,30-59=1"},
			{[]reach.Dimension{reach.ByMonth}, "2020-04=4 2020-05=1"},
		} {
			f := figureOf(t, w.Figures(alma, report.Query{By: c.by}), "legal_psicosocial")
			var cells []string
			for _, cell := range f.Cells {
				cells = append(cells, fmt.Sprintf("%s=%d", strings.Join(cell.Values, ","), cell.Count))
			}
			if got := strings.Join(cells, " "); got != c.cells || f.Value != 4 {
				t.Errorf("by %v: %s of %d, want %s of 4", c.by, got, f.Value, c.cells)
			}
		}
	})
}

func TestPeriods(t *testing.T) {
	w := counted(t, storetest.Location(t, store.SQLite))
	for _, c := range []struct {
		period           trenza.Period
		legal, psych     int
		spanish, english string
	}{
		{trenza.Period{}, 2, 3, "Todo el programa", "The whole programme"},
		{trenza.Period{From: "2020-04-02"}, 1, 2, "Desde el 2 abr 2020", "Since 2 Apr 2020"},
		{trenza.Period{To: "2020-04-01"}, 2, 1, "Hasta el 1 abr 2020", "Until 1 Apr 2020"},
		{trenza.Period{From: "2020-05-01", To: "2020-05-01"}, 1, 0, "Del 1 may 2020 al 1 may 2020", "1 May 2020"},
	} {
		r := w.Figures(alma, report.Query{Period: c.period})
		if l, p := figureOf(t, r, "legal").Value, figureOf(t, r, "psicosocial").Value; l != c.legal || p != c.psych {
			t.Errorf("%v: %d and %d, want %d and %d", c.period, l, p, c.legal, c.psych)
		}
		if es, en := textOf(t, r, "es"), textOf(t, r, "en"); !strings.Contains(es, c.spanish) || !strings.Contains(en, c.english) {
			t.Errorf("%v is called:\n%.120s\n%.120s", c.period, es, en)
		}
	}
	backwards := report.Query{Definition: shipped(t, alma), Period: trenza.Period{From: "2020-05-01", To: "2020-04-01"}}
	reporter := report.Reporter{Engine: w.Engine, Journal: w.Journal}
	_, err := reporter.Report(w.Context, w.Scope(), backwards)
	_, proofErr := reporter.Explain(w.Context, w.Scope(), backwards, "legal")
	for _, err := range []error{err, proofErr} {
		if !errors.Is(err, trenza.Refuse("report.period_backwards")) {
			t.Error(err)
		}
	}
}

// Who was asked and who answered stand beside who is satisfied; so do, declared,
// those without a name.
func TestWhatStandsBeside(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		crowd(w, 0, 4, "satisfaccion", lima, programme.Asked, programme.Answered, programme.Satisfied)
		crowd(w, 4, 3, "satisfaccion", lima, programme.Asked, programme.Answered)
		crowd(w, 7, 2, "satisfaccion", lima, programme.Asked)
		w.Give(gil, "satisfaccion", attention.Attention{Day: worldtest.Today, Outcomes: []string{programme.Asked}})
		f := figureOf(t, w.Figures(alma, report.Query{}), "satisfechas")
		if f.Value != 4 || fmt.Sprint(f.Beside) != "[{satisfaccion asked 9 0} {satisfaccion answered 7 0}]" {
			t.Errorf("%d satisfied, beside %v", f.Value, f.Beside)
		}
	})
}

// A figure claims no more than it may, in the programme's manner of writing.
func TestFiguresAreShownAsTheyMayBeRead(t *testing.T) {
	indicator := func(qualifier string, roundTo int) *programme.Indicator {
		return &programme.Indicator{ID: "x", Unit: programme.Persons, Qualifier: qualifier, RoundTo: roundTo}
	}
	for _, c := range []struct {
		programme, lang string
		value           int
		indicator       *programme.Indicator
		shown           string
	}{
		{alma, "es", 11957, indicator(programme.AtLeast, 10), "más de 11.950"},
		{alma, "es", 11950, indicator(programme.AtLeast, 10), "al menos 11.950"},
		{alma, "en", 11957, indicator(programme.AtLeast, 10), "more than 11,950"},
		{alma, "en", 11950, indicator(programme.AtLeast, 10), "at least 11,950"},
		{alma, "es", 7, indicator(programme.AtLeast, 10), "al menos 7"},
		{alma, "es", 0, indicator(programme.AtLeast, 10), "0"},
		{alma, "es", 18338, indicator(programme.Exact, 0), "18.338"},
		{alma, "en", 18338, indicator(programme.Exact, 0), "18,338"},
		{reque, "es", 1234567, indicator(programme.Exact, 0), "1,234,567"},
		{reque, "es", 24, indicator(programme.Exact, 1), "24"},
		{alma, "es", 1234, indicator(programme.Approx, 100), "cerca de 1.200"},
		{alma, "en", 1234, indicator(programme.Approx, 100), "about 1,200"},
	} {
		r := &report.Report{Definition: shipped(t, c.programme)}
		if got := r.Shown(report.Figure{Indicator: c.indicator, Value: c.value}, c.lang); got != c.shown {
			t.Errorf("%s, %s, %d: %s, want %s", c.programme, c.lang, c.value, got, c.shown)
		}
	}
}

// The paragraph that may be published has every figure filled in, in either
// language, in public and not.
func TestParagraphsAreFilledIn(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	for _, id := range []string{alma, reque} {
		for _, public := range []bool{false, true} {
			r := w.Figures(id, report.Query{Public: public})
			for _, lang := range []string{"es", "en"} {
				if p := r.Paragraph(lang); strings.ContainsAny(p, "{}") || len(p) < 200 {
					t.Errorf("%s, %s: %s", id, lang, p)
				}
			}
		}
	}
	if p := w.Figures(alma, report.Query{}).Paragraph("es"); !strings.Contains(p, " 7 mujeres recibieron el bono") {
		t.Error(p)
	}
	if p := w.Figures(reque, report.Query{}).Paragraph("es"); !strings.Contains(p, " 24 mujeres en representación de 24 comités") {
		t.Error(p)
	}
}

// What a reader may not see is not there, nor named when it is asked for.
func TestRestrictedFiguresAreNotThere(t *testing.T) {
	w := counted(t, storetest.Location(t, store.SQLite))
	d := *shipped(t, alma)
	restricted := d.Indicators[0]
	restricted.ID, restricted.Class = "casos", trenza.P4
	d.Indicators = append([]programme.Indicator{restricted}, d.Indicators...)
	reporter := report.Reporter{Engine: w.Engine, Journal: w.Journal}
	r, err := reporter.Report(w.Context, w.Scope(), report.Query{Definition: &d})
	if err != nil || len(r.Figures) != len(d.Indicators)-1 || r.Figures[0].Indicator.ID == "casos" {
		t.Fatalf("%v, %v", r, err)
	}
	for _, id := range []string{"casos", "nada"} {
		_, err := reporter.Explain(w.Context, w.Scope(), report.Query{Definition: &d}, id)
		problem, ok := errors.AsType[*trenza.Problem](err)
		if !ok || problem.Kind != trenza.NotFound || strings.Contains(fmt.Sprint(problem.Args[1]), "casos") {
			t.Errorf("%s: %v", id, err)
		}
	}
}
