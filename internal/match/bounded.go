package match

import "slices"

// mostDiffer is how often, at most, a field that names one person alone may
// differ between two records of her. Without a bound, a table that repeats nobody
// teaches that sisters are one person: no others agree on anything.
const mostDiffer = 0.15

// mostUnlike is how often, at most, two texts of one thing may have little or
// nothing in common.
const mostUnlike = 0.3

// bounded keeps the chances of one person within what makes it one.
func bounded(k Kind, own frequencies) frequencies {
	switch k {
	case Given, Name, Date, Document:
		return capped(own, mostDiffer, Other)
	case Text:
		return capped(own, mostUnlike, Little, Other)
	}
	return own
}

// capped keeps some levels from holding together more often than most.
func capped(own frequencies, most float64, levels ...Level) frequencies {
	sum := 0.0
	for _, l := range levels {
		sum += own[l]
	}
	if sum <= most {
		return own
	}
	for l := range own {
		if slices.Contains(levels, Level(l)) {
			own[l] *= most / sum
		} else {
			own[l] *= (1 - most) / (1 - sum)
		}
	}
	return own
}
