package families

import (
	"strings"
	"unicode/utf8"
)

// habits are how often a hand does what it does, in percent of the cases in
// which it can.
type habits struct {
	// Names.
	byEar, byEarAgain      float64 // each name: spelled as it sounds, by one rule; of these, by another as well
	typo, secondTypo       float64 // each name: one slip of the fingers; of these, another as well
	secondGivenLeft        float64 // a second given name is left out
	firstGivenLeft         float64 // she goes by her second given name alone
	secondSurnameLeft      float64
	givenExchanged         float64 // the second given name comes first
	surnamesExchanged      float64
	wrongColumn            float64 // given names stand in the column of surnames, and the reverse
	familiar               float64 // "Paty" for Patricia
	married                float64 // of adult women: "de Rojas" after the first surname, or at the end
	abbreviated            float64 // of those called María and something else: "Ma."
	capitals, plain        float64 // all in capitals; of either case, without accents
	sexWrong, sexLeft      float64
	birthLeft, birthYear   float64 // no birth at all, or its year alone
	newYearsDay            float64 // 01-01 of the right year
	birthDigit, birthSwap  float64 // one digit wrong; day and month exchanged
	paperLeft, secondPaper float64 // no paper is shown; or a second one as well
	paperKindWrong         float64
	paperDigit             float64 // one digit wrong, or two neighbours exchanged
	paperZeros             float64 // a spreadsheet took the zeros in front away
	paperSpelled           float64 // with dots, hyphens, or without its letter
	phoneLeft, phoneNew    float64
	phoneDigit             float64
	phoneSpelled           float64 // with the country's code, or in groups
	districtLeft, moved    float64
}

// Three hands. lists is another person's years later, in a list of her own:
// what Repeat writes. first is that of whoever registers her for the first time
// and has the paper before her. desk is that of whoever asks for her name
// across a table and types it to see whether she is known.
var (
	lists = habits{
		byEar: 11, byEarAgain: 18, typo: 3.5, secondTypo: 15,
		secondGivenLeft: 18, firstGivenLeft: 3, secondSurnameLeft: 12, givenExchanged: 3, surnamesExchanged: 3,
		wrongColumn: 2, familiar: 4, married: 3, abbreviated: 25, capitals: 35, plain: 50,
		sexWrong: 0.5, sexLeft: 3,
		birthLeft: 5, birthYear: 4, newYearsDay: 3, birthDigit: 3, birthSwap: 2,
		paperLeft: 22, secondPaper: 10, paperKindWrong: 4, paperDigit: 4, paperZeros: 4, paperSpelled: 6,
		phoneLeft: 15, phoneNew: 25, phoneDigit: 2, phoneSpelled: 8,
		districtLeft: 4, moved: 15,
	}
	first = habits{
		byEar: 1, typo: 0.5, secondSurnameLeft: 3, secondGivenLeft: 4, capitals: 20, plain: 30, abbreviated: 5,
		birthLeft: 2, birthYear: 1, newYearsDay: 1, birthDigit: 0.5, birthSwap: 0.5,
		paperLeft: 8, secondPaper: 20, paperDigit: 0.5, paperZeros: 1, paperSpelled: 4,
		phoneLeft: 8, phoneSpelled: 4, districtLeft: 2,
	}
	desk = habits{
		byEar: 9, byEarAgain: 11, typo: 3, secondTypo: 10,
		secondGivenLeft: 10, secondSurnameLeft: 6, givenExchanged: 2, surnamesExchanged: 2,
		familiar: 1, abbreviated: 10, capitals: 10, plain: 80,
		sexLeft: 2, birthYear: 1.5, newYearsDay: 0.5, birthDigit: 1.5, birthSwap: 1,
		paperLeft: 12, secondPaper: 3, paperKindWrong: 3, paperDigit: 3, paperZeros: 1, paperSpelled: 5,
		phoneLeft: 12, phoneNew: 20, phoneDigit: 1, districtLeft: 3, moved: 12,
	}
)

// Repeat writes the same woman again by another hand: her names by ear or cut
// short, another of her papers, another phone, a birth date in doubt. Person and
// seed decide all of it. Number and Family stay: they are the truth.
func Repeat(seed uint64, p Person) Person {
	return hand{newDice(seed, streamRepeat, p.Number), lists}.write(p)
}

// hand is who writes.
type hand struct {
	dice
	habits
}

func (h hand) write(p Person) Person {
	p.Given, p.Surnames = h.names(p)
	p.Sex = h.sex(p.Sex)
	p.Birth = h.birth(p.Birth)
	p.Papers = h.papers(p.Papers)
	p.Phone = h.telephone(p.Phone)
	switch {
	case h.chance(h.districtLeft):
		p.District = ""
	case h.chance(h.moved):
		p.District = h.place()
	}
	return p
}

func (h hand) sex(sex string) string {
	switch {
	case h.chance(h.sexLeft):
		return ""
	case h.chance(h.sexWrong):
		return map[string]string{"F": "M", "M": "F"}[sex]
	}
	return sex
}

// names writes both columns: which names at all, then letter by letter.
func (h hand) names(p Person) (given, surnames string) {
	names := h.calledBy(namesIn(p.Given))
	family := h.familyNames(namesIn(p.Surnames), p)
	h.misspell(names)
	h.misspell(family)
	given, surnames = strings.Join(names, " "), strings.Join(family, " ")
	if h.chance(h.wrongColumn) {
		given, surnames = surnames, given
	}
	capitals, plain := h.chance(h.capitals), h.chance(h.plain)
	return inCase(given, capitals, plain), inCase(surnames, capitals, plain)
}

// calledBy returns the given names that are written, in their order.
func (h hand) calledBy(names []string) []string {
	names = append([]string{}, names...)
	if short, known := familiars[names[0]]; known && h.chance(h.familiar) {
		names[0] = pick(h.dice, short)
	}
	if len(names) < 2 {
		return names
	}
	switch {
	case h.chance(h.secondGivenLeft):
		return names[:1]
	case names[0] != "María" && h.chance(h.firstGivenLeft):
		return names[1:]
	case names[0] == "María" && h.chance(h.abbreviated):
		names[0] = pick(h.dice, []string{"Ma.", "Ma", "M."})
	case h.chance(h.givenExchanged):
		names[0], names[1] = names[1], names[0]
	}
	return names
}

// familyNames returns the surnames that are written, in their order.
func (h hand) familyNames(names []string, p Person) []string {
	names = append([]string{}, names...)
	grown := p.Sex == "F" && p.Birth < "2004"
	switch {
	case grown && h.chance(h.married):
		husband := "de " + h.surname(true)
		if h.chance(50) {
			return append(names, husband)
		}
		return []string{names[0], husband}
	case len(names) < 2:
	case h.chance(h.secondSurnameLeft):
		return names[:1]
	case h.chance(h.surnamesExchanged):
		names[0], names[1] = names[1], names[0]
	}
	return names
}

// misspell writes names as they sound, and lets the fingers slip.
func (h hand) misspell(names []string) {
	for i, name := range names {
		if utf8.RuneCountInString(name) < 3 {
			continue
		}
		if h.chance(h.byEar) {
			names[i] = h.hear(names[i])
			if h.chance(h.byEarAgain) {
				names[i] = h.hear(names[i])
			}
		}
		if h.chance(h.typo) {
			names[i] = h.slip(names[i])
			if h.chance(h.secondTypo) {
				names[i] = h.slip(names[i])
			}
		}
	}
}

var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u",
	"Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U", "Ü", "U")

func inCase(text string, capitals, plain bool) string {
	if plain {
		text = unaccented.Replace(text)
	}
	if capitals {
		text = strings.ToUpper(text)
	}
	return text
}
