package cast

import (
	"fmt"

	"github.com/trenza/trenza"
)

// relate makes families, and people who are like others by chance. Whoever has
// something in common with another person has one record alone, so that the
// pairs to review stay a few hundred.
func (p *project) relate() {
	n := p.targets["informacion"]
	single := func(s *someone) bool {
		return s != p.baker && s.wanted == 1 && s.bond == alone && !s.sharing && s.nationality == "VEN"
	}
	women := queue(shuffled(p.dice, p.women), single)
	men := queue(shuffled(p.dice, p.men), single)
	p.mothers(n*2/100, women, single)
	for range n / 600 {
		p.bind(women(), women(), sisterOf, "otra")
		p.bind(women(), men(), partnerOf, "pareja")
		p.mistake(women(), women(), namesakeOf)
	}
	for range n / 1500 {
		p.mistake(women(), women(), heirOf)
	}
}

// queue returns a function that hands out, one at a time, the people who fit;
// nil when none is left.
func queue(people []*someone, fits func(*someone) bool) func() *someone {
	return func() *someone {
		for len(people) > 0 {
			s := people[0]
			people = people[1:]
			if fits(s) {
				return s
			}
		}
		return nil
	}
}

// mothers makes n households of a woman and one or two minors of her region.
// In one of three they share her phone, and in one of twelve the first child
// is entered under her paper, which takes a woman and a child of one row each.
func (p *project) mothers(n int, women func() *someone, single func(*someone) bool) {
	minors := make([]func() *someone, len(regions))
	children := shuffled(p.dice, p.children)
	for at := range regions {
		minors[at] = queue(children, func(s *someone) bool { return single(s) && s.region == at })
	}
	for range n {
		mother := women()
		if mother == nil {
			return
		}
		if mother.birth.Year() > 1988 {
			mother.birth = p.day("1970-01-01", "1988-12-31")
			mother.stages = "madre"
		}
		way := p.weigh(66, 26, 8)
		for range p.between(1, 2) {
			if child := minors[mother.region](); child != nil {
				p.bear(mother, child, way)
			}
		}
	}
}

// bear makes the child one of the mother: under one roof (way 0), under one
// phone (1), or under one paper (2).
func (p *project) bear(mother, child *someone, way int) {
	p.house(mother, child, map[string]string{"F": "hija", "M": "hijo"}[child.sex])
	child.population, child.of = mother.population, mother
	switch {
	case way == 2 && len(mother.entries) == 1 && len(child.entries) == 1 && !mother.sharing:
		child.bond, mother.shows, child.shows = underPaper, wholeDay, wholeDay
	case way > 0:
		child.bond = childOf
	default:
		child.bond = childOf
		return
	}
	mother.sharing, child.sharing = true, true
}

// bind makes two adults one household with one phone.
func (p *project) bind(a, b *someone, as bond, kinship string) {
	if a == nil || b == nil {
		return
	}
	p.house(a, b, kinship)
	b.of, b.bond, a.sharing, b.sharing = a, as, true, true
}

// house puts b into the household of a.
func (p *project) house(a, b *someone, kinship string) {
	if a.household == "" {
		p.householdNo++
		a.household = fmt.Sprintf("%s-%04d", regions[a.region].districts[0].Region(), p.householdNo)
		a.kinship = "jefa"
	}
	b.household, b.kinship = a.household, kinship
}

// mistake makes b easy to take for a.
func (p *project) mistake(a, b *someone, as bond) {
	if a == nil || b == nil {
		return
	}
	b.of, b.bond, a.sharing, b.sharing = a, as, true, true
	if as == namesakeOf {
		b.birth, _ = trenza.NewDay(a.birth.Year(), p.between(1, 12), p.between(1, 28))
	}
}
