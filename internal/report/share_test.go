package report

import (
	"fmt"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
)

// What nine in ten of a group have in common is not published of them, where it
// is sensitive.
func TestWhatNearlyAllShareIsHidden(t *testing.T) {
	everybody, informed := indicatorOf("everybody", programme.Who{}, "a", "g"), indicatorOf("informed", programme.Who{}, "g")
	d := &programme.Definition{
		ID: "p", Services: []programme.Service{{ID: "a", Class: trenza.P1}, {ID: "g", Class: trenza.P1, Topic: programme.GBV}},
		Indicators: []programme.Indicator{everybody, informed},
	}
	stage := func(flag int64, count, of int) Cell {
		return Cell{Cell: reach.Cell{Values: []string{fmt.Sprint(flag)}, Count: count}, of: of}
	}
	for _, c := range []struct {
		name   string
		cell   Cell
		hidden bool
	}{
		{"89 of 100 are pregnant", stage(registry.FlagPregnant, 89, 100), false},
		{"90 of 100 are pregnant", stage(registry.FlagPregnant, 90, 100), true},
		{"all of 100 have a disability", stage(registry.FlagDisability, 100, 100), true},
		{"all of 100 are mothers", stage(registry.FlagMother, 100, 100), false},
	} {
		r := &Report{Definition: d, By: []reach.Dimension{reach.ByLifeStage}, Figures: []Figure{{Indicator: &everybody, Value: 100, Cells: []Cell{c.cell}}}}
		r.hideShares()
		if got := r.Figures[0].Cells[0].Hidden; got != c.hidden {
			t.Errorf("%s: hidden %v", c.name, got)
		}
	}
	for value, hidden := range map[int]bool{89: false, 90: true, 100: true} {
		r := &Report{Definition: d, Figures: []Figure{{Indicator: &everybody, Value: 100}, {Indicator: &informed, Value: value}}}
		r.hideShares()
		if r.Figures[1].Hidden != hidden || r.Figures[0].Hidden {
			t.Errorf("%d of 100 were informed about violence: hidden %v", value, r.Figures[1].Hidden)
		}
	}
}
