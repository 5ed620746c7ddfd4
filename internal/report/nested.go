package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/outreach"
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
		narrower(g.who(), asWho(all.Who)) &&
		termsWithin(g.terms(), whole.terms()) &&
		g.period().within(whole.period()) &&
		g.partWithin(whole)
}

// who are the people of the question, narrowed by the sex and the ages of the
// part.
func (g *group) who() programme.Who {
	w := asWho(g.question.Who)
	for i, d := range g.question.By {
		if g.values == nil {
			break
		}
		switch youngest, oldest, aged := agesOf(g.values[i]); {
		case d == reach.BySex && w.Sex == "":
			w.Sex = g.values[i]
		case (d == reach.ByAge || d == reach.ByAdult) && aged:
			w.MinAge, w.MaxAge = atLeast(w.MinAge, youngest), atMost(w.MaxAge, oldest)
		}
	}
	return w
}

// agesOf reads a band of ages, "12-17" or "60+".
func agesOf(band string) (youngest, oldest int, ok bool) {
	from, to, closed := strings.Cut(strings.TrimSuffix(band, "+"), "-")
	youngest, err := strconv.Atoi(from)
	if !closed {
		return youngest, outreach.Oldest, err == nil
	}
	oldest, wrong := strconv.Atoi(to)
	return youngest, oldest, err == nil && wrong == nil
}

func atLeast(known *int, age int) *int {
	if known != nil {
		age = max(age, *known)
	}
	return &age
}

func atMost(known *int, age int) *int {
	if known != nil {
		age = min(age, *known)
	}
	return &age
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
func (w *world) secrets() []secret {
	var all []secret
	for i := range w.ledger.groups {
		if w.ledger.groups[i].small() {
			all = append(all, secret{i, -1})
		}
	}
	for i := range w.ledger.groups {
		for j := range w.ledger.groups {
			if i != j && w.between(i, j) {
				all = append(all, secret{j, i})
			}
		}
	}
	return all
}

// between reports whether those in one group and not in another, which holds it,
// are few. Two groups that are each in the other are taken once.
func (w *world) between(i, j int) bool {
	part, whole := &w.ledger.groups[i], &w.ledger.groups[j]
	least := max(part.least, whole.least)
	more := whole.count - part.count
	if part.count == 0 || !small(more, least) && !small(-more, least) || !w.inside(i, j) {
		return false
	}
	return i < j || !w.inside(j, i)
}

// inside reports whether one group lies in another: by what both were asked, or
// because it does for everybody with one service where and when the programme
// worked. A region with one province in it lies in that province.
func (w *world) inside(i, j int) bool {
	part, whole := &w.ledger.groups[i], &w.ledger.groups[j]
	if part.inside(whole) {
		return true
	}
	if part.question.Unit != whole.question.Unit || part.question.New != whole.question.New || part.nobody || whole.nobody {
		return false
	}
	some := false
	for _, k := range w.with[i] {
		if one := w.kinds[k]; one.single {
			if some = true; one.times(i) > one.times(j) {
				return false
			}
		}
	}
	return some
}
