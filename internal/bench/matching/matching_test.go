package main

import (
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/store/storetest"
)

func TestJudge(t *testing.T) {
	l := &labelled{who: []int{1, 1, 2, 2, 2, 3}, family: []int{7, 7, 7, 7, 7, 8}}
	s := l.judge([][2]int{{0, 1}, {2, 3}, {1, 2}, {4, 5}})
	if s != (score{found: 4, right: 2, wanted: 4, relatives: 6, taken: 1}) {
		t.Errorf("%+v", s)
	}
	if s.precision() != 0.5 || s.recall() != 0.5 || s.f1() != 0.5 {
		t.Error(s.precision(), s.recall(), s.f1())
	}
	linked := &labelled{split: 2, who: []int{1, 2, 2, 1, 1}}
	if s := linked.judge(nil); s.wanted != 3 || s.precision() != 0 {
		t.Errorf("%+v", s)
	}
}

func TestTableSaysWhatHolds(t *testing.T) {
	var out strings.Builder
	table := newTable(&out)
	table.row("F1", "%.2f", 0.96, atLeast(0.95))
	table.row("seconds", "%.1f", 12, atMost(10))
	table.row("rows", "%.0f", 3, nil)
	table.absent("pg_trgm", "no server")
	want := `| what | measured | asked | |
|---|---|---|---|
| F1 | 0.96 | ≥ 0.95 | holds |
| seconds | 12.0 | ≤ 10.0 | **missed** |
| rows | 3 |  |  |
| pg_trgm | absent: no server |  |  |
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}

func TestPercentile(t *testing.T) {
	var a answers
	for i := range 200 {
		a.took = append(a.took, time.Duration(200-i))
	}
	if a.percentile(50) != 101 || a.percentile(99) != 199 || a.percentile(100) != 200 {
		t.Error(a.percentile(50), a.percentile(99), a.percentile(100))
	}
}

func TestLabelledSetIsRead(t *testing.T) {
	folder := t.TempDir()
	set := labelledSet{
		name: "small", files: []string{"a.csv.gz", "b.csv.gz"}, label: "id", who: febrlNumber,
		columns: columns{{Name: "given", Kind: match.Given}, {Name: "surname", Kind: match.Surname}},
	}
	if l, err := set.read(folder); l != nil || err != nil {
		t.Errorf("of a set that is not there: %v, %v", l, err)
	}
	zip(t, filepath.Join(folder, "a.csv.gz"), "id, given, surname\nrec-5-org, Ana, Ruiz\nrec-6-org, Eva, \n")
	zip(t, filepath.Join(folder, "b.csv.gz"), "id,surname,given\nrec-6-dup-0,Paz,Eva\n")
	l, err := set.read(folder)
	if err != nil || l.table.Len() != 3 || l.split != 2 || l.who[1] != l.who[2] || l.who[0] == l.who[1] {
		t.Fatalf("%+v, %v", l, err)
	}
	zip(t, filepath.Join(folder, "b.csv.gz"), "id,surname\n")
	if _, err := set.read(folder); err == nil || !strings.Contains(err.Error(), "b.csv.gz") {
		t.Errorf("of a set without its columns: %v", err)
	}
}

func zip(t *testing.T, path, text string) {
	t.Helper()
	var out strings.Builder
	zipped := gzip.NewWriter(&out)
	if _, err := zipped.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(zipped.Close(), os.WriteFile(path, []byte(out.String()), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// perfect answers every question with the one who is meant.
type perfect struct{}

func (perfect) ask(_ context.Context, q families.Person) ([]int, error) { return []int{q.Number}, nil }

// TestPostgreSQLIsAskedFairly: the server holds everybody, finds a woman by each
// kind of question, and both are asked in one loop.
func TestPostgreSQLIsAskedFairly(t *testing.T) {
	p := plan{people: 1500}
	var out strings.Builder
	server, err := p.postgres(t.Context(), newTable(&out))
	if err != nil {
		t.Fatal(err)
	}
	if server == nil {
		if storetest.Everything() || !strings.Contains(out.String(), "absent") {
			t.Errorf("no server, and the table says %q", out.String())
		}
		return
	}
	people, err := asked(p.people)
	if err != nil || len(people) != p.people {
		t.Fatalf("%d people, %v", len(people), err)
	}
	for _, kind := range families.Kinds {
		d, err := fightAt(t.Context(), asItComes, kind, people, perfect{}, server)
		if err != nil {
			t.Fatal(err)
		}
		if d.ours.recall() != 1 || len(d.ours.took) != 1500 || len(d.theirs.took) != 150 || d.theirs.recall() < 0.95 {
			t.Errorf("%s: %d asked of %d, and %.3f found", kind, len(d.theirs.took), len(d.ours.took), d.theirs.recall())
		}
	}
	if err := askBoth(t.Context(), newTable(&out), families.FullRecord, people, never{}, server); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| question, full record: the woman among the first ten | 0.0000 | ≥ 0.9950 | **missed** |",
		"| ≤ 0.0000 | **missed** |",
		"tuned in hindsight, to 0.7",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

// never finds nobody.
type never struct{}

func (never) ask(context.Context, families.Person) ([]int, error) { return nil, nil }

func TestTheIndexIsAsked(t *testing.T) {
	var out strings.Builder
	p := plan{people: 2000}
	index, err := p.index(t.Context(), newTable(&out))
	if err != nil {
		t.Fatal(err)
	}
	people, err := asked(p.people)
	if err != nil {
		t.Fatal(err)
	}
	if err := askBoth(t.Context(), newTable(&out), families.FullRecord, people, index, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "≥ 0.9950 | holds |") || !strings.Contains(out.String(), "index of 2000 people") {
		t.Error(out.String())
	}
}

// TestABatchFindsRepeats: what a child process measures is a register's quality
// as well as its speed.
func TestABatchFindsRepeats(t *testing.T) {
	l := &labelled{table: match.NewTable(register)}
	for _, row := range families.Set(seed, 600) {
		l.add(recordOf(row), row.Number)
		l.family = append(l.family, row.Family)
	}
	var b batch
	if err := b.find(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if b.Records < 750 || b.F1 < 0.6 || b.Groups < 100 || b.Related > 0.2 {
		t.Errorf("%+v", b)
	}
}

func TestPeakIsThisProcess(t *testing.T) {
	if _, err := os.Stat("/proc/self/status"); err != nil {
		if _, err := peak(); err == nil {
			t.Error("a peak was made up where the system tells none")
		}
		return
	}
	before, err := peak()
	ballast := make([]byte, 64*megabyte)
	for i := range ballast {
		ballast[i] = 1
	}
	after, err2 := peak()
	if err := errors.Join(err, err2); err != nil || after < 64*1024 || after < before {
		t.Errorf("%d kB, and %d kB with 64 MB more: %v", before, after, err)
	}
	runtime.KeepAlive(ballast)
}
