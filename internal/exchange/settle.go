package exchange

import (
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// settle finds the conventions by which the cells are read, each from the whole
// of its column. A person's word wins, and what nothing proves stays as the
// templates have it.
func (i *interpreter) settle() {
	i.settleDates()
	i.settleMonth()
	i.settleNames()
	i.settleSex()
	i.settleMarks()
	i.settleCrowds()
	i.sayTurns()
	i.sayHidden()
}

func (i *interpreter) headingAt(index int) string { return i.columns[index].heading.String() }

// settleNames tells in which order a column writes whole names: as the heading
// says, or as the names themselves show.
func (i *interpreter) settleNames() {
	s, ok := i.table.sources["name"]
	if !ok || len(s.columns) != 1 {
		return
	}
	from := FromMapping
	order := map[string]sheet.NameOrder{surnamesFirst: sheet.SurnamesFirst, givenFirst: sheet.GivenFirst}[i.mapping.Names]
	if order == sheet.NameOrderUnknown {
		order, from = orderInHeading(i.headingAt(s.columns[0])), FromHeader
	}
	if order == sheet.NameOrderUnknown {
		order, _ = sheet.NameOrderOf(i.column(s.columns[0]).samples)
		from = FromProfile
	}
	i.table.names = order
	switch order {
	case sheet.SurnamesFirst:
		i.choose("exchange.as_surnames_first", from)
	case sheet.GivenFirst:
		i.choose("exchange.as_given_first", from)
	default:
		i.choose("exchange.as_names_unknown", FromDefault)
	}
}

// orderInHeading reads "Apellidos y nombres" as what it says.
func orderInHeading(heading string) sheet.NameOrder {
	plain := sheet.Fold(heading)
	surnames, given := strings.Index(plain, "apellido"), strings.Index(plain, "nombre")
	switch {
	case surnames < 0 || given < 0:
		return sheet.NameOrderUnknown
	case surnames < given:
		return sheet.SurnamesFirst
	}
	return sheet.GivenFirst
}

// markColumns are the indexes of the columns that hold marks.
func (i *interpreter) markColumns() []int {
	var columns []int
	for _, date := range i.table.dates {
		columns = append(columns, date.Index)
	}
	if s, ok := i.table.sources["came"]; ok {
		columns = append(columns, s.columns...)
	}
	return columns
}

// settleMarks tells what A is among the marks of the sheet, and whether ones are
// marks or hours. A alone is neither, and its rows are refused.
func (i *interpreter) settleMarks() {
	all := profile{words: make(map[string]int)}
	for _, index := range i.markColumns() {
		for word, n := range i.column(index).words {
			all.words[word] += n
			all.filled += n
		}
	}
	if all.filled == 0 {
		return
	}
	i.table.marks = i.letterA(&all) | i.ones(&all)
}

func (i *interpreter) letterA(all *profile) sheet.MarkKey {
	present, absent := all.has("p", "x", "✓", "✔", "presente"), all.has("f", "falta", "falto")
	switch {
	case i.mapping.A == sheet.Absent:
		i.choose("exchange.as_a_absent", FromMapping)
		return sheet.AIsAbsent
	case i.mapping.A == sheet.Present:
		i.choose("exchange.as_a_present", FromMapping)
		return sheet.AIsPresent
	case !all.has("a"):
		return sheet.MarkKeyUnknown
	case present && !absent:
		i.choose("exchange.as_a_absent", FromProfile)
		return sheet.AIsAbsent
	case absent && !present:
		i.choose("exchange.as_a_present", FromProfile)
		return sheet.AIsPresent
	}
	i.choose("exchange.as_a_unknown", FromDefault)
	return sheet.MarkKeyUnknown
}

// ones reads 1 as a mark where no number of hours above it stands in the sheet.
func (i *interpreter) ones(all *profile) sheet.MarkKey {
	from := FromProfile
	switch {
	case i.mapping.Ones != "":
		from = FromMapping
	case !all.has("1"):
		return 0
	}
	hours := i.mapping.Ones == onesHours
	for word := range all.words {
		if mark, ok, err := sheet.ReadMarkIn(word, 0); from == FromProfile && word != "0" && word != "1" && ok && err == nil && mark.Kind == sheet.Hours && mark.Minutes > 60 {
			hours = true
		}
	}
	if hours {
		i.choose("exchange.as_ones_hours", from)
		return sheet.OnesAreHours
	}
	i.choose("exchange.as_ones_marks", from)
	return sheet.OnesAreMarks
}

// sayHidden tells which columns are read though the screen does not show them.
func (i *interpreter) sayHidden() {
	var hidden []string
	for _, index := range i.hidden {
		if index < len(i.columns) && i.columns[index].heading.String() != "" {
			hidden = append(hidden, i.columns[index].heading.String())
		}
	}
	if len(hidden) > 0 {
		i.choose("exchange.as_hidden", FromHeader, hidden)
	}
}
