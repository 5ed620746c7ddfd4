package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how a style shows a number.
type format int

const (
	numberFormat format = iota
	dayFormat
	clockFormat
)

// builtIn returns the format behind the numbers that every spreadsheet program
// knows without being told (ECMA-376, part 1, 18.8.30); 27 to 36 and 50 to 58
// are the days of the Asian editions.
func builtIn(id int) format {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return dayFormat
	case id >= 18 && id <= 21, id >= 45 && id <= 47:
		return clockFormat
	default:
		return numberFormat
	}
}

// formatOf reads a format code, "dd/mm/yyyy" or "#,##0.00".
func formatOf(code string) format {
	signs := strings.ToLower(formatSigns(code))
	switch {
	case strings.Contains(strings.ToLower(code), "[h"): // hours beyond a day
		return clockFormat
	case strings.ContainsAny(signs, "#?"), strings.Contains(signs, "0") && !strings.Contains(signs, "ss"):
		return numberFormat // "USD 0.00" has letters of a date, "mm:ss.0" a digit
	case strings.ContainsAny(signs, "dy"), strings.Contains(signs, "mmm"):
		return dayFormat
	case strings.Contains(signs, "h"), strings.Contains(signs, "ss"):
		return clockFormat
	default:
		return numberFormat
	}
}

// formatSigns returns the signs of the first section of a format code, without
// colours, currencies and literal text.
func formatSigns(code string) string {
	var signs strings.Builder
	quoted, bracketed, skip := false, false, false
	for _, r := range code {
		switch {
		case skip:
			skip = false
		case quoted:
			quoted = r != '"'
		case bracketed:
			bracketed = r != ']'
		case r == '"':
			quoted = true
		case r == '[':
			bracketed = true
		case r == '\\', r == '_', r == '*':
			skip = true
		case r == ';':
			return signs.String()
		default:
			signs.WriteRune(r)
		}
	}
	return signs.String()
}

// epoch says from when a workbook counts its days: 1900, or 1904 when it was
// made on an old Macintosh.
type epoch int

const (
	epoch1900 epoch = iota
	epoch1904
)

// The days that each epoch counts from. Excel believes that 1900 was a leap
// year, so its days from 1 March 1900 on count from a day earlier than those
// of January and February of that year.
var (
	zero1900      = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	zeroEarly1900 = time.Date(1899, time.December, 31, 0, 0, 0, 0, time.UTC)
	zero1904      = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
)

const (
	firstSoundSerial = 61        // 1 March 1900
	lastSerial       = 2_958_465 // 31 December 9999, where Excel ends
)

// moment returns the moment that a serial stands for, to the second.
func (e epoch) moment(serial float64) (time.Time, bool) {
	if !(serial >= 0 && serial <= lastSerial) || int(serial) == firstSoundSerial-1 && e == epoch1900 {
		return time.Time{}, false
	}
	zero := zero1900
	switch {
	case e == epoch1904:
		zero = zero1904
	case serial < firstSoundSerial:
		zero = zeroEarly1900
	}
	days, part := math.Modf(serial)
	seconds := time.Duration(math.Round(part * 24 * 60 * 60))
	return zero.AddDate(0, 0, int(days)).Add(seconds * time.Second), true
}

// day writes a serial as "2020-03-02", or "2020-03-02 14:30:00" when it has a
// time. A number that is no day stays a number.
func (e epoch) day(value string) string {
	serial, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	t, ok := e.moment(serial)
	switch {
	case !ok:
		return plain(value)
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.Format(time.DateOnly)
	default:
		return t.Format(time.DateTime)
	}
}

// clock writes a part of a day as hours and minutes, "3:30", or "27:00" for
// more than a day.
func clock(value string) string {
	days, err := strconv.ParseFloat(value, 64)
	if err != nil || !(days >= 0 && days <= lastSerial) {
		return value
	}
	minutes := int(math.Round(days * 24 * 60))
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// serial returns the serial of a day since 1 March 1900.
func serial(day time.Time) (int, bool) {
	n := int(day.Sub(zero1900).Hours() / 24)
	return n, n >= firstSoundSerial
}
