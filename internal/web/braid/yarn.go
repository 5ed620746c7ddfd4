package braid

import (
	"math"
	"strconv"
	"strings"
)

// How strands run.
const (
	Amplitude = 52.0
	Period    = 212.0
	ramp      = 84.0 // in which a strand swings out from her own thread
	beyond    = 26.0 // after the last bead that is planned
)

// Look is how a stretch of a strand looks.
type Look int

// The looks.
const (
	Thick        Look = iota // a service is open
	Thin                     // none is
	ThickPlanned             // after today, of a strand that is thick
	ThinPlanned              // after today
	Waning                   // where it goes from thick to thin, or back:
	Waned                    // in two steps
)

// looks is how many there are.
const looks = 6

// Yarn is a strand as it is drawn: first what lies behind, then, on a halo, what
// passes in front. Each is one path for each look, "" for none.
type Yarn struct {
	Strand      Strand
	From, To    float64
	Back, Front [looks]string
}

// yarn is a strand in the making.
type yarn struct {
	strand   Strand
	from, to float64
	there    bool
	thread   float64 // y of her own thread
}

// y is how far down a strand runs.
func (y yarn) y(x float64) float64 {
	return y.thread + Amplitude*y.swing(x)*math.Sin(y.angle(x))
}

// raised is the strand around her own thread at a height.
func (y yarn) raised(thread float64) yarn {
	y.thread = thread
	return y
}

func (y yarn) angle(x float64) float64 {
	return 2*math.Pi*x/Period + 2*math.Pi*float64(y.strand)/strands
}

// swing is how much of its amplitude a strand has somewhere.
func (y yarn) swing(x float64) float64 {
	t := min(max((x-y.from)/ramp, 0), 1)
	return t * t * (3 - 2*t)
}

// slope is how steeply a strand runs.
func (y yarn) slope(x float64) float64 {
	const near = .01
	return (y.y(x+near) - y.y(x-near)) / (2 * near)
}

// yarns are where the strands begin and end, by the knots on them.
func (b *board) yarns(knots []*knot) (all [strands]yarn) {
	for i := range all {
		all[i] = yarn{strand: Strand(i)}
	}
	for _, k := range knots {
		if k.strand == Own {
			continue
		}
		y := &all[k.strand]
		switch {
		case y.there && k.ahead:
			y.to = max(y.to, min(k.x+beyond, Width-edge))
		case y.there:
		case k.ahead:
			*y = yarn{k.strand, max(b.today, k.x-tailed), min(k.x+beyond, Width-edge), true, 0}
		default:
			*y = yarn{k.strand, k.x, 0, true, 0}
		}
	}
	return all
}

// stretch is a part of a strand that looks the same.
type stretch struct {
	from, to float64
	look     Look
}

// draw cuts a strand into its pieces.
func (y yarn) draw(stretches []stretch) Yarn {
	drawn := Yarn{Strand: y.strand, From: y.from, To: y.to}
	var back, front [looks]strings.Builder
	for _, s := range stretches {
		for from := s.from; from < s.to; {
			to := min(s.to, y.nextCut(from))
			into := &back
			if middle := y.angle((from + to) / 2); math.Sin(2*middle) > 0 {
				into = &front
			}
			y.trace(&into[s.look], from, to)
			from = to
		}
	}
	for look := range looks {
		drawn.Back[look], drawn.Front[look] = back[look].String(), front[look].String()
	}
	return drawn
}

// nextCut is the next place after x at which a strand passes from behind to the
// front or back.
func (y yarn) nextCut(x float64) float64 {
	const quarter = Period / 4
	shift := Period * float64(y.strand) / strands
	return (math.Floor((x+shift)/quarter+1e-9)+1)*quarter - shift
}

// seam is how far a piece reaches under the next one, so that none shows.
const seam = .4

// trace writes a piece as curves that follow the strand.
func (y yarn) trace(path *strings.Builder, from, to float64) {
	from, to = from-seam, to+seam
	curves := math.Ceil((to - from) / 28)
	step := (to - from) / curves
	path.WriteByte('M')
	point(path, from, y.y(from))
	for i := range int(curves) {
		a := from + step*float64(i)
		b := a + step
		path.WriteByte('C')
		point(path, a+step/3, y.y(a)+y.slope(a)*step/3)
		path.WriteByte(' ')
		point(path, b-step/3, y.y(b)-y.slope(b)*step/3)
		path.WriteByte(' ')
		point(path, b, y.y(b))
	}
}

func point(path *strings.Builder, x, y float64) {
	path.WriteString(Coordinate(x))
	path.WriteByte(' ')
	path.WriteString(Coordinate(y))
}

// Coordinate writes a length as short as a drawing needs it.
func Coordinate(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10+0, 'f', -1, 64)
}
