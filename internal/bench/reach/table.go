package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// table prints what was measured as Markdown.
type table struct{ out io.Writer }

func (t table) line(cells ...string) { fmt.Fprintf(t.out, "| %s |\n", strings.Join(cells, " | ")) }

func (t table) head(cells ...string) {
	t.line(cells...)
	fmt.Fprintf(t.out, "|%s\n", strings.Repeat("---|", len(cells)))
}

// medians prints what each question took of each engine, in milliseconds, their
// geometric mean, and how many times those of the first engine that is.
// Engines that are not to be had have a column that says why.
func (t table) medians(all []measured, absent map[string]string) {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range absent {
			if !yield(name) {
				return
			}
		}
	})
	head := []string{"median, ms"}
	for _, m := range all {
		head = append(head, m.name())
	}
	t.head(append(head, names...)...)
	for q, asked := range questions {
		t.row(asked.name+": "+asked.asks, all, names, func(medians []float64) float64 { return medians[q] })
	}
	t.row("geometric mean", all, names, geomean)
	if len(all) == 0 {
		return
	}
	first := all[0].medians()
	t.row("times that of "+all[0].name(), all, names, func(medians []float64) float64 { return geomean(ratios(medians, first)) })
	t.row("· the least of any question", all, names, func(medians []float64) float64 { return slices.Min(ratios(medians, first)) })
	for _, name := range names {
		fmt.Fprintf(t.out, "\n%s: %s\n", name, absent[name])
	}
	fmt.Fprintln(t.out)
}

func (t table) row(what string, all []measured, absent []string, figure func(medians []float64) float64) {
	cells := []string{what}
	for _, m := range all {
		cells = append(cells, digits(figure(m.medians())))
	}
	for range absent {
		cells = append(cells, "absent")
	}
	t.line(cells...)
}

// digits writes a figure with three digits that count, more before the point
// where there are more.
func digits(figure float64) string {
	switch {
	case figure >= 100:
		return fmt.Sprintf("%.0f", figure)
	case figure >= 10:
		return fmt.Sprintf("%.1f", figure)
	case figure >= 1:
		return fmt.Sprintf("%.2f", figure)
	}
	return fmt.Sprintf("%.3g", figure)
}

// bars prints figures beside what is asked of them.
func (t table) bars(all []bar) {
	t.head("what", "measured", "asked", "")
	for _, b := range all {
		asked, verdict := "", ""
		if b.asked != "" {
			asked, verdict = b.asked+" "+digits(b.limit), map[bool]string{true: "holds", false: "**does not hold**"}[b.holds()]
		}
		t.line(b.what, digits(b.figure), asked, verdict)
	}
	fmt.Fprintln(t.out)
}
