package exchange

import (
	"github.com/trenza/trenza/internal/locale"
)

// Understanding is what a sheet was taken for before any row of it is carried
// out: which list it is, which column is what, and by which conventions its
// cells are read. It follows from a first reading of the sheet, the definition
// of the programme and the mapping, and from nothing else.
type Understanding struct {
	File, Sheet string
	Shape       Shape           // "" when it is no list
	Header      []int           // the rows of the header
	Columns     []Placed        // every column that has a heading or is read
	Choices     []Choice        // all that was chosen, in the order in which people read it
	Refused     error           // why no row can be carried out, nil when they can
	Lines       int             // rows of the sheet that hold something
	below       []Understanding // of the lists below this one, in the same sheet
	left        bool            // a person said that it is no list
	wanting     int             // how many columns the nearest list lacks
	table       table           // what the rows are read by
}

// Origin says where a choice comes from.
type Origin string

// Where choices come from.
const (
	FromHeader  Origin = "header"  // the heading of the column says so
	FromProfile Origin = "profile" // the cells of the whole column say so
	FromTitle   Origin = "title"   // the rows above the header, the sheet's name or the file's say so
	FromSection Origin = "section" // a row between those of the list says so of the rows below it
	FromMapping Origin = "mapping" // a person said so
	FromRequest Origin = "request" // whoever imports said so for all lists
	FromDefault Origin = "default" // nothing says otherwise
)

// Placed is a column and what it was taken for.
type Placed struct {
	Index   int    // from 0
	Heading string // as the list writes it
	Key     string // "" when nobody knows what it is
	From    Origin
	Near    bool   // the heading is a known one but for one slip
	Read    bool   // its cells count
	Ticked  bool   // it is one answer of a question, ticked or not
	Sample  string // its first cell, as it is
}

// Choice is one thing that was chosen, ready to be printed.
type Choice struct {
	Key  string // of the sentence
	Args []any
	From Origin
}

// In writes the choice in a reader's language, with where it comes from.
func (c Choice) In(p locale.Printer) string {
	return p.Text("exchange.chosen", p.Text(c.Key, c.Args...), locale.Key(originWords[c.From]))
}

// originWords are the sentences' words for where a choice comes from.
var originWords = map[Origin]string{
	FromHeader: "exchange.from_header", FromProfile: "exchange.from_profile", FromTitle: "exchange.from_title", FromSection: "exchange.from_section",
	FromMapping: "exchange.from_mapping", FromRequest: "exchange.from_request", FromDefault: "exchange.from_default",
}

// Whole reports whether the sheet was understood without anything left to ask.
func (u Understanding) Whole() bool { return u.Refused == nil && u.Shape != "" }

// Unread lists the headings of the columns that are not read.
func (u Understanding) Unread() []string { return u.table.ignored }
