package directory

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// ReadPlace reads the place in the cell of a list: an INEI code or a name.
//
// A code may have lost its leading zero to a spreadsheet ("70101" is 070101,
// "7" is 07), and a province or department may be filled up with zeros to six
// digits, as official tables have them ("140100" is 1401). A code is always
// read as INEI, also where RENIEC gives the same digits to another place.
//
// A name means the widest place that bears it: "Piura" is the department and
// "Chiclayo" the province, never the districts of those names, which nobody can
// tell from the name alone. A department's name always means the department; a
// province's, only while every other place of the name lies inside it. What
// holds the place may follow or precede it: "Castilla, Piura", "Piura, Piura,
// Piura".
//
// Whatever is not one place is a Problem of kind Invalid that says what to
// write instead: "directory.place_missing", "directory.code_unknown",
// "directory.code_is_reniec", "directory.name_unknown", "directory.name_near"
// or "directory.name_ambiguous".
func ReadPlace(text string) (Place, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return Place{}, trenza.Refuse("directory.place_missing")
	case isNumber(text):
		return readCode(text)
	default:
		return readName(text)
	}
}

func readCode(text string) (Place, error) {
	if place, known := placeOfDigits(text); known {
		return place, nil
	}
	if place, known := FromRENIEC(padded(text)); known {
		return Place{}, trenza.Refuse("directory.code_is_reniec", text, place.Name, place.Code)
	}
	return Place{}, trenza.Refuse("directory.code_unknown", text)
}

func readName(text string) (Place, error) {
	candidates := peru().search(text, exactly)
	if place, certain := widest(candidates); certain {
		return place, nil
	}
	if len(candidates) > 0 {
		return Place{}, trenza.Refuse("directory.name_ambiguous", text, listed(candidates))
	}
	if near := FindPlaces(text, listedAtMost); len(near) > 0 {
		return Place{}, trenza.Refuse("directory.name_near", text, listed(near))
	}
	return Place{}, trenza.Refuse("directory.name_unknown", text)
}

// widest returns the one place that the candidates, wider ones first, leave no
// doubt about; see [ReadPlace] for the rule.
func widest(candidates []Place) (Place, bool) {
	if len(candidates) == 0 {
		return Place{}, false
	}
	first := candidates[0]
	outside := func(other Place) bool { return !holds(first, other) }
	certain := first.Level == Department || !slices.ContainsFunc(candidates, outside)
	return first, certain
}

// placeOfDigits returns the place of a code of digits, mending what spreadsheets
// and official tables do to zeros.
func placeOfDigits(digits string) (Place, bool) {
	code := trenza.Place(padded(digits))
	if len(code) == 6 {
		for len(code) > 2 && strings.HasSuffix(string(code), "00") {
			code = code[:len(code)-2]
		}
	}
	return PlaceOf(code)
}

// padded gives a code of odd length its leading zero back.
func padded(digits string) string {
	if len(digits)%2 == 1 && len(digits) < 6 {
		return "0" + digits
	}
	return digits
}

func isNumber(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// listedAtMost bounds the places that one sentence names.
const listedAtMost = 6

// listed writes places for a sentence, "140113 Reque, Chiclayo, Lambayeque; …".
func listed(places []Place) string {
	var entries []string
	for _, place := range places[:min(len(places), listedAtMost)] {
		entries = append(entries, string(place.Code)+" "+place.String())
	}
	if len(places) > listedAtMost {
		entries = append(entries, "…")
	}
	return strings.Join(entries, "; ")
}
