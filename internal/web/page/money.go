package page

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

// sol stands before an amount, on its line.
const sol = "S/\u00a0"

// soles writes an amount as people say it: "S/ 2,400", "S/ 1.20".
func soles(words locale.Printer, m trenza.Money) string {
	sign := ""
	if m < 0 {
		sign, m = "−", -m
	}
	text := m.String()
	_, cents, _ := strings.Cut(text, ".")
	if cents == "00" {
		return sign + sol + words.Number(int(m/100))
	}
	return sign + sol + words.Number(int(m/100)) + "." + cents
}

// centimos is the amount that a text has in céntimos, none where it has none.
func centimos(text string) trenza.Money {
	n, _ := strconv.ParseInt(text, 10, 64)
	return trenza.Money(n)
}

// amount is an amount as a field shows it, "" for none.
func amount(m trenza.Money) string {
	if m == 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(m.String(), "S/ "), ".00")
}
