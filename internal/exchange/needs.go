package exchange

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// check refuses a list that lacks what every row of its shape must say.
func (i *interpreter) check() {
	missing := i.missing(i.table.shape)
	if len(missing) == 0 {
		return
	}
	i.wanting = len(missing)
	i.refused = trenza.Refuse("exchange.columns_missing", string(i.table.shape), i.table.shape.named(missing))
}

// missing are the keys that a list of a shape needs and this one says nothing
// of.
func (i *interpreter) missing(s Shape) []string {
	var missing []string
	for _, key := range layouts[s].needs {
		if i.lacks(key) {
			missing = append(missing, key)
		}
	}
	switch s {
	case Headcounts:
		if i.lacks("total") && len(i.table.groups) == 0 {
			missing = append(missing, "total")
		}
	case Attendance:
		if len(i.table.dates) == 0 && (i.lacks("came") || i.lacks("day")) {
			missing = append(missing, "day")
		}
	case Survey:
		if i.lacks("answered") && i.lacks("herself") && i.lacks("family") {
			missing = append(missing, "herself")
		}
	}
	return append(missing, i.missingOfWorkshop(s)...)
}

// refuseUnknown says which list the sheet comes nearest to, and what it lacks.
func (i *interpreter) refuseUnknown() {
	if i.isForm() {
		i.wanting = deepest
		i.refused = trenza.Refuse("exchange.one_form")
		return
	}
	nearest, fewest := Attentions, []string(nil)
	shapes := ShapesOf(i.definition)
	for n, s := range shapes {
		lacking := slices.DeleteFunc(slices.Clone(layouts[s].needs), i.says)
		if s == Attendance {
			lacking = append(lacking, "day")
		}
		if s != Headcounts && !s.ofWorkshop() && !i.somebody() {
			lacking = append(lacking, "name")
		}
		if n == 0 || len(lacking) < len(fewest) {
			nearest, fewest = s, lacking
		}
	}
	i.wanting = len(layouts[nearest].needs) + len(fewest)
	i.refused = trenza.Refuse("exchange.shape_unknown", string(nearest), nearest.named(fewest), namesOf(shapes))
}

// says reports whether a column or a title of a sheet that is no list yet says
// something for a key.
func (i *interpreter) says(key string) bool {
	switch key {
	case "service":
		return i.has(key) || slices.ContainsFunc(i.titles(), func(title string) bool { return i.serviceIn(title) != nil })
	case "place":
		return i.has(key, "district", "province", "department") || i.placeOfTitle() != ""
	case "day":
		return i.has(key) || i.dayOfTitle() != ""
	}
	return i.has(key)
}

// fewLabels is how many labels below each other make a form.
const fewLabels = 3

// isForm reports whether the sheet is a form about one person: labels below each
// other, each with its answer beside it.
func (i *interpreter) isForm() bool {
	labels := make(map[string]bool)
	for _, row := range i.top[:min(len(i.top), deepest)] {
		first, filled := firstOf(row)
		label, _, _ := strings.Cut(row.Cell(first), ":")
		if m, known := i.vocabulary.of(label); known && filled <= 2 && m.key != leftOut && label != row.Cell(first) {
			labels[m.key] = true
		}
	}
	return len(labels) >= fewLabels
}

// named are the names of columns by their keys, as the template of a shape has
// them.
func (s Shape) named(keys []string) []string {
	var names []string
	for _, key := range keys {
		name := nameOf(key)
		for _, c := range layouts[s].columns {
			if c.Key == key {
				name = c.Names[0]
			}
		}
		names = append(names, name)
	}
	return names
}
