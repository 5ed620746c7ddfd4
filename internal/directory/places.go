package directory

import (
	"slices"

	"github.com/trenza/trenza"
)

// Level tells a department from a province and a district. A lower value is
// the wider place.
type Level int

// The levels of the Peruvian territory.
const (
	Department Level = iota + 1
	Province
	District
)

// levelOf returns the level that an INEI code of two, four or six digits names.
func levelOf(code trenza.Place) Level { return Level(len(code) / 2) }

// Place is a department, province or district of Peru.
type Place struct {
	Code  trenza.Place // INEI, the key
	Name  string       // with its accents, "San Martín de Porres"
	Level Level
}

// String writes the place with what holds it, "Reque, Chiclayo, Lambayeque".
func (p Place) String() string {
	full := p.Name
	for _, holder := range peru().holders(p.Code) {
		full += ", " + holder.Name
	}
	return full
}

// PlaceOf returns the place of an INEI code and reports whether there is one.
// It takes the code as INEI writes it, zeros included; RENIEC codes are never
// keys (domain rule 12).
func PlaceOf(code trenza.Place) (Place, bool) {
	place, known := peru().byCode[code]
	return place, known
}

// FromRENIEC returns the place that RENIEC numbers so, zeros included. It knows
// every department, and of provinces and districts those where the programmes
// work (domain rule 12).
func FromRENIEC(code string) (Place, bool) {
	inei, known := peru().reniec[code]
	if !known {
		return Place{}, false
	}
	return PlaceOf(inei)
}

// Regions returns the 25 departments in order of code. Callao, which has a
// regional government of its own, is one of them.
func Regions() []Place {
	places := peru().places
	end := slices.IndexFunc(places, func(p Place) bool { return p.Level != Department })
	return slices.Clone(places[:end])
}
