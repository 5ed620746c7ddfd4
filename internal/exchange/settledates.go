package exchange

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
)

// settleDates tells the columns that put the month first: by what their heading
// asks for, by a date that can be read in no other way, or because the other
// dates of the sheet do and nothing contradicts it.
func (i *interpreter) settleDates() {
	i.table.orders, i.table.contradicts = make(map[string]sheet.DateOrder), make(map[string]bool)
	if i.mapping.Dates != "" {
		i.orderByMapping()
		return
	}
	american := i.sheetMonthFirst()
	for _, key := range i.dateKeys() {
		index := i.table.sources[key].columns[0]
		p, heading := i.column(index), i.headingAt(index)
		switch {
		case p.monthFirst > 0 && p.dayFirst > 0:
			i.table.contradicts[key] = true
			i.choose("exchange.as_order_contradicts", FromProfile, heading)
		case monthFirstHeading.MatchString(sheet.Fold(heading)) && p.dayFirst == 0:
			i.table.orders[key] = sheet.MonthFirst
			i.choose("exchange.as_month_first", FromHeader, heading)
		case p.monthFirst > 0, american && p.numeric > 0:
			i.table.orders[key] = sheet.MonthFirst
			i.choose("exchange.as_month_first", FromProfile, heading)
		}
	}
	i.rememberOrders()
}

// monthFirstHeading is a heading that asks for the month before the day, folded.
var monthFirstHeading = regexp.MustCompile(`mm ?[/.-] ?dd|month ?[/-] ?day|mes ?[/-] ?dia`)

// orderByMapping reads all dates as a person said.
func (i *interpreter) orderByMapping() {
	if i.mapping.Dates != monthFirst {
		return
	}
	for key, s := range i.table.sources {
		if len(s.columns) == 1 {
			i.table.orders[key] = sheet.MonthFirst
		}
	}
	i.choose("exchange.as_months_first", FromMapping)
}

// dateKeys are the keys of the columns that hold whole days, sorted.
func (i *interpreter) dateKeys() []string {
	var keys []string
	for key, s := range i.table.sources {
		if len(s.columns) == 1 && i.isDate(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// sheetMonthFirst reports whether some dates of the sheet can only have the month
// first and none the day.
func (i *interpreter) sheetMonthFirst() bool {
	months, days := 0, 0
	for _, key := range i.dateKeys() {
		p := i.column(i.table.sources[key].columns[0])
		months, days = months+p.monthFirst, days+p.dayFirst
	}
	return months > 0 && days == 0
}

// rememberOrders refuses the days that can be read in two ways in a workbook of
// rejected rows whose reasons say so: the dates that proved it are in the list
// that they come from.
func (i *interpreter) rememberOrders() {
	if i.table.contradicts["day"] {
		return
	}
	for _, c := range i.columns {
		reason := plainHeading(c.heading.own)
		if reason != "motivo" && reason != "why rejected" {
			continue
		}
		if slices.ContainsFunc(i.column(c.index).samples, saysTwoWays) {
			i.table.contradicts["day"] = true
			delete(i.table.orders, "day")
			i.choose("exchange.as_order_contradicts", FromProfile, nameOf("day"))
		}
	}
}

// saysTwoWays reports whether a reason is that a day can be read in two ways.
func saysTwoWays(reason string) bool {
	return slices.ContainsFunc(locale.Languages(), func(lang string) bool {
		sentence := locale.For(lang).Error(trenza.Refuse("exchange.day_two_ways", cut, "", ""))
		before, _, _ := strings.Cut(sentence, cut)
		return strings.HasPrefix(reason, before)
	})
}

// cut stands in a sentence where the text of a cell would.
const cut = "\x01"

// isDate reports whether a column holds days.
func (i *interpreter) isDate(key string) bool {
	switch key {
	case "day", "birth", "since", "until", "term", "recognised", "recognised_until":
		return true
	}
	id, isForm := strings.CutPrefix(key, formKey)
	if !isForm {
		return false
	}
	for _, s := range i.definition.Services {
		for _, f := range s.Fields {
			if f.ID == id && f.Kind == "day" {
				return true
			}
		}
	}
	return false
}
