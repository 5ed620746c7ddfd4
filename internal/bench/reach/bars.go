package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// bar is a figure and what is asked of it: at least so much, at most, or nothing.
type bar struct {
	what   string
	figure float64
	asked  string // "≥", "≤" or "" for nothing
	limit  float64
}

func (b bar) holds() bool {
	return b.asked == "" || b.asked == "≥" && b.figure >= b.limit || b.asked == "≤" && b.figure <= b.limit
}

// speed is how many times faster the index answers than the others.
func speed(all []measured) (bars []bar) {
	own, plain := all[0].medians(), all[1].medians()
	for _, m := range all[2:] {
		times := ratios(m.medians(), own)
		b := bar{what: "times faster than " + m.name() + ", geometric mean", figure: geomean(times)}
		switch {
		case m.name() == madePostgres:
			b.asked, b.limit = "≥", 300
			bars = append(bars, b,
				bar{"· the question where it is least", slices.Min(times), "≥", 100},
				bar{"· without links", geomean(ratios(m.medians(), plain)), "≥", 150})
			continue
		case m.name() == normalPostgres:
			b.asked, b.limit = "≥", 800
		case strings.HasPrefix(m.name(), titleSQLite):
			b.asked, b.limit = "≥", 700
		}
		bars = append(bars, b, bar{what: "· the question where it is least", figure: slices.Min(times)})
	}
	return bars
}

// weight is what it takes to keep the index.
func weight(x *index, c changes) []bar {
	return []bar{
		{"memory of a delivery, bytes", x.bytes, "≤", 32},
		{"building, µs for each delivery", microseconds(x.took) / float64(x.deliveries), "≤", 0.15},
		{what: "· the first time, when the system has to find memory for it", figure: microseconds(x.tookFirst) / float64(x.deliveries)},
		{what: "a delivery more, µs", figure: microseconds(c.appended)},
		{what: "a delivery taken back, µs", figure: microseconds(c.removed)},
		{what: "a delivery corrected, µs", figure: microseconds(c.corrected)},
		{"two people joined, µs", microseconds(c.merged), "≤", 20},
		{fmt.Sprintf("wrong answers after %d of each", c.each), float64(c.wrong), "≤", 0},
	}
}

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
