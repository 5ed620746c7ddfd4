package exchange

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// SheetShown is what was understood of a sheet, for a person to read and correct.
type SheetShown struct {
	Sheet   string
	Shape   Shape // "" when it is no list
	Header  []int
	Lines   int
	Left    bool // a person said that it is no list
	Columns []ColumnShown
	Said    []string     // what was chosen besides the columns, in words
	Refused string       // why no row of it can be carried out, "" when they can
	Skipped map[Skip]int // rows that are none of the list
	Usage   Usage        // what a person said of it
}

// Usage is how a sheet writes what lists write in two ways, as a SheetMapping says
// it; "" is found.
type Usage struct {
	Dates, M, A, Ones, Names string
}

// ColumnShown is a column and what it was taken for.
type ColumnShown struct {
	Called  string // how a mapping speaks of it
	Letter  string
	Heading string
	Key     string // NotRead when its cells are not read
	Sample  string // its first cell, without what names somebody
	Fixed   bool   // its heading alone says what it is: the day of a session, one answer of several
	Session string // that day, or answer
	Near    bool
	Said    bool // a person said what it is
}

// NotRead is the key of a column that is left out.
const NotRead = leftOut

// Shown puts what was understood of a sheet into words.
func (u Understanding) Shown(words locale.Printer, said SheetMapping) SheetShown {
	s := SheetShown{
		Sheet: u.Sheet, Shape: u.Shape, Header: u.Header, Lines: u.Lines, Left: u.left,
		Usage: Usage{said.Dates, said.M, said.A, said.Ones, said.Names},
	}
	if u.Refused != nil && !u.left {
		s.Refused = words.Error(u.Refused)
	}
	for _, c := range u.Columns {
		s.Columns = append(s.Columns, u.shownColumn(c))
	}
	for _, choice := range u.Choices {
		if !strings.HasPrefix(choice.Key, "exchange.as_column") && choice.Key != "exchange.as_unread" && choice.Key != "exchange.as_session" && choice.From != FromDefault {
			s.Said = append(s.Said, choice.In(words))
		}
	}
	return s
}

func (u Understanding) shownColumn(c Placed) ColumnShown {
	shown := ColumnShown{
		Called: u.called(c), Letter: sheet.ColumnName(c.Index), Heading: c.Heading, Key: c.Key, Near: c.Near, Said: c.From == FromMapping,
		Sample: masked(c.Key, c.Sample),
	}
	switch {
	case c.Read && c.Key == "", c.Ticked, c.From == FromSection:
		shown.Fixed, shown.Session = true, nameOf(c.Key)
	case !c.Read || c.Key == "":
		shown.Key = NotRead
	}
	return shown
}

// plain are the columns whose cells name nobody.
var plain = map[string]bool{
	"service": true, "day": true, "place": true, "district": true, "province": true, "department": true, "sex": true, "nationality": true,
	"population": true, "document_type": true, "life_stages": true, "kinship": true, "leg": true, "amount": true, "mechanism": true,
	"state": true, "came": true, "method": true, "total": true, "age": true, "committee": true, "kind": true, "post": true, "since": true, "until": true,
	"term": true, "resolution": true, "recognised": true, "recognised_until": true, "cohort": true, "product": true, "units": true, "hours": true,
	"material": true, "price": true, "sold": true, "income": true, "own_use": true, "gift": true, "topics": true, "first_time": true,
}

// masked is a cell of which only the first sign of each word is left where it may
// name somebody: enough to tell names from numbers.
func masked(key, cell string) string {
	cell = strings.Join(strings.Fields(cell), " ")
	runes := []rune(cell)
	if len(runes) > 28 {
		runes = append(runes[:28], '…')
	}
	if plain[key] {
		return string(runes)
	}
	first := true
	for i, r := range runes {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !first {
			runes[i] = '•'
		}
		first = !letter
	}
	return string(runes)
}

// ColumnName is one thing that a column may be.
type ColumnName struct{ Key, Name string }

// ColumnNames lists what the columns of a list of a shape may be, in the order of
// the templates. Of no shape they are those of attentions.
func ColumnNames(shape Shape, d *programme.Definition) []ColumnName {
	shape = cmp.Or(shape, Attentions)
	allowed := shape.keys(d)
	var names []ColumnName
	add := func(key, name string) {
		if !slices.ContainsFunc(names, func(n ColumnName) bool { return n.Key == key }) {
			names = append(names, ColumnName{key, name})
		}
	}
	for _, c := range layouts[shape].all(shape, d) {
		if strings.HasPrefix(c.Key, formKey) {
			add(c.Key, c.Names[1])
			continue
		}
		add(c.Key, nameOf(c.Key))
	}
	for _, c := range spokenColumns {
		base, _, _ := strings.Cut(c.Key, partMark)
		if allowed[c.Key] || allowed[base] && base != c.Key {
			add(c.Key, c.Names[0])
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(papers)) {
		if allowed[paperKey+kind] {
			add(paperKey+kind, papers[kind][0])
		}
	}
	return append(names, ColumnName{NotRead, nameOf(NotRead)})
}

// SheetChange is what a person corrects of a sheet.
type SheetChange struct {
	Skip    bool
	Shape   Shape
	Columns map[string]string // keys, by how the columns are called
	Usage   Usage
}

// corrected is what is said of a sheet with a correction. Columns that were left
// as they were understood go on being found.
func corrected(said SheetMapping, shown SheetShown, change SheetChange) SheetMapping {
	said.Sheet, said.Skip = shown.Sheet, change.Skip
	if change.Shape != shown.Shape || said.Shape != "" {
		said.Shape = change.Shape
	}
	for _, c := range shown.Columns {
		key, chosen := change.Columns[c.Called]
		if c.Fixed || !chosen || key == c.Key {
			continue
		}
		said.Columns = slices.DeleteFunc(slices.Clone(said.Columns), func(m ColumnMapping) bool { return m.Column == c.Called })
		said.Columns = append(said.Columns, ColumnMapping{c.Called, key})
	}
	u := change.Usage
	said.Dates, said.M, said.A, said.Ones, said.Names = u.Dates, u.M, u.A, u.Ones, u.Names
	return said
}

// known reports whether every word of a usage is one.
func (u Usage) known() bool {
	return slices.Contains([]string{"", dayFirst, monthFirst}, u.Dates) && slices.Contains([]string{"", sheet.Female, sheet.Male}, u.M) &&
		slices.Contains([]string{"", sheet.Absent, sheet.Present}, u.A) && slices.Contains([]string{"", onesMarks, onesHours}, u.Ones) &&
		slices.Contains([]string{"", surnamesFirst, givenFirst}, u.Names)
}
