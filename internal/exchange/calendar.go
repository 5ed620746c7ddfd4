package exchange

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// calendar is the month and the year that a list is about, as far as its titles
// say: 0 for what they do not.
type calendar struct {
	year  int
	month time.Month
	order sheet.DateOrder // in which headings write day and month
}

// anyYear is a year of our days in a title.
var anyYear = regexp.MustCompile(`(?:^|\D)(20\d\d)(?:\D|$)`)

// calendarOf reads the month and the year in the titles of a list, the nearest
// first. Two different ones in a title say nothing.
func calendarOf(titles []string) calendar {
	var c calendar
	for _, title := range titles {
		years, months := yearsIn(title), monthsIn(title)
		if c.year == 0 && len(years) == 1 {
			c.year = years[0]
		}
		if c.month == 0 && len(months) == 1 {
			c.month = months[0]
		}
	}
	return c
}

func yearsIn(title string) []int {
	var years []int
	for _, found := range anyYear.FindAllStringSubmatch(strings.ReplaceAll(title, " ", "  "), -1) {
		year, err := strconv.Atoi(found[1])
		if err == nil && (len(years) == 0 || years[0] != year) {
			years = append(years, year)
		}
	}
	return years
}

func monthsIn(title string) []time.Month {
	var months []time.Month
	for _, word := range wordsOf(title) {
		_, month, ok := sheet.ReadMonth(word)
		if ok && len(word) > 3 && digits(word) == 0 && (len(months) == 0 || months[0] != month) {
			months = append(months, month)
		}
	}
	return months
}

// wordsOf returns the words of a title, folded.
func wordsOf(title string) []string {
	return strings.FieldsFunc(sheet.Fold(title), func(r rune) bool { return strings.ContainsRune(" .,:;-–_/\\()[]|\"'«»°º", r) })
}

// sessionName is what people write before the date of a session.
var sessionName = regexp.MustCompile(`(?i)^(sesi[oó]n|ses|clase|taller|session|class|d[ií]a|s)\.?\s*(n[°º.]*\s*)?\d*\s*[:.\-–(]*\s*`)

// day reads the heading of a session: a whole date, a day and a month, or the
// day alone under a month. What is missing comes from the group above it, then
// from the titles.
func (c calendar) day(h heading) (trenza.Day, bool) {
	own := strings.TrimRight(strings.TrimSpace(h.own), ")")
	if day, err := sheet.ReadDayIn(own, c.order); err == nil {
		return day, true
	}
	if bare := sessionName.ReplaceAllString(own, ""); bare != "" && bare != own && (digits(bare) > 2 || strings.ContainsAny(bare, "/-")) {
		return c.day(heading{over: h.over, group: h.group, own: bare})
	}
	year, month := c.year, c.month
	for _, group := range h.groups() {
		if y, m, ok := sheet.ReadMonth(group); ok {
			year, month = cmp.Or(y, year), m
			break
		}
	}
	if year == 0 {
		return "", false
	}
	if n, err := strconv.Atoi(weekday.ReplaceAllString(own, "")); err == nil {
		day, err := trenza.NewDay(year, int(month), n)
		return day, err == nil && month != 0
	}
	return c.withYear(own, year)
}

// weekday is the day of the week before the number of a day, "L 2", "lun 2".
var weekday = regexp.MustCompile(`(?i)^(lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|lun|mar|mi[eé]|jue|vie|s[aá]b|dom|[lmjvsd])\.?\s+`)

// withYear reads a day and a month, "02/03", "2-mar".
func (c calendar) withYear(text string, year int) (trenza.Day, bool) {
	if digits(text) == 0 || digits(text) > 4 || !strings.ContainsAny(text, "/- .") {
		return "", false
	}
	for _, joint := range []string{"/", "-", " ", " de "} {
		if day, err := sheet.ReadDayIn(text+joint+strconv.Itoa(year), c.order); err == nil {
			return day, true
		}
	}
	return "", false
}
