package families

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/trenza/trenza/internal/chance"
)

//go:embed names.csv
var namesFile []byte

// lotteries returns the lists of names.csv by their id. The file is embedded
// and a test reads it whole, so that it cannot be wrong at this point.
var lotteries = sync.OnceValue(func() map[string]*chance.Lottery {
	lists, _ := chance.Read(namesFile)
	return lists
})

// How many of a hundred names are coined, and stand in no table.
const (
	coinedGiven   = 9.0
	coinedSurname = 10.0
)

// givenName draws a given name for a sex.
func (d dice) givenName(sex string) string {
	list, coined := "given-f", coinedWomen
	if sex == "M" {
		list, coined = "given-m", coinedMen
	}
	if d.chance(coinedGiven) {
		return coined.draw(d)
	}
	return lotteries()[list].Draw(d.Rand)
}

// surname draws a surname of a people.
func (d dice) surname(venezuelan bool) string {
	if d.chance(coinedSurname) {
		return coinedSurnames.draw(d)
	}
	if venezuelan {
		return lotteries()["surname-ve"].Draw(d.Rand)
	}
	return lotteries()["surname-pe"].Draw(d.Rand)
}

// devotions follow a first name as a second one: "Yusmary del Valle".
var devotions = []string{
	"del Carmen", "del Valle", "de los Ángeles", "de Jesús", "del Pilar", "Coromoto", "Chiquinquirá", "del Rosario", "de la Cruz",
}

// particles begin a name of several words, which is one name all the same.
var particles = map[string]bool{"de": true, "del": true, "la": true, "las": true, "los": true, "y": true}

// namesIn takes apart what one column holds: "María de los Ángeles" is María
// and de los Ángeles, "De la Cruz Rojas" is De la Cruz and Rojas.
func namesIn(column string) []string {
	var names []string
	open := false
	for _, word := range strings.Fields(column) {
		if open {
			names[len(names)-1] += " " + word
		} else {
			names = append(names, word)
		}
		open = particles[strings.ToLower(word)]
	}
	return names
}
