package spelling

// vowel hears a, e, i, o, u and y.
func (l *listener) vowel(c byte) {
	switch c {
	case 'y':
		l.y()
	case 'i':
		l.i()
	case 'u':
		l.u()
	case 'e':
		l.e()
	default:
		l.plain(c)
	}
}

// y hears a consonant before a vowel, and the vowel i elsewhere, as in Ysabel,
// Nancy and Leyla. Behind a consonant it is a vowel too, as in Katya, but for
// Maryori and for Anyela, who is Ángela.
func (l *listener) y() {
	next := l.next(1)
	if next == 'h' {
		next = l.next(2)
	}
	glide := isConsonant(l.last()) && (next == 'a' || next == 'e') && string(l.notes[:l.heard]) != "AN"
	if !isVowel(next) || glide {
		l.hear('I', 1)
		return
	}
	l.soft(1)
}

// i hears a consonant before a vowel at the start and between vowels, as in
// Iolanda and Daiana.
func (l *listener) i() {
	next := l.next(1)
	between := l.heard == 0 || isVowelSound(l.lastNote())
	if between && isVowel(next) && next != 'i' {
		l.hear('Y', 1)
		return
	}
	l.hear('I', 1)
}

// u hears a consonant before a vowel at the start, as in Uilson.
func (l *listener) u() {
	if l.heard == 0 && l.glides(1) {
		l.hear('B', 1)
		return
	}
	l.hear('U', 1)
}

// e hears nothing between l or n and a last y, as in Shirley and Sidney.
func (l *listener) e() {
	last := l.last()
	if (last == 'l' || last == 'n') && l.at > 2 && l.next(1) == 'y' && l.next(2) == 0 {
		l.at++
		return
	}
	l.hear('E', 1)
}

// glides reports whether a u before the letter n places ahead runs into it.
func (l *listener) glides(n int) bool {
	c := l.next(n)
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'y'
}
