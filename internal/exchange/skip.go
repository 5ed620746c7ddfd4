package exchange

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// Skip says why a row that holds something is no row of the list.
type Skip string

// Why rows are left out on purpose.
const (
	SkippedTitle   Skip = "title"   // above the header
	SkippedHeader  Skip = "header"  // the header again, as a page break repeats it
	SkippedTotals  Skip = "totals"  // it adds the others up
	SkippedNote    Skip = "note"    // a note, a legend, a signature
	SkippedSection Skip = "section" // it says something of the rows below it
	SkippedSheet   Skip = "sheet"   // the whole sheet is no list
)

// Skipped is a row that was left out on purpose.
type Skipped struct {
	Row int
	Why Skip
}

// sieve tells the rows of a list from what stands around them.
type sieve struct {
	*table
	ending bool            // notes or signatures have begun
	above  map[string]bool // the titles, folded; nil before they are asked for
}

// skip returns why a row is left out, "" when it is a row of the list.
func (s *sieve) skip(row sheet.Row) Skip {
	if row.Number < s.head.first() {
		return SkippedTitle
	}
	if s.parting[row.Number] {
		return SkippedSection
	}
	first, filled := firstOf(row)
	label := sheet.Fold(row.Cell(first))
	switch {
	case s.repeats(row, first):
		return SkippedHeader
	case s.repeatsTitle(row):
		return SkippedTitle
	case totalsLabel.MatchString(label) && s.onlyNumbers(row, first+1):
		return SkippedTotals
	case s.sums(row):
		return SkippedTotals
	case filled > 1 && onlyAsides(row), s.isNote(row, first, filled, label):
		return SkippedNote
	}
	return ""
}

// firstOf returns the index of the first filled cell and how many are filled.
func firstOf(row sheet.Row) (first, filled int) {
	first = -1
	for i, cell := range row.Cells {
		if sheet.Trim(cell) == "" {
			continue
		}
		if filled++; first < 0 {
			first = i
		}
	}
	return max(first, 0), filled
}

// repeats reports whether the row is a row of the header again.
func (s *sieve) repeats(row sheet.Row, first int) bool {
	return slices.ContainsFunc(s.head.rows, func(header sheet.Row) bool {
		if header.Cell(first) != row.Cell(first) || len(header.Cells) < 2 {
			return false
		}
		for i := range max(len(header.Cells), len(row.Cells)) {
			if sheet.Fold(header.Cell(i)) != sheet.Fold(row.Cell(i)) {
				return false
			}
		}
		return true
	})
}

// pageNumber is what a page break writes, folded: "página 2 de 3", "hoja n° 2".
var pageNumber = regexp.MustCompile(`^(pag(ina)?s?|hoja|page)\.? *(n[°º.]* *)?\d+( *(de|/|of) *\d+)?$`)

// repeatsTitle reports whether a row below the header is one of the titles above it
// again, as the next page has them, or the number of the page.
func (s *sieve) repeatsTitle(row sheet.Row) bool {
	said := false
	for _, cell := range row.Cells {
		text := sheet.Fold(cell)
		if text == "" {
			continue
		}
		if !pageNumber.MatchString(text) && !s.titles()[text] {
			return false
		}
		said = true
	}
	return said
}

// titles are the texts above the header, folded. One of a few letters may as well be
// a cell of a row.
func (s *sieve) titles() map[string]bool {
	if s.above == nil {
		s.above = make(map[string]bool)
		for _, row := range s.head.above {
			for _, cell := range row.Cells {
				if text := sheet.Fold(cell); len(text) >= shortestTitle {
					s.above[text] = true
				}
			}
		}
	}
	return s.above
}

// shortestTitle is how long a text is that can only be a title.
const shortestTitle = 8

// totalsLabel is what a row of totals begins with, folded.
var totalsLabel = regexp.MustCompile(`^((gran|grand) total|sub ?total(es)?|total(es)?|sumatoria|promedio|average|sum)([ :].*)?$|^suma( (de|total)\b.*)?:?$|^(van|vienen?|va|pasan?)( (a|de)\b.*)?[:.]*$|^\d+ (personas|mujeres|participantes|atenciones|beneficiari[ao]s)\b.*$`)

// onlyNumbers reports whether the cells from an index on are numbers or empty.
func (s *sieve) onlyNumbers(row sheet.Row, from int) bool {
	for i := from; i < len(row.Cells); i++ {
		if text := sheet.Trim(row.Cells[i]); text != "" && !isFigure(text) {
			return false
		}
	}
	return true
}

// isFigure reports whether a cell holds a number, an amount or a share.
func isFigure(text string) bool {
	if strings.Trim(text, "0123456789.,%- ") == "" {
		return true
	}
	_, err := sheet.ReadAmount(text)
	return err == nil
}

// sums reports whether a row says nothing but figures, where a row of the list
// says who or what it is about: the totals that nobody labelled.
func (s *sieve) sums(row sheet.Row) bool {
	if s.shape == Survey || s.shape == Attentions {
		return false
	}
	figures := 0
	for i, cell := range row.Cells {
		text := sheet.Trim(cell)
		switch {
		case text == "":
		case s.telling[i] || !isFigure(text):
			return false
		default:
			figures++
		}
	}
	return figures > 0
}

// noteLabel is what notes and signatures begin with, folded. A line to sign on
// folds to nothing.
var noteLabel = regexp.MustCompile(`^(elaborad|revisad|aprobad|firma|fuente|nota|leyenda|responsable|coordinador|observaci|v ?[°o]? ?b ?[°o]?\b|sello|lugar y fecha|hecho por|` +
	`registrad[oa] por|preparad|prepared|signature|signed|source|legend|note|\*|-{3,}|\.{5,}|[a-z] ?= ?\pL)`)

// onlyAsides reports whether every cell of a row is in brackets: it says how the
// columns are to be filled in.
func onlyAsides(row sheet.Row) bool {
	for _, cell := range row.Cells {
		if text := sheet.Trim(cell); text != "" && (text[0] != '(' || text[len(text)-1] != ')') {
			return false
		}
	}
	return true
}

// fewColumns is how many columns a list must have before a lone cell in a row
// can only be a note.
const fewColumns = 4

// isNote reports whether a row is a note: it has a note's words, or one cell
// alone that names nobody. Behind the first signature a name alone is one too.
func (s *sieve) isNote(row sheet.Row, first, filled int, label string) bool {
	if filled <= 3 && (label == "" || noteLabel.MatchString(label)) {
		s.ending = true
		return true
	}
	switch {
	case len(s.read) < fewColumns || filled > 2:
		return false
	case filled == 1 && !s.telling[first]:
		return true
	}
	return s.ending && !isFigure(row.Cell(first))
}
