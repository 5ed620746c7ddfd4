package trenza

import (
	"fmt"
	"strconv"
	"time"
)

// Day is a calendar day of Lima as text, "2020-03-08". The zero value means
// "no day". Days compare as text, in the program and in SQL alike.
type Day string

// NewDay returns the day of a year, a month from 1 to 12 and a day of the
// month. It normalises nothing: a day that the calendar does not have is an
// error.
func NewDay(year, month, day int) (Day, error) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return "", fmt.Errorf("no such day: %04d-%02d-%02d", year, month, day)
	}
	return DayOf(t), nil
}

// DayOf returns the calendar day that t shows in its own location.
func DayOf(t time.Time) Day {
	return Day(t.Format(time.DateOnly))
}

// Lima is the clock by which days are told: five hours behind UTC, all year.
var Lima = time.FixedZone("Lima", -5*60*60)

// LocalDay returns the day that it is in Lima at a moment.
func LocalDay(t time.Time) Day { return DayOf(t.In(Lima)) }

// ParseDay reads "2006-01-02" and nothing else; the many ways in which people
// write a date are read where lists come in.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", fmt.Errorf("no such day: %q", s)
	}
	return DayOf(t), nil
}

// Time returns midnight of the day in UTC, and the zero time for no day.
func (d Day) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Year returns the year, 0 for no day.
func (d Day) Year() int {
	if len(d) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(string(d[:4]))
	return y
}

// Month returns the month as text, "2020-03", and "" for no day.
func (d Day) Month() string {
	if len(d) < 7 {
		return ""
	}
	return string(d[:7])
}

// Add returns the day n days later, or earlier when n is negative.
func (d Day) Add(n int) Day {
	return DayOf(d.Time().AddDate(0, 0, n))
}

// AgeOn returns the completed years on the day of somebody born on born, and
// false when either day is missing or born lies after the day. Who was born on
// 29 February is a year older on 1 March of a common year.
func AgeOn(born, on Day) (int, bool) {
	if len(born) != 10 || len(on) != 10 || born > on {
		return 0, false
	}
	age := on.Year() - born.Year()
	if on[5:] < born[5:] {
		age--
	}
	return age, true
}

// Period is a span of days, both ends included. An empty end is open.
type Period struct {
	From, To Day
}

// Has reports whether the day lies in the period.
func (p Period) Has(d Day) bool {
	return (p.From == "" || d >= p.From) && (p.To == "" || d <= p.To)
}
