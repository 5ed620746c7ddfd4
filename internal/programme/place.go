package programme

import (
	"errors"
	"slices"

	"github.com/trenza/trenza"
)

// PlaceCheck returns nil when the INEI code is that of a place of the name, and
// otherwise a Problem that says which place has the code and which code the
// place (domain rule 12). An empty name asks for the code alone. The places of
// Peru are another package's knowledge, on the same floor as this one, so
// whoever stands above both hands the check in.
type PlaceCheck func(code, name string) error

// checkPlaces reports a code that belongs to another place than the one named,
// and an alias of another level than its place.
func (x *examiner) checkPlaces() {
	for _, place := range x.root.get("places").list() {
		x.checkAlias(place)
		if x.place != nil {
			x.checkPlace(place)
		}
	}
}

// checkAlias reports a RENIEC code of another level than the place it is for.
func (x *examiner) checkAlias(place *node) {
	code, alias := place.get("code").text(), place.get("reniec").text()
	if code != "" && alias != "" && len(code) != len(alias) {
		x.report(place.get("reniec"), "programme.alias_level", alias, code)
	}
}

// checkPlace reports, in the check's own words, a code that is not the place's.
// Digits that are no code at all have been reported by then.
func (x *examiner) checkPlace(place *node) {
	code := place.get("code")
	if !formats["ubigeo"](code.text()) {
		return
	}
	err := x.place(code.text(), place.get("name").text())
	if problem, ok := errors.AsType[*trenza.Problem](err); ok {
		x.report(code, problem.Key, slices.Clone(problem.Args)...)
	} else if err != nil {
		x.report(code, "locale.internal", err.Error())
	}
}
