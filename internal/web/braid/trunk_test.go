package braid

import (
	"math"
	"regexp"
	"strconv"
	"testing"
)

// A trunk can be repeated: where one period ends, the next begins at the same place,
// and every strand lies as often behind as in front.
func TestATrunkRepeats(t *testing.T) {
	const middle, amplitude, period = 80.0, 13.0, 150.0
	points := regexp.MustCompile(`[ML](-?[\d.]+) (-?[\d.]+)`)
	for i, ply := range Trunk(middle, amplitude, period) {
		if ply.Strand != Strand(i) || ply.Back == "" || ply.Front == "" {
			t.Errorf("strand %d: %+v", i, ply)
		}
		top, bottom := math.Inf(1), math.Inf(-1)
		for _, at := range points.FindAllStringSubmatch(ply.Back+ply.Front, -1) {
			x, _ := strconv.ParseFloat(at[1], 64)
			y, _ := strconv.ParseFloat(at[2], 64)
			want := middle + amplitude*math.Sin(2*math.Pi*y/period+2*math.Pi*float64(i)/strands)
			if math.Abs(x-want) > .2 {
				t.Errorf("strand %d leaves its course at %v: %v, not %v", i, y, x, want)
			}
			top, bottom = min(top, y), max(bottom, y)
		}
		if top > 0 || bottom < period {
			t.Errorf("strand %d runs from %v to %v", i, top, bottom)
		}
	}
}
