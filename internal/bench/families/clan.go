package families

import (
	"fmt"
	"slices"
	"strings"
)

// How often families do what makes them hard to tell apart, in percent.
const (
	venezuelans    = 60.0
	withGrandma    = 15.0 // of families: the sisters' mother lives with them
	withPartner    = 38.0 // of women
	motherAlone    = 10.0 // of branches: the children bear both surnames of hers
	singleSurname  = 2.0  // of people
	likeHerSister  = 8.0  // of younger sisters: Yusmary and Yusmery
	likeHerMother  = 2.0  // of daughters: the same given names
	firstOfMother  = 8.0  // of daughters: the same first name
	twins          = 2.5  // of children after the first: born on the same day
	twinsAlike     = 25.0 // of twins: Yusmary and Yusmery
	homonyms       = 0.7  // of women: the full name of somebody of no kin
	homonymsOfAge  = 50.0 // of homonyms: born within two years as well
	branchApart    = 25.0 // of the younger sisters' branches: in another district, with a phone of their own
	familyPhone    = 55.0 // of adults, and of minors
	withoutPhone   = 6.0  // of adults; minors have their family's or none
	promotersPhone = 1.0  // of families: they give that of the promoter of their district
)

const thisYear = 2024

// member is one of a family.
type member struct {
	given, surnames []string
	sex             string
	year, day       int // of birth; the day of the year counted from 0
	papers          []Paper
	phone, district string
}

// person is the member under her numbers.
func (m *member) person(number, family int) Person {
	return Person{
		Number: number, Family: family, Given: strings.Join(m.given, " "), Surnames: strings.Join(m.surnames, " "),
		Sex: m.sex, Birth: calendar(m.year, m.day), Papers: m.papers, Phone: m.phone, District: m.district,
	}
}

// calendar writes a day of a year of 12 months of 28 days. No real day is
// wrong, and no month has fewer.
func calendar(year, day int) string { return fmt.Sprintf("%04d-%02d-%02d", year, day/28+1, day%28+1) }

// clan is one family while it is made up: sisters, perhaps their mother, and
// the branch of each sister.
type clan struct {
	*village
	venezuelan      bool
	phone, district string
	parents         []string // the sisters' surnames
}

// clan makes up the next family.
func (v *village) clan() []*member {
	c := &clan{village: v, venezuelan: v.chance(venezuelans), district: v.place()}
	c.phone = v.freshPhone()
	if v.chance(promotersPhone) {
		c.phone = "9" + c.district + "00"
	}
	c.parents = []string{c.surname(c.venezuelan), c.surname(c.venezuelan)}
	eldest := c.woman(c.parents, v.between(1955, 2002))
	all := c.branch(eldest)
	for range v.weigh(70, 22, 8) {
		all = append(all, c.aunt(eldest)...)
	}
	if v.chance(withGrandma) {
		all = append(all, c.grandmother(eldest.year))
	}
	return all
}

// aunt makes up a younger sister of the eldest, with her branch.
func (c *clan) aunt(eldest *member) []*member {
	sister := c.woman(c.parents, min(eldest.year+c.between(1, 11), 2004))
	if c.chance(likeHerSister) {
		sister.given = c.alike(eldest.given)
	}
	if !c.chance(branchApart) {
		return c.branch(sister)
	}
	apart := *c
	apart.district, apart.phone = c.place(), c.freshPhone()
	return apart.branch(sister)
}

func (c *clan) grandmother(eldestYear int) *member {
	g := c.woman([]string{c.parents[1], c.surname(c.venezuelan)}, eldestYear-c.between(17, 36))
	c.settle([]*member{g})
	return g
}

// branch makes up a woman's partner and children, and settles all of them.
func (c *clan) branch(mother *member) []*member {
	father := c.man(mother.year - c.between(-4, 10))
	all := []*member{mother}
	if c.chance(withPartner) {
		all = append(all, father)
	}
	surnames := []string{father.surnames[0], mother.surnames[0]}
	if c.chance(motherAlone) {
		surnames = mother.surnames
	}
	all = append(all, c.children(mother, surnames)...)
	c.settle(all)
	return all
}

// children makes up none to four.
func (c *clan) children(mother *member, surnames []string) []*member {
	var children []*member
	for i := range c.weigh(36, 30, 20, 10, 4) {
		child := c.child(mother, surnames)
		if i > 0 && c.chance(twins) {
			twin := children[i-1]
			child.year, child.day = twin.year, twin.day
			if child.sex == twin.sex && c.chance(twinsAlike) {
				child.given = c.alike(twin.given)
			}
		}
		for slices.ContainsFunc(children, func(other *member) bool { return slices.Equal(other.given, child.given) }) {
			child.given = c.given(child.sex)
		}
		children = append(children, child)
	}
	return children
}

func (c *clan) child(mother *member, surnames []string) *member {
	year := mother.year + c.between(16, 40)
	if year >= thisYear {
		year = c.between(mother.year+16, thisYear-1)
	}
	if c.chance(48) {
		return c.somebody("M", surnames, year)
	}
	girl := c.somebody("F", surnames, year)
	switch c.weigh(likeHerMother, firstOfMother, 100-likeHerMother-firstOfMother) {
	case 0:
		girl.given = mother.given
	case 1:
		girl.given = append([]string{mother.given[0]}, girl.given[1:]...)
	}
	return girl
}

// woman makes up an adult, who may be a homonym of another.
func (c *clan) woman(surnames []string, year int) *member {
	w := c.somebody("F", surnames, year)
	if other := c.homonym(); other != nil && c.chance(homonyms) {
		w.given, w.surnames = other.given, other.surnames
		if c.chance(homonymsOfAge) {
			w.year = other.year + c.between(-2, 2)
		}
	}
	c.meet(w)
	return w
}

func (c *clan) man(year int) *member {
	return c.somebody("M", []string{c.surname(c.venezuelan), c.surname(c.venezuelan)}, year)
}

func (c *clan) somebody(sex string, surnames []string, year int) *member {
	if c.chance(singleSurname) {
		surnames = surnames[:1]
	}
	return &member{given: c.given(sex), surnames: surnames, sex: sex, year: year, day: c.IntN(12 * 28)}
}

// given draws one name, two, or one and a devotion.
func (c *clan) given(sex string) []string {
	first := c.givenName(sex)
	switch c.weigh(28, 66, 6) {
	case 1:
		if second := c.givenName(sex); second != first {
			return []string{first, second}
		}
	case 2:
		if sex == "F" {
			return []string{first, pick(c.dice, devotions)}
		}
	}
	return []string{first}
}

// alike returns given names that a sister of their bearer may have: the first
// with another vowel, or with another letter to begin with.
func (c *clan) alike(given []string) []string {
	letters := []rune(given[0])
	var vowels []int
	for i, letter := range letters {
		if i > 0 && strings.ContainsRune("aeiou", letter) {
			vowels = append(vowels, i)
		}
	}
	if len(vowels) == 0 || c.chance(30) {
		letters[0] = c.other("YMRDLK", letters[0])
	} else {
		at := pick(c.dice, vowels)
		letters[at] = c.other("aeiou", letters[at])
	}
	return append([]string{string(letters)}, given[1:]...)
}

// other returns one of the letters that is not this one.
func (d dice) other(letters string, not rune) rune {
	return pick(d, []rune(strings.ReplaceAll(letters, string(not), "")))
}
