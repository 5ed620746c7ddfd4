package linkage

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// The words of a map for dates that are written in two ways. Any other format is
// a pattern of y, m and d, such as "yyyymmdd" or "dd/mm/yy".
const (
	dayFirst   = "day-first"
	monthFirst = "month-first"
)

// isFormat reports whether a map may write a format of dates so: a word, or a
// pattern with one run each of y, m and d.
func isFormat(format string) bool {
	if format == "" || format == dayFirst || format == monthFirst {
		return true
	}
	order := orderOf(format)
	return len(order) == 3 && strings.ContainsRune(order, 'y') && strings.ContainsRune(order, 'm') && strings.ContainsRune(order, 'd')
}

// orderOf returns the letters of a format in their order, "dmy".
func orderOf(format string) string {
	switch format {
	case "", dayFirst:
		return "dmy"
	case monthFirst:
		return "mdy"
	}
	order := ""
	for i := range len(format) {
		if c := format[i]; c >= 'a' && c <= 'z' && !strings.HasSuffix(order, string(c)) {
			order += string(c)
		}
	}
	return order
}

// date is what was read of a day; what is 0 was not said.
type date struct{ year, month, day int }

// in writes a date as the comparison takes it: "1990-05-17", "1990-05", "1990".
func (d date) in(reckoned bool) string {
	sign := ""
	if reckoned {
		sign = "~"
	}
	switch {
	case d.month == 0:
		return fmt.Sprintf("%s%04d", sign, d.year)
	case d.day == 0:
		return fmt.Sprintf("%s%04d-%02d", sign, d.year, d.month)
	}
	return fmt.Sprintf("%s%04d-%02d-%02d", sign, d.year, d.month, d.day)
}

// readDate reads a day, a month or a year as tables write them, in figures or
// with the month in words. A day that no calendar has is kept: two damaged dates
// may be the same. It reports false for what is no date.
func readDate(cell, format string) (string, bool) {
	pieces, reckoned, ok := datePieces(cell)
	if !ok {
		return "", false
	}
	d, ok := dateOf(pieces, format)
	if !ok || d.year == 0 || d.month > 99 || d.day > 99 {
		return "", false
	}
	return d.in(reckoned), true
}

// aroundDates are words beside a date that say nothing of which day it is.
var aroundDates = wordSet("de del of the th st nd rd t z am pm a m p utc gmt")

// reckonedWords say that a date is about right.
var reckonedWords = wordSet("abt about circa ca c aprox approx est hacia around")

// datePieces parts a date into its runs of digits and the names of months, what
// stands behind the third of them left out: a time of day.
func datePieces(cell string) (pieces []string, reckoned, ok bool) {
	words := strings.FieldsFunc(parted(sheet.Fold(cell)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, word := range words {
		_, _, month := sheet.ReadMonth(word)
		switch {
		case month, isNumber(word):
			pieces = append(pieces, word)
		case reckonedWords[word]:
			reckoned = true
		case !aroundDates[word]:
			return nil, false, false
		}
	}
	return pieces[:min(len(pieces), 3)], reckoned || strings.HasPrefix(strings.TrimSpace(cell), "~"), len(pieces) > 0
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// parted sets digits and letters apart: "17may1990", "5th".
func parted(text string) string {
	var b strings.Builder
	var last rune
	for _, r := range text {
		if unicode.IsLetter(last) && unicode.IsDigit(r) || unicode.IsDigit(last) && unicode.IsLetter(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// dateOf tells the pieces of a date apart.
func dateOf(pieces []string, format string) (date, bool) {
	for i, piece := range pieces {
		if _, month, found := sheet.ReadMonth(piece); found {
			return inWords(int(month), append(pieces[:i:i], pieces[i+1:]...))
		}
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	switch {
	case len(pieces) == 1:
		return packed(first, format)
	case len(first) == 4:
		return inOrder(pieces, "ymd"), true
	case len(pieces) == 2 && len(last) == 4:
		return inOrder(pieces, "my"), true
	case len(pieces) == 3 && max(len(first), len(pieces[1]), len(last)) <= 4:
		return inOrder(pieces, orderOf(format)), true
	}
	return date{}, false
}

// inWords makes a date of a month in words and the numbers beside it.
func inWords(month int, numbers []string) (date, bool) {
	d := date{month: month}
	switch {
	case len(numbers) == 1:
		d.year = yearOf(numbers[0])
	case len(numbers) == 2 && len(numbers[0]) == 4:
		d.year, d.day = yearOf(numbers[0]), figure(numbers[1])
	case len(numbers) == 2:
		d.year, d.day = yearOf(numbers[1]), figure(numbers[0])
	}
	return d, d.year != 0
}

// inOrder makes a date of numbers in an order such as "dmy".
func inOrder(numbers []string, order string) date {
	var d date
	for i, number := range numbers[:min(len(numbers), len(order))] {
		switch order[i] {
		case 'y':
			d.year = yearOf(number)
		case 'm':
			d.month = figure(number)
		case 'd':
			d.day = figure(number)
		}
	}
	return d
}

// packed reads a date in one run of digits: a year alone, by the pattern, or
// with the year before or behind, where a year can be.
func packed(digits, format string) (date, bool) {
	switch {
	case len(digits) == 4:
		return date{year: figure(digits)}, true
	case len(digits) == len(format) && strings.Trim(format, "ymd") == "":
		var runs []string
		for i := range len(digits) {
			if i == 0 || format[i] != format[i-1] {
				runs = append(runs, "")
			}
			runs[len(runs)-1] += digits[i : i+1]
		}
		return inOrder(runs, orderOf(format)), true
	case len(digits) != 8:
		return date{}, false
	}
	d := inOrder([]string{digits[:4], digits[4:6], digits[6:]}, "ymd")
	if d.real() {
		return d, true
	}
	order := orderOf(format)
	if order[2] != 'y' {
		order = "dmy"
	}
	if behind := inOrder([]string{digits[:2], digits[2:4], digits[4:]}, order); behind.real() {
		return behind, true
	}
	return d, true
}

// real reports whether a day may be one of a table of our times.
func (d date) real() bool {
	return d.year >= 1700 && d.year < 2200 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31
}

// lateYears are the years of two figures that are of this century.
const lateYears = 30

// yearOf reads a year; "90" is 1990 and "07" is 2007.
func yearOf(digits string) int {
	year := figure(digits)
	switch {
	case len(digits) > 2:
		return year
	case year < lateYears:
		return 2000 + year
	}
	return 1900 + year
}

// figure reads up to four digits.
func figure(digits string) int {
	n := 0
	for _, d := range []byte(digits[:min(len(digits), 4)]) {
		n = 10*n + int(d-'0')
	}
	return n
}

// wordSet makes a set of the words between the spaces of a text.
func wordSet(text string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
