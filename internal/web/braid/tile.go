package braid

import (
	"math"
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// The size of a tile, which stretches with its row: a third of a period high.
const (
	TileWidth  = 96.0
	TileHeight = 100.0
	tileSwing  = 27.0
)

// Row is a row of a phone: what happened, the latest first, or one of the lines
// between what is to come, today and what is past.
type Row struct {
	Events  []int // places in what was laid out; none in a line between
	Ahead   bool  // the line over what is to come
	Strand  Strand
	Icon    string
	Place   int  // of the bead: 0 at the right, 1 in the middle, 2 at the left
	Planned bool // it has not happened
	Tile    int
}

// Today reports whether a row is the line of today.
func (r Row) Today() bool { return len(r.Events) == 0 && !r.Ahead }

// Roll is a thread as a phone shows it. Rows that look alike share a tile.
type Roll struct {
	Rows  []Row
	Tiles []Tile
}

// Tile is the part of the braid beside one row.
type Tile struct {
	Ends        bool // her own thread begins at its middle, otherwise it runs through
	Back, Front []Piece
}

// ThreadPath is the way of her own thread through a tile.
func (t Tile) ThreadPath() string {
	if t.Ends {
		return "M48-1V50"
	}
	return "M48-1V101"
}

// Piece is a part of a strand in a tile.
type Piece struct {
	Strand Strand
	Look   Look
	Path   string
}

// part says how much of a tile a strand runs through.
type part int

const (
	none part = iota
	upper
	lower
	whole
)

// run is how a strand runs through a tile.
type run struct {
	part part
	look Look
}

// Unroll lays events out in rows, as they are seen on a day. There is at least
// one. Several of a series that follow each other share a row.
func Unroll(events []Event, today trenza.Day) (roll Roll) {
	r := newRoller(inOrder(events, number(today)), number(today))
	tiles := make(map[weave]int)
	for i, s := range r.rows {
		row := Row{Ahead: s.ahead, Place: 1}
		if len(s.items) > 0 {
			first := s.items[0]
			row.Strand, row.Icon, row.Planned = first.Strand, first.Icon, first.ahead()
			if first.Strand != Own {
				row.Place = lane(i, first.Strand)
			}
		}
		for _, it := range s.items {
			row.Events = append(row.Events, it.index)
		}
		w, known := r.weave(i), false
		if row.Tile, known = tiles[w]; !known {
			row.Tile = len(roll.Tiles)
			tiles[w] = row.Tile
			roll.Tiles = append(roll.Tiles, w.tile())
		}
		roll.Rows = append(roll.Rows, row)
	}
	return roll
}

// strip is a row in the making.
type strip struct {
	items []item
	ahead bool // the line over what is to come
}

// rowsOf parts events into rows, the latest first.
func rowsOf(items []item) (rows []strip) {
	for _, it := range items {
		last := len(rows) - 1
		if last >= 0 && alike(rows[last].items[0], it) {
			rows[last].items = append(rows[last].items, it)
		} else {
			rows = append(rows, strip{items: []item{it}})
		}
	}
	slices.Reverse(rows)
	to := slices.IndexFunc(rows, func(s strip) bool { return !s.items[0].ahead() })
	if to < 0 {
		to = len(rows)
	}
	rows = slices.Insert(rows, to, strip{})
	if to > 0 {
		rows = slices.Insert(rows, 0, strip{ahead: true})
	}
	return rows
}

// alike reports whether two events in a row are told together.
func alike(a, b item) bool {
	return a.Kind == Delivered && b.Kind == Delivered && a.Strand == b.Strand && a.Series == b.Series && a.Series != ""
}

// lane is where a strand is in a row: at the right, in the middle on its way to
// the left, or at the left.
func lane(row int, s Strand) int { return (row + int(s)) % strands }

// roller knows how the strands run through all rows.
type roller struct {
	rows  []strip
	today int // row of today
	day   float64
	runs  [strands]course
}

// course is how far a strand runs: from the row of its earliest event up to that of
// its latest, and when a service is open.
type course struct {
	first, last int // -1 where it has no event
	open        []span
}

func newRoller(items []item, day float64) *roller {
	r := &roller{rows: rowsOf(items), day: day}
	r.today = slices.IndexFunc(r.rows, func(s strip) bool { return len(s.items) == 0 && !s.ahead })
	for s := range r.runs {
		r.runs[s] = course{-1, -1, open(items, Strand(s), day)}
	}
	for i, row := range r.rows {
		if len(row.items) == 0 || row.items[0].Strand == Own {
			continue
		}
		c := &r.runs[row.items[0].Strand]
		if c.first = i; c.last < 0 {
			c.last = i
		}
	}
	return r
}

// weave is all that a tile depends on.
type weave struct {
	turn int // how far the strands have turned: the lane of the first
	ends bool
	runs [strands]run
}

// weave says how the strands run through a row.
func (r *roller) weave(row int) weave {
	w := weave{turn: lane(row, Protection), ends: row == len(r.rows)-1}
	for s := range w.runs {
		w.runs[s] = r.run(row, r.runs[s])
	}
	return w
}

// run says how a strand runs through a row: from its first event upwards to today,
// and dotted on to the last that is planned.
func (r *roller) run(row int, c course) run {
	ahead := row < r.today
	if c.first < 0 || row > c.first || ahead && row < c.last || ahead && row == c.first && row == c.last {
		return run{}
	}
	through := run{whole, Thin}
	switch begun := c.first > r.today; {
	case ahead && begun && openOn(c.open, r.day):
		through.look = ThickPlanned
	case ahead:
		through.look = ThinPlanned
	case row == r.today && openOn(c.open, r.day), row > r.today && openDuring(c.open, r.rows[row].items):
		through.look = Thick
	}
	switch {
	case row == c.first:
		through.part = upper
	case ahead && row == c.last:
		through.part = lower
	}
	return through
}

// tile draws the braid beside a row.
func (w weave) tile() Tile {
	t := Tile{Ends: w.ends}
	for s, r := range w.runs {
		at := (w.turn + s) % strands
		for _, c := range cuts[at] {
			switch r.part {
			case none:
				continue
			case upper:
				c.to = min(c.to, .5)
			case lower:
				c.from = max(c.from, .5)
			}
			p := Piece{Strand(s), r.look, tilePath(at, c.from, c.to)}
			switch {
			case c.from >= c.to:
			case c.front:
				t.Front = append(t.Front, p)
			default:
				t.Back = append(t.Back, p)
			}
		}
	}
	return t
}

// openDuring reports whether a service was open when something happened.
func openDuring(spans []span, items []item) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return items[0].day <= s.to && s.from <= items[len(items)-1].day })
}

// cut is a part of the way through a tile, behind or in front.
type cut struct {
	from, to float64
	front    bool
}

// cuts are where the strands pass from behind to the front, by the lane: the
// multiples of π/2 in the third of a period that a tile shows.
var cuts = [strands][]cut{
	{{0, .75, true}, {.75, 1, false}},
	{{0, .5, false}, {.5, 1, true}},
	{{0, .25, true}, {.25, 1, false}},
}

// tilePath is the way of a strand through a part of a tile. It reaches a little
// under the next, so that no seam shows.
func tilePath(lane int, from, to float64) string {
	const seam = .01
	from, to = from-seam, to+seam
	angle := func(t float64) float64 { return 2 * math.Pi / strands * (float64(lane) + t) }
	x := func(t float64) float64 { return TileWidth/2 + tileSwing*math.Sin(angle(t)) }
	slope := func(t float64) float64 { return tileSwing * math.Cos(angle(t)) * 2 * math.Pi / strands }
	var path strings.Builder
	path.WriteByte('M')
	point(&path, x(from), TileHeight*from)
	curves := math.Ceil((to - from) / .4)
	step := (to - from) / curves
	for i := range int(curves) {
		a := from + step*float64(i)
		b := a + step
		path.WriteByte('C')
		point(&path, x(a)+slope(a)*step/3, TileHeight*(a+step/3))
		path.WriteByte(' ')
		point(&path, x(b)-slope(b)*step/3, TileHeight*(b-step/3))
		path.WriteByte(' ')
		point(&path, x(b), TileHeight*b)
	}
	return path.String()
}
