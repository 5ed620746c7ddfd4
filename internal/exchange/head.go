package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// deepest is how far down a header is looked for: titles, logos and notes take
// no more rows.
const deepest = 40

// head is the header of a sheet: one row, or up to three of which the upper ones
// group the columns.
type head struct {
	rows  []sheet.Row
	above []sheet.Row // titles and blank paper
}

// first is the number of the first row of the header, 0 when there is none.
func (h head) first() int {
	if len(h.rows) == 0 {
		return 0
	}
	return h.rows[0].Number
}

// last is the number of the last row of the header, 0 when there is none.
func (h head) last() int {
	if len(h.rows) == 0 {
		return 0
	}
	return h.rows[len(h.rows)-1].Number
}

// numbers are the rows of the header as people see them.
func (h head) numbers() []int {
	var numbers []int
	for _, row := range h.rows {
		numbers = append(numbers, row.Number)
	}
	return numbers
}

// width is how many columns the header has.
func (h head) width() int {
	width := 0
	for _, row := range h.rows {
		width = max(width, len(row.Cells))
	}
	return width
}

// heading is what stands over one column.
type heading struct {
	over  string // of the rows above the group, which may hold for several groups
	group string // of the row above the column's own, which may hold for several columns
	own   string // of the lowest row that says anything over the column
}

// String writes a heading as the account names it.
func (h heading) String() string {
	return strings.TrimSpace(strings.TrimSpace(h.over+" "+h.group) + " " + h.own)
}

// textsOf are headings as people read them.
func textsOf(headings []heading) []string {
	var texts []string
	for _, heading := range headings {
		texts = append(texts, heading.String())
	}
	return texts
}

// headings returns what stands over each column. In a header of several rows a
// group holds for the columns on its right until the next one, or until the
// next group above it.
func (h head) headings() []heading {
	headings := make([]heading, h.width())
	if len(h.rows) == 0 {
		return headings
	}
	groups := make([]string, len(h.rows))
	for i := range headings {
		own := -1
		for n, row := range h.rows {
			cell := sheet.Trim(row.Cell(i))
			if cell == "" {
				continue
			}
			groups[n], own = cell, n
			clear(groups[n+1:])
		}
		if own >= 0 {
			headings[i] = headingOf(groups[:own+1])
		}
	}
	return headings
}

// headingOf puts together what stands over a column, from the highest row down.
func headingOf(said []string) heading {
	above := slices.DeleteFunc(slices.Clone(said[:len(said)-1]), func(text string) bool { return text == "" })
	h := heading{own: said[len(said)-1]}
	if n := len(above); n > 0 {
		h.group, h.over = above[n-1], strings.Join(above[:n-1], " ")
	}
	return h
}

// mostHeadRows is how many rows a header has at most.
const mostHeadRows = 3

// headOf finds the header among the first rows of a sheet: the row, or the few
// rows, over the most columns that the vocabulary knows. Of equals the first
// holds. A row joins those below it only where together they say more than
// without it.
func headOf(top []sheet.Row, v vocabulary, when calendar) head {
	best, most := head{}, 0
	for i := range min(len(top), deepest) {
		for n := 1; n <= mostHeadRows && i+n <= len(top); n++ {
			if n > 1 && !mayGroup(top[i+n-2], top[i+n-1]) {
				break
			}
			several := head{rows: top[i : i+n], above: top[:i]}
			score := several.score(v, when)
			if score > most && (n == 1 || score > (head{rows: top[i+1 : i+n]}).score(v, when)+1) {
				best, most = several, score
			}
		}
	}
	if most < leastKnown {
		best = fullest(top)
	}
	best.rows, best.above = slices.Clone(best.rows), slices.Clone(best.above)
	return best
}

// longNumber is how many digits a heading has at most, unless it is a day.
const longNumber = 5

// fullest takes for the header, where none is known, the first of the rows with
// the most cells: a person can say then what its columns are.
func fullest(top []sheet.Row) head {
	var best head
	most := 1
	for i := range min(len(top), deepest) {
		if _, filled := firstOf(top[i]); filled > most {
			best, most = head{rows: top[i : i+1], above: top[:i]}, filled
		}
	}
	return best
}

// headNamed takes for the header the first row that holds the headings of which
// a mapping speaks, and finds none where fewer than two stand in a row.
func headNamed(top []sheet.Row, columns []ColumnMapping) (head, bool) {
	var best head
	most := 1
	for i := range min(len(top), deepest) {
		named := 0
		for _, cell := range top[i].Cells {
			if slices.ContainsFunc(columns, func(c ColumnMapping) bool { return sheet.Fold(c.Column) == sheet.Fold(cell) }) {
				named++
			}
		}
		if named > most {
			best, most = head{rows: top[i : i+1], above: top[:i]}, named
		}
	}
	return best, most > 1
}

// leastKnown is the score of a header that means something: two columns.
const leastKnown = 4

// score weighs how much of a header is known: columns that are read count twice
// as much as those of others.
func (h head) score(v vocabulary, when calendar) int {
	score := 0
	keys := make(map[string]bool)
	for _, heading := range h.headings() {
		m, ok := v.meaningOfLeg(heading)
		if !ok {
			m, ok = v.under(heading)
		}
		switch {
		case ok && m.key == leftOut:
			score++
		case ok && !keys[m.place()]:
			keys[m.place()] = true
			score += 2
		case !ok && heading.own != "":
			if _, dated := when.day(heading); dated {
				score++
			} else if digits(heading.own) > longNumber {
				return 0 // somebody's papers
			}
		}
	}
	if len(keys) == 0 {
		return 0
	}
	return score
}

// place tells apart columns that do not stand for the same.
func (m meaning) place() string { return fmt.Sprint(m.mappingKey(), m.value, m.leg) }

// mayGroup reports whether the upper of two rows may group the columns of the
// lower: they follow each other, and the lower holds no long number, as a row
// of somebody's papers does.
func mayGroup(upper, lower sheet.Row) bool {
	if lower.Number != upper.Number+1 {
		return false
	}
	for _, cell := range lower.Cells {
		if digits(cell) > longNumber && !isDay(cell) {
			return false
		}
	}
	return true
}

// digits counts those of a text.
func digits(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		}
	}
	return n
}

func isDay(text string) bool {
	_, err := sheet.ReadDay(text)
	return err == nil
}
