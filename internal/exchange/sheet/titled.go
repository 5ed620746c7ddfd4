package sheet

import (
	"regexp"
	"strings"
)

// courtesies are what people write before a name, folded and without points.
var courtesies = wordSet("sra sras sr srta srita senora senorita senor dona don dr dra doctora lic licda ing prof profa hna mg mag tec")

// asides are what people write in brackets behind a name of what somebody is there,
// folded: none of it is a name.
var asides = wordSet("titular suplente representante delegada presidenta vicepresidenta tesorera secretaria vocal fiscal almacenera socia dirigente " +
	"madre gestante lactante nueva reingreso retirada apoderada jefa de hogar directiva coordinadora facilitadora promotora adulta mayor menor edad")

// inBrackets is what stands in brackets.
var inBrackets = regexp.MustCompile(`\s*[(\[]([^)\]]*)[)\]]\s*`)

// WithoutTitles returns a name without what is said around it: "Sra. Rosa Chero
// (TITULAR)" is Rosa Chero. Brackets that may hold a name of hers stay, "Rosa
// (Rosita) Chero", and so does everything where nothing else would be left.
func WithoutTitles(name string) string {
	bare := inBrackets.ReplaceAllStringFunc(name, func(found string) string {
		for _, word := range strings.FieldsFunc(Fold(inBrackets.FindStringSubmatch(found)[1]), func(r rune) bool { return strings.ContainsRune(" .,/-", r) }) {
			if !asides[word] && strings.Trim(word, "0123456789") != "" {
				return found
			}
		}
		return " "
	})
	words := strings.Fields(bare)
	for len(words) > 1 && courtesies[strings.Trim(Fold(words[0]), ".")] && !(isDon(words[0]) && len(words) < 3) {
		words = words[1:]
	}
	if len(words) == 0 {
		return name
	}
	if len(words) == len(strings.Fields(name)) {
		return name // as it was written
	}
	return strings.Join(words, " ")
}

// isDon reports whether a word before a name may as well be one: "Dona Flores".
func isDon(word string) bool { return Fold(word) == "don" || Fold(word) == "dona" }
