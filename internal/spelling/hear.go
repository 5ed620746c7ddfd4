package spelling

// hear writes down a sound that took so many letters.
func (l *listener) hear(sound byte, letters int) {
	l.at += letters
	l.note(sound)
}

// note writes down a sound where neighbours sound together: a doubled sound is
// heard once, ks is s (Dickson, Dixon), nm is m (Enma, Emma), m and n are one
// before b and p (Canpos, Campos), and nobody says s before a consonant without
// an e (Stefany, Estefany). Notes read aloud make the same notes: all that a
// second hearing would change has been changed.
func (l *listener) note(sound byte) {
	last := l.lastNote()
	switch consonant := isNote(sound) && !isVowelSound(sound); {
	case isNote(sound) && last == sound:
		return
	case last == 'K' && sound == 'S', last == 'N' && sound == 'M':
		l.heard--
		l.note(sound)
		return
	case last == 'M' && (sound == 'B' || sound == 'P'):
		l.notes[l.heard-1] = 'N'
	case last == 'S' && l.heard == 1 && consonant:
		l.heard = copy(l.notes[:], "ES")
	}
	l.notes[l.heard] = sound
	l.heard++
}

// lastNote returns the sound heard last, 0 before the first.
func (l *listener) lastNote() byte {
	if l.heard == 0 {
		return 0
	}
	return l.notes[l.heard-1]
}

// finish makes one of the last sounds that are hardly told apart: m and n
// (Miriam, Mirian), d and t (Yudid, Judith).
func (l *listener) finish() {
	last := l.lastNote()
	switch last {
	case 'M':
		last = 'N'
	case 'D':
		last = 'T'
	default:
		return
	}
	l.heard--
	l.note(last)
}

func isNote(c byte) bool { return 'A' <= c && c <= 'Z' }

func isVowelSound(c byte) bool {
	return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U'
}
