package spelling

import "slices"

// most is how many words of given names, and of surnames, are compared.
const most = 4

// Given returns the given names of a person, folded, in their order and each
// once, four at most. Particles and forms of address are left out, and what
// lists shorten is written in full: "Ma. de los Ángeles" is maria, angeles. A
// text of such words alone keeps them.
func Given(s string) []string {
	words := apart(Words(s))
	names := make([]string, 0, len(words))
	for i, word := range words {
		if full, short := shortened[word]; short && len(words) > 1 {
			word = full
		}
		if word == "m" && i < len(words)-1 {
			word = "maria"
		}
		if !isParticle(word) && !addresses[word] && !slices.Contains(names, word) {
			names = append(names, word)
		}
	}
	return atMost(most, names, words)
}

// shortened are the names that lists shorten. Alone, such a word may be a name
// of its own.
var shortened = map[string]string{
	"ma": "maria", "mª": "maria", "fco": "francisco", "fca": "francisca", "gpe": "guadalupe",
}

// addresses are the words that stand before a name and are none.
var addresses = wordSet("sra sr srta srita senora senor senorita don dona dna prof profa lic dr dra hna hno ª º")

// atMost returns the first n of the names, or of the words when no name is left.
func atMost(n int, names, words []string) []string {
	if len(names) == 0 {
		names = words
	}
	return names[:min(n, len(names))]
}
