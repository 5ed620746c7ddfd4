package chart

// tick is a label under a plot.
type tick struct {
	at     float64 // from 0 to 1
	anchor string
	label  string
}

// How many labels a plot of 256 pixels has room for, by the longest of them.
const (
	shortLabel = 7
	manyTicks  = 4
)

// few reports whether points are so few that a whole page would draw them too wide.
func few(points []Point) bool { return len(points) < 4 }

// ticksOf names the first point and the last, and some between them where all
// labels are short. One that would repeat its neighbour, as years do, is left
// out.
func ticksOf(points []Point, place func(i, points int) float64) []tick {
	if len(points) == 0 {
		return nil
	}
	var ticks []tick
	for _, i := range named(points) {
		if len(ticks) > 0 && ticks[len(ticks)-1].label == points[i].Label {
			continue
		}
		ticks = append(ticks, tickAt(i, len(points), points[i].Label, place))
	}
	return ticks
}

func tickAt(i, points int, label string, place func(i, points int) float64) tick {
	switch {
	case points == 1:
		return tick{0.5, "middle", label}
	case i == 0:
		return tick{0, "start", label}
	case i == points-1:
		return tick{1, "end", label}
	}
	return tick{place(i, points), "middle", label}
}

// inColumns is where the middle of a column stands.
func inColumns(i, points int) float64 { return (float64(i) + 0.5) / float64(points) }

// named are the points that have a label under them.
func named(points []Point) []int {
	last := len(points) - 1
	if last <= 0 {
		return []int{0}
	}
	steps := 1
	if last >= manyTicks && shorter(points, shortLabel) {
		steps = manyTicks - 1
	}
	at := make([]int, 0, steps+1)
	for i := range steps + 1 {
		at = append(at, (i*last+steps/2)/steps)
	}
	return at
}

func shorter(points []Point, than int) bool {
	for _, p := range points {
		if len([]rune(p.Label)) > than {
			return false
		}
	}
	return true
}
