package locale

import (
	"fmt"
	"time"

	"github.com/trenza/trenza"
)

// The names of days and months, as each language writes them in a sentence.
var (
	weekdays = map[string][7]string{
		Spanish: {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
		English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
	monthNames = map[string][12]string{
		Spanish: {
			"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre",
		},
		English: {
			"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		},
	}
)

// LongDay writes a day as "martes 24 de noviembre de 2026", and nothing for no day.
func (p Printer) LongDay(d trenza.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	weekday, month := weekdays[p.Lang()][t.Weekday()], monthNames[p.Lang()][t.Month()-1]
	if p.Lang() == English {
		return fmt.Sprintf("%s %d %s %d", weekday, t.Day(), month, t.Year())
	}
	return fmt.Sprintf("%s %d de %s de %d", weekday, t.Day(), month, t.Year())
}

// ShortDay writes a day as "24 nov", for where the year is not in doubt.
func (p Printer) ShortDay(d trenza.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", t.Day(), months[p.Lang()][t.Month()-1])
}

// Month names the month of "2026-11", or of a day in it: "noviembre".
func (p Printer) Month(month string) string {
	t, err := time.Parse("2006-01", trenza.Day(month).Month())
	if err != nil {
		return month
	}
	return monthNames[p.Lang()][t.Month()-1]
}
