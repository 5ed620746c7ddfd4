package match

// mostDiffer is how often, at most, a field that names one person alone may
// differ between two records of her. Without a bound, a table that repeats nobody
// teaches that sisters are one person: no others agree on anything.
const mostDiffer = 0.15

// bounded keeps the chances of one person within what makes it one.
func bounded(k Kind, own frequencies) frequencies {
	switch k {
	case Given, Name, Date, Document:
	default:
		return own
	}
	if own[Other] <= mostDiffer {
		return own
	}
	scale := (1 - mostDiffer) / (1 - own[Other])
	for level := range own {
		own[level] *= scale
	}
	own[Other] = mostDiffer
	return own
}
