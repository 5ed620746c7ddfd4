package exchange

import (
	"slices"
)

// splitDates are the dates that lists split into columns.
var splitDates = map[string]bool{"birth": true, "day": true}

// wholeOrParts leaves of the columns for a date those that hold it whole, where
// any does.
func wholeOrParts(key string, columns []*candidate) []*candidate {
	if !splitDates[key] {
		return columns
	}
	isPart := func(c *candidate) bool { return c.meaning.part > 0 }
	whole := slices.DeleteFunc(slices.Clone(columns), isPart)
	if len(whole) > 0 {
		return whole
	}
	return columns
}

// renameDay takes columns headed "Día", "Mes" and "Año", with no word of what
// they are the date of, for the parts of the day of the row.
func (i *interpreter) renameDay() {
	parts := make(map[int]*candidate)
	for _, c := range i.columns {
		part, known := dateParts[plainHeading(c.heading.own)]
		if known && len(plainHeading(c.heading.own)) > 2 && c.heading.group == "" && c.from != FromMapping {
			parts[part] = c
		}
	}
	if len(parts) < 3 {
		return
	}
	for part, c := range parts {
		c.meaning = meaning{key: "day", part: part}
	}
}

// yearless reports whether the columns are parts of a date without its year: a
// month by itself is no date.
func yearless(columns []*candidate) bool {
	hasYear := func(c *candidate) bool { return c.meaning.part == 0 || c.meaning.part == 3 }
	return !slices.ContainsFunc(columns, hasYear)
}

// stamps head the moment at which a form was filled in: the day of the row where
// the form asks for no other.
var stamps = map[string]bool{"marca temporal": true, "timestamp": true}

func (i *interpreter) renameStamp() {
	if i.has("day") {
		return
	}
	for _, c := range i.columns {
		if stamps[plainHeading(c.heading.own)] && c.from != FromMapping {
			c.meaning.key = "day"
			return
		}
	}
}
