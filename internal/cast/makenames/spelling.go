package main

import "strings"

// accented turns a surname in capitals without accents, "GARCIA", into its
// usual spelling, "García". Tables of the register print no accents.
func accented(capitals string) string {
	words := strings.Fields(strings.ToLower(capitals))
	for i, word := range words {
		if word != "de" && word != "la" {
			words[i] = title(spelled(word))
		}
	}
	words[0] = title(words[0])
	return strings.Join(words, " ")
}

func title(word string) string {
	r := []rune(word)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// spelled writes the accent of a surname: by the word where it is an exception
// and by its ending otherwise.
func spelled(word string) string {
	if known, ok := exceptions[word]; ok {
		return known
	}
	switch {
	case strings.HasSuffix(word, "ez"):
		return stressed(word, 2)
	case strings.HasSuffix(word, "on"), strings.HasSuffix(word, "an"), strings.HasSuffix(word, "in"):
		return stressed(word, 1)
	}
	return word
}

// unaccented spells a name without its accents.
var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u",
	"Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U")

var acute = map[rune]rune{'a': 'á', 'e': 'é', 'i': 'í', 'o': 'ó', 'u': 'ú'}

// stressed puts the accent on the vowel that is the n-th from the end, and
// leaves alone a word of fewer vowels than two.
func stressed(word string, n int) string {
	letters := []rune(word)
	var vowels []int
	for i, letter := range letters {
		silent := letter == 'u' && i > 0 && (letters[i-1] == 'q' || letters[i-1] == 'g')
		if acute[letter] != 0 && !silent {
			vowels = append(vowels, i)
		}
	}
	if len(vowels) < 2 {
		return word
	}
	at := vowels[len(vowels)-n]
	letters[at] = acute[letters[at]]
	return string(letters)
}

// exceptions holds the surnames whose accent no ending tells, and those whose
// ending would mislead.
var exceptions = map[string]string{
	"alcantara": "alcántara", "alcala": "alcalá", "alvarez": "álvarez", "angeles": "ángeles",
	"arevalo": "arévalo", "avalos": "ávalos", "avila": "ávila", "aviles": "avilés", "bolivar": "bolívar",
	"caceres": "cáceres", "cardenas": "cárdenas", "cespedes": "céspedes", "cordova": "córdova",
	"cortez": "cortez", "davila": "dávila", "diaz": "díaz", "farias": "farías", "garcia": "garcía",
	"guillen": "guillén", "guzman": "guzmán", "huamani": "huamaní", "lazaro": "lázaro",
	"malave": "malavé", "mejia": "mejía", "mejias": "mejías", "ore": "oré", "paucar": "páucar",
	"pernia": "pernía", "reategui": "reátegui", "rios": "ríos", "saenz": "sáenz", "solis": "solís",
	"solorzano": "solórzano", "uzcategui": "uzcátegui", "valdez": "valdez", "vilchez": "vílchez",
	"zarate": "zárate", "zuñiga": "zúñiga",
}
