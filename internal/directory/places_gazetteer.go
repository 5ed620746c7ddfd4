package directory

import (
	"cmp"
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/trenza/trenza"
)

// Both files have a heading, then one place a line. The first comes from the
// npm package peru-ubigeo 0.0.3 (MIT), with the newer districts of
// supplement.csv; UBIGEO_JSON is the path of the package's lib/ubigeo.json.
//
//go:generate go run ./makeplaces $UBIGEO_JSON supplement.csv places.csv
var (
	//go:embed places.csv
	placesFile string
	//go:embed reniec.csv
	reniecFile string
)

// otherNames are names in common use that the official list does not give,
// folded. Lima Metropolitana is the province of Lima (domain rule 12); the
// province of Callao is listed as "Prov. Const. del Callao" and called Callao.
var otherNames = map[string]trenza.Place{
	"callao":                              "0701",
	"provincia constitucional del callao": "0701",
	"lima metropolitana":                  "1501",
}

// gazetteer is every place of Peru with its indexes. It is read-only.
type gazetteer struct {
	places []Place  // departments, then provinces, then districts, each by code
	folded []string // the folded name of each place, in the same order
	byCode map[trenza.Place]Place
	byName map[string][]Place // by folded name, in the order of places
	reniec map[string]trenza.Place
}

// peru reads the embedded files once, on first use.
var peru = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		places: readPlaces(placesFile),
		byCode: make(map[trenza.Place]Place),
		byName: make(map[string][]Place),
		reniec: make(map[string]trenza.Place),
	}
	for _, place := range g.places {
		name := fold(place.Name)
		g.folded = append(g.folded, name)
		g.byCode[place.Code] = place
		g.byName[name] = append(g.byName[name], place)
	}
	for name, code := range otherNames {
		g.byName[name] = append(g.byName[name], g.byCode[code])
		slices.SortFunc(g.byName[name], widerFirst)
	}
	for reniec, inei := range pairs(reniecFile) {
		g.reniec[reniec] = trenza.Place(inei)
	}
	return g
})

func readPlaces(file string) []Place {
	var places []Place
	for text, name := range pairs(file) {
		code := trenza.Place(text)
		places = append(places, Place{Code: code, Name: name, Level: levelOf(code)})
	}
	slices.SortFunc(places, widerFirst)
	return places
}

// pairs yields the two columns of each line below the heading.
func pairs(file string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		_, rows, _ := strings.Cut(file, "\n")
		for line := range strings.Lines(rows) {
			left, right, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ",")
			if !yield(left, right) {
				return
			}
		}
	}
}

// widerFirst orders departments before provinces before districts, then by code.
func widerFirst(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Code, b.Code))
}

// holders returns the places that hold another, the nearest first.
func (g *gazetteer) holders(code trenza.Place) []Place {
	var up []Place
	for length := len(code) - 2; length >= 2; length -= 2 {
		if holder, known := g.byCode[code[:length]]; known {
			up = append(up, holder)
		}
	}
	return up
}

// holds reports whether the first place is the second or has it inside.
func holds(outer, inner Place) bool {
	return strings.HasPrefix(string(inner.Code), string(outer.Code))
}
