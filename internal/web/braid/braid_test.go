package braid_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/web/braid"
)

// plainly says what a drawing says, in no language.
type plainly struct{}

func (plainly) Bead(events []braid.Event) braid.Label {
	if len(events) == 1 {
		return braid.Label{Title: events[0].Title, Small: string(events[0].Day) + " " + events[0].Small}
	}
	return braid.Label{Title: events[0].Title, Small: fmt.Sprintf("%d veces, %s a %s", len(events), events[0].Day, events[len(events)-1].Day)}
}

func (plainly) Tick(from trenza.Day, unit braid.Unit) string { return from.Month()[5:] }
func (plainly) Silence(days int) string                      { return fmt.Sprint(days/365, " años") }
func (plainly) Today(day trenza.Day) string                  { return "Hoy, " + string(day[5:]) }

// titles are what services are called, short and long.
var titles = []string{
	"Bono", "Taller de empleabilidad", "Información sobre violencia de género", "Encuentro cultural",
	"Orientación y derivación a soporte psicológico o emocional", "Apoyo para iniciar un negocio propio (capital semilla)",
	"Otorrinolaringológicamenteincomprensible y más",
}

// lives draws a thread: any number of events over a day or ten years, many of them
// on few days, and a day on which it is looked at.
var lives = rapid.Custom(func(t *rapid.T) (life struct {
	events []braid.Event
	today  trenza.Day
}) {
	const first = trenza.Day("2016-02-29")
	span := rapid.SampledFrom([]int{0, 1, 30, 300, 1000, 3650}).Draw(t, "span")
	life.today = first.Add(span + rapid.SampledFrom([]int{0, 1, 90, 2000}).Draw(t, "since"))
	for range rapid.SampledFrom([]int{1, 2, 5, 12, 40, 300}).Draw(t, "events") {
		e := braid.Event{
			Day:    first.Add(rapid.IntRange(0, span).Draw(t, "day")),
			Strand: braid.Strand(rapid.IntRange(0, 3).Draw(t, "strand")),
			Kind:   rapid.SampledFrom([]braid.Kind{braid.Delivered, braid.Delivered, braid.Delivered, braid.Milestone, braid.Planned}).Draw(t, "kind"),
			Icon:   "note",
			Title:  rapid.SampledFrom(titles).Draw(t, "title"),
			Course: rapid.Bool().Draw(t, "course"),
		}
		if e.Kind == braid.Planned {
			e.Day = life.today.Add(rapid.IntRange(-30, 200).Draw(t, "ahead"))
		}
		e.Series = e.Title
		life.events = append(life.events, e)
	}
	if rapid.Bool().Draw(t, "registered") {
		life.events = append(life.events, braid.Event{Day: first, Strand: braid.Own, Kind: braid.Registered, Icon: "register", Title: "Registro"})
	}
	return life
})

// TestADrawingHolds, whatever a thread is like.
func TestADrawingHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		life := lives.Draw(t, "life")
		d := braid.Lay(life.events, life.today, plainly{})
		everyEventOnce(t, d, len(life.events))
		labelsStandApart(t, d)
		beadsLieApart(t, d)
		timeRunsOn(t, d, life.events)
		strandsRun(t, d)
		ticksAreTold(t, d)
	})
}

func everyEventOnce(t *rapid.T, d braid.Drawing, n int) {
	var all []int
	for _, b := range d.Beads {
		all = append(all, b.Events...)
	}
	slices.Sort(all)
	for i := range n {
		if i >= len(all) || all[i] != i {
			t.Fatalf("%d events are in beads as %v", n, all)
		}
	}
}

// meet reports whether two boxes have room in common.
func meet(a, b braid.Box) bool {
	return a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom
}

// labelsStandApart: inside the drawing, off the strands and from each other, and no
// leader line runs through one.
func labelsStandApart(t *rapid.T, d braid.Drawing) {
	band := braid.Box{Left: 0, Right: braid.Width, Top: d.Thread - braid.Amplitude - braid.Bead, Bottom: d.Thread + braid.Amplitude + braid.Bead}
	for i, b := range d.Beads {
		box, lead := b.Label.Box, b.Label.Leader
		if box.Left < 0 || box.Right > braid.Width || box.Top < d.Today.Pill.Bottom || box.Bottom > d.Axis || meet(box, band) {
			t.Fatalf("the label of %+v is out of place: thread %v, axis %v", b, d.Thread, d.Axis)
		}
		if lead.X != b.X || lead.X < box.Left || lead.X > box.Right || len(b.Label.Lines) == 0 {
			t.Fatalf("the label of %+v is not led to", b)
		}
		for _, line := range b.Label.Lines {
			if line.Y <= box.Top || line.Y > box.Bottom {
				t.Fatalf("a line leaves its label: %+v", b)
			}
		}
		for j, other := range d.Beads {
			if j > i && meet(box, other.Label.Box) {
				t.Fatalf("labels overlap:\n%+v\n%+v", b, other)
			}
			if l := other.Label.Leader; j != i && box.Left < l.X && l.X < box.Right && min(l.From, l.To) < box.Bottom && box.Top < max(l.From, l.To) {
				t.Fatalf("a leader line runs through a label:\n%+v\n%+v", b, other)
			}
		}
	}
}

// beadsLieApart: inside the drawing, each on its strand, and none on another.
func beadsLieApart(t *rapid.T, d braid.Drawing) {
	from := make(map[braid.Strand]float64)
	for _, y := range d.Yarns {
		from[y.Strand] = y.From
	}
	for i, b := range d.Beads {
		if b.X < braid.Bead || b.X > braid.Width-braid.Bead {
			t.Fatalf("%+v leaves the drawing", b)
		}
		want := d.Thread
		if b.Strand != braid.Own {
			swing := min(max((b.X-from[b.Strand])/84, 0), 1)
			want += braid.Amplitude * swing * swing * (3 - 2*swing) * math.Sin(2*math.Pi*b.X/braid.Period+2*math.Pi*float64(b.Strand)/3)
		}
		if math.Abs(b.Y-want) > .01 {
			t.Fatalf("%+v is not on its strand, at %v", b, want)
		}
		for _, other := range d.Beads[i+1:] {
			if math.Hypot(b.X-other.X, b.Y-other.Y) < 2*braid.Bead {
				t.Fatalf("beads overlap:\n%+v\n%+v", b, other)
			}
		}
	}
}

// timeRunsOn from left to right, what is past before today and what is to come
// after it.
func timeRunsOn(t *rapid.T, d braid.Drawing, events []braid.Event) {
	ends := func(b braid.Knot) (first, last trenza.Day) {
		return events[b.Events[0]].Day, events[b.Events[len(b.Events)-1]].Day
	}
	for i, b := range d.Beads {
		if !slices.IsSortedFunc(b.Events, func(i, j int) int { return strings.Compare(string(events[i].Day), string(events[j].Day)) }) {
			t.Fatalf("the events of %+v are out of order", b)
		}
		if b.Planned != (b.X > d.Today.X) {
			t.Fatalf("%+v is on the wrong side of today, %v", b, d.Today.X)
		}
		_, last := ends(b)
		for _, other := range d.Beads[i+1:] {
			if first, _ := ends(other); b.Planned == other.Planned && last < first && b.X > other.X {
				t.Fatalf("time runs back:\n%+v\n%+v", b, other)
			}
		}
	}
}

// strandsRun from their first bead, and dotted after today alone.
func strandsRun(t *rapid.T, d braid.Drawing) {
	for _, y := range d.Yarns {
		for _, b := range d.Beads {
			if b.Strand == y.Strand && b.X < y.From-.01 {
				t.Fatalf("%v begins at %v, after %+v", y.Strand, y.From, b)
			}
		}
		for look := range y.Back {
			dotted := braid.Look(look) == braid.ThickPlanned || braid.Look(look) == braid.ThinPlanned
			for _, x := range starts(y.Back[look] + y.Front[look]) {
				if x < y.From-1 || dotted && x < d.Today.X-1 || !dotted && x > d.Today.X {
					t.Fatalf("%v of look %d begins at %v; today is at %v", y.Strand, look, x, d.Today.X)
				}
			}
		}
	}
}

// starts are where the pieces of a path begin.
func starts(path string) (xs []float64) {
	for piece := range strings.SplitSeq(path, "M") {
		var x float64
		if n, _ := fmt.Sscan(piece, &x); n == 1 {
			xs = append(xs, x)
		}
	}
	return xs
}

func ticksAreTold(t *rapid.T, d braid.Drawing) {
	told, before := 0, math.Inf(-1)
	for _, tick := range d.Ticks {
		if tick.Text == "" {
			continue
		}
		if told++; tick.At-before < 20 || tick.At < 5 || tick.At > braid.Width-5 {
			t.Fatalf("ticks crowd: %+v", d.Ticks)
		}
		before = tick.At
	}
	if told == 0 {
		t.Fatalf("no time is told: %+v", d.Ticks)
	}
}

// TestTheOrderOfEventsShowsNowhere: the same events give the same drawing.
func TestTheOrderOfEventsShowsNowhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		life := lives.Draw(t, "life")
		other := rapid.Permutation(life.events).Draw(t, "other")
		if a, b := unnamed(braid.Lay(life.events, life.today, plainly{})), unnamed(braid.Lay(other, life.today, plainly{})); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
	})
}

// unnamed is a drawing without the places of its events in what was given.
func unnamed(d braid.Drawing) braid.Drawing {
	for i := range d.Beads {
		d.Beads[i].Events = make([]int, len(d.Beads[i].Events))
	}
	return d
}

// TestOneStrandPassesOverTheOther: where two meet, exactly one of them is in front.
func TestOneStrandPassesOverTheOther(t *testing.T) {
	u := func(s float64, strand int) float64 { return 2*math.Pi*s/braid.Period + 2*math.Pi*float64(strand)/3 }
	for a := range 3 {
		for b := range a {
			meetings := 0
			for s := 0.0; s < braid.Period; s += .05 {
				if math.Abs(math.Sin(u(s, a))-math.Sin(u(s, b))) > .001 {
					continue
				}
				meetings++
				if math.Sin(2*u(s, a))*math.Sin(2*u(s, b)) >= 0 {
					t.Errorf("%d and %d are on one level at %v", a, b, s)
				}
			}
			if meetings == 0 {
				t.Errorf("%d and %d never meet", a, b)
			}
		}
	}
}

// TestARollHolds: every event is in one row, the latest first, what is to come
// before today, and its bead is where its strand runs.
func TestARollHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		life := lives.Draw(t, "life")
		roll := braid.Unroll(life.events, life.today)
		var all []int
		today := slices.IndexFunc(roll.Rows, braid.Row.Today)
		before := trenza.Day("9999-12-31")
		for i, r := range roll.Rows {
			if len(r.Events) == 0 {
				continue
			}
			all = append(all, r.Events...)
			if r.Planned != (i < today) || r.Tile >= len(roll.Tiles) {
				t.Fatalf("row %d, %+v: today is row %d of %d tiles", i, r, today, len(roll.Tiles))
			}
			if place := (i + int(r.Strand)) % 3; r.Strand != braid.Own && r.Place != place {
				t.Fatalf("row %d: the bead is at %d, its strand at %d", i, r.Place, place)
			}
			last := life.events[r.Events[len(r.Events)-1]].Day
			if !r.Planned && last > before {
				t.Fatalf("row %d goes back in time", i)
			}
			if !r.Planned {
				before = life.events[r.Events[0]].Day
			}
		}
		slices.Sort(all)
		if want := len(life.events); len(all) != want || all[0] != 0 || all[want-1] != want-1 {
			t.Fatalf("%d events are in rows as %v", want, all)
		}
	})
}
