package programme

import (
	"cmp"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// examiner gathers every mistake of a file.
type examiner struct {
	root  *node
	lines []string
	place PlaceCheck // nil when nobody is there who knows
	found []Mistake
}

// examine returns the mistakes of a definition, in the order of its lines. It
// first compares the file with the schema, then what its parts say of each
// other, so that a file with holes is still read to its end.
func examine(body ast.Node, lines []string, place PlaceCheck) []Mistake {
	x := &examiner{lines: lines, place: place}
	x.root = x.grow(body)
	x.matchSchema()
	x.checkIDs()
	x.checkDays()
	x.checkPlaces()
	x.checkOrganisations()
	x.checkServices()
	x.checkTrainings()
	x.checkCommittees()
	x.checkIndicators()
	x.checkBusiness()
	x.checkParagraph()
	x.checkNumbers()
	slices.SortStableFunc(x.found, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return x.found
}

// report notes a mistake at a node; a node that is missing or was refused has
// been reported already.
func (x *examiner) report(n *node, key string, args ...any) {
	x.suggest(n, "", key, args...)
}

// suggest notes a mistake with what may have been meant.
func (x *examiner) suggest(n *node, suggestion, key string, args ...any) {
	if n == nil || n.refused {
		return
	}
	for i, arg := range args {
		if s, ok := arg.(string); ok {
			args[i] = clip(s)
		}
	}
	x.found = append(x.found, Mistake{n.line, n.column, key, args, suggestion})
}

// clip shortens what a message repeats from the file.
func clip(s string) string {
	const most = 200
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return s
}

// ids returns the ids of the items of a list of the root.
func (x *examiner) ids(list string) []string { return idsOf(x.root.get(list)) }

func idsOf(list *node) []string {
	var ids []string
	for _, item := range list.list() {
		if id := item.get("id").text(); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// refer reports a node that names none of the known ones. A node that is
// missing refers to nothing and is right.
func (x *examiner) refer(n *node, known []string, key string) {
	if name := n.text(); name != "" && !slices.Contains(known, name) {
		x.suggest(n, nearest(name, known), key, name)
	}
}
