package braid

import (
	"math"
	"strings"
)

// Ply is a strand of a trunk as it is drawn: what lies behind, and what passes in
// front of the others, on a halo.
type Ply struct {
	Strand      Strand
	Back, Front string
}

// Trunk is one period of a braid that stands upright, to be repeated one under the
// other: the strands swing to both sides of a middle, and each reaches a quarter
// beyond its ends, so that no seam shows.
func Trunk(middle, amplitude, period float64) (plies [strands]Ply) {
	const steps = 6 // of a quarter, so many that no corner shows
	quarter := period / 4
	for i := range plies {
		shift := 2 * math.Pi * float64(i) / strands
		var back, front strings.Builder
		first := -quarter - period*float64(i)/strands // where it passes from behind to the front or back
		for from := first; from < period+quarter; from += quarter {
			into := &back
			if math.Sin(2*(2*math.Pi*(from+quarter/2)/period+shift)) > 0 {
				into = &front
			}
			for step := range steps + 1 {
				y := from - seam + (quarter+2*seam)*float64(step)/steps
				into.WriteByte("ML"[min(step, 1)])
				point(into, middle+amplitude*math.Sin(2*math.Pi*y/period+shift), y)
			}
		}
		plies[i] = Ply{Strand(i), back.String(), front.String()}
	}
	return plies
}
