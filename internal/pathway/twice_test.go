package pathway_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Yusmary as she was registered in Tumbes, by her passport, and in Lima, by her
// permit and by ear.
var (
	inTumbes = Phone(Woman("Pérez", "Yusmary", "1994", Paper("PAS", "012345678")), "987654321")
	inLima   = Phone(Woman("Perez Rojas", "Yusmari", "1994", Paper("CPP", "001234567")), "+51 987 654 321")
)

// registeredTwice gives her three services in Tumbes and two in Lima.
func registeredTwice(w *World) registry.Pair {
	w.Helper()
	var tumbes, lima pathway.Received
	for i, service := range []string{"asistencia_legal", "salud", "informacion_vbg"} {
		tumbes = w.Give(inTumbes, service, Delivered(trenza.Day("2020-01-10").Add(i), "240101"))
	}
	for i, service := range []string{"salud", "psicosocial_individual"} {
		lima = w.Give(inLima, service, Delivered(trenza.Day("2020-03-10").Add(i), "150101"))
	}
	return w.PairOf(tumbes.Person.ID, lima.Person.ID)
}

// reporter counts and freezes.
func reporter(w *World) report.Reporter { return report.Reporter{Engine: w.Engine, Journal: w.Journal} }

// people is the figure of different people, "X1", by region.
func people(w *World) string {
	w.Helper()
	for _, f := range w.Figures("alma-llanera", report.Query{By: []reach.Dimension{reach.ByRegion}}).Figures {
		if f.Indicator.ID != "personas" {
			continue
		}
		said := ""
		for _, c := range f.Cells {
			said += fmt.Sprintf("%s %d, ", c.Values[0], c.Count)
		}
		return said + fmt.Sprintf("country %d", f.Value)
	}
	w.Fatal("there is no figure of people")
	return ""
}

// printed is the report of people by region as it is printed.
func printed(w *World) string {
	w.Helper()
	var text bytes.Buffer
	if err := w.Figures("alma-llanera", report.Query{By: []reach.Dimension{reach.ByRegion}}).Text(&text, "es"); err != nil {
		w.Fatal(err)
	}
	return text.String()
}

// frozen freezes the figures by region, as a correction of another version or as
// the first.
func frozen(w *World, supersedes, reason string) *report.Frozen {
	w.Helper()
	query := report.Query{Definition: w.Service("alma-llanera", "salud").Programme, By: []reach.Dimension{reach.ByRegion}}
	f, err := reporter(w).Freeze(w.Context, w.Actor, report.Order{Query: query, Approver: "Lucía Aprobadora", Supersedes: supersedes, Reason: reason})
	if err != nil {
		w.Fatal(err)
	}
	return f
}

// Domain story 3, line by line.
func TestTheStoryOfSomebodyRegisteredTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		pair := registeredTwice(w)
		t.Run("a suggestion with reasons", func(t *testing.T) {
			waiting := w.Pairs()
			if len(waiting) != 1 || waiting[0].Model == "" {
				t.Fatalf("%+v", waiting)
			}
			for _, reason := range []string{"given.near", "surname.part", "phone.same"} {
				if !slices.Contains(waiting[0].Reasons, reason) {
					t.Errorf("%s is not among %v", reason, waiting[0].Reasons)
				}
			}
		})
		t.Run("X1 before: Tumbes 1, Lima 1, country 2", func(t *testing.T) {
			if got := people(w); got != "15 1, 24 1, country 2" {
				t.Error(got)
			}
		})
		version, before := frozen(w, "", ""), standing(w)
		t.Run("two people review where P3 exists", func(t *testing.T) { twoPeopleReview(t, w, pair) })
		t.Run("X1 after: 1, 1, country 1, both printed", func(t *testing.T) {
			if got := people(w); got != "15 1, 24 1, country 1" {
				t.Error(got)
			}
			if text := printed(w); !strings.Contains(text, "Tumbes") || !strings.Contains(text, "Lima") {
				t.Error(text)
			}
		})
		t.Run("the frozen version stays and shows the difference", func(t *testing.T) { showsTheDifference(t, w, version) })
		t.Run("undo restores exactly both histories", func(t *testing.T) {
			if kept := w.Unmerge(w.PairOf(pair.First, pair.Second)); len(kept) != 0 {
				t.Errorf("kept: %+v", kept)
			}
			same(t, "undone", standing(w), before)
			if got := people(w); got != "15 1, 24 1, country 2" {
				t.Error(got)
			}
		})
		t.Run("a restricted case goes to its team, and neither is told", func(t *testing.T) { goesToTheTeam(t, w, pair) })
		w.Sound()
	})
}

func twoPeopleReview(t *testing.T, w *World, pair registry.Pair) {
	tumbes, lima := w.As("Registradora Tumbes"), w.As("Registradora Lima")
	if decided := tumbes.Say(pair, registry.Same); decided.Joined || !decided.Waits {
		t.Fatalf("one of them joined: %+v", decided)
	}
	if decided := lima.Say(w.PairOf(pair.First, pair.Second), registry.Same); !decided.Joined {
		t.Fatalf("both of them: %+v", decided)
	}
	roots := w.Roots()
	if len(roots) != 2 || roots[pair.First] != pair.First || roots[pair.Second] != pair.First {
		t.Errorf("a surviving id and an alias: %v", roots)
	}
	if answer := w.Count(reach.Question{Programme: "alma-llanera", Unit: reach.People}); answer.Count != 1 || answer.Rows != 5 {
		t.Errorf("both histories are five services: %+v", answer)
	}
}

func showsTheDifference(t *testing.T, w *World, version *report.Frozen) {
	again, err := reporter(w).Recompute(w.Context, w.Scope(), version.Code)
	if err != nil || !again.Same() {
		t.Fatalf("the first version: %+v, %v", again, err)
	}
	at := slices.IndexFunc(again.Figures, func(f report.RecomputedFigure) bool { return f.Figure.ID == "personas" })
	if f := again.Figures[at]; f.Again != 2 || f.Today != 1 || !strings.HasPrefix(f.Difference("es"), "2 → 1: 1 ficha resultó ser") {
		t.Errorf("%+v: %s", f, f.Difference("es"))
	}
	correction := frozen(w, version.Code, "Era la misma mujer")
	if correction.Version != "1.1" || correction.Reason != "Era la misma mujer" {
		t.Errorf("the second version: %+v", correction)
	}
	first, err := reporter(w).FrozenAs(w.Context, w.Scope(), version.Code)
	if err != nil || first.SupersededBy != correction.Code {
		t.Errorf("the first version: %+v, %v", first, err)
	}
}

func goesToTheTeam(t *testing.T, w *World, pair registry.Pair) {
	supervisor := w.As("Supervisora de Caso", "vbg")
	supervisor.Write(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, pair.Second, "vbg") })
	for _, who := range []*World{w.As("Registradora Tumbes"), w.As("Registradora Lima")} {
		if waiting := who.Pairs(); len(waiting) != 0 {
			t.Errorf("%s is told: %+v", who.Actor.Name, waiting)
		}
	}
	if waiting := supervisor.Pairs(); len(waiting) != 1 || waiting[0].ID != pair.ID {
		t.Errorf("the supervisor is not told: %+v", waiting)
	}
}

// paid gives a payment of a line.
func paid(line, leg string, day trenza.Day, outcomes ...string) attention.Attention {
	return attention.Attention{Day: day, Place: "150101", Outcomes: outcomes, Form: map[string]string{"line": line, "leg": leg, "amount": "76000"}}
}

// Two bonos for the same months, one on each record, are said when the records
// turn out to be of one woman. Legs of one line are not two, and neither is a
// payment that failed.
func TestTwoBonosForTheSameMonths(t *testing.T) {
	base := Open(t, storetest.Location(t, store.SQLite))
	for name, c := range map[string]struct {
		first, second []attention.Attention
		want          []pathway.Overlap
	}{
		"the same months": {
			[]attention.Attention{paid("L-1", "1", "2020-05-04", programme.Collected), paid("L-1", "2", "2020-06-04", programme.Collected)},
			[]attention.Attention{paid("L-7", "1", "2020-05-28", programme.Collected), paid("L-8", "1", "2020-06-01", programme.Collected)},
			[]pathway.Overlap{{Programme: "alma-llanera", Service: "bono", Month: "2020-05"}, {Programme: "alma-llanera", Service: "bono", Month: "2020-06"}},
		},
		"months apart": {
			[]attention.Attention{paid("L-1", "1", "2020-05-04", programme.Collected)},
			[]attention.Attention{paid("L-7", "1", "2020-06-04", programme.Collected)}, nil,
		},
		"legs of one line": {
			[]attention.Attention{paid("L-1", "1", "2020-05-04", programme.Collected)},
			[]attention.Attention{paid("l-1", "2", "2020-05-18", programme.Collected)}, nil,
		},
		"one that was rejected": {
			[]attention.Attention{paid("L-1", "1", "2020-05-04", programme.Collected)},
			[]attention.Attention{paid("L-7", "1", "2020-05-04")}, nil,
		},
		"both of one record": {
			[]attention.Attention{paid("L-1", "1", "2020-05-04", programme.Collected), paid("L-2", "1", "2020-05-18", programme.Collected)},
			nil, nil,
		},
	} {
		w := base.In(t, name, "alma-llanera")
		a, b := w.Meet(inTumbes, Today).Person, w.Meet(inLima, Today).Person
		for _, each := range c.first {
			w.Give(inTumbes, "bono", each)
		}
		for _, each := range c.second {
			w.Give(inLima, "bono", each)
		}
		decided := w.Say(w.PairOf(a.ID, b.ID), registry.Same)
		if !decided.Joined || !slices.Equal(decided.Overlaps, c.want) {
			t.Errorf("%s: %+v, want %+v", name, decided, c.want)
		}
	}
}
