package linkage

import (
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// profile is what the first cells of a column look like.
type profile struct {
	filled, emails, dates, numbers, words, phones int
	rows, codes, numbering                        int
	dayFirst, monthFirst                          bool
	distinct                                      map[string]bool
}

// profiled is how many rows are looked at.
const profiled = 1000

// profilesOf looks at the first rows below the head.
func profilesOf(rows []sheet.Row, head sheet.Row, skip []string) []profile {
	all := make([]profile, len(head.Cells))
	for i := range all {
		all[i].distinct = make(map[string]bool)
	}
	nothing := make(map[string]bool)
	for _, cell := range skip {
		nothing[cell] = true
	}
	for _, row := range rows {
		for i := range all {
			if row.Number <= head.Number {
				continue
			}
			all[i].rows++
			if cell := cleaned(row.Cell(i)); cell != "" && !nothing[cell] {
				all[i].look(cell)
			}
		}
	}
	return all
}

func (p *profile) look(cell string) {
	p.filled++
	p.distinct[cell] = true
	p.words += len(strings.Fields(cell))
	if at := strings.IndexByte(cell, '@'); at > 0 && strings.Contains(cell[at:], ".") {
		p.emails++
	}
	if date, ok := readDate(cell, ""); ok && date >= "1000" && date < "2200" && len(cell) >= 6 {
		p.dates++
	}
	if _, ok := readNumber(cell); ok && strings.Trim(cell, "0123456789.,$€-S/ ") == "" {
		p.numbers++
	}
	if n := len(strings.FieldsFunc(cell, func(r rune) bool { return r == '/' || r == ';' })); n > 1 && len(cell) >= 15 {
		p.phones++
	}
	if isCode(cell) {
		p.codes++
	}
	if strings.ContainsAny(cell, "0123456789") && !strings.ContainsAny(cell, " .,") {
		p.numbering++
	}
	p.order(cell)
}

// isCode reports whether a cell is one word of letters and digits, or so many
// digits, or such, as no quantity has: "GB350502173", "0867126373".
func isCode(cell string) bool {
	if strings.ContainsFunc(cell, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		return false
	}
	digits := strings.Trim(strings.TrimPrefix(cell, "-"), "0123456789") == ""
	switch {
	case digits && strings.HasPrefix(cell, "0"):
		return len(cell) >= 5
	case digits:
		return len(cell) >= 9
	}
	return len(cell) >= 5 && strings.ContainsAny(cell, "0123456789")
}

// namesRows reports whether each row has another cell, a number or a code of one
// word, and none is empty.
func (p *profile) namesRows() bool {
	return p.filled == p.rows && p.filled > 1 && p.numbering == p.filled && len(p.distinct) == p.filled && p.dates < p.filled
}

// order sees which of day and month comes first, where a cell gives it away.
func (p *profile) order(cell string) {
	pieces, _, ok := datePieces(cell)
	if !ok || len(pieces) != 3 || len(pieces[0]) > 2 || !isNumber(pieces[0]) || !isNumber(pieces[1]) {
		return
	}
	p.dayFirst = p.dayFirst || figure(pieces[0]) > 12
	p.monthFirst = p.monthFirst || figure(pieces[1]) > 12 && figure(pieces[0]) <= 12
}

// few is how many rows may all be of one person.
const few = 4

// tellsNothing reports whether a column is empty, or says the same in more rows
// than may be of one.
func (p *profile) tellsNothing() bool { return p.filled == 0 || len(p.distinct) == 1 && p.filled > few }

// kind returns what a column seems to hold, "" for what is nothing to compare
// by, such as a running number.
func (p *profile) kind() match.Kind {
	most := func(n int) bool { return 10*n >= 9*p.filled }
	switch {
	case most(p.emails):
		return match.Email
	case most(p.dates):
		return match.Date
	case len(p.distinct) <= max(2, min(30, p.filled/10)):
		return match.Category
	case most(p.codes):
		return match.Code
	case most(p.numbers) && len(p.distinct) == p.filled && p.filled > 20:
		return ""
	case most(p.numbers):
		return match.Number
	}
	return match.Text
}

// format is how the dates of a column are written.
func (p *profile) format() string {
	if p.monthFirst && !p.dayFirst {
		return monthFirst
	}
	return ""
}

// answers reports whether a column says yes or no, though its heading could as well
// stand over names: "Socia: sí".
func (p *profile) answers() bool {
	for cell := range p.distinct {
		if _, err := sheet.ReadYes(cell); err != nil {
			return false
		}
	}
	return p.filled > 0
}

// wordy reports whether the cells of a column have so many words that a name is
// a whole one.
func (p *profile) wordy() bool { return 4*p.words >= 9*p.filled }
