package pathway_test

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Whatever women received, joining their records and taking the joins apart, in
// any order, leaves every table and every figure as it was; and joins made in
// another order come to the same.
func TestMergesCommuteAndLeaveNoTrace(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			runs := map[store.Engine]int{store.SQLite: 25, store.PostgreSQL: 3}[engine]
			if testing.Short() {
				runs = min(runs, 8)
			}
			base, run := Plain(t, storetest.Location(t, engine)), 0
			rapid.Check(t, func(t *rapid.T) {
				if run++; run > runs {
					return // each run is a hundred writes
				}
				w := base.In(t, fmt.Sprint("merges-", run), "alma-llanera", "taller-reque")
				pairs := strangers(t, w)
				apart, figures := standing(w), allFigures(w)
				joined := joinAll(w, rapid.Permutation(pairs).Draw(t, "joined"))
				one := standing(w)
				w.Sound()
				for _, pair := range rapid.Permutation(joined).Draw(t, "undone") {
					w.Unmerge(w.PairOf(pair[0], pair[1]))
				}
				same(t, "everything undone", standing(w), apart)
				if after := allFigures(w); after != figures {
					t.Fatalf("the figures were\n%s\nand are\n%s", figures, after)
				}
				joinAll(w, rapid.Permutation(pairs).Draw(t, "joined again"))
				same(t, "joined in another order", standing(w), one)
				w.Sound()
			})
		})
	}
}

// joinAll joins the records of pairs and returns those pairs that joined two
// threads.
func joinAll(w *World, pairs [][2]string) (joined [][2]string) {
	w.Helper()
	for _, pair := range pairs {
		if w.Decide(w.PairOf(pair[0], pair[1]), registry.Same) {
			joined = append(joined, pair)
		}
	}
	return joined
}

// allFigures are the figures of both programmes, by region.
func allFigures(w *World) string {
	w.Helper()
	var text bytes.Buffer
	for _, id := range []string{"alma-llanera", "taller-reque"} {
		for _, f := range w.Figures(id, report.Query{By: []reach.Dimension{reach.ByRegion, reach.ByAge}}).Figures {
			fmt.Fprintln(&text, f.Indicator.ID, f.Value, f.Rows, f.Cells, f.Beside)
		}
	}
	return text.String()
}

// strangers registers women who share a phone and received this and that, and
// returns some pairs of them.
func strangers(t *rapid.T, w *World) (pairs [][2]string) {
	people := rapid.IntRange(2, 4).Draw(t, "people")
	ids := make([]string, people)
	for n := range people {
		record := Phone(Numbered(n), "987654321")
		if rapid.Bool().Draw(t, "pregnant") {
			record.LifeStages = []registry.LifeStage{{Label: "gestante", Since: "2020-01-01"}}
		}
		ids[n] = w.Meet(record, Today).Person.ID
		for range rapid.IntRange(0, 3).Draw(t, "services") {
			receive(t, w, record, rapid.IntRange(0, 5).Draw(t, "service"))
		}
	}
	for a := range ids {
		for b := range a {
			if rapid.IntRange(0, 3).Draw(t, "asked") > 0 {
				pairs = append(pairs, [2]string{ids[b], ids[a]})
			}
		}
	}
	return pairs
}

// receive gives somebody one of several services.
func receive(t *rapid.T, w *World, record registry.Record, which int) {
	day := trenza.Day("2020-03-02").Add(rapid.IntRange(0, 6).Draw(t, "day"))
	place := rapid.SampledFrom([]trenza.Place{"150101", "240101"}).Draw(t, "place")
	switch which {
	case 0:
		w.Give(record, "salud", Delivered(day, place))
	case 1, 2:
		w.Give(record, "psicosocial_grupal", Delivered(day, place))
	case 3:
		line := rapid.SampledFrom([]string{"L-1", "L-2"}).Draw(t, "line")
		w.Give(record, "bono", attention.Attention{Day: day, Place: place, Outcomes: []string{programme.Collected},
			Form: map[string]string{"line": line, "leg": "1", "amount": "50000", "state": "cobrado"}})
	case 4:
		var sessions []attention.Attention
		for n := range rapid.IntRange(1, 8).Draw(t, "sessions") {
			sessions = append(sessions, attention.Attention{Day: trenza.Day("2020-02-03").Add(n), Place: place, Mark: attention.Present,
				Minutes: 180, Outcomes: []string{programme.Delivered}})
		}
		w.Give(record, "empleabilidad", sessions...)
	case 5:
		represents(t, w, record)
	}
}

// represents gives somebody a seat in a committee and a place in a household.
func represents(t *rapid.T, w *World, record registry.Record) {
	p := pathway.Participant{Record: record, Household: "H-1", Kinship: "jefa",
		Committee: rapid.SampledFrom([]string{"San José", "Las Flores"}).Draw(t, "committee")}
	s := w.Service("taller-reque", "crochet")
	w.Write(func(tx *journal.Tx) error {
		_, err := w.Intake.Give(w.Context, tx, p, s, attention.Attention{Day: "2019-02-05", Place: "140113", Mark: attention.Present,
			Minutes: 60, Outcomes: []string{programme.Delivered}})
		return err
	})
}
