package learning

import (
	_ "embed"
	"sync"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
)

//go:embed holidays.yaml
var holidaysText []byte

// Holiday is a national holiday of Peru.
type Holiday struct {
	Day    string // "07-28"; "" for one that moves with Easter
	Easter int    // days from Easter Sunday, where Day is ""
	Since  int    // the first year in which it is one
	Source string // the norm
	Title  programme.Text
}

// nationalHolidays are read once. The file is ours: a fault in it is seen by every
// test.
var nationalHolidays = sync.OnceValue(func() []Holiday {
	var file struct{ Holidays []Holiday }
	if err := yaml.Unmarshal(holidaysText, &file); err != nil {
		panic(err)
	}
	return file.Holidays
})

// HolidayOn returns the national holiday that a day is, and false when it is none.
func HolidayOn(day trenza.Day) (Holiday, bool) {
	for _, h := range nationalHolidays() {
		if day.Year() >= h.Since && h.in(day.Year()) == day {
			return h, true
		}
	}
	return Holiday{}, false
}

// in is the day of the holiday in a year.
func (h Holiday) in(year int) trenza.Day {
	if h.Day == "" {
		return easter(year).Add(h.Easter)
	}
	return trenza.Day(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")) + "-" + trenza.Day(h.Day)
}

// easter is Easter Sunday of a year, by the rule of Meeus, Jones and Butcher for
// the Gregorian calendar.
func easter(year int) trenza.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return trenza.DayOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}
