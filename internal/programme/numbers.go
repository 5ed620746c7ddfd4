package programme

import "strconv"

// Numbers is how the programme writes its figures.
type Numbers struct{ Thousands, Decimal string }

// In returns the style for a language: the programme's own in Spanish, and
// commas with a decimal point in English, where "3.264" would read as three
// and a fraction.
func (n Numbers) In(lang string) Numbers {
	if lang == "en" {
		return Numbers{Thousands: ",", Decimal: "."}
	}
	return n
}

// Format writes a whole number with the separator between its thousands:
// "18.338", "3,264".
func (n Numbers) Format(v int) string {
	digits, sign := strconv.Itoa(v), ""
	if v < 0 {
		digits, sign = digits[1:], "-"
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + n.Thousands + digits[i:]
	}
	return sign + digits
}
