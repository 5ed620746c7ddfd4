package exchange

import (
	"fmt"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// settleMonth reads a column of bare days, "3", "17", in the month of which the
// titles speak, "MARZO 2020".
func (i *interpreter) settleMonth() {
	s, ok := i.table.sources["day"]
	if !ok || len(s.columns) != 1 || i.calendar.year == 0 || i.calendar.month == 0 {
		return
	}
	bare, words := 0, i.column(s.columns[0]).words
	for word := range words {
		if isDayOfMonth(word) {
			bare++
		}
	}
	if bare == 0 || 2*bare < len(words) {
		return // one bare number among days is a slip
	}
	i.table.month = i.calendar
	i.choose("exchange.as_days_of_month", FromTitle, i.headingAt(s.columns[0]), fmt.Sprintf("%04d-%02d", i.calendar.year, i.calendar.month))
}

func isDayOfMonth(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 1 && n <= 31
}

// dayOfMonth reads a bare day, where the list is about one month.
func (t *table) dayOfMonth(key, text string) (trenza.Day, bool, error) {
	if key != "day" || t.month.month == 0 || !isDayOfMonth(text) {
		return "", false, nil
	}
	n, _ := strconv.Atoi(text)
	day, err := sheet.ReadDay(fmt.Sprintf("%02d/%02d/%04d", n, t.month.month, t.month.year))
	return day, true, err
}
