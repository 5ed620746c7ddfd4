package sheet

import (
	_ "embed"
	"slices"
	"strings"
)

// NameOrder says in what order a column writes whole names.
type NameOrder int

// The orders of a name in one column.
const (
	NameOrderUnknown NameOrder = iota // a comma decides, and without one nobody knows
	SurnamesFirst                     // Quispe Rojas María Elena
	GivenFirst                        // María Elena Quispe Rojas
)

// SplitName splits a name written in one cell. A comma comes behind surnames,
// whatever the order. Particles stay with the word that they belong to ("de la
// Cruz", "San Martín"), and so does the husband's name of a married woman
// ("Rojas de García"). People are taken to have two surnames unless the words
// say otherwise. Without a comma and without an order everything is surnames:
// names are compared word by word, wherever they stand. The spelling is
// untouched, runs of spaces apart.
func SplitName(s string, order NameOrder) (surnames, given string) {
	if before, after, ok := strings.Cut(s, ","); ok && strings.TrimSpace(before) != "" {
		return joinWords(before), joinWords(strings.ReplaceAll(after, ",", " "))
	}
	units := nameUnits(strings.ReplaceAll(s, ",", " "))
	switch order {
	case SurnamesFirst:
		n := surnamesAtStart(units)
		return strings.Join(units[:n], " "), strings.Join(units[n:], " ")
	case GivenFirst:
		n := len(units) - surnamesAtEnd(units)
		return strings.Join(units[n:], " "), strings.Join(units[:n], " ")
	default:
		return strings.Join(units, " "), ""
	}
}

// Particles are the words that belong to the next one: "de la Cruz", "San
// Martín", "Vda. de Soto".
var particles = wordSet("de del la las los y san santa santo vda vda. viuda da do dos das di von van")

// nameUnits splits a name into words that belong together.
func nameUnits(name string) []string {
	var units []string
	open := false // the last unit waits for the word that its particle belongs to
	for word := range strings.FieldsSeq(name) {
		if open {
			units[len(units)-1] += " " + word
		} else {
			units = append(units, word)
		}
		open = particles[Fold(word)]
	}
	return units
}

// surnamesAtStart returns how many of the units are surnames when they come
// first: two, and the husband's behind them.
func surnamesAtStart(units []string) int {
	n := min(2, len(units))
	switch {
	case len(units) == 2 && !isMarried(units[1]):
		n = 1
	case len(units) > 2 && givenNames[Fold(units[1])]:
		n = 1
	case len(units) > 3 && isMarried(units[2]) && !isGiven(units[2]):
		n = 3
	}
	// No given name begins with a particle: "Rojas | Ana de los Ángeles".
	for n > 1 && n < len(units) && isDevotion(units[n]) {
		n--
	}
	return n
}

// surnamesAtEnd returns how many of the units are surnames when they come last.
func surnamesAtEnd(units []string) int {
	last := len(units) - 1
	switch {
	case last < 1, last == 1 && isDevotion(units[1]): // a given name alone
		return 0
	case last == 1:
		return 1
	case isGiven(units[last-1]) && !isMarried(units[last]):
		return 1
	case last > 2 && isMarried(units[last]) && isSurname(units[last-2]):
		return 3
	default:
		return 2
	}
}

// isMarried reports whether a unit is the name of a husband, "de García" or
// "Vda. de Soto". A surname such as "de la Cruz" or "del Águila" is none.
func isMarried(unit string) bool {
	words := strings.Fields(Fold(unit))
	return len(words) > 1 && (words[0] == "de" && !particles[words[1]] || isWidow(words[0]))
}

func isWidow(word string) bool { return word == "vda" || word == "vda." || word == "viuda" }

// devotions are the words behind a particle that make it a given name.
var devotions = wordSet("carmen rosario pilar angeles milagros mercedes dolores lourdes fatima jesus maria guadalupe " +
	"socorro remedios nieves luz mar valle sol cielo cisne alba transito consuelo perpetuo dios")

// isDevotion reports whether a unit goes on a given name, "de los Ángeles".
func isDevotion(unit string) bool {
	words := strings.Fields(Fold(unit))
	return len(words) > 1 && particles[words[0]] && devotions[words[len(words)-1]]
}

func isGiven(unit string) bool {
	return givenNames[Fold(unit)] || isDevotion(unit)
}

// IsGivenName reports whether a word is a frequent given name.
func IsGivenName(word string) bool { return givenNames[Fold(word)] }

func isSurname(unit string) bool { return knownSurnames[Fold(unit)] }

// withParticle are surnames that have "de" in the middle, folded.
var withParticle = []string{"ponce de leon", "montes de oca", "ladron de guevara", "perez de cuellar", "diaz de leon"}

// Married splits the surnames of a married woman or a widow: "Rojas de García"
// and "Pérez Vda. de Soto" are her own and her husband's. Of is "" when they
// say of no husband.
func Married(surnames string) (own, of string) {
	units := nameUnits(surnames)
	last := len(units) - 1
	if last < 1 || !isMarried(units[last]) {
		return strings.Join(units, " "), ""
	}
	folded := Fold(surnames)
	if slices.ContainsFunc(withParticle, func(whole string) bool { return strings.HasSuffix(folded, whole) }) {
		return strings.Join(units, " "), ""
	}
	words := strings.Fields(units[last])
	for len(words) > 1 && (isWidow(Fold(words[0])) || Fold(words[0]) == "de") {
		words = words[1:]
	}
	return strings.Join(units[:last], " "), strings.Join(words, " ")
}

// namesFile holds frequent given names and surnames; it says where they are
// from.
//
//go:embed names.txt
var namesFile string

// givenNames and knownSurnames are the names of the file, folded.
var givenNames, knownSurnames = readNames(namesFile)

func readNames(text string) (given, surnames map[string]bool) {
	_, lists, _ := strings.Cut(text, "[given]")
	first, second, _ := strings.Cut(lists, "[surnames]")
	return wordSet(first), wordSet(second)
}

// NameOrderOf tells in what order a column writes whole names from some of
// them, by frequent given names and surnames at either end. Names with a comma
// say nothing of the others. It reports false when too little is known, or when
// the names contradict each other.
func NameOrderOf(samples []string) (NameOrder, bool) {
	surnamesFirst, givenFirst := 0, 0
	for _, name := range samples {
		switch orderOfOne(WithoutTitles(name)) {
		case SurnamesFirst:
			surnamesFirst++
		case GivenFirst:
			givenFirst++
		}
	}
	switch {
	case surnamesFirst > 4*givenFirst:
		return SurnamesFirst, true
	case givenFirst > 4*surnamesFirst:
		return GivenFirst, true
	default:
		return NameOrderUnknown, false
	}
}

// orderOfOne tells the order of one name when a given name stands at one end
// alone.
func orderOfOne(name string) NameOrder {
	units := nameUnits(name)
	if len(units) < 2 || strings.Contains(name, ",") {
		return NameOrderUnknown
	}
	first, last := units[0], units[len(units)-1]
	switch {
	case isGiven(first) && !isGiven(last) && !isSurname(first):
		return GivenFirst
	case isGiven(last) && !isGiven(first) && !isSurname(last):
		return SurnamesFirst
	default:
		return NameOrderUnknown
	}
}
