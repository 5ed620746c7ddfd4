package sheet

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// months are the names and abbreviations of the months, folded, in Spanish and
// English.
var months = map[string]time.Month{
	"enero": 1, "ene": 1, "january": 1, "jan": 1,
	"febrero": 2, "feb": 2, "febr": 2, "february": 2,
	"marzo": 3, "mar": 3, "mzo": 3, "march": 3,
	"abril": 4, "abr": 4, "april": 4, "apr": 4,
	"mayo": 5, "may": 5,
	"junio": 6, "jun": 6, "june": 6,
	"julio": 7, "jul": 7, "july": 7,
	"agosto": 8, "ago": 8, "agto": 8, "august": 8, "aug": 8,
	"septiembre": 9, "setiembre": 9, "set": 9, "sep": 9, "sept": 9, "september": 9,
	"octubre": 10, "oct": 10, "october": 10,
	"noviembre": 11, "nov": 11, "november": 11,
	"diciembre": 12, "dic": 12, "december": 12, "dec": 12,
}

// aroundDates are the words of a date that say nothing of which day it is.
// "mar", for martes, is not among them: it is a month as well.
var aroundDates = wordSet("de del of the dia a o ro er do to st nd rd th " +
	"lunes martes miercoles jueves viernes sabado domingo lun mie mier jue vie sab dom " +
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// dayInWords tells the pieces of a date apart whose month is a word.
func dayInWords(text string) (dateParts, bool) {
	figures, month, before, ok := wordsOfDate(text)
	if !ok || len(figures) != 2 {
		return dateParts{}, false
	}
	day, year := figures[0], figures[1]
	if len(day) == 4 && before > 0 { // 2020 marzo 2
		day, year = year, day
	}
	if len(day) > 2 || len(year) != 4 && len(year) != 2 {
		return dateParts{}, false
	}
	return dateParts{year: year, month: strconv.Itoa(int(month)), day: day}, true
}

// wordsOfDate returns the numbers of a date whose month is a word, the month,
// and how many of the numbers stand before it.
func wordsOfDate(text string) (figures []string, month time.Month, before int, ok bool) {
	pieces, ok := datePieces(text)
	if len(pieces) > 1 && pieces[0] == "mar" && slices.ContainsFunc(pieces[1:], isMonth) {
		pieces = pieces[1:] // martes
	}
	for _, piece := range pieces {
		switch {
		case allDigits(piece):
			figures = append(figures, piece)
		case isMonth(piece) && month == 0:
			month, before = months[piece], len(figures)
		case !aroundDates[piece]:
			return nil, 0, 0, false
		}
	}
	return figures, month, before, ok && month != 0
}

func isMonth(word string) bool { return months[word] != 0 }

// datePieces splits a date into its words and numbers, folded, and reports
// whether there is nothing else in it.
func datePieces(text string) ([]string, bool) {
	if len(text) > 60 {
		return nil, false
	}
	var pieces []string
	var last rune
	for _, r := range Fold(text) {
		switch {
		case !isWordRune(r):
			if !strings.ContainsRune(" ,./-°'", r) {
				return nil, false
			}
		case isWordRune(last) && unicode.IsDigit(last) == unicode.IsDigit(r):
			pieces[len(pieces)-1] += string(r)
		default:
			pieces = append(pieces, string(r))
		}
		last = r
	}
	return pieces, true
}

func isWordRune(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// ReadMonth reads a month, as it stands over the days of a list: "Marzo",
// "MARZO 2020", "marzo del 2020", "mar-20", "03/2020", "2020-03". The year is 0
// when it is not said. It reports false for whatever is no month.
func ReadMonth(s string) (year int, month time.Month, ok bool) {
	text := strings.TrimSpace(s)
	if parts, numeric := numbers(text); numeric {
		return numericMonth(parts)
	}
	figures, month, before, ok := wordsOfDate(text)
	switch {
	case !ok || len(figures) > 1:
		return 0, 0, false
	case len(figures) == 0:
		return 0, month, true
	case len(figures[0]) == 2 && before == 0:
		figures[0] = "20" + figures[0]
	}
	year, err := strconv.Atoi(figures[0])
	if err != nil || len(figures[0]) != 4 || checkYear(text, year) != nil {
		return 0, 0, false
	}
	return year, month, true
}

// numericMonth reads "03/2020" and "2020-03".
func numericMonth(parts []string) (int, time.Month, bool) {
	date, ok := monthInNumbers(parts)
	if !ok {
		return 0, 0, false
	}
	year, yearErr := strconv.Atoi(date.year)
	month, monthErr := strconv.Atoi(date.month)
	sound := yearErr == nil && monthErr == nil && month >= 1 && month <= 12 && checkYear("", year) == nil
	if !sound {
		return 0, 0, false
	}
	return year, time.Month(month), true
}
