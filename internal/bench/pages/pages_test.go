package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// fewPeople are enough for somebody to live in the small district as well.
const fewPeople = 2500

// A folder is filled once; every page lets those in whom it is measured for, and
// who reads names finds by them.
func TestAFewPeople(t *testing.T) {
	folder := t.TempDir()
	for _, again := range []bool{false, true} {
		var out strings.Builder
		table := newTable(&out)
		o, err := openOffice(t.Context(), setting(fewPeople, 9), folder, table)
		if err != nil {
			t.Fatal(err)
		}
		if loaded := strings.Contains(out.String(), "to write all rows"); loaded == again {
			t.Errorf("again %v: loaded %v", again, loaded)
		}
		if again {
			err = o.measure(t.Context(), plan{people: fewPeople, pace: 60, seconds: 1}, table)
		}
		if err = errors.Join(err, o.close()); err != nil {
			t.Fatal(err)
		}
		if again {
			measured(t, out.String())
		}
	}
}

// measured expects a row for each page and role, and none that nobody asked.
func measured(t *testing.T, table string) {
	t.Helper()
	for page, roles := range map[string]int{"Hoy": 5, "thread": 5, "search": 5, "Cifras, any slice": 3, "Cifras alone, any slice": 3, "Revisar": 3, "Actividades": 5} {
		lines := slices.DeleteFunc(strings.Split(table, "\n"), func(line string) bool { return !strings.HasPrefix(line, "| "+page+" (") })
		if len(lines) != roles+1 || !strings.Contains(lines[roles], "| all |") {
			t.Errorf("%s has\n%s", page, strings.Join(lines, "\n"))
		}
		for _, line := range lines {
			if page == "Hoy" && !strings.Contains(line, "≤ 50.0, ") {
				t.Errorf("no bar in %s", line)
			}
		}
	}
	for _, note := range []string{"seconds to build the index of everybody", "seconds to build the index of figures", "memory of the process", "nothing (/livez)"} {
		if !strings.Contains(table, note) {
			t.Errorf("no %q in\n%s", note, table)
		}
	}
}

func TestTableSpellsAnswers(t *testing.T) {
	var out strings.Builder
	ms := time.Millisecond
	table := newTable(&out)
	err := table.answers([]answered{
		{question{"a page", "one", 50 * ms, nil}, []time.Duration{30 * ms, 20 * ms}, 4096},
		{question{"a page", "other", 50 * ms, nil}, []time.Duration{70 * ms}, 2048},
		{question{"nobody", "", 0, nil}, nil, 0},
		{question{"free", "", 0, nil}, []time.Duration{ms / 2}, 1024},
	}, errors.New("one failed"))
	want := `| page | role | requests | p50, ms | p95, ms | p99, ms | kB | asked of p95 |
|---|---|---|---|---|---|---|---|
| a page | one | 2 | 30.0 | 30.0 | 30.0 | 2.0 | ≤ 50.0, holds |
| a page | other | 1 | 70.0 | 70.0 | 70.0 | 2.0 | ≤ 50.0, **missed** |
| a page | all | 3 | 30.0 | 70.0 | 70.0 | 2.0 | ≤ 50.0, **missed** |
| free |  | 1 | 0.5 | 0.5 | 0.5 | 1.0 |  |
`
	if out.String() != want || err == nil {
		t.Errorf("got, with %v,\n%s", err, out.String())
	}
}

// Whoever is late is asked all the same, and what she kept others waiting for is
// theirs.
func TestThePaceWaitsForNobody(t *testing.T) {
	slow := question{ask: func(context.Context, int) (page, error) {
		time.Sleep(100 * time.Millisecond)
		return page{status: 200, size: 1}, nil
	}}
	start := time.Now()
	all, err := pace(t.Context(), 100, 200*time.Millisecond, slow, slow)
	if took := time.Since(start); err != nil || took > 5*time.Second {
		t.Errorf("%s, %v", took, err)
	}
	for _, a := range all {
		if len(a.took) != 10 || a.bytes != 10 || slices.Min(a.took) < 100*time.Millisecond {
			t.Errorf("%d answers, %d bytes, %v", len(a.took), a.bytes, a.took)
		}
	}
}
