package exchange

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// table is what the rows of a sheet are read by.
type table struct {
	shape      Shape
	head       head
	sources    map[string]source  // by the key of the column
	dates      []sheet.DateColumn // of an attendance sheet, the earliest first
	placeParts []string           // the keys that make a place together, the narrowest first
	ignored    []string           // headings that nobody reads
	merged     []sheet.Range
	sections   []sectionColumn
	legs       []leg        // of payments side by side
	parting    map[int]bool // the rows that are sections
	keys       []string     // of what a row says, sorted
	papers     []string     // those of them that hold documents
	headings   []string     // as people read them, by column
	read       map[int]bool // the columns that count
	telling    map[int]bool // those of them that say who or what a row is about

	orders      map[string]sheet.DateOrder // of the columns that do not put the day first
	contradicts map[string]bool            // columns in which some dates put the day first and some the month
	month       calendar                   // of a list that writes bare days
	names       sheet.NameOrder
	marks       sheet.MarkKey
	letterM     string        // the sex that M is, unsettled when nothing tells, "" when nobody is M
	groups      []countColumn // that count everybody once
	margins     []countColumn // that add others up
}

// heading is what stands over a column, as people read it.
func (t *table) heading(index int) string {
	if index < 0 || index >= len(t.headings) {
		return ""
	}
	return t.headings[index]
}

// headingOf is what stands over the column of a key: what the list writes, or
// our own name of it.
func (t *table) headingOf(key string) string {
	if s, ok := t.sources[key]; ok && len(s.columns) > 0 {
		if heading := t.heading(s.columns[0]); heading != "" {
			return heading
		}
	}
	return nameOf(key)
}

// finish notes what every row would otherwise look up anew.
func (t *table) finish(columns []Placed) {
	t.headings = textsOf(t.head.headings())
	for _, c := range columns {
		if !c.Read && c.Heading != "" {
			t.ignored = append(t.ignored, c.Heading)
		}
	}
	t.read, t.telling = make(map[int]bool), make(map[int]bool)
	for _, c := range columns {
		if c.Read {
			t.read[c.Index], t.telling[c.Index] = true, tells(c.Key)
		}
	}
	t.finishLegs()
	t.parting = make(map[int]bool)
	for _, c := range t.sections {
		for _, s := range c.all {
			t.parting[s.row] = true
		}
	}
	t.keys = t.spoken()
	for _, key := range t.keys {
		if key == "document" || strings.HasPrefix(key, paperKey) {
			t.papers = append(t.papers, key)
		}
	}
}

// tells reports whether a column says who or what a row is about.
func tells(key string) bool {
	base, _, _ := strings.Cut(key, partMark)
	switch base {
	case "name", "surnames", "given", "document", "activity", "line", "day", "product", "post", "trainer":
		return true
	}
	return strings.HasPrefix(key, paperKey)
}

// faults returns why a cell that counts has no value: a formula that was never
// worked out, or an error.
func (t *table) faults(row sheet.Row) error {
	for _, index := range row.Unknown {
		if t.read[index] {
			return row.Fault(index)
		}
	}
	for index, cell := range row.Cells {
		if strings.HasPrefix(cell, "#") && t.read[index] && row.Fault(index) != nil {
			return row.Fault(index)
		}
	}
	return nil
}

// tableOf is a table whose columns are known beforehand.
func tableOf(columns map[string]int) table {
	t := table{sources: make(map[string]source, len(columns))}
	for key, index := range columns {
		t.sources[key] = source{columns: []int{index}}
	}
	return t
}

// spoken gathers the keys of what a row says, whichever columns it is read
// from.
func (t *table) spoken() []string {
	var keys []string
	for key := range t.sources {
		switch key {
		case "name":
			keys = append(keys, "surnames", "given")
		case "district", "province", "department":
			keys = append(keys, "place")
		default:
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
