package exchange

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// What a first reading keeps: as many rows as any title takes, and enough below
// the header to tell names from numbers.
const (
	topRows   = 200
	keptWords = 64 // different cells of a column
	longWord  = 48 // bytes; a longer cell is no mark, no code and no answer
)

// look is what a first reading of a sheet shows, before anybody says what it
// is.
type look struct {
	file, sheet string
	top         []sheet.Row // the first rows
	head        head
	columns     []profile   // of the rows below the header
	lines       int         // rows that hold something
	lone        *sheet.Row  // the last row of one cell, which may be the title of a list below
	asides      []sheet.Row // the rows of one cell or two, which may say something of those below
	full        int         // the last row of more
	hidden      []int       // columns that the screen does not show
	merged      []sheet.Range
}

// profile is what the cells of one column have in common.
type profile struct {
	filled     int
	words      map[string]int // how often each short cell stands there, folded, the first keptWords
	dayFirst   int            // dates that can only have the day first, "17/03/2020"
	monthFirst int            // dates that can only have the month first, "03/17/2020"
	numeric    int            // dates that can have either first, "02/03/2020"
	samples    []string       // the first cells, as they are
}

// lookAt reads a sheet through once. found says which rows are the header, from
// the first of them; another header below, unlike the first, begins another list
// with a look of its own.
func lookAt(rows iter.Seq2[sheet.Row, error], words vocabulary, found func(top []sheet.Row) head) ([]look, error) {
	looks := []look{{}}
	settled := false
	settle := func() {
		looks[0].head, settled = found(looks[0].top), true
		for _, row := range looks[0].top {
			looks = below(looks, row, words)
		}
	}
	for row, err := range rows {
		if err != nil {
			return looks, err
		}
		looks[0].lines++
		if !settled && len(looks[0].top) < topRows {
			looks[0].top = append(looks[0].top, row)
			continue
		}
		if !settled {
			settle()
		}
		looks = below(looks, row, words)
	}
	if !settled {
		settle()
	}
	return looks, nil
}

// below takes a row into account, unless it stands above the header or in it.
func below(looks []look, row sheet.Row, words vocabulary) []look {
	current := &looks[len(looks)-1]
	if row.Number <= looks[0].head.last() {
		return looks
	}
	if current.head.changes(row, words) {
		above := looks[0].head.above
		if current.lone != nil {
			above = append(slices.Clone(above), *current.lone)
		}
		return append(looks, look{head: head{rows: []sheet.Row{row}, above: above}})
	}
	current.aside(row)
	current.profile(row)
	return looks
}

// mostAsides bounds how many rows of one cell or two are kept.
const mostAsides = 20_000

// aside keeps a row that may be no row of the list.
func (l *look) aside(row sheet.Row) {
	_, filled := firstOf(row)
	if filled == 1 {
		l.lone = &row
	}
	switch {
	case filled > 2:
		l.full = row.Number
	case len(l.asides) < mostAsides:
		l.asides = append(l.asides, row)
	}
}

// fewHeadings is how many headings a row in the middle of a list must hold to
// be another header.
const fewHeadings = 3

// changes reports whether a row below a header is another one, with other
// columns or in another order.
func (h head) changes(row sheet.Row, words vocabulary) bool {
	first, filled := firstOf(row)
	if len(h.rows) == 0 || filled < fewHeadings {
		return false
	}
	if _, known := words.of(row.Cell(first)); !known {
		return false
	}
	known := 0
	for _, cell := range row.Cells {
		if _, ok := words.of(cell); ok && sheet.Trim(cell) != "" {
			known++
		}
	}
	return known >= fewHeadings && 4*known > 3*filled && !h.holds(row)
}

// holds reports whether a row is one of the header's, as a page break repeats it.
func (h head) holds(row sheet.Row) bool {
	return slices.ContainsFunc(h.rows, func(own sheet.Row) bool {
		for i, cell := range row.Cells {
			if sheet.Fold(cell) != sheet.Fold(own.Cell(i)) {
				return false
			}
		}
		return true
	})
}

// profile takes a row below the header into account.
func (l *look) profile(row sheet.Row) {
	for i, cell := range row.Cells {
		if i >= len(l.columns) {
			l.columns = append(l.columns, profile{})
		}
		l.columns[i].add(cell)
	}
}

// column returns the profile of the column at index, that of an empty one
// beyond the last.
func (l *look) column(index int) profile {
	if index < 0 || index >= len(l.columns) {
		return profile{}
	}
	return l.columns[index]
}

// first is the first cell that holds something, "" where none does.
func (p profile) first() string {
	if len(p.samples) == 0 {
		return ""
	}
	return p.samples[0]
}

func (p *profile) add(cell string) {
	text := sheet.Trim(cell)
	if text == "" {
		return
	}
	p.filled++
	if len(p.samples) < topRows {
		p.samples = append(p.samples, text)
	}
	p.weighDate(text)
	if len(text) > longWord {
		return
	}
	if p.words == nil {
		p.words = make(map[string]int)
	}
	word := sheet.Fold(text)
	if _, seen := p.words[word]; seen || len(p.words) < keptWords {
		p.words[word]++
	}
}

// weighDate notes what a date such as "03/17/2020" says of the order in which
// the column writes day and month.
func (p *profile) weighDate(text string) {
	if text[0] < '0' || text[0] > '9' || len(text) > 20 {
		return
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 || len(parts[0]) > 2 {
		return
	}
	first, err := strconv.Atoi(parts[0])
	second, wrong := strconv.Atoi(parts[1])
	switch {
	case err != nil || wrong != nil || first > 31 || second > 31:
	case first > 12 && second <= 12:
		p.dayFirst++
	case second > 12 && first <= 12:
		p.monthFirst++
	case first <= 12 && second <= 12 && first != second:
		p.numeric++
	}
}

// has reports whether any of the words stands in the column.
func (p *profile) has(words ...string) bool {
	for _, word := range words {
		if p.words[word] > 0 {
			return true
		}
	}
	return false
}
