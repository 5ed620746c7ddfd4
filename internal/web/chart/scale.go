package chart

import (
	"fmt"
	"strconv"
)

// share is how much of the scale a number takes, as a length of SVG. Nothing is
// longer than the scale.
func share(n, top int) string { return percent(part(n, top)) }

// part is a number as a part of the scale, from 0 to 1.
func part(n, top int) float64 {
	if top <= 0 || n <= 0 {
		return 0
	}
	return min(1, float64(n)/float64(top))
}

// percent writes a part as SVG reads it, exact to a hundredth: finer than a
// pixel of any screen.
func percent(part float64) string {
	return strconv.FormatFloat(part*100, 'f', 2, 64) + "%"
}

// coordinate writes a number of a path.
func coordinate(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// room is the class that leaves a number its room beside the longest bar.
func room(longest int) string {
	for _, letters := range []int{3, 5, 7, 9, 12} {
		if longest <= letters {
			return fmt.Sprint("room-", letters)
		}
	}
	return "room-16"
}
