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
	years map[time.Month]int // of the months whose year a title says, where it says several
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
		if c.year == 0 && c.years == nil && len(years) > 1 {
			c.years = yearsOfMonths(title)
		}
	}
	return c
}

// yearsOfMonths reads the years behind the months of a title, "diciembre 2019 a
// enero de 2020".
func yearsOfMonths(title string) map[time.Month]int {
	years := make(map[time.Month]int)
	var last time.Month
	for _, word := range wordsOf(title) {
		if _, month, ok := sheet.ReadMonth(word); ok && digits(word) == 0 {
			last = month
		} else if said := yearsIn(word); len(said) == 1 && last != 0 {
			years[last], last = said[0], 0
		}
	}
	return years
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

// turn is what people write behind the date of one of two sessions of a day.
var turn = regexp.MustCompile(`(?i)[\s,(\-–]+(?:turno\s+(?:de\s+la\s+|de\s+)?)?(?:ma[nñ]ana|tarde|noche|[ap]\.?\s?m\.?|[12](?:er|do|º|°)?\s*turno|turno\s*[12]|t[12])\s*\)?$`)

// day reads the heading of a session: a whole date, a day and a month, or the
// day alone under a month. What is missing comes from the group above it, then
// from the titles.
func (c calendar) day(h heading) (trenza.Day, bool) {
	own := strings.TrimRight(strings.TrimSpace(turn.ReplaceAllString(strings.TrimSpace(h.own), "")), ")")
	if day, err := sheet.ReadDayIn(own, c.order); err == nil {
		return day, true
	}
	if bare := sessionName.ReplaceAllString(own, ""); bare != "" && bare != own && (digits(bare) > 2 || strings.ContainsAny(bare, "/-")) {
		return c.day(heading{over: h.over, group: h.group, own: bare})
	}
	year, month := c.year, c.month
	for _, group := range h.groups() {
		if y, m, ok := sheet.ReadMonth(group); ok {
			year, month = cmp.Or(y, year, c.years[m]), m
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

// halfYear is how far back a session may lie behind the one on its left: some
// sheets put the last first, and none turns back so far within a year.
const halfYear = 182

// refuseYearTurn refuses a sheet whose sessions go on from December to January
// while a title says one year for both: nobody knows of which it is.
func (i *interpreter) refuseYearTurn() {
	var before trenza.Day
	for _, c := range i.columns {
		if c.day == "" || !c.read || i.table.shape != Attendance {
			continue
		}
		if before != "" && c.day.Add(halfYear) < before && !i.saysYear(c) {
			i.refused = trenza.Refuse("exchange.year_turns", strconv.Itoa(i.calendar.year))
			return
		}
		before = c.day
	}
}

// saysYear reports whether the heading of a session has its own year.
func (i *interpreter) saysYear(c *candidate) bool {
	_, alone := calendar{order: i.calendar.order, month: i.calendar.month}.day(c.heading)
	return alone
}
