package match

import (
	"cmp"
	"slices"
)

// Groups makes groups of one person of pairs that weigh for it. Groups join,
// strongest pair first, only while the mean weight between their members is
// positive and no two of them hold papers that contradict: that one chain of
// likenesses leads from a to z makes no person of them. A record that fits two
// others equally well, which do not fit each other, joins neither: which it is,
// people decide, and not the order in which somebody wrote them down. Every
// group has two records or more; groups stand by their first record.
func (t *Table) Groups(m *Model, pairs []Pair) [][]int {
	g := grouping{table: t, model: m, comparer: t.NewComparer(), of: map[int]*group{}}
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(p Pair) bool { return p.Bits <= 0 })
	slices.SortStableFunc(pairs, func(p, q Pair) int { return cmp.Compare(q.Bits, p.Bits) })
	for len(pairs) > 0 {
		end := 1
		for end < len(pairs) && pairs[end].Bits == pairs[0].Bits {
			end++
		}
		for _, p := range g.settled(pairs[:end]) {
			g.join(p.A, p.B)
		}
		pairs = pairs[end:]
	}
	return g.all()
}

// settled returns those of some pairs of one weight that leave no choice: the
// groups that any of them would bring beside a group fit each other as well.
func (g *grouping) settled(pairs []Pair) []Pair {
	if len(pairs) == 1 {
		return pairs
	}
	beside := map[*group][]*group{}
	for _, p := range pairs {
		one, other := g.group(p.A), g.group(p.B)
		if one != other && g.fits(one, other) {
			beside[one], beside[other] = append(beside[one], other), append(beside[other], one)
		}
	}
	torn := func(one *group) bool {
		choices := beside[one]
		for i, a := range choices {
			for _, b := range choices[i+1:] {
				if a != b && !g.fits(a, b) {
					return true
				}
			}
		}
		return false
	}
	undecided := map[*group]bool{}
	for one := range beside {
		undecided[one] = torn(one)
	}
	return slices.DeleteFunc(slices.Clone(pairs), func(p Pair) bool { return undecided[g.group(p.A)] || undecided[g.group(p.B)] })
}

// group is records that are held for one person.
type group struct{ members []int }

type grouping struct {
	table    *Table
	model    *Model
	comparer *Comparer
	of       map[int]*group
}

// join brings the groups of two records together, unless too much speaks
// against it.
func (g *grouping) join(a, b int) {
	one, other := g.group(a), g.group(b)
	if one == other || !g.fits(one, other) {
		return
	}
	one.members = append(one.members, other.members...)
	for _, record := range other.members {
		g.of[record] = one
	}
}

func (g *grouping) group(record int) *group {
	if g.of[record] == nil {
		g.of[record] = &group{[]int{record}}
	}
	return g.of[record]
}

// fits reports whether two groups may be one person's.
func (g *grouping) fits(one, other *group) bool {
	sum := 0.0
	for _, a := range one.members {
		for _, b := range other.members {
			agreement := g.comparer.Levels(a, b)
			if g.contradicts(&agreement) {
				return false
			}
			sum += g.model.Weigh(&agreement).Bits
		}
	}
	return sum > 0
}

// contradicts reports whether papers of one type have two numbers that no slip
// of the hand makes of each other, while the weight does not speak for one
// person all the same.
func (g *grouping) contradicts(agreement *Agreement) bool {
	for f, field := range g.table.schema.Fields {
		if field.Kind == Document && agreement.Levels[f] == Other {
			return g.model.Weigh(agreement).Bits <= 0
		}
	}
	return false
}

// all returns the groups of two and more.
func (g *grouping) all() [][]int {
	var all [][]int
	for record, group := range g.of {
		if len(group.members) > 1 && slices.Min(group.members) == record {
			slices.Sort(group.members)
			all = append(all, group.members)
		}
	}
	slices.SortFunc(all, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return all
}
