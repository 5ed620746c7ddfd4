package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza/internal/bench/process"
)

// table prints what was measured as Markdown, row by row.
type table struct{ out io.Writer }

func newTable(out io.Writer) *table {
	fmt.Fprint(out, "| page | role | requests | p50, ms | p95, ms | p99, ms | kB | asked of p95 |\n|---|---|---|---|---|---|---|---|\n")
	return &table{out}
}

// paced asks questions at a pace and prints what they took, and how much work that
// was for the cores, of the server and of who asks together: it hangs less on what
// else they have to do.
func (t *table) paced(ctx context.Context, perSecond float64, lasts time.Duration, asks ...question) error {
	before := process.Worked()
	all, err := pace(ctx, perSecond, lasts, asks...)
	spent, requests := process.Worked()-before, 0
	for _, a := range all {
		requests += len(a.took)
	}
	err = t.answers(all, err)
	t.note("· of these, work of the cores for each request, ms", "%.1f", milli(spent)/float64(max(1, requests)))
	return err
}

// answers prints a row for each kind of question, those of a page together, and
// below them the page whoever asked, beside its bar.
func (t *table) answers(all []answered, err error) error {
	var routes []string
	for _, a := range all {
		if !slices.Contains(routes, a.route) {
			routes = append(routes, a.route)
		}
	}
	for _, route := range routes {
		whole := answered{question: question{route: route, role: "all"}}
		rows := 0
		for _, a := range all {
			if a.route == route {
				t.row(a)
				rows++
				whole.took, whole.bytes, whole.bar = append(whole.took, a.took...), whole.bytes+a.bytes, a.bar
			}
		}
		if rows > 1 {
			t.row(whole)
		}
	}
	return err
}

func (t *table) row(a answered) {
	if len(a.took) == 0 {
		return
	}
	slices.Sort(a.took)
	verdict := ""
	if a.bar > 0 {
		verdict = "≤ " + milliseconds(a.bar) + ", holds"
		if a.percentile(95) > a.bar {
			verdict = "≤ " + milliseconds(a.bar) + ", **missed**"
		}
	}
	t.line(a.route, a.role, strconv.Itoa(len(a.took)), milliseconds(a.percentile(50)), milliseconds(a.percentile(95)),
		milliseconds(a.percentile(99)), fmt.Sprintf("%.1f", float64(a.bytes)/float64(len(a.took))/1024), verdict)
}

// percentile is what so many of a hundred answers took at most, of those in order.
func (a answered) percentile(percent int) time.Duration {
	return a.took[min(len(a.took)*percent/100, len(a.took)-1)]
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f", milli(d)) }

func milli(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// note prints a figure that is of no page.
func (t *table) note(what, form string, figure float64) {
	t.line(what+": "+fmt.Sprintf(form, figure), "", "", "", "", "", "", "")
}

func (t *table) line(cells ...string) { fmt.Fprintf(t.out, "| %s |\n", strings.Join(cells, " | ")) }

// memory prints what this process holds, the server and who asks it together, and
// the most that it ever held.
func (t *table) memory() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(status)) {
		for name, what := range map[string]string{"VmRSS:": "memory of the process at the end, MB", "VmHWM:": "the most that it held, MB"} {
			rest, found := strings.CutPrefix(line, name)
			if !found {
				continue
			}
			kilobytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			if err != nil {
				return errors.New("/proc/self/status is not as it was")
			}
			t.note(what, "%.0f", float64(kilobytes)/1024)
		}
	}
	return nil
}
