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
		return "M48 0V50"
	}
	return "M48 0V100"
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
func Unroll(events []Event, today trenza.Day) Roll {
	items := inOrder(events, number(today))
	rows := rowsOf(items)
	var roll Roll
	tiles := make(map[string]int)
	for i, r := range rows {
		row := Row{Ahead: r.ahead, Place: 1}
		if len(r.items) > 0 {
			first := r.items[0]
			row.Strand, row.Icon, row.Planned = first.Strand, first.Icon, first.ahead()
			if first.Strand != Own {
				row.Place = lane(i, first.Strand)
			}
			for _, it := range r.items {
				row.Events = append(row.Events, it.index)
			}
		}
		tile := newTile(rows, i, items, number(today))
		key := tile.key()
		at, known := tiles[key]
		if !known {
			at = len(roll.Tiles)
			tiles[key], roll.Tiles = at, append(roll.Tiles, tile)
		}
		row.Tile = at
		roll.Rows = append(roll.Rows, row)
	}
	return roll
}

// line is a row in the making.
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

// newTile draws the braid beside a row.
func newTile(rows []strip, at int, items []item, today float64) Tile {
	todays := slices.IndexFunc(rows, func(s strip) bool { return len(s.items) == 0 && !s.ahead })
	last := len(rows) - 1
	t := Tile{Ends: at == last}
	for s := Protection; s < Own; s++ {
		r := runOf(rows, at, todays, s, open(items, s, today), today)
		if r.part == none {
			continue
		}
		for _, c := range cuts[lane(at, s)] {
			from, to := c.from, c.to
			if r.part == upper {
				to = min(to, .5)
			}
			if r.part == lower {
				from = max(from, .5)
			}
			if from >= to {
				continue
			}
			p := Piece{s, r.look, tilePath(lane(at, s), from, to)}
			if c.front {
				t.Front = append(t.Front, p)
			} else {
				t.Back = append(t.Back, p)
			}
		}
	}
	return t
}

// runOf says how a strand runs through a row: from its first event upwards to
// today, and dotted on to the last that is planned.
func runOf(rows []strip, at, today int, s Strand, spans []span, day float64) run {
	first, last := -1, -1 // rows of the earliest and the latest event, counted from above
	for i, r := range rows {
		if len(r.items) > 0 && r.items[0].Strand == s {
			first = i
			if last < 0 {
				last = i
			}
		}
	}
	begun := first > today
	if first < 0 || at > first || at < today && at < last {
		return run{}
	}
	r := run{whole, Thin}
	switch planned := at < today; {
	case planned && begun && openOn(spans, day):
		r.look = ThickPlanned
	case planned:
		r.look = ThinPlanned
	case at == today && openOn(spans, day), at > today && openDuring(spans, rows[at].items):
		r.look = Thick
	}
	switch {
	case at == first && at == last && at < today:
		r.part = none
	case at == first:
		r.part = upper
	case at == last && at < today:
		r.part = lower
	case !begun && at > first:
		r.part = none
	}
	return r
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

// tilePath is the way of a strand through a part of a tile.
func tilePath(lane int, from, to float64) string {
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

// key tells tiles apart.
func (t Tile) key() string {
	var b strings.Builder
	if t.Ends {
		b.WriteByte('e')
	}
	for _, p := range slices.Concat(t.Back, t.Front) {
		b.WriteByte(byte('a' + int(p.Strand)*looks + int(p.Look)))
		b.WriteString(p.Path)
	}
	return b.String()
}
