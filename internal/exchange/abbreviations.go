package exchange

import (
	"regexp"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// abbreviations are what people of the five regions call their districts, folded
// and without points. Each is read only where the programme works there.
var abbreviations = map[string]string{
	"sjl": "San Juan de Lurigancho", "smp": "San Martín de Porres", "ves": "Villa El Salvador", "vmt": "Villa María del Triunfo",
	"sjm": "San Juan de Miraflores", "s j de lurigancho": "San Juan de Lurigancho", "s j lurigancho": "San Juan de Lurigancho",
	"s j de miraflores": "San Juan de Miraflores", "s j miraflores": "San Juan de Miraflores", "s m de porres": "San Martín de Porres",
	"s m porres": "San Martín de Porres", "v el salvador": "Villa El Salvador", "v m del triunfo": "Villa María del Triunfo",
	"ate vitarte": "Ate", "vitarte": "Ate", "huaycan": "Ate", "chosica": "Lurigancho, Lima, Lima", "lurigancho chosica": "Lurigancho, Lima, Lima",
	"p libre": "Pueblo Libre", "magdalena": "Magdalena del Mar", "s surco": "Santiago de Surco", "p piedra": "Puente Piedra",
	"cercado de lima": "Lima, Lima, Lima", "lima cercado": "Lima, Lima, Lima", "cercado lima": "Lima, Lima, Lima",
	"cercado de trujillo": "Trujillo, Trujillo, La Libertad", "trujillo cercado": "Trujillo, Trujillo, La Libertad",
	"cercado de piura": "Piura, Piura, Piura", "piura cercado": "Piura, Piura, Piura",
	"cercado de tumbes": "Tumbes, Tumbes, Tumbes", "tumbes cercado": "Tumbes, Tumbes, Tumbes",
	"cercado del callao": "070101", "callao cercado": "070101", "cercado callao": "070101",
	"c de la legua": "Carmen de la Legua Reynoso", "v larco": "Víctor Larco Herrera", "26 de octubre": "Veintiséis de Octubre",
	"xxvi de octubre": "Veintiséis de Octubre", "vte de octubre": "Veintiséis de Octubre",
}

// shortWords are the words that people shorten in the names of places, folded.
var shortWords = map[string]string{
	"stgo": "santiago", "sta": "santa", "sto": "santo", "sn": "san", "pte": "puente", "pto": "puerto", "pblo": "pueblo", "vlla": "villa",
	"fcia": "florencia", "ma": "maria", "cdro": "cercado", "dist": "distrito", "dto": "distrito", "gral": "general", "nva": "nueva", "nvo": "nuevo",
}

// placeMarks are what people write between the levels of a place.
var placeMarks = regexp.MustCompile(`\s*/\s*|\s+[-–]\s+`)

// inBrackets is what people write behind a district, "Comas (Lima)".
var inBrackets = regexp.MustCompile(`\s*\(([^()]+)\)\s*$`)

// writtenOut writes a place out whose district is abbreviated: "Stgo. de Surco"
// and "S.J.L., Lima". It returns the text itself when nothing is.
func writtenOut(text string) string {
	text = placeMarks.ReplaceAllString(inBrackets.ReplaceAllString(text, ", $1"), ", ")
	district, holders, held := strings.Cut(text, ",")
	words := strings.FieldsFunc(sheet.Fold(district), func(r rune) bool { return r == '.' || r == ' ' || r == '-' })
	for n, word := range words {
		if long, ok := shortWords[word]; ok {
			words[n] = long
		}
	}
	if len(words) > 1 && words[0] == "distrito" {
		words = words[1:]
	}
	if len(words) > 1 && words[0] == "de" {
		words = words[1:]
	}
	plain := strings.Join(words, " ")
	for _, name := range []string{plain, strings.ReplaceAll(plain, " ", "")} {
		if long, ok := abbreviations[name]; ok {
			return long
		}
	}
	if held {
		return plain + "," + holders
	}
	return plain
}
