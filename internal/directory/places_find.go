package directory

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FindPlaces returns at most limit places that a name may mean, for a field
// that completes what somebody types. Case, accents and punctuation do not
// count. The places of exactly that name come first, then those whose name
// begins so, then those with a later word that does; among equals the wider
// place comes first. "Castilla, Piura" narrows by what holds the place, and
// "Piura / Castilla" is understood as well.
func FindPlaces(name string, limit int) []Place {
	var found []Place
	for _, match := range []matcher{exactly, fromStart, fromWord} {
		for _, place := range peru().search(name, match) {
			if len(found) >= limit {
				return found
			}
			if !slices.Contains(found, place) {
				found = append(found, place)
			}
		}
	}
	return found
}

// A matcher returns the places whose name agrees with a folded one.
type matcher func(g *gazetteer, name string) []Place

func exactly(g *gazetteer, name string) []Place { return g.byName[name] }

func fromStart(g *gazetteer, name string) []Place {
	return g.scan(func(folded string) bool { return strings.HasPrefix(folded, name) })
}

func fromWord(g *gazetteer, name string) []Place {
	return g.scan(func(folded string) bool { return strings.Contains(folded, " "+name) })
}

// scan returns the places whose folded name agrees. Two thousand names are
// read in some ten microseconds, less than a cleverer index would be worth.
func (g *gazetteer) scan(agrees func(folded string) bool) []Place {
	var found []Place
	for i, name := range g.folded {
		if agrees(name) {
			found = append(found, g.places[i])
		}
	}
	return found
}

// search returns the places that match a text of one or more names, in the
// order of the gazetteer. The names may run from the narrowest to the widest
// or, as official forms have them, the other way round.
func (g *gazetteer) search(text string, match matcher) []Place {
	names := splitNames(text)
	if len(names) == 0 {
		return nil
	}
	found := g.inside(names, match)
	if len(names) > 1 {
		slices.Reverse(names)
		found = append(found, g.inside(names, match)...)
		slices.SortFunc(found, widerFirst)
		found = slices.Compact(found)
	}
	return found
}

// inside returns the places that match the first name and lie within places of
// the names that follow.
func (g *gazetteer) inside(names []string, match matcher) []Place {
	found := match(g, names[0])
	if len(names) == 1 {
		return found
	}
	var narrowed []Place
	for _, place := range found {
		if g.heldBy(place, names[1:]) {
			narrowed = append(narrowed, place)
		}
	}
	return narrowed
}

// heldBy reports whether the names, narrowest first, are those of places that
// hold the given one. A level may be left out, but each name needs a place of
// its own: "Piura, Piura, Piura" is the district alone.
func (g *gazetteer) heldBy(place Place, names []string) bool {
	up := g.holders(place.Code)
	for _, name := range names {
		i := slices.IndexFunc(up, func(holder Place) bool {
			return slices.Contains(g.byName[name], holder)
		})
		if i < 0 {
			return false
		}
		up = up[i+1:]
	}
	return true
}

var separators = strings.NewReplacer("/", ",", " - ", ",")

// splitNames parts "Reque, Chiclayo, Lambayeque" into folded names.
func splitNames(text string) []string {
	var names []string
	for part := range strings.SplitSeq(separators.Replace(text), ",") {
		if name := fold(part); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// fold reduces a name to what survives careless writing: lower-case letters and
// digits without accents, words parted by single spaces. "SAN MARTÍN" and
// "San Martin" fold alike, and so do "Estique-Pampa" and "estique pampa".
func fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent, or the tilde of ñ
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(unicode.ToLower(r))
			gap = false
		}
	}
	return b.String()
}
