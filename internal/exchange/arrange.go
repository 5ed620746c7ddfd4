package exchange

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// place gives each column of the list the columns of the sheet that hold it.
func (i *interpreter) place() {
	i.rename()
	allowed := i.table.shape.keys(i.definition)
	legs := i.inLegs()
	byKey := make(map[string][]*candidate)
	var order []string
	for _, c := range i.columns {
		key := c.meaning.key
		_, counts := crowdOfKey(key)
		if !allowed[key] && !(counts && i.table.shape.countsHeads()) || legs && c.meaning.leg > 0 {
			continue
		}
		if byKey[key] == nil {
			order = append(order, key)
		}
		byKey[key] = append(byKey[key], c)
	}
	for _, key := range order {
		columns := i.believable(key, byKey[key])
		if len(columns) > 0 && !(splitDates[key] && yearless(columns)) {
			i.table.sources[key] = i.source(key, columns)
		}
	}
	if i.table.shape == Attendance {
		i.placeSessions()
	}
	if legs {
		i.placeLegs()
	}
	i.placeStack()
	i.preferNames()
	i.preferPlaces()
	i.sayColumns()
}

// source joins the columns for one key: the parts of a name in their order, the
// answers that are ticked, or of several columns for one thing the fuller one.
func (i *interpreter) source(key string, columns []*candidate) source {
	s := source{words: i.mapping.Words[key]}
	columns = wholeOrParts(key, columns)
	parts := slices.DeleteFunc(slices.Clone(columns), func(c *candidate) bool { return c.meaning.part == 0 })
	ticks := slices.DeleteFunc(slices.Clone(columns), func(c *candidate) bool {
		return c.meaning.value == "" || strings.HasPrefix(key, paperKey)
	})
	switch {
	case len(ticks) > 0:
		for _, c := range ticks {
			c.read = true
			s.options = append(s.options, option{c.index, c.meaning.value})
		}
	case len(parts) > 0 && len(parts) == len(columns):
		slices.SortStableFunc(parts, func(a, b *candidate) int { return cmp.Compare(a.meaning.part, b.meaning.part) })
		for _, c := range parts {
			c.read = true
			s.columns = append(s.columns, c.index)
		}
	default:
		i.byFill(columns)
		columns[0].read = true
		s.columns = []int{columns[0].index}
		if len(columns) > 1 {
			i.choose("exchange.as_fuller", FromProfile, columns[0].heading.String(), headingsOf(columns[1:]))
		}
	}
	return s
}

func headingsOf(columns []*candidate) []string {
	var headings []string
	for _, c := range columns {
		headings = append(headings, c.heading.String())
	}
	return headings
}

// rename settles headings that mean one thing in one list and another in the
// next: an activity is the service of whoever came to it, and a name without
// surnames beside it is the whole name.
func (i *interpreter) rename() {
	whole := !i.has("surnames", "name")
	for _, c := range i.columns {
		switch {
		case c.meaning.key == "activity" && i.table.shape != Headcounts && !i.has("service"):
			c.meaning.key = "service"
		case c.meaning.key == "given" && c.meaning.part == 0 && whole && c.from != FromMapping && i.fullNames(c):
			c.meaning.key, c.from = "name", FromProfile
		case c.meaning.key == "birth" && plainHeading(c.heading.own) == "nacimiento" && i.reads(c, soft["nationality"]):
			c.meaning.key, c.from = "nationality", FromProfile // "NAC." is either
		case i.table.shape.ofWorkshop():
			i.renameOfWorkshop(c)
		case c.meaning.key == "total" && i.table.shape != Headcounts:
			c.meaning.key = leftOut
		}
	}
}

// fullNames reports whether most cells of a column have surnames in them.
func (i *interpreter) fullNames(c *candidate) bool {
	long := 0
	samples := i.column(c.index).samples
	for _, sample := range samples {
		if len(strings.Fields(sample)) > 2 || strings.Contains(sample, ",") {
			long++
		}
	}
	return 2*long > len(samples)
}

// believable leaves out the columns whose cells are nothing of what a loose
// heading says: a "Perfil" that holds trades is no kind of population.
func (i *interpreter) believable(key string, columns []*candidate) []*candidate {
	read, checked := soft[key]
	if key == "place" || key == "district" {
		read, checked = func(text string) bool { _, err := i.places.place(text); return err == nil }, true
	}
	if !checked || key == "state" && len(columns) == 1 {
		return columns // every payment has a state, and one that nobody knows is said row by row
	}
	return slices.DeleteFunc(columns, func(c *candidate) bool {
		if c.from == FromMapping || i.named(key, c) || c.meaning.part > 0 {
			return false
		}
		empty := i.column(c.index).filled == 0
		if empty || i.reads(c, read) {
			return false
		}
		i.choose("exchange.as_unlike", FromProfile, c.heading.String())
		return true
	})
}

// reads reports whether any cell of a column is read.
func (i *interpreter) reads(c *candidate, read func(string) bool) bool {
	for word := range i.column(c.index).words {
		if read(word) {
			return true
		}
	}
	return false
}

// soft are the columns whose synonyms are everyday words, and what tells that a
// cell belongs to them.
var soft = map[string]func(string) bool{
	"population":  func(s string) bool { code, err := sheet.ReadPopulation(s); return err == nil && code != "" },
	"nationality": func(s string) bool { code, err := sheet.ReadNationality(s); return err == nil && code != "" },
	"state":       isState,
	"age":         func(s string) bool { _, ok, err := sheet.ReadAge(s); return err == nil && ok },
	"birth": func(s string) bool {
		day, _, err := sheet.ReadBirthIn(s, sheet.DayFirst, anyDay)
		return err == nil && day != ""
	},
}

// anyDay is late enough for a birth of any two-digit year.
const anyDay trenza.Day = "2099-12-31"

func isState(text string) bool {
	_, known := stateNamed(text)
	return known
}

// named reports whether a heading is the very name that a template has, or ours
// of a column that templates lack.
func (i *interpreter) named(key string, c *candidate) bool {
	if key == "district" && sheet.Fold(columnNames[key]) == sheet.Fold(c.heading.own) {
		return true
	}
	for _, column := range layouts[i.table.shape].columns {
		if column.Key == key {
			return sheet.Fold(column.Names[0]) == sheet.Fold(c.heading.own)
		}
	}
	return false
}

// preferNames leaves the whole name aside where its parts have columns too.
func (i *interpreter) preferNames() {
	if i.placed("surnames") && i.placed("given") {
		i.drop("name")
	} else if i.placed("name") {
		i.drop("surnames")
		i.drop("given")
	}
}

// preferPlaces reads a place from district, province and department where the
// list has no column of places.
func (i *interpreter) preferPlaces() {
	parts := []string{"district", "province", "department"}
	if i.placed("place") {
		for _, key := range parts {
			i.drop(key)
		}
		return
	}
	i.table.placeParts = slices.DeleteFunc(parts, func(key string) bool { return !i.placed(key) })
}

func (i *interpreter) placed(key string) bool {
	_, ok := i.table.sources[key]
	return ok
}

// drop stops reading what a key holds.
func (i *interpreter) drop(key string) {
	s, ok := i.table.sources[key]
	if !ok {
		return
	}
	delete(i.table.sources, key)
	for _, c := range i.columns {
		if slices.Contains(s.columns, c.index) {
			c.read = false
		}
	}
}

// placeSessions reads the columns of an attendance sheet that are headed by a
// day, the earliest first.
func (i *interpreter) placeSessions() {
	dated := i.sessions()
	if i.placed("came") && len(dated) > 0 {
		i.drop("came")
	}
	for _, c := range dated {
		c.read = true
		i.table.dates = append(i.table.dates, sheet.DateColumn{Index: c.index, Day: c.day})
	}
	slices.SortStableFunc(i.table.dates, func(a, b sheet.DateColumn) int { return cmp.Compare(a.Day, b.Day) })
}

// sayColumns notes what each column was taken for.
func (i *interpreter) sayColumns() {
	for _, c := range i.columns {
		letter, heading := sheet.ColumnName(c.index), c.heading.String()
		switch {
		case heading == "" && !c.read:
		case c.read && c.meaning.near:
			i.choose("exchange.as_near", c.from, letter, heading, nameOf(c.meaning.key))
		case c.read && c.day != "" && c.meaning.key == "":
			i.choose("exchange.as_session", c.from, letter, heading, c.day)
		case c.read:
			i.choose("exchange.as_column", c.from, letter, heading, nameOf(c.meaning.key))
		default:
			i.choose("exchange.as_unread", c.from, letter, heading)
		}
	}
}
