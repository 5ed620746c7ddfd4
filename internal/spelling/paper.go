package spelling

import "strings"

// Document returns the form in which a document's number is compared: capital
// letters and digits only. The kind is the code of the type of document; a
// Venezuelan identity card, "CIV", loses the letter that some lists write
// before it.
func Document(kind, number string) string {
	normal := strings.Map(paperRune, strings.ToUpper(number))
	if kind == "CIV" {
		normal = strings.TrimLeft(normal, "VE")
	}
	return normal
}

// paperRune keeps what is printed on papers and read by machines.
func paperRune(r rune) rune {
	if 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
		return r
	}
	return -1
}

// Phone returns a phone's digits without Peru's prefix, so that
// "+51 987 654 321" and "987654321" are one phone. Only mobile phones, which
// begin with a nine, are told from other numbers that begin with 51.
func Phone(s string) string {
	digits := strings.Map(digitRune, s)
	for strings.HasPrefix(digits, "00") {
		digits = digits[2:]
	}
	if mobile := strings.TrimPrefix(digits, "51"); len(digits) == 11 && strings.HasPrefix(mobile, "9") {
		return mobile
	}
	return digits
}

func digitRune(r rune) rune {
	if '0' <= r && r <= '9' {
		return r
	}
	return -1
}
