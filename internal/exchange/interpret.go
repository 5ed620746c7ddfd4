package exchange

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// interpreter makes an understanding of a look.
type interpreter struct {
	look
	definition *programme.Definition
	vocabulary vocabulary
	mapping    SheetMapping
	asked      map[string]string // what whoever imports says of lists that do not say it, by the key of the column
	places     *gazetteer
	calendar   calendar
	columns    []*candidate
	sections   map[string][]section // by the key of the column that they stand for
	table      table
	choices    []Choice
	refused    error
	wanting    int
	left       bool
}

// candidate is a column on its way to being understood.
type candidate struct {
	index   int
	heading heading
	meaning meaning // of the zero value when nobody knows
	day     trenza.Day
	from    Origin
	read    bool
}

// understand says what a sheet is. It is a pure function of its arguments.
func understand(l look, d *programme.Definition, words vocabulary, m SheetMapping, asked map[string]string) Understanding {
	i := &interpreter{look: l, definition: d, vocabulary: words, mapping: m, asked: asked, places: newGazetteer(d), calendar: m.in(calendarOf(l.titles()))}
	i.table = table{sources: make(map[string]source), head: l.head, merged: l.merged}
	if m.Skip {
		i.left, i.refused = true, trenza.Refuse("exchange.sheet_left_out", l.sheet)
		return i.understanding()
	}
	i.readHeadings()
	i.findSections()
	i.table.shape = i.shape()
	if i.table.shape == "" {
		i.refuseUnknown()
		i.refuseSideways()
		return i.understanding()
	}
	i.choose("exchange.as_shape", i.shapeOrigin(), string(i.table.shape))
	i.place()
	i.fix()
	i.assume()
	i.placeSections()
	i.settle()
	i.check()
	i.refuseBeside()
	i.refuseYearTurn()
	i.refuseUnits()
	i.refuseSideways()
	return i.understanding()
}

// choose notes a choice.
func (i *interpreter) choose(key string, from Origin, args ...any) {
	i.choices = append(i.choices, Choice{key, args, from})
}

func (i *interpreter) shapeOrigin() Origin {
	if i.mapping.Shape != "" {
		return FromMapping
	}
	return FromHeader
}

// readHeadings says what each heading means by itself.
func (i *interpreter) readHeadings() {
	headings := i.look.head.headings()
	texts := textsOf(headings)
	for index, h := range headings {
		c := &candidate{index: index, heading: h, from: FromHeader}
		i.columns = append(i.columns, c)
		if key, said := i.mapping.key(index, texts); said {
			c.meaning, c.from = meaningOfKey(key), FromMapping
			c.meaning.leg = i.legSaid(h, key)
			continue
		}
		m, known := i.meaningOf(h)
		c.day, _ = i.calendar.day(h)
		if !known && c.day == "" && h.own != "" {
			m, known = i.vocabulary.nearly(h.own)
		}
		if known {
			c.meaning = m
		}
	}
	i.lettered(texts)
	i.renameDay()
	i.renameStamp()
	i.renameLetters()
	i.renameAppointments()
	i.renameServices()
	i.leaveUnits()
}

// meaningOf says what a heading means: of one leg of a payment, or of the row.
func (i *interpreter) meaningOf(h heading) (meaning, bool) {
	if m, ok := i.vocabulary.meaningOfLeg(h); ok {
		return m, true
	}
	return i.vocabulary.under(h)
}

// legSaid returns the leg of a heading of which a mapping says what it is.
func (i *interpreter) legSaid(h heading, key string) int {
	if m, ok := i.vocabulary.meaningOfLeg(h); ok && m.key == key {
		return m.leg
	}
	return 0
}

// lettered takes in columns without a heading of which the mapping speaks by
// their letter.
func (i *interpreter) lettered(headings []string) {
	for index := len(i.columns); index < len(i.look.columns); index++ {
		c := &candidate{index: index, from: FromMapping}
		if key, said := i.mapping.key(index, headings); said {
			c.meaning = meaningOfKey(key)
		}
		i.columns = append(i.columns, c)
	}
}

// meaningOfKey is what a mapping says of a column by its key: the kinds of paper
// and the parts of names are keys of their own there.
func meaningOfKey(key string) meaning {
	if kind, ok := strings.CutPrefix(key, paperKey); ok {
		return meaning{key: key, value: kind}
	}
	if base, part, ok := strings.Cut(key, partMark); ok {
		return meaning{key: base, part: int(part[0] - '0')}
	}
	return meaning{key: key}
}

// partMark stands in a mapping between the key of a column and the number of
// its part, "surnames#2".
const partMark = "#"

// has reports whether any column means one of the keys.
func (i *interpreter) has(keys ...string) bool {
	return slices.ContainsFunc(i.columns, func(c *candidate) bool { return slices.Contains(keys, c.meaning.key) })
}

// somebody reports whether a column says who a row is about.
func (i *interpreter) somebody() bool {
	return i.has("name", "surnames", "given", "document") ||
		slices.ContainsFunc(i.columns, func(c *candidate) bool { return strings.HasPrefix(c.meaning.key, paperKey) })
}

// sessions are the columns headed by a day, when the sheet may be one of
// attendance. Bands of ages, "5-11", look like days as well.
func (i *interpreter) sessions() []*candidate {
	var dated []*candidate
	for _, c := range i.columns {
		_, counts := crowdOfKey(c.meaning.key)
		if c.day != "" && c.from != FromMapping && (c.meaning.key == "" || counts) {
			dated = append(dated, c)
		}
	}
	return dated
}

// counted reports whether the columns count people without naming them.
func (i *interpreter) counted() bool {
	return slices.ContainsFunc(i.columns, func(c *candidate) bool {
		_, counts := crowdOfKey(c.meaning.key)
		return counts || isHeads(c.meaning.key) || c.meaning.key == "total"
	})
}

// shape tells which list the columns make, "" when they make none.
func (i *interpreter) shape() Shape {
	if of := i.ofWorkshop(); of != "" && i.mapping.Shape == "" {
		return of
	}
	switch {
	case i.mapping.Shape != "":
		return i.mapping.Shape
	case i.has("amount") && i.has("line", "state", "leg", "operation"):
		return Payments
	case !i.somebody() && i.counted() && (i.has("day", "activity") || i.dayOfTitle() != ""):
		return Headcounts
	case i.has("herself", "family", "answered"):
		return Survey
	case i.somebody() && !i.has("day") && len(i.sessions()) > 0:
		return Attendance
	case i.somebody() && i.marked() && !i.individual():
		return Attendance
	case i.somebody() && (i.has("day") || i.has("service")):
		return Attentions
	case i.somebody() && (i.dayOfTitle() != "" || len(i.sections["day"])+len(i.sections["service"]) > 0):
		return Attentions
	}
	return ""
}

// marked reports whether a column says of each row whether she came on the day
// of the row.
func (i *interpreter) marked() bool {
	for _, c := range i.columns {
		if c.meaning.key == "came" && i.has("day") && len(i.sessions()) == 0 {
			return i.onlyMarks(c)
		}
	}
	return false
}

// onlyMarks reports whether every cell of a column is a mark of attendance.
func (i *interpreter) onlyMarks(c *candidate) bool {
	p := i.column(c.index)
	for word := range p.words {
		if _, _, err := sheet.ReadMarkIn(word, sheet.AIsPresent|sheet.OnesAreMarks); err != nil {
			return false
		}
	}
	return p.filled > 0
}

// understanding puts together what was found.
func (i *interpreter) understanding() Understanding {
	u := Understanding{
		File: i.file, Sheet: i.look.sheet, Shape: i.table.shape, Header: i.look.head.numbers(), Choices: i.choices,
		Refused: i.refused, Lines: i.lines, wanting: i.wanting, left: i.left, table: i.table,
	}
	for _, c := range i.columns {
		if c.heading.String() == "" && c.meaning.key == "" {
			continue
		}
		u.Columns = append(u.Columns, Placed{
			Index: c.index, Heading: c.heading.String(), Key: c.meaning.mappingKey(), From: c.from, Near: c.meaning.near, Read: c.read,
			Ticked: c.meaning.value != "" && !strings.HasPrefix(c.meaning.key, paperKey), Sample: i.column(c.index).first(),
		})
	}
	u.table.finish(u.Columns)
	return u
}

// titles are the texts that may say what the whole list is about, the nearest
// first: the rows above the header from the lowest up, the sheet's name, the
// file's.
func (l *look) titles() []string {
	var titles []string
	for i := len(l.head.above) - 1; i >= 0; i-- {
		titles = append(titles, strings.Join(l.head.above[i].Cells, " "))
	}
	return append(titles, l.sheet, l.file)
}

// byFill sorts columns for one thing: what a person said, then the exact
// heading, then the fuller one, then the first.
func (i *interpreter) byFill(columns []*candidate) {
	slices.SortStableFunc(columns, func(a, b *candidate) int {
		if said := cmp.Compare(rank(a), rank(b)); said != 0 {
			return said
		}
		return cmp.Compare(i.column(b.index).filled, i.column(a.index).filled)
	})
}

func rank(c *candidate) int {
	switch {
	case c.from == FromMapping:
		return 0
	case !c.meaning.near:
		return 1
	}
	return 2
}
