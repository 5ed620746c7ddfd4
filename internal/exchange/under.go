package exchange

import (
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// under returns what a heading of one or more rows means: by its own words, or
// together with the groups above it.
func (v vocabulary) under(h heading) (meaning, bool) {
	if h.own == "" {
		return meaning{}, false
	}
	if formats[sheet.Fold(h.own)] && h.group != "" {
		return v.of(h.group) // "FECHA" over "DÍA/MES/AÑO"
	}
	for _, group := range h.groups() {
		if m, ok := v.within(group, h.own); ok {
			return m, true
		}
	}
	if m, ok := v.of(h.own); ok {
		return m, true
	}
	c, ok := crowdOf(h.own)
	return meaning{key: c.key()}, ok
}

// groups are the texts that may group a column, the nearest first.
func (h heading) groups() []string {
	switch {
	case h.group == "":
		return nil
	case h.over == "":
		return []string{h.group}
	}
	return []string{h.group, h.over, h.over + " " + h.group}
}

// within returns what a heading means in a group: with its words, as a part of
// what the group names, or as an answer to what it asks.
func (v vocabulary) within(group, own string) (meaning, bool) {
	for _, together := range []string{group + " " + own, own + " " + group} {
		if m, ok := v.of(together); ok {
			return m, true
		}
	}
	if c, ok := crowdOf(group + " " + own); ok {
		return meaning{key: c.key()}, true
	}
	whole, known := v.of(group)
	if !known {
		return meaning{}, false
	}
	switch whole.key {
	case "birth", "day":
		part, ok := dateParts[sheet.Fold(strings.Trim(own, " ."))]
		return meaning{key: whole.key, part: part}, ok
	case "sex":
		code, err := sheet.ReadSex(own)
		return meaning{key: "sex", value: own}, err == nil && code != sheet.NotSaid
	case "service":
		id, ok := v.service(own)
		return meaning{key: "service", value: id}, ok
	}
	return meaning{}, false
}

// dateParts are the columns into which a date is split, folded, in the order in
// which a date is written.
var dateParts = map[string]int{
	"dia": 1, "d": 1, "dd": 1, "day": 1,
	"mes": 2, "m": 2, "mm": 2, "month": 2,
	"ano": 3, "a": 3, "aa": 3, "aaaa": 3, "anio": 3, "year": 3, "yyyy": 3,
}

// formats are what headers write below a date to say how to write it, folded.
var formats = map[string]bool{
	"dia/mes/ano": true, "dd/mm/aaaa": true, "dd/mm/aa": true, "dd-mm-aaaa": true, "d/m/a": true, "dd/mm/yyyy": true, "mm/dd/yyyy": true,
}
