package sheet

import (
	"regexp"
	"strconv"
	"strings"
)

// tidyDate leaves out of a date what says nothing of which day it is: the time,
// the day of the week, quotes, and spaces around its separators. A month in Roman
// numerals becomes a number.
func tidyDate(text string) string {
	text = strings.Trim(withoutTime(text), "'’‘`\". \u00a0")
	text = dateMarks.ReplaceAllString(text, "$1")
	bare := dayOfWeek.ReplaceAllString(text, "")
	if parts, numeric := numbers(bare); numeric && len(parts) == 3 {
		text = bare // with a word in it "mar" is marzo
	}
	if parts := romanDate.FindStringSubmatch(text); parts != nil {
		text = parts[1] + "/" + strconv.Itoa(romans[strings.ToLower(parts[2])]) + "/" + parts[3]
	}
	return text
}

// dayOfWeek is what people write before a date, "lun 02/03/2020".
var dayOfWeek = regexp.MustCompile(`(?i)^(lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)[., ]+`)

// dateMarks are the separators of a date in numbers, with the spaces around them.
var dateMarks = regexp.MustCompile(`\s*([/-])\s*`)

// romanDate is a date whose month is a Roman numeral, "02-III-2020".
var romanDate = regexp.MustCompile(`(?i)^(\d{1,2})[-/. ](i{1,3}|iv|vi{0,3}|ix|xi{0,2})[-/. ](\d{4}|\d{2})$`)

// romans are the months in Roman numerals.
var romans = map[string]int{
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}
