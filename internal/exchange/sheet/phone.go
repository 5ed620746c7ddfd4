package sheet

import (
	"regexp"
	"strings"

	"github.com/trenza/trenza"
)

// How many digits a phone has: a landline without its region has six, and no
// number of the world more than fifteen.
const (
	shortestPhone = 6
	longestPhone  = 15
)

// betweenPhones is what people write between two phones.
var betweenPhones = regexp.MustCompile(`(?i)[/;,|\n]| y | o | and | or `)

// ReadPhones reads the phones of a cell: "987 654 321", "+51 987-654-321",
// "(01) 234 5678", "987654321 / 912345678", with notes such as "(hermana)". They
// come back as digits, without Peru's prefix before a mobile phone and with the
// plus of any other country. A cell that is empty or says "no tiene" has none.
//
// A phone that cannot be one is a Problem, beside those that can: it is a
// reason to warn, and never to turn anybody away.
func ReadPhones(s string) ([]string, error) {
	if noPapers[paperWords(s)] || unsaid(s) {
		return nil, nil
	}
	text, ok := writtenOut(strings.TrimSpace(s))
	if !ok {
		return nil, trenza.Refuse("sheet.phone_unread", text)
	}
	var phones []string
	var wrong error
	for _, piece := range betweenPhones.Split(text, -1) {
		found, err := phonesOf(piece)
		phones = append(phones, found...)
		if wrong == nil {
			wrong = err
		}
	}
	return phones, wrong
}

// writtenOut undoes what spreadsheets and programs make of a phone,
// "9.87654321E8" and "987654321.0". It reports false when digits are lost.
func writtenOut(text string) (string, bool) {
	if parts := powerOfTen.FindStringSubmatch(text); parts != nil {
		digits, ok := exactDigits(parts)
		if !ok {
			return text, false
		}
		return digits, true
	}
	if whole := pointZero.FindStringSubmatch(text); whole != nil {
		return whole[1], true
	}
	return text, true
}

// phonesOf reads a piece that may hold two mobile phones side by side.
func phonesOf(piece string) ([]string, error) {
	digits := strings.Map(onlyDigits, piece)
	if strings.TrimSpace(piece) == "" {
		return nil, nil
	}
	if len(digits) == 18 && (isMobile(digits[:9]) || isMobile(digits[9:])) {
		return []string{digits[:9], digits[9:]}, nil
	}
	abroad := strings.HasPrefix(strings.TrimLeft(piece, " ('’"), "+") || strings.HasPrefix(digits, "00")
	digits = strings.TrimPrefix(digits, "00")
	if local, ok := strings.CutPrefix(digits, "51"); ok && isMobile(local) {
		digits, abroad = local, false
	}
	switch {
	case len(digits) < shortestPhone, len(digits) > longestPhone, len(digits) == 8 && digits[0] == '9' && !abroad:
		return nil, trenza.Refuse("sheet.phone_unread", strings.TrimSpace(piece))
	case abroad:
		digits = "+" + digits
	}
	return []string{digits}, nil
}

func onlyDigits(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// isMobile reports whether the digits are a mobile phone of Peru.
func isMobile(digits string) bool { return len(digits) == 9 && digits[0] == '9' }
