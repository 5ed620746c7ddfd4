package exchange

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// section is a row in the middle of a list that says something of the rows below
// it, until the next: "DISTRITO: ZARUMILLA".
type section struct {
	row   int
	value string
}

// sectionColumn is a column that the sections of a list stand for.
type sectionColumn struct {
	key    string
	index  int    // right of the columns of the sheet
	before string // what the rows above the first section say
	all    []section
}

// at returns what a row says for the column.
func (c sectionColumn) at(row int) string {
	next, _ := slices.BinarySearchFunc(c.all, row+1, func(s section, row int) int { return s.row - row })
	if next == 0 {
		return c.before
	}
	return c.all[next-1].value
}

// sectionKeys are what sections may say of the rows below them.
var sectionKeys = map[string]bool{
	"district": true, "province": true, "department": true, "place": true, "service": true, "day": true, "committee": true,
}

// findSections reads the rows that stand alone between those of a list. Where
// some without a label are a place, a service or a day, all of them are: rows
// below one that nobody understands are not those of the one before.
func (i *interpreter) findSections() {
	i.sections = make(map[string][]section)
	bare := make(map[string]bool) // keys of sections without a label
	var open []section
	for _, row := range i.asides {
		if row.Number > i.full {
			break // signatures and notes below the list
		}
		text := asideText(row)
		key, value, labelled := i.sectionOf(text)
		switch {
		case key != "":
			i.sections[key] = append(i.sections[key], section{row.Number, value})
			bare[key] = bare[key] || !labelled
		case i.mayBeSection(row, text):
			open = append(open, section{row.Number, text})
		}
	}
	for key := range bare {
		if bare[key] && len(bare) == 1 {
			i.sections[key] = inOrder(append(i.sections[key], open...))
		}
	}
}

func inOrder(all []section) []section {
	slices.SortStableFunc(all, func(a, b section) int { return a.row - b.row })
	return all
}

// asideText joins the cells of a row that stands alone.
func asideText(row sheet.Row) string {
	return strings.Join(strings.Fields(strings.Join(row.Cells, " ")), " ")
}

// mayBeSection reports whether a row that nobody understands may be a section: it
// is a text alone, and no total, note or row of the list.
func (i *interpreter) mayBeSection(row sheet.Row, text string) bool {
	first, filled := firstOf(row)
	label := sheet.Fold(text)
	telling := first < len(i.columns) && tells(i.columns[first].meaning.key)
	return filled == 1 && !telling && !isFigure(text) && !totalsLabel.MatchString(label) && !noteLabel.MatchString(label)
}

// sectionLabel is what a section begins with when it says what it is.
var sectionLabel = regexp.MustCompile(`^([^:]{2,40}):\s*(.+)$|^(?i:(distrito|provincia|departamento|regi[oó]n|lugar|ciudad|comit[eé]|servicio|fecha|d[ií]a))\s+(.+)$`)

// sectionOf tells what a row that stands alone says of the rows below it, "" when
// nothing.
func (i *interpreter) sectionOf(text string) (key, value string, labelled bool) {
	if found := sectionLabel.FindStringSubmatch(text); found != nil {
		m, known := i.vocabulary.of(found[1] + found[3])
		if known && sectionKeys[m.key] && m.part == 0 {
			return m.key, strings.TrimSpace(found[2] + found[4]), true
		}
		return "", "", false
	}
	if totalsLabel.MatchString(sheet.Fold(text)) || len(strings.Fields(text)) > longestSection {
		return "", "", false
	}
	if days := daysIn(text); len(days) == 1 {
		return "day", string(days[0]), false
	}
	if _, ok := i.placeNamed(text); ok {
		return "place", text, false
	}
	if s := i.serviceIn(text); s != nil && onlyNames(text, s) {
		return "service", s.ID, false
	}
	return "", "", false
}

// longestSection is how many words a section has at most.
const longestSection = 12

// serviceIn returns the one service that a text names, nil when none or several.
func (i *interpreter) serviceIn(text string) *programme.Service {
	var all []*programme.Service
	for n := range i.definition.Services {
		all = append(all, &i.definition.Services[n])
	}
	if fit := fitting(all, wordsOf(text)); len(fit) == 1 {
		return fit[0]
	}
	return nil
}

// aboutServices are the words that say of a service that it is one.
var aboutServices = map[string]bool{
	"apoyo": true, "atencion": true, "atenciones": true, "asistencia": true, "servicio": true, "servicios": true, "taller": true, "talleres": true,
	"orientacion": true, "curso": true, "con": true, "en": true, "de": true, "del": true, "la": true, "el": true, "y": true, "para": true, "service": true, "support": true,
}

// onlyNames reports whether a text is the name of a service and nothing else: a
// note that speaks of one, "coordinar con salud", is no section.
func onlyNames(text string, s *programme.Service) bool {
	own := append(wordsOf(s.ID), append(wordsOf(s.Title.ES), wordsOf(s.Title.EN)...)...)
	return !slices.ContainsFunc(wordsOf(text), func(word string) bool { return !aboutServices[word] && !slices.Contains(own, word) })
}

// placeSections makes a column of the sections for each thing that no column of
// the list says: a title says it only of the rows above the first section.
func (i *interpreter) placeSections() {
	allowed := i.table.shape.keys(i.definition)
	width := max(len(i.columns), len(i.look.columns), i.look.head.width())
	placed := i.said("place")
	for _, key := range []string{"service", "day", "committee", "district", "province", "department", "place"} {
		all := i.sections[key]
		switch {
		case len(all) == 0, !allowed[key], i.mapping.Fixed[key] != "":
			continue
		case partLevels[key] != 0 && placed, partLevels[key] == 0 && i.said(key):
			continue
		}
		c := sectionColumn{key: key, index: width, before: i.table.sources[key].fixed, all: all}
		width++
		i.addSection(c)
	}
}

// said reports whether a column of the list says what a section would.
func (i *interpreter) said(key string) bool {
	if partLevels[key] != 0 || key == "place" {
		return i.mapping.Fixed["place"] != "" || i.fromColumns("place") || len(i.table.placeParts) > 0
	}
	return i.fromColumns(key)
}

func (i *interpreter) fromColumns(key string) bool {
	s := i.table.sources[key]
	return len(s.columns)+len(s.options) > 0
}

// addSection reads a key from what the sections say.
func (i *interpreter) addSection(c sectionColumn) {
	if partLevels[c.key] != 0 {
		c.before = i.table.sources["place"].fixed
		delete(i.table.sources, "place")
		i.table.placeParts = append(i.table.placeParts, c.key)
	}
	i.table.sections = append(i.table.sections, c)
	i.table.sources[c.key] = source{columns: []int{c.index}, words: i.mapping.Words[c.key]}
	for len(i.columns) <= c.index {
		i.columns = append(i.columns, &candidate{index: len(i.columns)})
	}
	i.columns[c.index] = &candidate{index: c.index, heading: heading{own: nameOf(c.key)}, meaning: meaning{key: c.key}, from: FromSection, read: true}
	for _, s := range c.all {
		i.choose("exchange.as_section", FromSection, s.row, nameOf(c.key), s.value)
	}
}

// headed returns the header with the columns of the sections, as a workbook of
// rejected rows has them.
func (t *table) headed() head {
	h := head{rows: slices.Clone(t.head.rows), above: t.head.above}
	if n := len(h.rows); n > 0 {
		for _, c := range t.sections {
			h.rows[n-1] = with(h.rows[n-1], c.index, nameOf(c.key))
		}
	}
	return h
}
