package spelling

// sibilant hears s, x and z. Sh is s to most who write it, and Ximena and
// Xavier are Jimena and Javier.
func (l *listener) sibilant(c byte) {
	switch {
	case c == 'x' && l.at == 0 && (l.ahead("xim") || l.ahead("xav")):
		l.soft(1)
	case c == 's' && l.ahead("sch"):
		l.hear('S', 3)
	case c == 's' && l.next(1) == 'h':
		l.hear('S', 2)
	default:
		l.hear('S', 1)
	}
}

// hard hears c, k and q: k, unless a c is soft or has an h.
func (l *listener) hard(c byte) {
	switch {
	case c == 'c' && l.next(1) == 'h':
		l.ch()
	case c == 'c' && (l.ahead("cch") || l.ahead("cq")):
		l.at++ // the sound comes with the next letter: Huaccha, Jacqueline
	case c == 'c' && l.at == 0 && l.next(1) == 'c':
		l.hear('K', 2) // Quechua: Ccente
	case c == 'c' && isSlender(l.next(1)):
		l.hear('S', 1)
	case c == 'q' && l.next(1) == 'u' && isSlender(l.next(2)), c != 'c' && l.next(1) == 'h':
		l.hear('K', 2)
	default:
		l.hear('K', 1)
	}
}

// ch hears k before a consonant and at the end, as in Christian and Erich.
func (l *listener) ch() {
	if after := l.next(2); after == 0 || isConsonant(after) {
		l.hear('K', 2)
		return
	}
	l.hear('C', 2)
}

// g hears the soft g of Gina, the hard one of Miguel and the glide of Guamán.
func (l *listener) g() {
	switch next, after := l.next(1), l.next(2); {
	case next == 'u' && (after == 'a' || after == 'o'):
		l.hear('B', 2)
	case next == 'u' && isSlender(after), next == 'h':
		l.hear('G', 2)
	case isSlender(next):
		l.soft(1)
	default:
		l.hear('G', 1)
	}
}

// h hears the glide of Huamán and is mute elsewhere.
func (l *listener) h() {
	if l.next(1) == 'u' && l.glides(2) {
		l.hear('B', 2)
		return
	}
	l.at++
}

// soft hears y, ll, j and soft g, which take so many letters. The h of Jhon is
// mute, and at the start of a word so is the vowel of Giovana and Jeanet.
func (l *listener) soft(letters int) {
	l.hear('Y', letters)
	for l.next(0) == 'h' {
		l.at++
	}
	if next := l.next(0); l.heard == 1 && (next == 'e' || next == 'i') {
		if after := l.next(1); after == 'a' || after == 'o' || after == 'u' {
			l.at++
		}
	}
}

// ell hears ll as y where Spanish does, and lh as Portuguese does.
func (l *listener) ell() {
	switch {
	case l.next(1) == 'l' && l.isPlainLL():
		l.hear('L', 2)
	case l.next(1) == 'l':
		l.soft(2)
	case l.next(1) == 'h' && (l.next(2) == 'a' || l.next(2) == 'o'):
		l.soft(2) // Carvalho, Coelho
	default:
		l.hear('L', 1)
	}
}

// isPlainLL reports whether an ll sounds like one l: at the end and before a
// consonant, as in Nicoll and Huillca, in foreign names such as William, Nelly
// and Allison, and in those that end like Fiorella. Estrella is none of these.
func (l *listener) isPlainLL() bool {
	switch next, after := l.next(2), l.next(3); {
	case l.at == 0:
		return false
	case next == 'i' || next == 'y':
		return after == 0 || after == 's' || isVowel(after)
	case next == 'a' && after == 0:
		return l.last() == 'e' && l.word != "estrella"
	default:
		return !isVowel(next)
	}
}

// p hears f in ph.
func (l *listener) p() {
	if l.next(1) == 'h' {
		l.hear('F', 2)
		return
	}
	l.hear('P', 1)
}

// t has a mute h, and is mute in Mitchel.
func (l *listener) t() {
	switch {
	case l.ahead("tch"):
		l.at++
	case l.next(1) == 'h':
		l.hear('T', 2)
	default:
		l.hear('T', 1)
	}
}

// w hears b at the start and before a vowel, with the u and h that some write
// behind it: Wuilmer, Whitney. Elsewhere it is a vowel, as in Brown.
func (l *listener) w() {
	switch next := l.next(1); {
	case next == 'u' && l.glides(2), next == 'h':
		l.hear('B', 2)
	case l.at == 0, isVowel(next), next == 'y':
		l.hear('B', 1)
	default:
		l.hear('U', 1)
	}
}
