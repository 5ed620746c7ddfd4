package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/store/storetest"
)

// In one run every engine that this machine has answers every question as the
// plain count does, or the run fails; and what was measured is printed.
func TestAFewDeliveries(t *testing.T) {
	var out strings.Builder
	if storetest.Bare() {
		if err := growth(t.Context(), table{&out}, 20_000, 1); err != nil {
			t.Fatal(err)
		}
		return
	}
	p := plan{deliveries: 20_000, rounds: 1}
	if err := p.run(t.Context(), table{&out}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		`20000 deliveries to 2000 people`, `\| median, ms \| index in memory \| · without links \|.*SQLite|SQLite: .*python3`, `\| Q8: .*\| [\d.]+ \|`,
		`times faster than .*, geometric mean \| [\d.]+ \| ≥ 700 \| (holds|\*\*does not hold\*\*)|SQLite: `,
		`memory of a delivery, bytes \| [\d.]+ \| ≤ 32.0 \|`, `wrong answers after 200 of each \| 0 \| ≤ 0 \| holds`,
		`cold start from encrypted SQLite, seconds \| [\d.]+ \|`, `\n\| 40000 \|`,
	} {
		if !regexp.MustCompile(row).MatchString(out.String()) {
			t.Errorf("nothing like %q in\n%s", row, out.String())
		}
	}
}

// stopped is an engine whose answers and times are known.
type stopped struct {
	title string
	took  time.Duration
}

func (s stopped) name() string { return s.title }

func (s stopped) ask(context.Context, int) ([]int, time.Duration, error) { return nil, s.took, nil }

func TestTheTableSpellsWhatWasMeasured(t *testing.T) {
	ms := time.Millisecond
	var all []measured
	for _, e := range []stopped{{inMemory, ms}, {withoutLinks, 2 * ms}, {madePostgres, 350 * ms}, {"SQLite 3", 400 * ms}} {
		m := measured{engine: e}
		for range questions {
			m.took = append(m.took, []time.Duration{9 * e.took, e.took, e.took / 2}) // the median is the one between
		}
		all = append(all, m)
	}
	var out strings.Builder
	table{&out}.medians(all, map[string]string{titleDuckDB: "no module of that name"})
	table{&out}.bars(speed(all))
	for _, row := range []string{
		"| median, ms | index in memory | · without links | PostgreSQL, a table made for it | SQLite 3 | DuckDB |\n|---|---|---|---|---|---|\n",
		"| Q1: one service, all time | 1.00 | 2.00 | 350 | 400 | absent |",
		"| times that of index in memory | 1.00 | 2.00 | 350 | 400 | absent |",
		"\nDuckDB: no module of that name\n",
		"| times faster than PostgreSQL, a table made for it, geometric mean | 350 | ≥ 300 | holds |",
		"| · without links | 175 | ≥ 150 | holds |",
		"| times faster than SQLite 3, geometric mean | 400 | ≥ 700 | **does not hold** |",
	} {
		if !strings.Contains(out.String(), row) {
			t.Errorf("no %q in\n%s", row, out.String())
		}
	}
}

func TestDigitsThatCount(t *testing.T) {
	for figure, want := range map[float64]string{1234.5: "1234", 123.4: "123", 12.34: "12.3", 1.234: "1.23", .01234: "0.0123", 0: "0"} {
		if got := digits(figure); got != want {
			t.Errorf("%g is %s, want %s", figure, got, want)
		}
	}
	if got := fmt.Sprint(differs([]int{1, 2}, []int{1, 3}), differs([]int{1}, []int{1})); got != "1 -1" {
		t.Error(got)
	}
}
