package exchange

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// ofWorkshop tells whether the columns make a list of a workshop, "" when they make
// none: who sits on the boards of the committees, what was made, or what was taught
// on. A list that says which service each row is of, or on which days somebody came,
// is another.
func (i *interpreter) ofWorkshop() Shape {
	shape := Shape("")
	garments := i.has("price") && slices.ContainsFunc(i.columns, func(c *candidate) bool { return headedBy(made, c) })
	switch committee := i.speaks("committee"); {
	case i.has("service", "came") || len(i.sessions()) > 0:
	case (garments || i.has("product")) && i.has("units", "total", "sold"):
		shape = Products
	case committee && i.has("post") && i.somebody() && !i.has("day"):
		shape = Boards
	case committee && i.has("trainer", "first_time") && (i.counted() || i.has("first_time")):
		shape = Replicas
	}
	if !slices.Contains(ShapesOf(i.definition), shape) {
		return ""
	}
	return shape
}

// speaks reports whether a column, a row between those of the list or a title with a
// label says something of a key.
func (i *interpreter) speaks(key string) bool {
	return i.has(key) || len(i.sections[key]) > 0 || i.labelled(key) != ""
}

// labelled is what a row above the header says with a label: "COMITÉ: San José", in
// one cell or in two. Two rows that say different things say nothing.
func (i *interpreter) labelled(key string) string {
	said := ""
	for _, row := range i.look.head.above {
		for index, cell := range row.Cells {
			label, value, ok := strings.Cut(cell, ":")
			if m, known := i.vocabulary.of(label); !ok || !known || m.key != key || m.part > 0 {
				continue
			}
			if value = sheet.Trim(value); value == "" {
				value = sheet.Trim(row.Cell(index + 1))
			}
			if value != "" && said != "" && value != said {
				return ""
			}
			said = value
		}
	}
	return said
}

// fromLabels are what a title may say of every row of a list of a workshop.
var fromLabels = []string{
	"committee", "kind", "resolution", "recognised", "recognised_until", "term", "since", "until", "day", "cohort", "trainer", "topics", "place", "district",
}

// assumeOfWorkshop looks in the titles, and in what the programme alone offers, for
// what a list of a workshop has no column for.
func (i *interpreter) assumeOfWorkshop() {
	if !i.table.shape.ofWorkshop() {
		return
	}
	allowed := i.table.shape.keys(i.definition)
	for _, key := range fromLabels {
		if value := i.labelled(key); value != "" && allowed[key] && i.lacks(key) && len(i.sections[key]) == 0 {
			i.fixed(key, value, FromTitle)
		}
	}
	if i.lacks("place") && len(i.sections["place"])+len(i.sections["district"]) == 0 && len(i.definition.Places) == 1 {
		i.fixed("place", string(i.definition.Places[0].Code), FromDefault)
	}
}

// renameOfWorkshop settles headings that mean another thing in the lists of a
// workshop than elsewhere: a quantity is of what was made, an amount is what it sold
// for, and "Socias" over numbers counts them.
func (i *interpreter) renameOfWorkshop(c *candidate) {
	if c.from == FromMapping {
		return
	}
	switch key, shape := c.meaning.key, i.table.shape; {
	case shape == Products && key == "total" && plainHeading(c.heading.own) == "cantidad" && !i.has("units"):
		c.meaning.key = "units"
	case shape == Products && key == "amount" && !i.has("income"):
		c.meaning.key = "income"
	case shape == Products && key == stackKey && !i.has("cohort"):
		c.meaning.key = "cohort"
	case shape == Replicas && key == "known" && i.onlyCounts(c) && !i.has("total"):
		c.meaning.key = "total"
	case shape == Replicas && headedBy(topics, c) && !i.has("topics"):
		c.meaning.key = "topics"
	case shape == Products && headedBy(made, c) && !i.has("product"):
		c.meaning.key = "product"
	}
}

// made are headings of what was made, which elsewhere ask for a form's answer.
var made = map[string]bool{"prenda": true, "prendas": true, "postre": true, "postres": true}

// headedBy reports whether one of some headings, of no meaning of their own, stands
// over a column.
func headedBy(headings map[string]bool, c *candidate) bool {
	return headings[plainHeading(c.heading.own)] && (c.meaning.key == "" || strings.HasPrefix(c.meaning.key, formKey))
}

// onlyCounts reports whether every cell of a column is a number of people.
func (i *interpreter) onlyCounts(c *candidate) bool {
	p := i.column(c.index)
	return p.filled > 0 && all(p.words, func(word string) bool { _, err := sheet.ReadCount(word); return err == nil })
}

// missingOfWorkshop are the keys that a list of a workshop needs besides those of
// its layout, and this one says nothing of.
func (i *interpreter) missingOfWorkshop(s Shape) (missing []string) {
	switch s {
	case Boards:
		if i.lacks("since") && i.lacks("term") && i.lacks("recognised") {
			missing = append(missing, "since")
		}
		if !i.somebody() {
			missing = append(missing, "name")
		}
	case Replicas:
		if i.lacks("total") && len(i.table.groups) == 0 {
			missing = append(missing, "total")
		}
	}
	return missing
}

// ofRooms reads what a row of a list of a workshop asks to be done.
func (r reader) ofRooms() (doing, error) {
	if err := r.mayImportOfRooms(); err != nil {
		return nil, err
	}
	switch r.shape {
	case Boards:
		return r.sitting()
	case Products:
		return r.making()
	}
	return r.teachingOn()
}

// mayImportOfRooms asks whether whoever imports may bring in lists of the course, or
// of the service, that the list is about.
func (r reader) mayImportOfRooms() error {
	id := ""
	switch r.shape {
	case Boards:
		id = gatheredIn(r.definition)
	case Products:
		product, _ := r.product()
		id = product.Service
	case Replicas:
		id = r.definition.Replication.Service
	}
	s, known := r.definition.Service(id)
	if !known {
		return nil // what is wrong with the row is said by whoever reads it
	}
	return r.mayImport(offered(r.definition, s))
}

// choice returns the one of some things that a text names, by its id or its title, or
// by the words of its title alone.
func choice[T any](text string, all []T, names func(T) []string) (found T, ok bool) {
	folded, words, near := strings.Trim(sheet.Fold(text), ".:;, "), wordsOf(text), 0
	var nearest T
	for _, one := range all {
		for _, name := range names(one) {
			if sheet.Fold(name) == folded {
				return one, true
			}
		}
		if slices.ContainsFunc(names(one), func(name string) bool { return sameWords(words, wordsOf(name)) }) {
			nearest, near = one, near+1
		}
	}
	return nearest, near == 1
}

// sameWords reports whether the telling words of one text all stand in the other, in
// the singular or the plural.
func sameWords(a, b []string) bool {
	a, b = telling(a), telling(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) > 0 && !slices.ContainsFunc(a, func(word string) bool { return !slices.Contains(b, word) })
}

// telling are the words of a text that say something, each in the singular.
func telling(words []string) (kept []string) {
	for _, word := range words {
		if len(word) > 3 || len(words) == 1 {
			kept = append(kept, singular(word))
		}
	}
	return kept
}

// singular leaves out what makes a word a plural, and tells one sex from the other.
func singular(word string) string {
	if long, cut := strings.CutSuffix(word, "s"); cut && len(long) > 3 {
		word = long
	}
	return strings.TrimRight(word, "aeo")
}

// minutes reads hours of work or of teaching, none where the cell is empty.
func (r reader) minutes() (int, error) {
	text := r.text("hours")
	if text == "" {
		return 0, nil
	}
	minutes, err := sheet.ReadHours(text)
	return minutes, inColumn(r.headingOf("hours"), err)
}

// placeOrNone reads where it was, nowhere where the row does not say.
func (r reader) placeOrNone() (trenza.Place, error) {
	if r.placeText() == "" {
		return "", nil
	}
	return r.place()
}
