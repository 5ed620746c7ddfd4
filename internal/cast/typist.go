package cast

import (
	"strconv"
	"strings"
)

// typist turns people into rows, with the slips of those who fill in lists,
// and sees to it that no slip makes a person look like another.
type typist struct {
	dice
	issued map[string]bool     // numbers of papers and phones in use
	named  map[string]*someone // who has a name and birth year
}

func newTypist(d dice) *typist {
	return &typist{dice: d, issued: map[string]bool{}, named: map[string]*someone{}}
}

// fill types the person of every entry of hers.
func (t *typist) fill(s *someone) {
	several := s.records() > 1
	for _, e := range s.entries {
		e.person = t.person(s, e.paper, several)
	}
}

func (t *typist) person(s *someone, at int, several bool) Person {
	p := Person{
		Sex: s.sex, Nationality: s.nationality, Population: s.population,
		DocumentType: s.papers[at].kind, DocumentNumber: s.papers[at].number,
		Household: s.household, Kinship: s.kinship, LifeStages: s.stages, Committee: s.committee,
	}
	exact := s.sharing || several && s.tie == byName
	p.Surnames, p.GivenNames = t.names(s, exact)
	p.Birth = t.birth(s, exact)
	p.Phone = t.telephone(s, several)
	return p
}

// names types the full name; exactly means that folding it gives the name
// itself. The first surname always survives, so that a paper and a name agree.
func (t *typist) names(s *someone, exactly bool) (surnames, given string) {
	family, first := s.surnames, s.given
	if s.neat {
		return strings.Join(family[:], " "), strings.Join(first[:], " ")
	}
	if !exactly {
		switch t.weigh(6, 5, 89) {
		case 0:
			family[1] = ""
		case 1:
			first[0] = t.byEar(first[0])
		}
		if !t.claim(s, family, first) {
			family, first = s.surnames, s.given
		}
	}
	if t.chance(3) && first[1] != "" {
		first[0], first[1] = first[1], first[0]
	}
	return t.hand(strings.TrimSpace(strings.Join(family[:], " ")), strings.TrimSpace(strings.Join(first[:], " ")))
}

// bare leaves out the accents, but not the tilde of the ñ, which has a key.
var bare = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u",
	"Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U")

// hand types in one of the hands that lists are typed in.
func (t *typist) hand(surnames, given string) (string, string) {
	switch t.weigh(12, 10, 78) {
	case 0:
		return strings.ToUpper(bare.Replace(surnames)), strings.ToUpper(bare.Replace(given))
	case 1:
		return bare.Replace(surnames), bare.Replace(given)
	}
	return surnames, given
}

// byEar spells a given name as somebody hears it who never saw it written.
func (t *typist) byEar(name string) string {
	if heard, differs := byEar(name, soundAlike); differs {
		return heard
	}
	return name + pick(t.dice, "h", "s")
}

// claim takes the name with her birth year for her, and reports whether it was
// free or already hers.
func (t *typist) claim(s *someone, surnames, given [2]string) bool {
	key := nameKey(surnames[0], surnames[1], given[0], given[1]) + " " + strconv.Itoa(s.birth.Year())
	if owner := t.named[key]; owner != nil && owner != s {
		return false
	}
	t.named[key] = s
	return true
}

// birth types the birth date, or its year alone, or nothing. A name needs a
// year beside it to be recognised. Nobody's age turns on what is left out:
// people born in 2003 always tell the day on which they come of age.
func (t *typist) birth(s *someone, needed bool) string {
	shows := s.shows
	if shows == nothing && needed {
		shows = yearAlone
	}
	if shows == wholeDay && s.birth.Year() != 2003 && t.chance(5) {
		shows = yearAlone
	}
	switch shows {
	case wholeDay:
		return string(s.birth)
	case yearAlone:
		return string(s.birth[:4])
	}
	return ""
}

// telephone types her phone. Where it is what she will be recognised by, it is
// always given.
func (t *typist) telephone(s *someone, several bool) string {
	switch {
	case s.phone == "" || s.sharing || several && s.tie == byPhone:
		return s.phone
	case several && t.chance(50):
		return t.number("9", 8)
	case t.chance(8):
		return ""
	}
	return s.phone
}

// number issues a number that nobody else has: a prefix and n digits.
func (t *typist) number(prefix string, n int) string {
	for {
		number := prefix + t.digits(n)
		if !t.issued[number] {
			t.issued[number] = true
			return number
		}
	}
}
