package web

import (
	"math"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/web/page"
)

// entry reads the fields of a form one after the other, and gathers what is wrong
// with them. An empty field is nothing: what may not be empty, the verb refuses.
type entry struct {
	*visit
	faults []page.Fault
}

// text is what stands in a field.
func (t *entry) text(field string) string { return strings.TrimSpace(t.r.PostFormValue(field)) }

func (t *entry) fault(field string, err error) {
	if err != nil {
		t.faults = append(t.faults, page.Fault{Field: field, Text: t.words.Error(err)})
	}
}

// money reads an amount as people write it, "2.50" or "S/ 1,200".
func (t *entry) money(field string) trenza.Money {
	if t.text(field) == "" {
		return 0
	}
	m, err := sheet.ReadAmount(t.text(field))
	t.fault(field, err)
	return m
}

// count reads a whole number.
func (t *entry) count(field string) int {
	if t.text(field) == "" {
		return 0
	}
	n, err := sheet.ReadCount(t.text(field))
	t.fault(field, err)
	return n
}

// minutes reads a time in hours, "2.5" or "2,5".
func (t *entry) minutes(field string) int {
	text := strings.Replace(t.text(field), ",", ".", 1)
	if text == "" {
		return 0
	}
	hours, err := strconv.ParseFloat(text, 64)
	if err != nil || hours < 0 || hours > mostHours || math.IsNaN(hours) {
		t.fault(field, trenza.Refuse("web.product.hours_shape", t.text(field)))
	}
	return int(math.Round(hours * 60))
}

// mostHours is how many hours of work anybody writes down at once.
const mostHours = 10_000

// day reads a day that has to be typed and has come.
func (t *entry) day(field string) (day trenza.Day) {
	day, t.faults = t.dayTyped(field, t.faults)
	return day
}
