package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
)

// A headcount may be stacked: a row for each group of an activity, "Mujeres 18-59
// | 12", instead of a column for each. The rows of an activity are one activity.

// stackKey is the key of the columns that say whom a row counts.
const stackKey = "group"

// placeStack finds the columns that say whom each row counts, where no column
// counts a group of its own.
func (i *interpreter) placeStack() {
	if i.table.shape != Headcounts || !i.placed("total") || slices.ContainsFunc(i.columns, countsGroup) {
		return
	}
	var columns []int
	for _, c := range i.columns {
		if c.meaning.key == stackKey || (c.from != FromMapping && !c.read && i.namesCrowds(c)) {
			c.meaning, c.read = meaning{key: stackKey}, true
			columns = append(columns, c.index)
		}
	}
	if len(columns) > 0 {
		i.table.sources[stackKey] = source{columns: columns, words: i.mapping.Words[stackKey]}
		i.choose("exchange.as_stack", FromProfile)
	}
}

func countsGroup(c *candidate) bool { return c.meaning.key != "total" && isCount(c.meaning.key) }

// namesCrowds reports whether the cells of a column say who is counted: most of
// them, so that one that nobody understands is refused and not read apart.
func (i *interpreter) namesCrowds(c *candidate) bool {
	known, words := 0, i.column(c.index).words
	for word := range words {
		if _, ok := i.table.crowdSaid(word); ok {
			known++
		}
	}
	return known > 0 && 2*known >= len(words)
}

// crowdSaid reads whom a row counts: "Mujeres 18-59", "F 0-4", "Total".
func (t *table) crowdSaid(text string) (crowd, bool) {
	words := strings.Fields(sheet.Fold(text))
	for n, word := range words {
		if code, err := sheet.ReadSexIn(word, t.letterM == sheet.Female); err == nil && len(word) == 1 {
			words[n] = map[string]string{sheet.Female: "mujeres", sheet.Male: "hombres"}[code]
		}
	}
	plain := strings.Join(words, " ")
	if totalsLabel.MatchString(plain) && !strings.ContainsAny(plain, "0123456789") && len(words) == 1 {
		return crowd{"", 0, outreach.Oldest}, true
	}
	return crowdOf(plain)
}

// stacked reports whether a row is one group of an activity.
func (t *table) stacked() bool { return t.shape == Headcounts && len(t.sources[stackKey].columns) > 0 }

// occasionKeys say which activity a row of a stacked headcount belongs to.
var occasionKeys = []string{"service", "activity", "day", "place", "district", "province", "department", "method"}

// stack gathers the rows of a stacked headcount by activity, the first first.
type stack struct {
	occasions [][]sheet.Row
	byName    map[string]int
	last      []string
}

// add takes a row in. One that does not say of which activity it is goes with
// the row above it.
func (s *stack) add(t *table, row sheet.Row) {
	said := make([]string, len(occasionKeys))
	for n, key := range occasionKeys {
		said[n] = t.sources[key].in(row)
		if said[n] == "" && len(s.last) > 0 {
			said[n] = s.last[n]
			row = t.filledFrom(key, row, said[n])
		}
	}
	s.last = said
	name := strings.Join(said, "\x1f")
	if s.byName == nil {
		s.byName = make(map[string]int)
	}
	at, known := s.byName[name]
	if !known {
		at = len(s.occasions)
		s.byName[name] = at
		s.occasions = append(s.occasions, nil)
	}
	s.occasions[at] = append(s.occasions[at], row)
}

// filledFrom writes into a row what the one above says for a key.
func (t *table) filledFrom(key string, row sheet.Row, text string) sheet.Row {
	if s := t.sources[key]; len(s.columns) == 1 {
		return with(row, s.columns[0], text)
	}
	return row
}

// readStack turns the rows of each activity into a deed, which the first of them
// carries out for all.
func (r *run) readStack(s *stack, u Understanding) {
	for _, rows := range s.occasions {
		reader := r.readerOf(rows[0], u)
		reader.stack = rows
		r.waiting = append(r.waiting, reader.deed())
		for _, row := range rows[1:] {
			r.waiting = append(r.waiting, deed{row: row.Number, cells: row.Cells, follows: true})
		}
	}
	*s = stack{}
}

// behind is what became of a row whose deed the one above carried out.
func (o outcome) behind(d deed) outcome {
	o.row, o.own, o.held, o.command, o.echoes = d.row, false, false, "", nil
	return o
}

// stackedCounts reads whom each row of an activity counts.
func (r reader) stackedCounts() (all []countColumn, people map[string]int, err error) {
	people = make(map[string]int)
	for _, row := range r.stack {
		r.row = row
		text := r.text(stackKey)
		c, ok := r.crowdSaid(text)
		if !ok {
			return nil, nil, trenza.Refuse("exchange.group_unread", row.Number, text)
		}
		n, err := cell(r, "total", sheet.ReadCount)
		if err != nil {
			return nil, nil, err
		}
		counted := countColumn{crowdKey + c.key(), c}
		if !slices.Contains(all, counted) {
			all = append(all, counted)
		}
		people[counted.key] += n
	}
	return all, people, nil
}

// stackedGroups counts everybody of an activity once, and holds against them the
// rows that add others up.
func (r reader) stackedGroups() (counted []outreach.Group, total int, err error) {
	all, people, err := r.stackedCounts()
	if err != nil {
		return nil, 0, err
	}
	groups, margins := parted(all)
	for _, g := range groups {
		counted = append(counted, outreach.Group{Sex: sexOf(g.crowd), MinAge: g.min, MaxAge: g.max, People: people[g.key]})
		total += people[g.key]
	}
	for _, margin := range margins {
		sum, parts := 0, 0
		for _, g := range groups {
			if margin.holds(g.crowd) {
				sum, parts = sum+people[g.key], parts+1
			}
		}
		if said := people[margin.key]; parts > 0 && sum != said {
			return nil, 0, trenza.Refuse("exchange.margin_differs", margin.String(), said, sum, max(said-sum, sum-said))
		}
	}
	return counted, total, nil
}

// stackSaid spells the groups of an activity in one way, in whichever order its
// rows stand.
func (r reader) stackSaid() []string {
	all, people, err := r.stackedCounts()
	if err != nil {
		return []string{fmt.Sprint(r.row.Number)}
	}
	var said []string
	for _, c := range all {
		said = append(said, c.key+"="+strconv.Itoa(people[c.key]))
	}
	slices.Sort(said)
	return said
}
