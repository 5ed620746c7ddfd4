package sheet

import (
	"regexp"
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

// DateOrder says which of two numbers is the day when both could be: a column
// that holds "03/17/2020" was typed on a computer that puts the month first.
type DateOrder int

// The orders of a date in numbers.
const (
	DayFirst   DateOrder = iota // 17/03/2020, as in Peru
	MonthFirst                  // 03/17/2020, as in the United States
)

// ReadDay reads the day of a service with the day before the month, as
// [ReadDayIn] does.
func ReadDay(s string) (trenza.Day, error) { return ReadDayIn(s, DayFirst) }

// ReadDayIn reads the day of a service: "2020-03-02", "02/03/2020" with
// hyphens, slashes, dots or spaces, "02/03/20" (a year of two digits is of
// this century), "20200302", the number of five digits that a spreadsheet
// keeps for a day, and words in Spanish or English: "lunes 2 de marzo del
// 2020", "2-mar-20", "March 2, 2020". A time behind it is passed over. The
// order decides between day and month where both are numbers and the year
// comes last. An empty cell is a Problem.
func ReadDayIn(s string, order DateOrder) (trenza.Day, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return "", trenza.Refuse("sheet.day_missing")
	}
	if day, ok, err := serialDay(text); ok || err != nil {
		return day, err
	}
	date, ok := partsOfDay(tidyDate(text), order)
	if !ok {
		return "", trenza.Refuse("sheet.day_unread", text)
	}
	if len(date.year) == 2 {
		date.year = "20" + date.year
	}
	return date.calendar(text)
}

// dateParts are the pieces of a date as they are written.
type dateParts struct {
	year, month, day string
	order            DateOrder // in which day and month were told apart
}

// partsOfDay tells the pieces of a whole date apart.
func partsOfDay(text string, order DateOrder) (dateParts, bool) {
	if parts, ok := numbers(text); ok {
		return numericDay(parts, order)
	}
	if len(text) == 8 && allDigits(text) {
		return dateParts{year: text[:4], month: text[4:6], day: text[6:]}, true
	}
	return dayInWords(text)
}

// numericDay takes three numbers for a date: the year has four digits, or it
// comes last and has two.
func numericDay(parts []string, order DateOrder) (dateParts, bool) {
	if len(parts) != 3 || len(parts[1]) > 2 {
		return dateParts{}, false
	}
	if len(parts[0]) == 4 && len(parts[2]) <= 2 {
		return dateParts{year: parts[0], month: parts[1], day: parts[2]}, true
	}
	if len(parts[0]) > 2 || len(parts[2]) != 4 && len(parts[2]) != 2 {
		return dateParts{}, false
	}
	if order == MonthFirst {
		return dateParts{year: parts[2], month: parts[0], day: parts[1], order: order}, true
	}
	return dateParts{year: parts[2], month: parts[1], day: parts[0]}, true
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

func isDateSeparator(r rune) bool { return r == '-' || r == '/' || r == '.' || r == ' ' }

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// clockTime is a time of day at the end of a date: "2020-03-02T10:00:00.000-05:00"
// as KoboToolbox writes it, "02/03/2020 10:00 p. m.".
var clockTime = regexp.MustCompile(
	`(?i)[T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?([ap]\. ?m\.|[ap]m|h|hs|hrs?\.?|z|utc|gmt)?( ?[+-]\d{2}:?\d{2})?$`)

// withoutTime cuts the time of day off.
func withoutTime(text string) string {
	if !strings.Contains(text, ":") {
		return text
	}
	text = joinWords(text)
	if at := clockTime.FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
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
	if err := checkYear(text, t.Year()); err != nil {
		return "", true, err
	}
	return trenza.DayOf(t), true, nil
}

// calendar puts the pieces of a date together and refuses the days that no
// calendar has. Text is what the cell holds.
func (p dateParts) calendar(text string) (trenza.Day, error) {
	y, yearErr := strconv.Atoi(p.year)
	m, monthErr := strconv.Atoi(p.month)
	d, dayErr := strconv.Atoi(p.day)
	if yearErr != nil || monthErr != nil || dayErr != nil {
		return "", trenza.Refuse("sheet.day_unread", text)
	}
	if m < 1 || m > int(time.December) {
		return "", p.noMonth(text, m)
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

func (p dateParts) noMonth(text string, month int) error {
	if p.order == MonthFirst {
		return trenza.Refuse("sheet.month_none_first", text, month)
	}
	return trenza.Refuse("sheet.month_none", text, month)
}

func checkYear(text string, year int) error {
	if year < firstYear || year > lastYear {
		return trenza.Refuse("sheet.year_far", text, strconv.Itoa(firstYear), strconv.Itoa(lastYear))
	}
	return nil
}
