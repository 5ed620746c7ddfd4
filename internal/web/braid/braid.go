package braid

import (
	"math"

	"github.com/trenza/trenza"
)

// How large a drawing is. It is as high as its labels need.
const (
	Width    = 932.0
	edge     = 4.0  // nothing lies nearer to the ends
	inset    = 21.0 // the middle of the first bead
	outlook  = 46.0 // after today, or after the last that is planned
	pill     = 27.0 // height of what says today
	headroom = 9.0  // under it
	footroom = 14.0 // over the axis
	ticked   = 30.0 // height of what stands under the axis,
	dated    = 17.0 // and of the years under that
)

// Drawing is a thread laid out.
type Drawing struct {
	Height float64
	Thread float64 // y of her own thread
	From   float64 // x where it begins; it goes on to the end
	Axis   float64 // y of the axis
	Yarns  []Yarn  // the strands that have begun
	Beads  []Knot  // in the order in which they lie
	Ticks  []Tick
	Folds  []Fold
	Today  Today
}

// Today is the line of today, with the pill that says it.
type Today struct {
	X, From, To float64
	Text        string
	Pill        Box
}

// Knot is a bead: one event, or several that share it.
type Knot struct {
	X, Y    float64
	Strand  Strand
	Icon    string
	Planned bool
	Events  []int // places in what was laid out, in order of time
	Label   Told
}

// Lay lays events out as they are seen on a day. There is at least one.
func Lay(events []Event, today trenza.Day, words Words) Drawing {
	items := inOrder(events, number(today))
	b := &board{left: inset, right: Width - inset, day: number(today)}
	b.scale = newScale(daysOf(items, b.day), inset, Width-inset-outlook)
	knots, labels := b.settle(b.knots(items), words)
	return b.draw(items, knots, labels, today, words)
}

// daysOf are the days on which something happens, today among them, each once.
func daysOf(items []item, today float64) (days []float64) {
	add := func(day float64) {
		if len(days) == 0 || days[len(days)-1] < day {
			days = append(days, day)
		}
	}
	for _, it := range items {
		if it.day > today {
			add(today)
		}
		add(it.day)
	}
	add(today)
	return days
}

// settle joins knots until each has its place, and its label too.
func (b *board) settle(knots []*knot, words Words) ([]*knot, []*label) {
	for {
		crowded := b.place(knots)
		joined := false
		if knots, joined = b.joinAll(knots, crowded, crowding); joined {
			continue
		}
		if anyTouch(knots) {
			if knots, joined = b.join(knots, crowded, math.Inf(1)); joined {
				continue
			}
		}
		labels := make([]*label, len(knots))
		for i, k := range knots {
			labels[i] = newLabel(k, words)
		}
		untold := b.tell(labels, knots, fewRows)
		if len(untold) == 0 {
			return knots, labels
		}
		if knots, joined = b.joinAll(knots, untold, reachable); joined {
			continue
		}
		if knots, joined = b.join(knots, untold, math.Inf(1)); !joined {
			b.least = step
			b.place(knots)
			stairs(labels)
			return knots, labels
		}
	}
}

// joinAll joins two knots near each of those that are crowded, and reports whether
// there were any.
func (b *board) joinAll(knots, crowded []*knot, reach float64) ([]*knot, bool) {
	joined := false
	for _, c := range crowded {
		var one bool
		if knots, one = b.join(knots, []*knot{c}, reach); one {
			joined = true
		}
	}
	return knots, joined
}

// draw puts everything together.
func (b *board) draw(items []item, knots []*knot, labels []*label, today trenza.Day, words Words) Drawing {
	above, below := storeys(labels, true), storeys(labels, false)
	d := Drawing{Folds: b.folds, Ticks: b.ticks(today, words)}
	d.Thread = edge + pill + headroom + height(above)
	d.Axis = d.Thread + height(below) + footroom
	d.Height = d.Axis + ticked
	for _, t := range d.Ticks {
		if t.Year != "" {
			d.Height = d.Axis + ticked + dated
		}
	}
	for i := range d.Folds {
		d.Folds[i].Text = words.Silence(d.Folds[i].days)
	}
	d.From = knots[0].x
	for i, k := range knots {
		rows := below
		if labels[i].above {
			rows = above
		}
		d.From = min(d.From, k.x)
		d.Beads = append(d.Beads, k.bead(d.Thread, labels[i].stand(d.Thread, rows)))
	}
	for _, y := range b.yarns(knots) {
		if y.there {
			drawn := y.raised(d.Thread).draw(b.stretches(y, open(items, y.strand, b.day), knots))
			d.Yarns = append(d.Yarns, drawn)
		}
	}
	d.Today = b.marker(words.Today(today), d.Axis)
	return d
}

// height is how much room the braid and the rows on one side of it take.
func height(rows []float64) float64 {
	sum := Amplitude + Bead + storey
	for _, h := range rows {
		sum += h + storey
	}
	return sum
}

func (k *knot) bead(thread float64, label Told) Knot {
	bead := Knot{X: k.x, Y: thread + k.y, Strand: k.strand, Icon: k.items[0].Icon, Planned: k.ahead, Label: label}
	for _, it := range k.items {
		bead.Events = append(bead.Events, it.index)
	}
	return bead
}

// marker is the line of today. What it says stays inside the drawing.
func (b *board) marker(text string, axis float64) Today {
	half := bold.width(text)/2 + 14
	middle := min(max(b.today, half+edge), Width-half-edge)
	return Today{X: b.today, From: edge + pill, To: axis, Text: text, Pill: Box{middle - half, edge, middle + half, edge + pill}}
}
