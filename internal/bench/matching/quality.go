package main

import (
	"context"
	"fmt"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/match"
)

// labelled is a set of records of which it is known who is who.
type labelled struct {
	table  *match.Table
	split  int   // where the second file begins; 0 for one file
	who    []int // by record
	family []int // by record; nil where it is not known
}

func (l *labelled) add(r match.Record, who int) {
	l.table.Add(r)
	l.who = append(l.who, who)
}

// familyPeople is how many people the register has whose quality is measured.
const familyPeople = 20_000

// familySet writes a register in which relatives abound.
func familySet() *labelled {
	l := &labelled{table: match.NewTable(register)}
	for _, p := range families.Set(seed, familyPeople) {
		l.add(recordOf(p), p.Number)
		l.family = append(l.family, p.Family)
	}
	return l
}

// score is how the pairs that were found stand to those that are true.
type score struct {
	found, right, wanted int
	relatives, taken     int // pairs of different people of one family, and those of them that were found
}

func (s score) precision() float64 { return share(s.right, s.found) }
func (s score) recall() float64    { return share(s.right, s.wanted) }
func (s score) f1() float64        { return share(2*s.right, s.found+s.wanted) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// pairsIn counts the pairs of records, one from each file where there are two,
// that have a label in common.
func (l *labelled) pairsIn(label []int) int {
	first, second := map[int]int{}, map[int]int{}
	pairs := 0
	for record, each := range label {
		if l.split > 0 && record < l.split {
			first[each]++
			continue
		}
		if l.split > 0 {
			pairs += first[each]
			continue
		}
		pairs += second[each]
		second[each]++
	}
	return pairs
}

// judge counts what was found.
func (l *labelled) judge(pairs [][2]int) score {
	s := score{found: len(pairs), wanted: l.pairsIn(l.who)}
	if l.family != nil {
		s.relatives = l.pairsIn(l.family) - s.wanted
	}
	for _, p := range pairs {
		switch {
		case l.who[p[0]] == l.who[p[1]]:
			s.right++
		case l.family != nil && l.family[p[0]] == l.family[p[1]]:
			s.taken++
		}
	}
	return s
}

// match finds the pairs of one person, at the model's own threshold.
func (l *labelled) match(ctx context.Context) ([][2]int, error) {
	found, err := l.table.Find(ctx, match.Finding{Split: l.split})
	if err != nil {
		return nil, err
	}
	answers, _ := l.table.Answers(found, l.split)
	return same(answers), nil
}

// same are the pairs that are held for one person.
func same(answers []match.Answer) [][2]int {
	var pairs [][2]int
	for _, a := range answers {
		if a.Verdict == match.IsSame {
			pairs = append(pairs, [2]int{a.A, a.B})
		}
	}
	return pairs
}

// quality measures the labelled sets and the families.
func (p plan) quality(ctx context.Context, t *table) error {
	for _, set := range sets {
		if err := p.rate(ctx, t, set); err != nil {
			return err
		}
	}
	tell("families")
	l := familySet()
	pairs, err := l.match(ctx)
	if err != nil {
		return err
	}
	s := l.judge(pairs)
	name := fmt.Sprintf("families, %d people in %d records", familyPeople, l.table.Len())
	t.row(name+": F1", "%.4f", s.f1(), atLeast(0.95))
	t.row("· precision", "%.4f", s.precision(), atLeast(0.97))
	t.row("· recall", "%.4f", s.recall(), nil)
	t.row("· relatives linked, of their pairs", "%.2f %%", 100*share(s.taken, s.relatives), atMost(2))
	return nil
}

// rate measures one labelled set.
func (p plan) rate(ctx context.Context, t *table, set labelledSet) error {
	tell("%s", set.name)
	l, err := set.read(p.data)
	if err != nil {
		return err
	}
	if l == nil {
		t.absent(set.name, "the folder of labelled sets does not have it")
		return nil
	}
	pairs, err := l.match(ctx)
	if err != nil {
		return err
	}
	s := l.judge(pairs)
	t.row(set.name+": F1", "%.4f", s.f1(), atLeast(set.f1))
	t.row("· precision", "%.4f", s.precision(), nil)
	t.row("· recall", "%.4f", s.recall(), nil)
	return nil
}
