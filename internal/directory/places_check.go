package directory

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// CheckPlace returns nil when the INEI code is that of a place of the name. An
// empty name asks for the code alone. Otherwise the Problem, of kind Invalid,
// says what the code and the name really are: 140112 offered as Reque is
// answered with "140112 es Pimentel; Reque es 140113.", and a code that RENIEC
// gives to the place named is recognised as such (domain rule 12). Code and
// name are understood as [ReadPlace] does.
func CheckPlace(code, name string) error {
	code, name = strings.TrimSpace(code), strings.TrimSpace(name)
	if code == "" {
		return trenza.Refuse("directory.place_missing")
	}
	place, known := placeOfDigits(code)
	meant, _ := FromRENIEC(padded(code))
	named := peru().search(name, exactly)
	switch {
	case known && (name == "" || slices.Contains(named, place)):
		return nil
	case slices.Contains(named, meant):
		return reniecGiven(code, meant)
	case known:
		return otherName(place, name, named)
	default:
		return unknownCode(code, named)
	}
}

// reniecGiven tells the INEI code of a place given by its RENIEC code, and what
// INEI means by those digits if it means anything.
func reniecGiven(code string, meant Place) error {
	if other, known := placeOfDigits(code); known {
		return trenza.Refuse("directory.code_is_reniec_of", code, meant.Name, meant.Code, other.Name)
	}
	return trenza.Refuse("directory.code_is_reniec", code, meant.Name, meant.Code)
}

// otherName tells that the place has another name than the one given, and the
// code of the place so named.
func otherName(place Place, name string, named []Place) error {
	meant, certain := likeliest(named, place.Level)
	switch {
	case len(named) == 0:
		return trenza.Refuse("directory.code_name_unknown", place.Code, place.Name, name)
	case !certain:
		return trenza.Refuse("directory.code_other_several", place.Code, place.String(), name, listed(named))
	case meant.Name == place.Name: // namesakes: only what holds them tells them apart
		return trenza.Refuse("directory.code_other", place.Code, place.String(), meant.String(), meant.Code)
	default:
		return trenza.Refuse("directory.code_other", place.Code, place.Name, meant.Name, meant.Code)
	}
}

// unknownCode tells that INEI has no such code, and the code of the place named
// when there is no doubt about it.
func unknownCode(code string, named []Place) error {
	if meant, certain := widest(named); certain {
		return trenza.Refuse("directory.code_unknown_named", code, meant.Name, meant.Code)
	}
	_, err := readCode(code)
	return err
}

// likeliest returns the only place of the level among the candidates: who wrote
// the code of a district meant a district. Failing that, the widest will do.
func likeliest(candidates []Place, level Level) (Place, bool) {
	var same []Place
	for _, place := range candidates {
		if place.Level == level {
			same = append(same, place)
		}
	}
	if len(same) == 1 {
		return same[0], true
	}
	return widest(candidates)
}
