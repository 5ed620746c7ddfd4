package sheet

import (
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
)

// Years outside these are slips of the keyboard.
const (
	firstYear = 1900
	lastYear  = 2100
)

// How much of a birth date is known.
const (
	PrecisionDay   = "day"
	PrecisionMonth = "month"
	PrecisionYear  = "year"
)

// ReadDay reads the day of a service: "2020-03-02", "02/03/2020" (the day
// first, as in Peru), with hyphens, slashes or dots, with or without a time
// behind it, or the number of five digits that a spreadsheet keeps for a day.
// An empty cell is a Problem, and so is a year of two digits.
func ReadDay(s string) (trenza.Day, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return "", trenza.Refuse("sheet.day_missing")
	}
	if day, ok, err := serialDay(text); ok || err != nil {
		return day, err
	}
	parts, ok := numbers(withoutTime(text))
	if !ok || len(parts) != 3 {
		return "", trenza.Refuse("sheet.day_unread", text)
	}
	switch {
	case len(parts[0]) == 4:
		return calendarDay(text, parts[0], parts[1], parts[2])
	case len(parts[2]) == 4:
		return calendarDay(text, parts[2], parts[1], parts[0])
	default:
		return "", trenza.Refuse("sheet.day_unread", text)
	}
}

// ReadBirth reads a birth date and how much of it is known: a day as ReadDay
// does, a month ("1990-05", "05/1990") or a year ("1990"). The day returned is
// the first of what is known. An empty cell is "", "": who was born on a day
// that nobody knows is not refused.
func ReadBirth(s string) (day trenza.Day, precision string, err error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return "", "", nil
	}
	parts, ok := numbers(text)
	switch {
	case !ok:
		day, err = ReadDay(text)
		precision = PrecisionDay
	case len(parts) == 1 && len(parts[0]) == 4:
		day, err = calendarDay(text, parts[0], "1", "1")
		precision = PrecisionYear
	case len(parts) == 2 && len(parts[0]) == 4 && len(parts[1]) <= 2:
		day, err = calendarDay(text, parts[0], parts[1], "1")
		precision = PrecisionMonth
	case len(parts) == 2 && len(parts[1]) == 4 && len(parts[0]) <= 2:
		day, err = calendarDay(text, parts[1], parts[0], "1")
		precision = PrecisionMonth
	default:
		day, err = ReadDay(text)
		precision = PrecisionDay
	}
	if err != nil {
		return "", "", err
	}
	return day, precision, nil
}

// numbers splits a text such as "02/03/2020" at its separators and reports
// whether all the pieces are numbers of one to four digits.
func numbers(text string) ([]string, bool) {
	parts := strings.FieldsFunc(text, isDateSeparator)
	for _, part := range parts {
		if len(part) > 4 || !allDigits(part) {
			return nil, false
		}
	}
	between := len(text) - len(strings.Join(parts, ""))
	return parts, between == len(parts)-1
}

func isDateSeparator(r rune) bool { return r == '-' || r == '/' || r == '.' }

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// withoutTime cuts the time of day off, "2020-03-02T10:00:00.000-05:00" as
// KoboToolbox writes it or "02/03/2020 10:00".
func withoutTime(text string) string {
	day, clock, ok := cutAny(text, "T ")
	if ok && clock != "" && strings.Trim(clock, "0123456789:.+-ZapmAPM \u00a0\u202f") == "" {
		return day
	}
	return text
}

func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// serialDay reads the number that a spreadsheet keeps for a day, when text is
// one. Five digits reach from 1927 to 2173, and no other date looks so.
func serialDay(text string) (trenza.Day, bool, error) {
	whole, part, _ := strings.Cut(text, ".")
	if len(whole) != 5 || !allDigits(whole) || part != "" && !allDigits(part) {
		return "", false, nil
	}
	n, err := strconv.Atoi(whole)
	if err != nil {
		return "", false, nil
	}
	t, ok := epoch1900.moment(float64(n))
	if !ok || n < 10_000 {
		return "", false, nil
	}
	day := trenza.DayOf(t)
	return day, true, checkYear(text, t.Year())
}

// calendarDay puts a day together and refuses those that no calendar has.
func calendarDay(text, year, month, day string) (trenza.Day, error) {
	y, yearErr := strconv.Atoi(year)
	m, monthErr := strconv.Atoi(month)
	d, dayErr := strconv.Atoi(day)
	if yearErr != nil || monthErr != nil || dayErr != nil {
		return "", trenza.Refuse("sheet.day_unread", text)
	}
	if m < 1 || m > int(time.December) {
		return "", trenza.Refuse("sheet.month_none", text, m)
	}
	if err := checkYear(text, y); err != nil {
		return "", err
	}
	read, err := trenza.NewDay(y, m, d)
	if err != nil {
		return "", trenza.Refuse("sheet.day_none", text).Because(err)
	}
	return read, nil
}

func checkYear(text string, year int) error {
	if year < firstYear || year > lastYear {
		return trenza.Refuse("sheet.year_far", text, strconv.Itoa(firstYear), strconv.Itoa(lastYear))
	}
	return nil
}
