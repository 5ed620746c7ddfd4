package match

import (
	"cmp"
	"slices"
)

// Verdict is what a pair is held for.
type Verdict string

// The verdicts.
const (
	IsSame     Verdict = "same"     // one person
	IsReview   Verdict = "review"   // for people to decide
	IsRelative Verdict = "relative" // likelier of one family or one house
)

// Verdicts lists the verdicts, the surest first.
var Verdicts = []Verdict{IsSame, IsReview, IsRelative}

// Answer is a pair with what it is held for.
type Answer struct {
	Pair
	Verdict Verdict
	Group   int // number of the group of one person, from 1; 0 outside groups
}

// reviewFloor is the weight under which nobody is asked about a pair.
const reviewFloor = -3

// Answers turns what was found into answers: the pairs of each group, those
// included that its other members vouch for, then whatever is for people to
// decide or is of one family. Within each verdict the strongest stand first.
// split is as in [Finding].
func (t *Table) Answers(found Found, split int) (answers []Answer, groups [][]int) {
	groups = t.Groups(found.Model, found.Pairs)
	groupOf := map[int]int{}
	c := t.NewComparer()
	for n, members := range groups {
		for i, a := range members {
			groupOf[a] = n + 1
			for _, b := range members[i+1:] {
				if split == 0 || a < split && b >= split {
					g := c.Levels(a, b)
					answers = append(answers, Answer{Pair{a, b, found.Model.Weigh(&g)}, IsSame, n + 1})
				}
			}
		}
	}
	for _, p := range found.Pairs {
		switch {
		case groupOf[p.A] != 0 && groupOf[p.A] == groupOf[p.B]:
		case p.Bits > 0 || p.Bits >= reviewFloor && !p.Relatives:
			answers = append(answers, Answer{p, IsReview, 0})
		case p.Relatives:
			answers = append(answers, Answer{p, IsRelative, 0})
		}
	}
	rank := func(v Verdict) int { return slices.Index(Verdicts, v) }
	slices.SortFunc(answers, func(p, q Answer) int {
		return cmp.Or(cmp.Compare(rank(p.Verdict), rank(q.Verdict)), cmp.Compare(q.Bits, p.Bits), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return answers, groups
}
