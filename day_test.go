package trenza_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
)

func TestAgeOn(t *testing.T) {
	for _, c := range []struct {
		name     string
		born, on trenza.Day
		age      int
		known    bool
	}{
		{"the day before her birthday", "1990-05-17", "2020-05-16", 29, true},
		{"on her birthday", "1990-05-17", "2020-05-17", 30, true},
		{"on the day she is born", "2020-03-08", "2020-03-08", 0, true},
		{"born on 29 February, 28 February of a common year", "2000-02-29", "2019-02-28", 18, true},
		{"born on 29 February, 1 March of a common year", "2000-02-29", "2019-03-01", 19, true},
		{"born on 29 February, 29 February of a leap year", "2000-02-29", "2020-02-29", 20, true},
		{"not born yet", "2020-03-09", "2020-03-08", 0, false},
		{"birth not known", "", "2020-03-08", 0, false},
		{"day not known", "1990-05-17", "", 0, false},
		{"a year alone is not a day", "1990", "2020-03-08", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			age, known := trenza.AgeOn(c.born, c.on)
			if age != c.age || known != c.known {
				t.Errorf("AgeOn(%s, %s) = %d, %v; want %d, %v", c.born, c.on, age, known, c.age, c.known)
			}
		})
	}
}

func TestNewDayRefusesWhatTheCalendarLacks(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             trenza.Day
	}{
		{2020, 2, 29, "2020-02-29"},
		{2019, 2, 29, ""},
		{1900, 2, 29, ""},
		{2000, 2, 29, "2000-02-29"},
		{2020, 13, 1, ""},
		{2020, 0, 1, ""},
		{2020, 4, 31, ""},
		{0, 1, 1, ""},
		{1, 1, 1, "0001-01-01"},
		{9999, 12, 31, "9999-12-31"},
		{10000, 1, 1, ""},
	} {
		got, err := trenza.NewDay(c.year, c.month, c.day)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("NewDay(%d, %d, %d) = %q, %v; want %q", c.year, c.month, c.day, got, err, c.want)
		}
	}
}

func TestParseDayReadsOneSpellingOnly(t *testing.T) {
	for text, want := range map[string]trenza.Day{
		"2020-03-08":  "2020-03-08",
		"2020-02-30":  "",
		"08/03/2020":  "",
		"2020-3-8":    "",
		"2020-03":     "",
		"":            "",
		" 2020-03-08": "",
	} {
		got, err := trenza.ParseDay(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ParseDay(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

// days draws days of four thousand years.
var days = rapid.Custom(func(t *rapid.T) trenza.Day {
	return trenza.Day("0001-01-01").Add(rapid.IntRange(0, 4000*365).Draw(t, "day"))
})

func TestDaysAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day, n := days.Draw(t, "from"), rapid.IntRange(0, 40_000).Draw(t, "n")
		later := day.Add(n)
		if back := later.Add(-n); back != day {
			t.Fatalf("%s and %d days is %s, and back is %s", day, n, later, back)
		}
		if passed := later.Time().Sub(day.Time()); passed != time.Duration(n)*24*time.Hour {
			t.Fatalf("%s is %v after %s, not %d days", later, passed, day, n)
		}
		if n > 0 && later <= day {
			t.Fatalf("%s does not sort before %s", day, later)
		}
		if again, err := trenza.ParseDay(string(later)); err != nil || again != later {
			t.Fatalf("%s is read as %q, %v", later, again, err)
		}
	})
}

func TestSheGrowsOlderOnceAYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := days.Draw(t, "born")
		on := born.Add(rapid.IntRange(0, 120*365).Draw(t, "days lived"))
		today, _ := trenza.AgeOn(born, on)
		tomorrow, _ := trenza.AgeOn(born, on.Add(1))
		nextYear, _ := trenza.AgeOn(born, on.Add(366))
		if tomorrow < today || tomorrow > today+1 {
			t.Fatalf("born %s: %d on %s and %d a day later", born, today, on, tomorrow)
		}
		if nextYear < today+1 || nextYear > today+2 {
			t.Fatalf("born %s: %d on %s and %d 366 days later", born, today, on, nextYear)
		}
	})
}

func TestPartsOfADay(t *testing.T) {
	for _, c := range []struct {
		day   trenza.Day
		year  int
		month string
	}{
		{"2020-03-08", 2020, "2020-03"},
		{"", 0, ""},
	} {
		if c.day.Year() != c.year || c.day.Month() != c.month {
			t.Errorf("%q: year %d, month %q", c.day, c.day.Year(), c.day.Month())
		}
	}
	if !trenza.Day("").Time().IsZero() {
		t.Error("no day has a time")
	}
	lima := time.FixedZone("Lima", -5*60*60)
	if got := trenza.DayOf(time.Date(2020, 3, 9, 2, 0, 0, 0, time.UTC).In(lima)); got != "2020-03-08" {
		t.Errorf("two in the morning in UTC is %s in Lima", got)
	}
}

func TestPeriodHoldsBothEnds(t *testing.T) {
	for _, c := range []struct {
		period trenza.Period
		day    trenza.Day
		want   bool
	}{
		{trenza.Period{From: "2020-03-01", To: "2020-03-31"}, "2020-02-29", false},
		{trenza.Period{From: "2020-03-01", To: "2020-03-31"}, "2020-03-01", true},
		{trenza.Period{From: "2020-03-01", To: "2020-03-31"}, "2020-03-31", true},
		{trenza.Period{From: "2020-03-01", To: "2020-03-31"}, "2020-04-01", false},
		{trenza.Period{From: "2020-03-01"}, "9999-12-31", true},
		{trenza.Period{To: "2020-03-31"}, "0001-01-01", true},
		{trenza.Period{}, "2020-03-01", true},
	} {
		if got := c.period.Has(c.day); got != c.want {
			t.Errorf("%+v has %s: %v", c.period, c.day, got)
		}
	}
}

func TestTheDayIsTheOneOfLima(t *testing.T) {
	for at, want := range map[string]trenza.Day{
		"2020-03-02T04:59:59Z":      "2020-03-01",
		"2020-03-02T05:00:00Z":      "2020-03-02",
		"2020-03-01T23:30:00-05:00": "2020-03-01",
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := trenza.LocalDay(moment); got != want {
			t.Errorf("%s is the day %s in Lima, want %s", at, got, want)
		}
	}
}
