package exchange_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/worldtest"
)

// difference collects what is otherwise than expected, a line each.
type difference struct{ lines []string }

func (d *difference) add(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

// number compares two numbers.
func (d *difference) number(what string, want, came int) {
	if want != came {
		d.add("%s: %d, want %d", what, came, want)
	}
}

// sentence wants something told to people, with one of the words.
func (d *difference) sentence(what, words string, errs ...error) {
	if said := spokenAll(errs); strings.Contains(said, internal) || !holds(said, words) {
		d.add("%s: %s, want «%s»", what, said, words)
	}
}

// spokenAll is what a person reads of several errors.
func spokenAll(errs []error) string {
	var said []string
	for _, err := range errs {
		said = append(said, "«"+spoken(err)+"»")
	}
	return strings.Join(said, " ")
}

// holds reports whether a sentence holds one of the words between bars. A cell
// may hold a bar itself.
func holds(sentence, words string) bool {
	sentence = strings.ToLower(sentence)
	return slices.ContainsFunc(append(strings.Split(words, "|"), words), func(word string) bool {
		return strings.Contains(sentence, strings.ToLower(word))
	})
}

// figures compares every indicator of a programme; those not named are none. A list
// closes no cohort: where a figure is of who was trained, it is of who has the hours.
func (d *difference) figures(w *worldtest.World, program string, want map[string]int) {
	w.Helper()
	came := w.Values(program)
	definition, _ := programme.Shipped(program)
	for _, i := range definition.Indicators {
		if slices.ContainsFunc(i.Of, func(t programme.Term) bool { return t.Outcome == programme.Trained }) {
			q := report.Query{Definition: definition}.Question(&i)
			for n := range q.Terms {
				q.Terms[n].Outcome = programme.Completed
			}
			came[i.ID] = w.Count(q).Count
		}
	}
	for _, id := range slices.Sorted(maps.Keys(came)) {
		d.number("figure "+program+" "+id, want[id], came[id])
	}
	for id := range want {
		if _, ok := came[id]; !ok {
			d.add("no figure is called %s", id)
		}
	}
}

// declared compares the heads counted without a name that are named.
func (d *difference) declared(w *worldtest.World, programme string, want map[string]int) {
	w.Helper()
	if len(want) == 0 {
		return
	}
	for _, f := range w.Figures(programme, report.Query{}).Figures {
		if heads, ok := want[f.Indicator.ID]; ok {
			d.number("declared beside "+f.Indicator.ID, heads, f.Declared.People)
		}
	}
}

// parted compares figures by a dimension, cell by cell.
func (d *difference) parted(w *worldtest.World, programme string, want []parted) {
	w.Helper()
	for _, p := range want {
		cells := make(map[string]int)
		for _, f := range w.Figures(programme, report.Query{By: []reach.Dimension{p.By}}).Figures {
			for _, cell := range f.Cells {
				if f.Indicator.ID == p.Figure {
					cells[cell.Values[0]] = cell.Count
				}
			}
		}
		if !maps.Equal(cells, p.Cells) {
			d.add("%s by %s: %v, want %v", p.Figure, p.By, cells, p.Cells)
		}
	}
}

// compare holds the account of a sheet against what is expected.
func (e sheetOf) compare(d *difference, came exchange.SheetAccount) {
	in := "«" + e.Sheet + "» "
	if came.Sheet != e.Sheet || came.Shape != e.Shape {
		d.add("%s%q (%s), want (%s)", in, came.Sheet, came.Shape, e.Shape)
	}
	d.number(in+"lines", e.Lines, came.Lines)
	d.number(in+"header", e.Header, came.Header)
	d.number(in+"read", e.Read, came.Read)
	d.number(in+"accepted", e.Accepted, came.Accepted)
	d.number(in+"known", e.Known, came.Known)
	d.number(in+"to review", e.Review, came.Review)
	d.number(in+"rejected", e.Rejected, came.Rejected)
	d.skipped(in, e.Skips, came.Skipped)
	d.about(in+"rejected", e.Rejects, tellings(came.Refusals))
	d.about(in+"warned of", e.Warns, tellings(came.Warnings))
	if came.Read != came.Accepted+came.Known+came.Review+came.Rejected || came.Lines != came.Header+len(came.Skipped)+came.Read {
		d.add("%sdoes not add up", in)
	}
}

// skipped compares the rows that are no rows of the list.
func (d *difference) skipped(in string, want []int, came []exchange.Skipped) {
	var rows []int
	for _, s := range came {
		rows = append(rows, s.Row)
	}
	if !slices.Equal(rows, want) {
		d.add("%sskipped rows %v, want %v", in, rows, want)
	}
}

// tellings gathers what is told of each row.
func tellings[T exchange.Refusal | exchange.Warning](told []T) map[int][]error {
	rows := make(map[int][]error)
	for _, one := range told {
		switch one := any(one).(type) {
		case exchange.Refusal:
			rows[one.Row] = append(rows[one.Row], one.Err)
		case exchange.Warning:
			rows[one.Row] = append(rows[one.Row], one.Err)
		}
	}
	return rows
}

// about compares the rows that are told of, and what is said of them.
func (d *difference) about(what string, want []about, said map[int][]error) {
	for _, a := range want {
		if errs, ok := said[a.Row]; ok {
			d.sentence(fmt.Sprintf("%s row %d", what, a.Row), a.Contains, errs...)
		} else {
			d.add("%s row %d: nothing is said, want «%s»", what, a.Row, a.Contains)
		}
		delete(said, a.Row)
	}
	for _, row := range slices.Sorted(maps.Keys(said)) {
		d.add("%s row %d, unexpectedly: %s", what, row, spokenAll(said[row]))
	}
}

// again imports a list for a second time, which adds no entry.
func (d *difference) again(w *worldtest.World, e expected, path string) {
	w.Helper()
	if !e.Opens {
		return
	}
	position := w.Position()
	account, err := w.Importer(e.Programme).Import(w.Context, path)
	if err != nil {
		d.add("the second time: %s", spoken(err))
	}
	d.number("entries of the journal, the second time", int(position), int(w.Position()))
	d.number("accepted the second time", 0, account.Total().Accepted)
}

// report fails the test when anything differs.
func (d *difference) report(t *testing.T, trap, why string) {
	t.Helper()
	if len(d.lines) > 0 {
		t.Errorf("%s\n  (%s)\n  %s", trap, why, strings.Join(d.lines, "\n  "))
	}
}
