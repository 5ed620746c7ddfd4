package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/registry"
)

// The ways in which people write when somebody was born.
var (
	bornOnDay   = regexp.MustCompile(`^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$`)
	bornISO     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	bornInMonth = regexp.MustCompile(`^(\d{1,2})[/. -](\d{4})$`)
	bornInYear  = regexp.MustCompile(`^(\d{4})$`)
	ofAge       = regexp.MustCompile(`^(\d{1,3})( *(años|anos|year|years|a))?$`)
)

// readBirth reads a day of birth, a month, a year, or an age on a day, from which
// the year is reckoned. It reports false for what is none. The empty text is a
// birth that nobody knows.
func readBirth(text, basis string, today trenza.Day) (registry.Birth, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return registry.Birth{}, true
	}
	if m := bornOnDay.FindStringSubmatch(text); m != nil {
		return bornOn(m[3], m[2], m[1], "day", basis)
	}
	if m := bornISO.FindStringSubmatch(text); m != nil {
		return bornOn(m[1], m[2], m[3], "day", basis)
	}
	if m := bornInMonth.FindStringSubmatch(text); m != nil {
		return bornOn(m[2], m[1], "1", "month", basis)
	}
	if m := bornInYear.FindStringSubmatch(text); m != nil {
		return bornOn(m[1], "1", "1", "year", basis)
	}
	if m := ofAge.FindStringSubmatch(text); m != nil {
		age, err := strconv.Atoi(m[1])
		return registry.Birth{Day: trenza.Day(fmt.Sprintf("%04d-01-01", today.Year()-age)), Precision: "year", Basis: "estimated"}, err == nil && age <= 115
	}
	return registry.Birth{}, false
}

// bornOn puts a birth together, if there is such a day.
func bornOn(year, month, day, precision, basis string) (registry.Birth, bool) {
	text := fmt.Sprintf("%s-%02s-%02s", year, month, day)
	on, err := trenza.ParseDay(text)
	if basis == "" {
		basis = "declared"
	}
	return registry.Birth{Day: on, Precision: precision, Basis: basis}, err == nil && on.Year() >= 1900
}
