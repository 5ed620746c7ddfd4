package cast

import (
	"strings"

	"github.com/trenza/trenza/internal/chance"
)

// identify gives everybody names, papers and a phone, and types the rows.
// Those who have something in common with others come after them.
func (p *project) identify() {
	for _, dependent := range []bool{false, true} {
		for _, s := range p.all {
			if (s.bond != alone) == dependent {
				p.name(s)
				p.issue(s)
				p.equip(s)
			}
		}
	}
	for _, s := range p.all {
		p.fill(s)
	}
}

// name gives the person surnames and given names, by her bond.
func (p *project) name(s *someone) {
	if s == p.baker {
		return // she has her own
	}
	if s.bond == namesakeOf {
		s.surnames, s.given = s.of.surnames, s.of.given
		return
	}
	lists := lotteries()
	surnames := lists["surname-ve"]
	if s.nationality == "PER" {
		surnames = lists["surname-pe"]
	}
	s.surnames = [2]string{surnames.Draw(p.dice.Rand), surnames.Draw(p.dice.Rand)}
	s.father = surnames.Draw(p.dice.Rand)
	switch s.bond {
	case childOf, underPaper:
		s.surnames = [2]string{s.of.father, s.of.surnames[0]}
	case sisterOf:
		s.surnames = s.of.surnames
	}
	given := lists["given-f"]
	if s.sex == "M" || s.sex != "F" && p.chance(50) {
		given = lists["given-m"]
	}
	p.christen(s, given)
}

// christen gives the person given names under which nobody of her birth year
// is known, keeping her surnames.
func (t *typist) christen(s *someone, given *chance.Lottery) {
	for {
		s.given = [2]string{given.Draw(t.dice.Rand), ""}
		if t.chance(65) && !strings.Contains(s.given[0], " ") {
			s.given[1] = given.Draw(t.dice.Rand)
		}
		if s.given[0] != s.given[1] && t.claim(s, s.surnames, s.given) {
			return
		}
	}
}

// issue gives the person as many papers as she uses. One person in eight has
// none; a payment asks for one, and so does whoever must have one record only.
func (t *typist) issue(s *someone) {
	if len(s.papers) > 0 {
		return // she has her own
	}
	if s.bond == underPaper {
		s.papers = s.of.papers
		return
	}
	without := 3.0
	minor := s.birth.Year() > 2000
	switch {
	case s.visits[bonus] > 0 || s.sharing && len(s.entries) > 1 || s.bond == alone && t.lends(s):
		without = 0
	case s.wanted > 1:
		without = 25
	case minor && len(s.entries) == 1:
		without = 40
	case len(s.entries) == 1:
		without = 15
	}
	kinds := shuffled(t.dice, kindsOf(s.nationality, minor))
	for i := range s.wanted {
		its := paper{}
		switch {
		case i == s.wanted-1 && t.chance(without), i >= len(kinds): // nobody has two of the only kind there is
			its.kind = pick(t.dice, "SD", "")
		default:
			its.kind = kinds[i]
			its.number = t.serial(its.kind)
		}
		s.papers = append(s.papers, its)
	}
}

// lends reports whether a child may be entered under this person's paper.
func (t *typist) lends(s *someone) bool { return s.sharing && s.kinship == "jefa" }

// kindsOf returns the papers that people of a nationality hold, the usual ones
// more than once.
func kindsOf(nationality string, minor bool) []string {
	switch {
	case nationality == "PER" && minor:
		return []string{"CUI"}
	case nationality == "PER":
		return []string{"DNI"}
	case nationality == "COL":
		return []string{"PAS", "CE"}
	case minor:
		return []string{"PAS", "CIV", "CPP"}
	}
	return []string{"CPP", "PAS", "CIV", "PTP", "CE", "CSR"}
}

// serial returns a free number in the shape of the kind of paper.
func (t *typist) serial(kind string) string {
	switch kind {
	case "DNI", "CUI":
		return t.number(pick(t.dice, "0", "1", "4", "7"), 7)
	case "PAS":
		return t.number(pick(t.dice, "0", "1"), 8)
	case "CIV":
		return t.number(pick(t.dice, "V", "V1", "V2"), 7)
	}
	return t.number("00", 7)
}

// equip gives the person a phone: her own, that of her family, or one that was
// another's. Who will be known by her phone has one, and minors rarely do.
func (t *typist) equip(s *someone) {
	switch {
	case s.bond != alone && s.bond != namesakeOf && s.sharing:
		s.phone = s.of.phone
	case s.sharing || s.records() > 1 && s.tie == byPhone:
		s.phone = t.number("9", 8)
	case s.birth.Year() > 2000 && t.chance(75):
	case t.chance(94):
		s.phone = t.number("9", 8)
	}
}
