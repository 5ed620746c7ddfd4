package exchange

import (
	"errors"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// gazetteer reads the places of a list for a programme, and remembers them: a
// list names a few places in thousands of rows.
type gazetteer struct {
	definition *programme.Definition
	read       map[asked]finding
}

// asked is a text and the level of the places that it may name.
type asked struct {
	level directory.Level
	text  string
}

// anyLevel stands for places of every level.
const anyLevel directory.Level = 0

type finding struct {
	place directory.Place
	err   error
}

func newGazetteer(d *programme.Definition) *gazetteer {
	return &gazetteer{d, make(map[asked]finding)}
}

// ReadPlaceIn reads a code or a name of a place. A name that several places of Peru
// bear means the one where a programme works, if only one does; otherwise it is a
// Problem that lists them, as [directory.ReadPlace] has it.
func ReadPlaceIn(d *programme.Definition, text string) (directory.Place, error) {
	return newGazetteer(d).place(text)
}

// place reads a code or a name. A name that several places bear means the one
// where the programme works, if only one does.
func (g *gazetteer) place(text string) (directory.Place, error) {
	return g.remember(anyLevel, text, func() (directory.Place, error) {
		place, err := g.named(text)
		if err == nil {
			return place, nil
		}
		if short, wrong := g.named(writtenOut(text)); wrong == nil && covers(g.definition, short.Code) {
			return short, nil
		}
		if problem, ok := errors.AsType[*trenza.Problem](err); ok && problem.Key == "directory.name_ambiguous" {
			return place, err
		}
		if inside := g.beginning(text); len(inside) == 1 {
			return inside[0], nil
		}
		return place, err
	})
}

// named reads a code or a whole name.
func (g *gazetteer) named(text string) (directory.Place, error) {
	place, err := directory.ReadPlace(text)
	problem, ok := errors.AsType[*trenza.Problem](err)
	if !ok || problem.Key != "directory.name_ambiguous" {
		return place, err
	}
	if own, certain := g.own(text, anyLevel); certain {
		return own, nil
	}
	return place, err
}

// shortestBeginning is how many letters of a name tell which it is: "Florencia"
// is Florencia de Mora, and "Villa" is anything.
const shortestBeginning = 8

// beginning returns the places where the programme works whose names begin with
// the words of a text and go on.
func (g *gazetteer) beginning(text string) []directory.Place {
	plain := writtenOut(text)
	if len(plain) < shortestBeginning || digits(plain) > 0 || strings.Contains(plain, ",") {
		return nil
	}
	var inside []directory.Place
	for _, place := range directory.FindPlaces(plain, widely) {
		if strings.HasPrefix(sheet.Fold(place.Name), plain+" ") && covers(g.definition, place.Code) {
			inside = append(inside, place)
		}
	}
	return inside
}

// placeOf reads a name that stands in a column of districts, of provinces or of
// departments: "Trujillo" in the first is the district, not its province.
func (g *gazetteer) placeOf(level directory.Level, text string) (directory.Place, error) {
	if digits(text) > 0 {
		return g.place(text)
	}
	return g.remember(level, text, func() (directory.Place, error) {
		if own, certain := g.own(text, level); certain {
			return own, nil
		}
		return g.place(text)
	})
}

// remember reads a place once.
func (g *gazetteer) remember(level directory.Level, text string, read func() (directory.Place, error)) (directory.Place, error) {
	if known, ok := g.read[asked{level, text}]; ok {
		return known.place, known.err
	}
	place, err := read()
	g.read[asked{level, text}] = finding{place, err}
	return place, err
}

// widely is how many places of a name are looked at.
const widely = 60

// own returns the one place of exactly that name, and of a level unless it is
// any, where the programme works; the widest of those inside each other.
func (g *gazetteer) own(text string, level directory.Level) (directory.Place, bool) {
	name, _, _ := strings.Cut(text, ",")
	var found []directory.Place
	for _, place := range directory.FindPlaces(text, widely) {
		same := sheet.Fold(place.Name) == sheet.Fold(name) && (level == anyLevel || place.Level == level)
		if same && covers(g.definition, place.Code) {
			found = append(found, place)
		}
	}
	outside := func(p directory.Place) bool { return !strings.HasPrefix(string(p.Code), string(found[0].Code)) }
	if len(found) == 0 || slices.ContainsFunc(found, outside) {
		return directory.Place{}, false
	}
	return found[0], true
}
