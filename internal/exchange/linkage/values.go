package linkage

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// cleaned returns a cell without blanks around it and without what nobody sees:
// control characters, and marks that turn the direction of writing.
func cleaned(cell string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff', r == '\u200b':
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, cell))
}

// read returns what a value says as the comparison takes it, "" when it says
// nothing. It reports false when the value is there and cannot be read.
func (f *Field) read(value, kind string) (string, bool) {
	switch f.Kind {
	case match.Date:
		return readDate(value, f.Format)
	case match.Number:
		return readNumber(value)
	case match.Document:
		return readPaper(kind, value), true
	}
	return value, true
}

// readPaper writes a document with its type. The types of the region are known
// by the many words that people write for them; any other stays as it is.
func readPaper(kind, number string) string {
	paper, err := sheet.ReadDocument(kind, number)
	switch {
	case err != nil:
		return match.Paper(kind, number)
	case paper.Number == "":
		return ""
	}
	return match.Paper(paper.Kind, paper.Number)
}

// readNumber reads a quantity with its currency and its thousands, "S/ 1,234.50"
// or "1.234,50 €", and writes it as programs do.
func readNumber(value string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' || r == '-' {
			return r
		}
		return -1
	}, strings.TrimLeft(value, "S/ "))
	point, comma := strings.LastIndexByte(digits, '.'), strings.LastIndexByte(digits, ',')
	switch {
	case comma > point && (point >= 0 || len(digits)-comma != 4):
		digits = strings.Replace(strings.ReplaceAll(digits, ".", ""), ",", ".", 1)
	default:
		digits = strings.ReplaceAll(digits, ",", "")
	}
	number, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return "", false
	}
	return strconv.FormatFloat(number, 'f', -1, 64), true
}
