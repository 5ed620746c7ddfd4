package main

import (
	"fmt"
	"io"
	"time"
)

// table prints what was measured as markdown, row by row.
type table struct{ out io.Writer }

func newTable(out io.Writer) *table {
	fmt.Fprint(out, "| what | measured | asked | |\n|---|---|---|---|\n")
	return &table{out}
}

// bar is what is asked of a figure: at least so much, or at most.
type bar struct {
	limit float64
	most  bool
}

func atLeast(limit float64) *bar { return &bar{limit: limit} }
func atMost(limit float64) *bar  { return &bar{limit: limit, most: true} }

// holds reports whether a figure is on the right side.
func (b bar) holds(figure float64) bool {
	if b.most {
		return figure <= b.limit
	}
	return figure >= b.limit
}

// row prints a figure, in a form such as "%.3f", beside its bar; without one
// when the bar is nil.
func (t *table) row(what, form string, figure float64, b *bar) {
	asked, verdict := "", ""
	if b != nil {
		sign := map[bool]string{true: "≤ ", false: "≥ "}[b.most]
		asked, verdict = sign+fmt.Sprintf(form, b.limit), map[bool]string{true: "holds", false: "**missed**"}[b.holds(figure)]
	}
	t.line(what, fmt.Sprintf(form, figure), asked, verdict)
}

// absent prints that something could not be measured.
func (t *table) absent(what, why string) { t.line(what, "absent: "+why, "", "") }

func (t *table) line(what, measured, asked, verdict string) {
	fmt.Fprintf(t.out, "| %s | %s | %s | %s |\n", what, measured, asked, verdict)
}

// milliseconds of a duration, with fractions.
func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

const megabyte = 1 << 20
