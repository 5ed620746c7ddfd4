package exchange

import (
	"slices"
	"strings"
)

// settleCrowds tells the columns of a headcount that count everybody once from
// those that add others up. The first are the smallest: whoever is counted by
// sex and age is not counted again by sex alone.
func (i *interpreter) settleCrowds() {
	if !i.table.shape.countsHeads() {
		return
	}
	var all []countColumn
	for key := range i.table.sources {
		if c, ok := crowdOfKey(key); ok {
			all = append(all, countColumn{key, c})
		}
	}
	slices.SortFunc(all, func(a, b countColumn) int { return strings.Compare(a.key, b.key) })
	i.table.groups, i.table.margins = parted(all)
	for _, c := range i.table.margins {
		i.choose("exchange.as_margin", FromHeader, nameOf(c.key))
	}
}

// parted tells the crowds that count everybody once from those that add others
// up.
func parted(all []countColumn) (groups, margins []countColumn) {
	restOfWomen(all)
	for _, c := range all {
		adds := slices.ContainsFunc(all, func(other countColumn) bool {
			return other != c && (c.holds(other.crowd) || c.sex == "" && other.sex != "" && c.meets(other.crowd))
		})
		if adds {
			margins = append(margins, c)
		} else {
			groups = append(groups, c)
		}
	}
	return groups, margins
}

// countColumn is a column of a headcount and whom it counts.
type countColumn struct {
	key string
	crowd
}

// restOfWomen takes "Mujeres" beside "Niñas" for the women who are no girls:
// the columns of a sex without ages, beside those of its children alone.
func restOfWomen(all []countColumn) {
	for n, c := range all {
		if c.sex == "" || c.min != 0 || c.max < 18 {
			continue
		}
		oldest := -1
		for m, other := range all {
			if m != n && other.max < 18 && (other.sex == c.sex || other.sex == "" && !repeated(all, other)) {
				oldest = max(oldest, other.max)
			}
		}
		if oldest >= 0 && !split(all, n) {
			all[n].min = oldest + 1
		}
	}
}

// repeated reports whether the children of a column without a sex stand in
// columns with one too.
func repeated(all []countColumn, c countColumn) bool {
	return slices.ContainsFunc(all, func(other countColumn) bool { return other.sex != "" && other.max < 18 && c.meets(other.crowd) })
}

// split reports whether other columns cut the grown-ups of a column's sex by age,
// or all of it: the column adds them up then.
func split(all []countColumn, n int) bool {
	return slices.ContainsFunc(all, func(other countColumn) bool {
		return other != all[n] && other.max >= 18 && (other.sex == all[n].sex || other.sex == "")
	})
}
