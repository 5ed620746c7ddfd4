package match

import "strings"

// packDate writes a date as one number, 19900517; month and day are 0 where they
// are not known. It takes "1990-05-17", "1990-05", "1990", "19900517",
// "17/05/1990" and, before any of them, "~" for one reckoned from an age. A
// month or a day that does not exist is kept as it is, for two damaged dates may
// be the same. It returns 0 for what is no date.
func packDate(s string) uint32 {
	s = strings.TrimSpace(s)
	rest, reckoned := strings.CutPrefix(s, "~")
	groups := digitGroups(rest)
	y, m, d := 0, 0, 0
	switch {
	case len(groups) == 1 && len(groups[0]) == 8:
		y, m, d = number(groups[0][:4]), number(groups[0][4:6]), number(groups[0][6:])
	case len(groups) == 1 && len(groups[0]) == 4:
		y = number(groups[0])
	case len(groups) >= 2 && len(groups[0]) == 4:
		y, m = number(groups[0]), number(groups[1])
		if len(groups) > 2 {
			d = number(groups[2])
		}
	case len(groups) >= 3 && len(groups[2]) == 4:
		y, m, d = number(groups[2]), number(groups[1]), number(groups[0])
	}
	if y == 0 || m > 99 || d > 99 {
		return 0
	}
	packed := uint32(y*10000 + m*100 + d)
	if reckoned {
		packed |= estimatedBit
	}
	return packed
}

// digitGroups returns the runs of digits of a text, those of a time of day left
// out.
func digitGroups(s string) []string {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return groups[:min(len(groups), 3)]
}

// number reads a few digits.
func number(digits string) int {
	n := 0
	for _, d := range []byte(digits[:min(len(digits), 4)]) {
		n = 10*n + int(d-'0')
	}
	return n
}

// compareDates takes the closest of the dates of two records.
func (c *Comparer) compareDates(f int, a, b []uint32) (Level, float32) {
	var best closest
	for _, x := range a {
		for _, y := range b {
			switch level := compareDate(x, y); level {
			case Same, First:
				best.offer(level, c.surprise(f, x))
			default:
				best.offer(level, 0)
			}
		}
	}
	return best.level, best.surprise
}

func compareDate(a, b uint32) Level {
	reckoned := (a|b)&estimatedBit != 0
	a, b = a&^estimatedBit, b&^estimatedBit
	switch {
	case reckoned || vague(a) || vague(b):
		return compareVague(a, b, reckoned)
	case a == b && a%10000 == 101:
		return First
	case a == b:
		return Same
	case slipped(a, b):
		return Slip
	case a/10000 == b/10000 && (a%10000 == 101 || b%10000 == 101):
		return Loose
	case a/10000 == b/10000:
		return Year
	case withinYear(a, b):
		return Beside
	}
	return Other
}

// withinYear reports whether two dates are a year and a month apart at most.
func withinYear(a, b uint32) bool {
	months := func(d uint32) int { return int(d/10000*12 + d/100%100) }
	apart := months(a) - months(b)
	return -13 <= apart && apart <= 13
}

// vague reports whether only the year, or year and month, of a date are known.
func vague(d uint32) bool { return d%100 == 0 || d/100%100 == 0 }

// besides is how many years a year that is reckoned, or known without its day,
// may be wrong.
const besides = 2

// compareVague holds dates against each other of which one is not exact.
func compareVague(a, b uint32, reckoned bool) Level {
	apart := int(a/10000) - int(b/10000)
	months := a/100%100 != 0 && b/100%100 != 0 && !reckoned
	switch {
	case apart == 0 && months && a/100 != b/100:
		return Year
	case apart == 0:
		return Loose
	case apart >= -besides && apart <= besides:
		return Beside
	}
	return Other
}

// slipped reports whether one hand's slip makes one date of the other: a digit,
// two digits that change places, day and month exchanged, or the year beside.
func slipped(a, b uint32) bool {
	if a/10000 == b/10000 && a%100 == b/100%100 && b%100 == a/100%100 {
		return true
	}
	if apart := int(a/10000) - int(b/10000); a%10000 == b%10000 && (apart == 1 || apart == -1) {
		return true
	}
	differ, last, first := 0, [2]uint32{}, [2]uint32{}
	adjacent := -1
	for i := range 8 {
		x, y := a%10, b%10
		if x != y {
			differ++
			first, last = last, [2]uint32{x, y}
			if differ == 1 {
				adjacent = i
			} else if i != adjacent+1 {
				adjacent = -9
			}
		}
		a, b = a/10, b/10
	}
	if differ == 2 && adjacent >= 0 {
		return first[0] == last[1] && first[1] == last[0]
	}
	return differ == 1
}
