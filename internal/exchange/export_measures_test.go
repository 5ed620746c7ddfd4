package exchange_test

import (
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// What a questionnaire came to leaves by code, answers to its questions and those on
// health never do.
func TestWhatWasAnsweredLeavesAsSums(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, "alma-llanera")
		p := w.Give(worldtest.Numbered(3), "emprendimiento", worldtest.Delivered("2020-03-04", "130101")).Person
		for _, instrument := range []string{"gse-10", "who-5"} {
			i, _ := scale.Find(instrument)
			said := measure.Said{Alone: true, Answers: scale.Answers{Values: make(map[int]int)}}
			for n := 1; n <= i.Items; n++ {
				said.Values[n] = i.Max
			}
			w.Write(func(tx *journal.Tx) error {
				_, err := measure.Take(w.Context, tx, measure.Measurement{
					Programme: "alma-llanera", Person: p.ID, Instrument: instrument, Wave: measure.Baseline, Day: "2020-03-04", Place: "130101", Said: said,
				})
				return err
			})
		}
		rows := exported(w, exporter(w, "alma-llanera"), exchange.MeasuresOut)
		if len(rows) != 2 || rows[1][0] != p.Code || column(w, rows, "Total")[0] != "40" || column(w, rows, "Momento")[0] != "baseline" {
			t.Errorf("%q", rows)
		}
		if surname := p.Name().Surnames; strings.Contains(strings.Join(rows[1], " "), surname) {
			t.Errorf("%s is named: %q", surname, rows[1])
		}
	})
}
