package sheet

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mended returns a cell in the letters in which it was typed. Programs on its way
// may have taken UTF-8 for Windows-1252, "PeÃ±a", or written letters as web pages
// do, "Pe&ntilde;a".
func mended(cell string) string {
	if strings.Contains(cell, "\xEF\xBC") || strings.Contains(cell, "\xEF\xBD") || strings.Contains(cell, "\u3000") {
		cell = strings.Map(narrow, cell)
	}
	if strings.ContainsAny(cell, "ÃÂ") {
		cell = readAgain(cell)
	}
	if strings.Contains(cell, "&") && strings.Contains(cell, ";") {
		cell = letterNamed.ReplaceAllStringFunc(cell, html.UnescapeString)
	}
	return cell
}

// narrow returns the letter or digit that a program wrote as wide as a Chinese one,
// "Ｒｏｓａ". A sign stays: "＝" would make a formula.
func narrow(r rune) rune {
	if r == '\u3000' {
		return ' '
	}
	if plain := r - 0xFEE0; r >= '\uFF01' && r <= '\uFF5E' && (unicode.IsLetter(plain) || unicode.IsDigit(plain)) {
		return plain
	}
	return r
}

// letterNamed is a letter, or the sign &, as web pages write it. Nothing else is
// turned back: "&#61;" would make a formula.
var letterNamed = regexp.MustCompile(`&(?:[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil)|nbsp|amp|ordm|deg);`)

// readAgain takes the bytes of Windows-1252 for the UTF-8 that they are, if they
// are. A text that was right from the beginning never is: its accents stand alone.
func readAgain(cell string) string {
	raw := make([]byte, 0, len(cell))
	for _, r := range cell {
		b, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case ok:
		case r >= 0x80 && r < 0xA0:
			b = byte(r) // one of the five that Windows-1252 leaves out
		default:
			return cell
		}
		raw = append(raw, b)
	}
	if !utf8.Valid(raw) {
		return cell
	}
	return string(raw)
}

// LettersLost reports whether a text holds the sign that programs put where they
// could not read a letter.
func LettersLost(text string) bool { return strings.ContainsRune(text, utf8.RuneError) }

// dosLetters and windowsLetters are the bytes of Spanish letters in code page 850,
// in which programs of banks still write, and in Windows-1252, where they are no
// letter of the other. "á" and "í" of the former, which are a space and a sign of
// the latter, prove nothing.
const (
	dosLetters     = "\x81\x82\x90\x9A\xA2\xA3\xA4\xA5\xB5\xD6\xE0"         // ü é É Ü ó ú ñ Ñ Á Í Ó
	windowsLetters = "\xC1\xC9\xCD\xD1\xD3\xDA\xDC\xE1\xED\xF1\xF3\xFA\xFC" // Á É Í Ñ Ó Ú Ü á í ñ ó ú ü
	startsUTF8     = "\xC3"                                                 // before each of them in UTF-8, of which one line may be broken
)

// tally counts the bytes that are written to it.
type tally [256]int

func (t *tally) Write(p []byte) (int, error) {
	for _, b := range p {
		t[b]++
	}
	return len(p), nil
}

// among counts how many of the bytes were any of these.
func (t *tally) among(bytes string) int {
	n := 0
	for i := range len(bytes) {
		n += t[bytes[i]]
	}
	return n
}
