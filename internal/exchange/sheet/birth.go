package sheet

import (
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
)

// How much of a birth date is known.
const (
	PrecisionDay   = "day"
	PrecisionMonth = "month"
	PrecisionYear  = "year"
)

// ReadBirth reads a birth date with the day before the month, as [ReadBirthIn]
// does. A year of two digits is a Problem: nothing tells its century.
func ReadBirth(s string) (day trenza.Day, precision string, err error) {
	return ReadBirthIn(s, DayFirst, "")
}

// ReadBirthIn reads a birth date and how much of it is known: a day as
// [ReadDayIn] does, a month ("1990-05", "05/1990", "mayo de 1990") or a year
// ("1990"); "00/05/1990" is a month as well, and "00/00/1990" a year. The day
// returned is the first of what is known. A year of two digits is the latest
// in which the birth is not after latest, which may be the day of the service.
// A cell that is empty or says that nobody knows is "", "", and no Problem.
func ReadBirthIn(s string, order DateOrder, latest trenza.Day) (day trenza.Day, precision string, err error) {
	text := strings.TrimSpace(s)
	if unsaid(text) {
		return "", "", nil
	}
	if day, ok, err := serialDay(text); ok || err != nil {
		return day, precisionOf(PrecisionDay, err), err
	}
	date, precision, ok := partsOfBirth(tidyDate(text), order)
	if !ok {
		return "", "", trenza.Refuse("sheet.day_unread", text)
	}
	if len(date.year) == 2 {
		day, err = date.latest(text, latest)
	} else {
		day, err = date.calendar(text)
	}
	return day, precisionOf(precision, err), err
}

func precisionOf(precision string, err error) string {
	if err != nil {
		return ""
	}
	return precision
}

// partsOfBirth tells the pieces of a birth date apart. What is not known of it
// is the first.
func partsOfBirth(text string, order DateOrder) (dateParts, string, bool) {
	parts, numeric := numbers(text)
	if numeric && len(parts) == 1 && len(parts[0]) == 4 {
		return dateParts{year: parts[0], month: "1", day: "1"}, PrecisionYear, true
	}
	if date, ok := monthInNumbers(parts); numeric && ok {
		return date, PrecisionMonth, true
	}
	if figures, month, _, ok := wordsOfDate(text); ok && len(figures) == 1 && len(figures[0]) == 4 {
		return dateParts{year: figures[0], month: strconv.Itoa(int(month)), day: "1"}, PrecisionMonth, true
	}
	date, ok := partsOfDay(text, order)
	switch {
	case !ok || strings.Trim(date.day, "0") != "":
		return date, PrecisionDay, ok
	case strings.Trim(date.month, "0") != "":
		date.day = "1"
		return date, PrecisionMonth, ok
	default:
		date.day, date.month = "1", "1"
		return date, PrecisionYear, ok
	}
}

// monthInNumbers takes two numbers for a month of a year.
func monthInNumbers(parts []string) (dateParts, bool) {
	switch {
	case len(parts) != 2:
		return dateParts{}, false
	case len(parts[0]) == 4 && len(parts[1]) <= 2:
		return dateParts{year: parts[0], month: parts[1], day: "1"}, true
	case len(parts[1]) == 4 && len(parts[0]) <= 2:
		return dateParts{year: parts[1], month: parts[0], day: "1"}, true
	default:
		return dateParts{}, false
	}
}

// latest puts a date together whose year has two digits, in the last century
// that does not put it after the given day.
func (p dateParts) latest(text string, day trenza.Day) (trenza.Day, error) {
	if day == "" {
		return "", trenza.Refuse("sheet.year_short", text)
	}
	short := p.year
	p.year = "20" + short
	if read, err := p.calendar(text); err == nil && read <= day {
		return read, nil
	}
	p.year = "19" + short
	return p.calendar(text)
}

// YearTyped returns the year that somebody typed into a cell that shows days: the
// number 1985 is then the 7 June 1905. It reports false for a day that is no such
// number.
func YearTyped(day trenza.Day) (year int, ok bool) {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return 0, false
	}
	year = int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return year, year > firstYear && year < lastYear
}

// maxAge is the most that somebody has lived: more is a slip.
const maxAge = 120

// inYears, and inPartsOfYears, are the units of an age, folded.
var (
	inYears        = wordSet("a ano anos an year years yr yrs y y/o yo")
	inPartsOfYears = wordSet("m mes meses month months mos d dia dias day days semana semanas sem week weeks")
)

// ReadAge reads an age in completed years: "34", "34 años", "34a", "8 meses"
// (0), "1 año 3 meses" (1). A cell that is empty or says that nobody knows
// reports false.
func ReadAge(s string) (years int, ok bool, err error) {
	text := strings.TrimSpace(s)
	if unsaid(text) {
		return 0, false, nil
	}
	years, ok = ageInWords(strings.ReplaceAll(answerOf(text), " y ", " "))
	switch {
	case !ok:
		return 0, false, trenza.Refuse("sheet.age_unread", text)
	case years > maxAge:
		return 0, false, trenza.Refuse("sheet.age_far", text, maxAge)
	default:
		return years, true, nil
	}
}

// ageInWords reads a folded age: years first, whatever is less than a year
// after them.
func ageInWords(text string) (int, bool) {
	years, said := 0, false
	for text != "" {
		digits := text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
		rest := fraction(text[len(digits):])
		unit := strings.TrimSpace(rest[:len(rest)-len(strings.TrimLeft(rest, " abcdefghijklmnopqrstuvwxyz/."))])
		n, err := strconv.Atoi(digits)
		switch {
		case err != nil || len(digits) > 4:
			return 0, false
		case (unit == "" || inYears[unit]) && !said:
			years = n
		case !inPartsOfYears[strings.TrimSuffix(unit, ".")]:
			return 0, false
		}
		said = true
		text = strings.TrimLeft(rest, " abcdefghijklmnopqrstuvwxyz/.")
	}
	return years, said
}

// fraction cuts the decimals of an age off: who is 34.5 has completed 34.
func fraction(text string) string {
	if len(text) > 1 && (text[0] == '.' || text[0] == ',') && text[1] >= '0' && text[1] <= '9' {
		return strings.TrimLeft(text[1:], "0123456789")
	}
	return text
}
