package report_test

import (
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// The reports of the small world are in testdata: as a program reads them, and
// as people do in either language, for the house and for the public.
func TestPrintedReports(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		by := []reach.Dimension{reach.ByRegion, reach.ByAge}
		inside := []*report.Report{w.Figures(alma, report.Query{By: by}), w.Figures(reque, report.Query{By: by})}
		outside := []*report.Report{w.Figures(alma, report.Query{Public: true, By: by}), w.Figures(reque, report.Query{Public: true})}
		golden(t, "small.json", jsonOf(t, "es", inside...))
		golden(t, "small.public.json", jsonOf(t, "en", outside...))
		for _, lang := range []string{"es", "en"} {
			var house, public strings.Builder
			for i := range inside {
				house.WriteString(textOf(t, inside[i], lang) + "\n")
				public.WriteString(textOf(t, outside[i], lang) + "\n")
			}
			golden(t, "small."+lang+".txt", house.String())
			golden(t, "small.public."+lang+".txt", public.String())
		}
	})
}

// Every row of a table has as many cells as its header, and what is hidden
// there is hidden in the shown column too.
func TestTablesAreRectangular(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	for _, by := range [][]reach.Dimension{nil, {reach.ByRegion}, {reach.ByRegion, reach.BySex, reach.ByAge}, reach.Dimensions()[6:9]} {
		for _, public := range []bool{false, true} {
			for _, lang := range []string{"es", "en"} {
				table := w.Figures(alma, report.Query{By: by, Public: public}).Table(lang)
				for i, row := range table {
					if len(row) != len(table[0]) {
						t.Errorf("by %v: row %d has %d cells, the header %d", by, i, len(row), len(table[0]))
					}
				}
				if len(table) < 14 {
					t.Errorf("by %v: %d rows", by, len(table))
				}
			}
		}
	}
}

// One report is an object, several are an array, in JSON.
func TestSeveralReports(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma, reque)
	one, other := w.Figures(alma, report.Query{}), w.Figures(reque, report.Query{})
	if text := jsonOf(t, "es", one); !strings.HasPrefix(text, "{\n  \"programme\": \"alma-llanera\"") {
		t.Errorf("%.60s", text)
	}
	if text := jsonOf(t, "es", one, other); !strings.HasPrefix(text, "[") || strings.Count(text, `"programme":`) != 2 {
		t.Errorf("%.60s", text)
	}
}

// Every value of every dimension is put into words, in either language.
func TestCellsAreInWords(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	w.ImportLists(alma, t.TempDir(), cast.AlmaLlanera(1, cast.Targets{
		"bono": 5, "empleabilidad": 3, "emprendimiento": 2, "legal_psicosocial": 12, "informacion": 40, "informacion_mujeres": 25, "satisfechas": 6,
	}).Lists...)
	for _, d := range reach.Dimensions() {
		r := w.Figures(alma, report.Query{By: []reach.Dimension{d}})
		for _, lang := range []string{"es", "en"} {
			text := textOf(t, r, lang)
			if strings.Contains(text, "report.") || strings.Contains(text, "%[") {
				t.Errorf("by %s, in %s, a sentence is missing:\n%s", d, lang, text)
			}
		}
		if len(figureOf(t, r, "personas").Cells) == 0 {
			t.Errorf("nobody is parted by %s", d)
		}
	}
}
