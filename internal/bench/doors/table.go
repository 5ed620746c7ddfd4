package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// table prints what was measured as Markdown, row by row.
type table struct {
	out    io.Writer
	engine string // of the rows to come, "" for what asks no database
}

func newTable(out io.Writer) *table {
	fmt.Fprint(out, "| engine | what | times | p50 | p95 | p99 | asked of p95 |\n|---|---|---|---|---|---|---|\n")
	return &table{out: out}
}

// row prints a sample beside what is asked of its 95th percentile, 0 for nothing.
func (t *table) row(what string, s sample, bar time.Duration) {
	asked := ""
	if bar > 0 {
		verdict := "holds"
		if s.percentile(95) > bar {
			verdict = "**missed**"
		}
		asked = "≤ " + spelled(bar) + ", " + verdict
	}
	t.line(what, strconv.Itoa(len(s)), spelled(s.percentile(50)), spelled(s.percentile(95)), spelled(s.percentile(99)), asked)
}

func (t *table) line(what, times, p50, p95, p99, asked string) {
	fmt.Fprintf(t.out, "| %s | %s | %s | %s | %s | %s | %s |\n", t.engine, what, times, p50, p95, p99, asked)
}

// spelled writes a duration in the unit that suits it, with two or three digits.
func spelled(d time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{time.Second, "s"}, {time.Millisecond, "ms"}, {time.Microsecond, "µs"}} {
		if figure := float64(d) / float64(unit.size); figure >= 1 {
			return fmt.Sprintf("%.*f %s", decimals(figure), figure, unit.name)
		}
	}
	return fmt.Sprintf("%d ns", d)
}

func decimals(figure float64) int {
	switch {
	case figure >= 100:
		return 0
	case figure >= 10:
		return 1
	}
	return 2
}

// memory prints the most memory that this process ever held, that of filling the
// tables included. PostgreSQL's is its own.
func (t *table) memory() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			t.engine = ""
			t.line("most memory of the process, filling included", "1", fmt.Sprintf("%d MB", kilobytes/1024), "", "", "")
			return err
		}
	}
	return errors.New("/proc/self/status tells of no VmHWM")
}
