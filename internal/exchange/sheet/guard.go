package sheet

import "strings"

// risky are the first characters that make a spreadsheet program take a text
// for a formula.
const risky = "=+-@\t\r\n"

// guard returns text as a .csv file must hold it: with an apostrophe in front
// when a spreadsheet program would run it. A text that looks guarded already
// gets one more, so that unguard gives back every text as it was.
func guard(text string) string {
	if looksRisky(text) {
		return "'" + text
	}
	return text
}

// unguard takes away the apostrophe that guard put in front.
func unguard(text string) string {
	if strings.HasPrefix(text, "'") && looksRisky(text) {
		return text[1:]
	}
	return text
}

// looksRisky reports whether a risky character comes first, apostrophes aside.
func looksRisky(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != "" && strings.IndexByte(risky, rest[0]) >= 0
}
