package families

import (
	"slices"
	"strings"
)

// birth writes a date of birth, or as much of it as is remembered.
func (h hand) birth(birth string) string {
	year, month, day := birth[:4], birth[5:7], birth[8:]
	ticket := h.Float64() * 100
	falls := func(share float64) bool { ticket -= share; return ticket < 0 }
	switch {
	case falls(h.birthLeft):
		return ""
	case falls(h.birthYear):
		return year
	case falls(h.newYearsDay):
		return year + "-01-01"
	case falls(h.birthDigit):
		return h.wrongDay(birth)
	case falls(h.birthSwap) && day <= "12":
		return year + "-" + day + "-" + month
	}
	return birth
}

// wrongDay returns another date that differs in one digit: of the decade, the
// year, the month or the day.
func (h hand) wrongDay(birth string) string {
	for {
		at := pick(h.dice, []int{2, 3, 5, 6, 8, 9})
		wrong := birth[:at] + string(rune('0'+h.IntN(10))) + birth[at+1:]
		month, day := wrong[5:7], wrong[8:]
		if wrong != birth && wrong < "2025" && month >= "01" && month <= "12" && day >= "01" && day <= "28" {
			return wrong
		}
	}
}

// papers are those that she shows, as they are typed.
func (h hand) papers(held []Paper) []Paper {
	if len(held) == 0 || h.chance(h.paperLeft) {
		return nil
	}
	count := 1
	if len(held) > 1 && h.chance(h.secondPaper) {
		count = 2
	}
	shown := make([]Paper, count)
	for i, at := range h.Perm(len(held))[:count] {
		shown[i] = h.paper(held[at])
	}
	return shown
}

// mistaken are kinds that are taken for one another. A DNI is known to all.
var mistaken = []string{"CE", "CPP", "PTP", "PAS", "CSR"}

func (h hand) paper(p Paper) Paper {
	if p.Kind != "DNI" && h.chance(h.paperKindWrong) {
		others := slices.DeleteFunc(slices.Clone(mistaken), func(kind string) bool { return kind == p.Kind })
		p.Kind = pick(h.dice, others)
	}
	if h.chance(h.paperDigit) {
		p.Number = h.wrongDigit(p.Number)
	}
	switch {
	case h.chance(h.paperZeros):
		p.Number = strings.TrimLeft(p.Number, "0")
	case h.chance(h.paperSpelled):
		p.Number = h.spelled(p)
	}
	return p
}

// spelled writes a number as people do: V-12.345.678, 12345678, 45 123 456.
func (h hand) spelled(p Paper) string {
	digits := strings.TrimPrefix(p.Number, "V")
	if p.Kind == "CIV" && h.chance(50) {
		return digits
	}
	separator := pick(h.dice, []string{".", " ", "-"})
	n := len(digits)
	text := digits[:n-6] + separator + digits[n-6:n-3] + separator + digits[n-3:]
	if digits != p.Number {
		text = "V-" + text
	}
	return text
}

// wrongDigit changes one digit, or exchanges two neighbours that differ.
func (h hand) wrongDigit(number string) string {
	digits := []byte(number)
	at := h.between(1, len(digits)-1)
	if digits[at] != digits[at-1] && digits[at-1] != 'V' && h.chance(30) {
		digits[at], digits[at-1] = digits[at-1], digits[at]
		return string(digits)
	}
	digits[at] = byte(h.other("0123456789", rune(digits[at])))
	return string(digits)
}

func (h hand) telephone(number string) string {
	switch {
	case h.chance(h.phoneNew):
		return h.freshPhone()
	case number == "" || h.chance(h.phoneLeft):
		return ""
	}
	if h.chance(h.phoneDigit) {
		number = h.wrongDigit(number)
	}
	if h.chance(h.phoneSpelled) {
		return pick(h.dice, []string{"+51 " + number, "51" + number, number[:3] + " " + number[3:6] + " " + number[6:], number[:3] + "-" + number[3:]})
	}
	return number
}
