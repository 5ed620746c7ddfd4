package spelling

import (
	"strings"
	"unicode/utf8"
)

// listener reads a word from its start and writes down what it hears. Its zero
// value has heard nothing.
type listener struct {
	word  string
	at    int // of the letter being read
	notes [short]byte
	heard int // how many notes there are
}

// listen hears a whole word, or its start if it is longer than names are. It
// returns what it heard, good until it listens again.
func (l *listener) listen(word string) []byte {
	l.word, l.at, l.heard = withoutSilentE(word), 0, 0
	for l.at < len(l.word) && l.heard+utf8.UTFMax <= len(l.notes) {
		l.letter(l.word[l.at])
	}
	l.finish()
	return l.notes[:l.heard]
}

// withoutSilentE leaves out the last letter of Nicole, Jacqueline, Michelle,
// Ivette and Stephanie, which as many lists write without it.
func withoutSilentE(word string) string {
	if len(word) < 5 || word[len(word)-1] != 'e' {
		return word
	}
	stem := word[:len(word)-1]
	switch last := stem[len(stem)-1]; {
	case strings.HasSuffix(stem, "ell"), strings.HasSuffix(stem, "ol"), strings.HasSuffix(stem, "ett"),
		strings.HasSuffix(stem, "in"), strings.HasSuffix(stem, "yn"),
		(last == 'i' || last == 'y') && isConsonant(stem[len(stem)-2]):
		return stem
	}
	return word
}

// letter hears the letter c at the place of reading and moves on behind it.
func (l *listener) letter(c byte) {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		l.vowel(c)
	case 'b', 'v':
		l.hear('B', 1)
	case 's', 'x', 'z':
		l.sibilant(c)
	case 'c', 'k', 'q':
		l.hard(c)
	case 'g':
		l.g()
	case 'h':
		l.h()
	case 'j':
		l.soft(1)
	case 'l':
		l.ell()
	case 'p':
		l.p()
	case 't':
		l.t()
	case 'w':
		l.w()
	default:
		l.plain(c)
	}
}

// plain hears a letter that sounds as it is written, of whatever script.
func (l *listener) plain(c byte) {
	switch {
	case 'a' <= c && c <= 'z':
		l.hear(c-'a'+'A', 1)
	case c < utf8.RuneSelf:
		l.hear(c, 1)
	default:
		_, size := utf8.DecodeRuneInString(l.word[l.at:])
		l.heard += copy(l.notes[l.heard:], l.word[l.at:l.at+size])
		l.at += size
	}
}

// next returns the letter n places ahead, 0 behind the end.
func (l *listener) next(n int) byte {
	if l.at+n >= len(l.word) {
		return 0
	}
	return l.word[l.at+n]
}

// ahead reports whether the letters from the place of reading are these.
func (l *listener) ahead(letters string) bool {
	return strings.HasPrefix(l.word[l.at:], letters)
}

// last returns the letter read before, 0 at the start.
func (l *listener) last() byte {
	if l.at == 0 {
		return 0
	}
	return l.word[l.at-1]
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// isSlender reports whether c makes a soft sound of the c or g before it.
func isSlender(c byte) bool { return c == 'e' || c == 'i' || c == 'y' }

func isConsonant(c byte) bool {
	return 'a' <= c && c <= 'z' && !isVowel(c) && c != 'y'
}
