package chart

// tick is a label under a plot.
type tick struct {
	at     float64 // from 0 to 1
	anchor string
	label  string
}

// How many letters fit side by side under a plot: of a phone's width, and under
// one of several.
const (
	widePlot = 32
	panel    = 14
)

// ticksOf names as many points as there is room for: the last, the first, and
// some between them. One that would repeat its neighbour, as years do, is left
// out.
func ticksOf(points []Point, letters int, place func(i, points int) float64) []tick {
	var ticks []tick
	for _, i := range named(points, letters) {
		if len(ticks) > 0 && ticks[len(ticks)-1].label == points[i].tick() {
			continue
		}
		ticks = append(ticks, tickAt(i, len(points), points[i].tick(), place))
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
func named(points []Point, letters int) []int {
	last := len(points) - 1
	if last < 0 {
		return nil
	}
	switch long := longestLabel(points) + 1; {
	case last >= 3 && 4*long <= letters:
		return []int{0, (last + 1) / 3, (2*last + 1) / 3, last}
	case last >= 1 && longestLabel(points[:1])+longestLabel(points[last:])+2 <= letters:
		return []int{0, last}
	}
	return []int{last}
}

func longestLabel(points []Point) int {
	most := 0
	for _, p := range points {
		most = max(most, len([]rune(p.tick())))
	}
	return most
}

// few reports whether points are so few that a whole page would draw them too wide.
func few(points []Point) bool { return len(points) < 4 }
