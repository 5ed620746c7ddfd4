package spelling

import (
	"slices"
	"strings"
)

// Surnames returns the surnames of a person, folded and in their order, four at
// most; one that she has from both sides stands twice. Particles are left out,
// and a saint is one word with its name: "San Martín de la Cruz" is sanmartin,
// cruz. A text of particles alone keeps them.
//
// A husband's name is left out. Behind two surnames it is whatever follows
// "de": "Pérez Rojas de la Torre" is perez, rojas. Behind one surname it is the
// last word after a bare "de", unless the two are known to be one name, such as
// Ponce de León, or the word is known to be a surname with "de", such as
// de Freitas. So "Pérez de Torres" is perez: should Torres be her own after
// all, one surname of hers is missing, which says little against her, while a
// husband's name taken for hers would contradict. A widow's "vda. de" begins a
// husband's name wherever it stands.
func Surnames(s string) []string {
	words := apart(Words(s))
	own := words[:ownSurnames(words)]
	names := make([]string, 0, len(own))
	for i := 0; i < len(own); i++ {
		switch {
		case saints[own[i]] && i+1 < len(own) && !isParticle(own[i+1]):
			names = append(names, own[i]+own[i+1])
			i++
		case !isParticle(own[i]):
			names = append(names, own[i])
		}
	}
	return atMost(most, names, words)
}

// ownSurnames returns how many of the words come before a husband's name.
func ownSurnames(words []string) int {
	before := 0
	for i, word := range words {
		switch {
		case before > 0 && widows[word]:
			return i
		case before > 0 && word == "de" && isHusband(words[i-1], words[i+1:], before):
			return i
		case !isParticle(word) && !saints[word]:
			before++
		}
	}
	return len(words)
}

// isHusband reports whether the words after a "de" are a husband's name, when
// her own surnames, so many, end in last.
func isHusband(last string, words []string, own int) bool {
	at := slices.IndexFunc(words, func(word string) bool { return !isParticle(word) })
	if at < 0 || compounds[last+" "+words[at]] {
		return false
	}
	return own > 1 || len(words) == 1 && !withDe[words[0]]
}

// isParticle reports whether a word joins names and is none.
func isParticle(word string) bool {
	return joining[word] || foreign[word] || widows[word]
}

var (
	foreign = wordSet("da do dos das di van von der den")
	widows  = wordSet("vda viuda")
	saints  = wordSet("san santa santo sta sto")
)

// compounds are surnames that have a "de" in the middle, without it.
var compounds = pairSet(`ponce leon, montes oca, ladron guevara, perez cuellar, diaz leon, fernandez cordova,
	fernandez cordoba, fernandez paredes, lopez castilla, bravo rueda, cabeza vaca, nunez arco, nunez prado,
	sanchez lozada, hurtado mendoza, garcia paredes, diaz vivar, alvarez toledo, perez armas, velez guevara,
	nino guzman, mila roca`)

// withDe are surnames of their own that begin with "de", without it: most came
// to Venezuela from Portugal, Italy and the Canary Islands.
var withDe = wordSet(`leon jesus freitas sousa souza abreu oliveira andrade gouveia ponte nobrega lima barros
	almeida armas matos santis sa faria luca michele pablos`)

// pairSet makes a set of the texts between the commas of a text.
func pairSet(text string) map[string]bool {
	set := make(map[string]bool)
	for pair := range strings.SplitSeq(text, ",") {
		set[strings.TrimSpace(pair)] = true
	}
	return set
}

// apart parts the particle from its name where a list writes them as one word.
func apart(words []string) []string {
	for i, word := range words {
		if name, together := together[word]; together {
			words[i] = name
		}
	}
	return words
}

// together are names that are also written as one word with their particle.
var together = map[string]string{
	"delacruz": "cruz", "delatorre": "torre", "delarosa": "rosa", "delavega": "vega", "delapaz": "paz",
	"delafuente": "fuente", "delapuente": "puente", "delacalle": "calle", "delossantos": "santos",
	"delosrios": "rios", "delvalle": "valle", "delaguila": "aguila", "delcastillo": "castillo",
	"delcarpio": "carpio", "delrio": "rio", "delcarmen": "carmen", "delpilar": "pilar", "delrosario": "rosario",
	"delmar": "mar", "delcielo": "cielo", "delosangeles": "angeles", "deleon": "leon", "dejesus": "jesus",
	"defreitas": "freitas", "desousa": "sousa", "dabreu": "abreu",
}
