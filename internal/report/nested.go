package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// inside reports whether everybody of a group is in another one too, as far as
// what they were asked by tells: fewer services, a narrower who, a shorter
// period, a smaller place. As of which positions they hold is left aside: what
// came in late, or was joined, between two of them is a small group as well.
func (g *group) inside(whole *group) bool {
	part, all := g.question, whole.question
	return part.Unit == all.Unit && part.New == all.New && !g.nobody && !whole.nobody &&
		narrower(asWho(part.Who), asWho(all.Who)) &&
		termsWithin(g.terms(), whole.terms()) &&
		g.period().within(whole.period()) &&
		g.partWithin(whole)
}

// terms are those of the question, or of the one service of the part.
func (g *group) terms() []reach.Term {
	by := slices.Index(g.question.By, reach.ByService)
	if g.values == nil || by < 0 {
		return g.question.Terms
	}
	return slices.DeleteFunc(slices.Clone(g.question.Terms), func(t reach.Term) bool { return t.Service != g.values[by] })
}

// span is a period between two months or days, as text that sorts.
type span struct{ from, to string }

func (s span) within(other span) bool { return s.from >= other.from && s.to <= other.to }

// period is the time of a group: the period of the question, and the month, the
// quarter or the year of the part in it.
func (g *group) period() span {
	s := span{string(g.question.Period.From), cmp.Or(string(g.question.Period.To), "9999-12-31")}
	for i, d := range g.question.By {
		if g.values == nil {
			break
		}
		if from, to, ok := monthsOf(d, g.values[i]); ok {
			s.from, s.to = max(s.from, from), min(s.to, to)
		}
	}
	return s
}

// monthsOf returns the first and the last day of a month, a quarter or a year.
func monthsOf(d reach.Dimension, value string) (from, to string, ok bool) {
	switch {
	case value == "":
		return "", "", false
	case d == reach.ByMonth:
		return value + "-01", value + "-31", true
	case d == reach.ByQuarter:
		last := map[string]string{"1": "03", "2": "06", "3": "09", "4": "12"}[value[len(value)-1:]]
		first := map[string]string{"1": "01", "2": "04", "3": "07", "4": "10"}[value[len(value)-1:]]
		return value[:4] + "-" + first + "-01", value[:4] + "-" + last + "-31", true
	case d == reach.ByYear:
		return value + "-01-01", value + "-12-31", true
	}
	return "", "", false
}

// partWithin reports whether the part of a group lies in that of another, in
// every dimension of the other but time and service.
func (g *group) partWithin(whole *group) bool {
	if whole.values == nil {
		return true
	}
	for i, d := range whole.question.By {
		if slices.Contains([]reach.Dimension{reach.ByMonth, reach.ByQuarter, reach.ByYear, reach.ByService}, d) {
			continue
		}
		if !g.has(d, whole.values[i]) {
			return false
		}
	}
	return true
}

// finer are the dimensions whose parts lie in those of another.
var finer = map[reach.Dimension][]reach.Dimension{
	reach.ByRegion:   {reach.ByRegion, reach.ByProvince, reach.ByDistrict},
	reach.ByProvince: {reach.ByProvince, reach.ByDistrict},
	reach.ByAdult:    {reach.ByAdult, reach.ByAge},
}

// has reports whether everybody of the group has this value of a dimension.
func (g *group) has(d reach.Dimension, value string) bool {
	dimensions := finer[d]
	if dimensions == nil {
		dimensions = []reach.Dimension{d}
	}
	for i, own := range g.question.By {
		if g.values == nil || !slices.Contains(dimensions, own) {
			continue
		}
		if lies(own, g.values[i], d, value) {
			return true
		}
	}
	return d == reach.BySex && g.question.Who.Sex == value && value != ""
}

// lies reports whether a part of a dimension lies in a part of one that is as
// fine or coarser.
func lies(own reach.Dimension, v string, d reach.Dimension, value string) bool {
	switch {
	case own == d || v == "" || value == "":
		return own == d && v == value
	case own == reach.ByAge:
		return (value == "0-17") == (v == "0-11" || v == "12-17")
	}
	return strings.HasPrefix(v, value) // codes of places
}

func asWho(w reach.Who) programme.Who {
	return programme.Who{Sex: w.Sex, MinAge: w.MinAge, MaxAge: w.MaxAge, Committee: w.Committee}
}

// termsWithin reports whether whoever has any of the first terms has one of the
// second too: whoever completed a course took part in it.
func termsWithin(part, whole []reach.Term) bool {
	return !slices.ContainsFunc(part, func(t reach.Term) bool {
		return !slices.ContainsFunc(whole, func(u reach.Term) bool {
			return t.Service == u.Service && (t.Outcome == u.Outcome || implies(t.Outcome, u.Outcome))
		})
	})
}

// implies reports whether one outcome is not had without another.
func implies(outcome, other string) bool {
	switch other {
	case programme.Delivered:
		return outcome != programme.Collected && outcome != programme.Asked && outcome != programme.Answered && outcome != programme.Satisfied
	case programme.Asked:
		return outcome == programme.Answered || outcome == programme.Satisfied
	case programme.Answered:
		return outcome == programme.Satisfied
	}
	return false
}

// secrets lists what must not become known: the small groups, and those by which
// one published group is larger than another that lies in it.
func (l *ledger) secrets() []secret {
	var all []secret
	for i := range l.groups {
		if l.groups[i].small() {
			all = append(all, secret{i, -1})
		}
	}
	for i := range l.groups {
		for j := range l.groups {
			if i != j && l.between(i, j) {
				all = append(all, secret{j, i})
			}
		}
	}
	return all
}

// between reports whether those in one group and not in another, which holds it,
// are few. Two groups that are each in the other are taken once.
func (l *ledger) between(i, j int) bool {
	part, whole := &l.groups[i], &l.groups[j]
	least := max(part.least, whole.least)
	more := whole.count - part.count
	if part.count == 0 || !small(more, least) && !small(-more, least) || !part.inside(whole) {
		return false
	}
	return i < j || !whole.inside(part)
}
