package chart

import (
	"cmp"
	"math"
	"slices"

	"github.com/trenza/trenza/internal/locale"
)

// How large things on the map are, in pixels. Circles and letters do not grow with
// the map, so that one size explains all and letters stay readable: places are
// kept as parts of the map, and what must not meet is tried where the map is
// narrowest.
const (
	narrow     = 256.0 // the map on the smallest phone
	margin     = 12.0  // how far out of the map something may stand: less than the margin of a page
	largest    = 30.0  // the radius of the highest number
	smallest   = 2.5   // what can still be seen
	unmeasured = 5.0   // of a number that is covered or 0
	letter     = 7.2   // the width of a letter, about
	line       = 17.0  // the height of a label
)

// pixel is how many units of the map a pixel of the narrowest is.
const pixel = peruWide / narrow

// circle is the number of a region on the map, in pixels of the narrowest.
type circle struct {
	Region
	x, y         float64 // where it stands
	homeX, homeY float64 // and where its region is
	r            float64
	label        *label
}

// label stands beside a circle.
type label struct {
	text   string
	dx, dy float64 // of its foot, from the middle of the circle
	anchor string
}

// box is where a label lies.
type box struct{ left, top, right, foot float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.foot && c.top < b.foot
}

// touches reports whether a circle reaches into a box.
func (c circle) touches(b box) bool {
	dx := c.x - min(max(c.x, b.left), b.right)
	dy := c.y - min(max(c.y, b.top), b.foot)
	return math.Hypot(dx, dy) < c.r
}

// moved reports whether a circle had to leave its place, which a line then joins
// it to. As much of the line is seen as lies outside the circle.
func (c circle) moved() bool { return math.Hypot(c.x-c.homeX, c.y-c.homeY) > 4 }

// measured reports whether its area is a number.
func (c circle) measured() bool { return !c.Value.covered && c.Value.n > 0 }

// radius is that of a number: its square grows with it.
func radius(v Value, top int) float64 {
	if v.covered || v.n == 0 {
		return unmeasured
	}
	return max(smallest, largest*math.Sqrt(part(v.n, top)))
}

// circles are those of the regions that are known, the largest first so that small
// ones lie on top.
func (m Map) circles(words locale.Printer) []circle {
	top := Top(m.points())
	var all []circle
	for _, r := range m.sorted() {
		at := slices.IndexFunc(outlines, func(o outline) bool { return o.code == r.Code })
		if at < 0 {
			continue
		}
		x, y := float64(outlines[at].x)/pixel, float64(outlines[at].y)/pixel
		all = append(all, circle{Region: r, x: x, y: y, homeX: x, homeY: y, r: radius(r.Value, top)})
	}
	slices.SortStableFunc(all, func(x, y circle) int { return cmp.Compare(y.r, x.r) })
	spread(all)
	name(all, words)
	return all
}

// spread moves circles that lie on each other apart, the smaller one farther, a
// little at a time; each stays on the map.
func spread(all []circle) {
	const rounds, gap = 60, 1.5
	for range rounds {
		quiet := true
		for i := range all {
			for j := range i {
				quiet = !push(&all[j], &all[i], gap) && quiet
			}
		}
		if quiet {
			return
		}
	}
}

// push moves two circles apart, as far as they lie on each other, and reports
// whether they did. The sea is west: what has no direction goes there.
func push(large, small *circle, gap float64) bool {
	dx, dy := small.x-large.x, small.y-large.y
	apart := math.Hypot(dx, dy)
	over := large.r + small.r + gap - apart
	if over <= 0.01 {
		return false
	}
	if apart == 0 {
		dx, apart = -1, 1
	}
	share := small.r * small.r / (large.r*large.r + small.r*small.r)
	large.move(-dx/apart*over*share, -dy/apart*over*share)
	small.move(dx/apart*over*(1-share), dy/apart*over*(1-share))
	return true
}

func (c *circle) move(dx, dy float64) {
	c.x = min(max(c.x+dx, c.r-margin), narrow-c.r+margin)
	c.y = min(max(c.y+dy, c.r), peruHigh/pixel-c.r)
}

// mostLabels is how many circles are named on the map itself; the list names all.
const mostLabels = 6

// name writes labels beside the largest circles, where they meet nothing.
func name(all []circle, words locale.Printer) {
	var taken []box
	free := func(b box) bool {
		return b.left >= -margin && b.right <= narrow+margin && b.top >= 0 && b.foot <= peruHigh/pixel &&
			!slices.ContainsFunc(taken, b.meets) && !slices.ContainsFunc(all, func(c circle) bool { return c.touches(b) })
	}
	for i := range all[:min(mostLabels, len(all))] {
		c := &all[i]
		c.label = labelOf(*c, c.Label+" "+c.Value.text(words), free)
		if c.label != nil {
			taken = append(taken, c.label.box(*c))
		}
	}
}

// labelOf tries to the left, where the sea is, to the right, below and above.
func labelOf(c circle, text string, free func(box) bool) *label {
	const gap = 4
	for _, l := range []label{
		{text, -c.r - gap, line / 4, "end"},
		{text, c.r + gap, line / 4, "start"},
		{text, 0, c.r + line - gap, "middle"},
		{text, 0, -c.r - gap - 2, "middle"},
	} {
		if free(l.box(c)) {
			return &l
		}
	}
	return nil
}

// box is where the label of a circle lies.
func (l label) box(c circle) box {
	wide := float64(len([]rune(l.text))) * letter
	x, y := c.x+l.dx, c.y+l.dy
	left := map[string]float64{"end": x - wide, "start": x, "middle": x - wide/2}[l.anchor]
	return box{left, y - line*3/4, left + wide, y + line/4}
}

// across and down are places on the map, whatever its size.
func across(x float64) string { return percent(x / narrow) }
func down(y float64) string   { return percent(y * pixel / peruHigh) }

// size writes a length in pixels.
func size(x float64) string { return coordinate(round(x)) }
