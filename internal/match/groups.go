package match

import (
	"cmp"
	"slices"
)

// Groups makes groups of one person of pairs that weigh for it. Groups join,
// strongest pair first, only while the mean weight between their members is
// positive and no two of them hold papers that contradict: that one chain of
// likenesses leads from a to z makes no person of them. Every group has two
// records or more; groups stand by their first record.
func (t *Table) Groups(m *Model, pairs []Pair) [][]int {
	g := grouping{table: t, model: m, comparer: t.NewComparer(), of: map[int]*group{}}
	pairs = slices.Clone(pairs)
	slices.SortStableFunc(pairs, func(p, q Pair) int { return cmp.Compare(q.Bits, p.Bits) })
	for _, p := range pairs {
		if p.Bits > 0 {
			g.join(p.A, p.B)
		}
	}
	return g.all()
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
