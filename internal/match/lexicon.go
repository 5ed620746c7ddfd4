package match

import (
	"math/bits"

	"github.com/trenza/trenza/internal/spelling"
)

// lexicon gives each word a small number, from 1, and remembers how it is
// written and how it sounds. Words are only ever added.
type lexicon struct {
	letters []byte
	ends    []uint32 // where the letters of each word end
	hashes  []uint64
	places  []uint32 // open addressing: numbers of words, 0 is free

	traits []trait

	sounds  *lexicon // nil when the words of this lexicon have no sound
	soundOf []uint32
}

// trait is what of a word decides most comparisons.
type trait struct {
	sound uint32 // words that sound the same have the same; others hardly ever
	shape shape
}

// newLexicon returns an empty lexicon; with sounds, it keeps how words sound.
func newLexicon(sounds bool) *lexicon {
	l := &lexicon{places: make([]uint32, 64)}
	if sounds {
		l.sounds = newLexicon(false)
	}
	return l
}

// size is how many words there are.
func (l *lexicon) size() int { return len(l.ends) }

// word returns how a word is written.
func (l *lexicon) word(n uint32) string {
	begin := uint32(0)
	if n > 1 {
		begin = l.ends[n-2]
	}
	return string(l.letters[begin:l.ends[n-1]])
}

// spell returns the letters of a word, not to be changed.
func (l *lexicon) spell(n uint32) []byte {
	begin := uint32(0)
	if n > 1 {
		begin = l.ends[n-2]
	}
	return l.letters[begin:l.ends[n-1]]
}

// hash is the same for a word in every lexicon.
func (l *lexicon) hash(n uint32) uint64 { return l.hashes[n-1] }

// soundHash is the same for words that sound the same, in every lexicon.
func (l *lexicon) soundHash(n uint32) uint64 {
	if l.sounds == nil {
		return l.hash(n)
	}
	return l.sounds.hash(l.soundOf[n-1])
}

// find returns the number of a word, 0 when it is not there.
func (l *lexicon) find(word string) uint32 {
	n, _ := l.seek(word, hashText(word))
	return n
}

// seek returns the number of a word and its place among the places.
func (l *lexicon) seek(word string, hash uint64) (n uint32, place int) {
	mask := len(l.places) - 1
	for place = int(hash) & mask; ; place = (place + 1) & mask {
		n = l.places[place]
		if n == 0 || l.hashes[n-1] == hash && string(l.spell(n)) == word {
			return n, place
		}
	}
}

// intern returns the number of a word, adding it when it is new.
func (l *lexicon) intern(word string) uint32 {
	hash := hashText(word)
	n, place := l.seek(word, hash)
	if n != 0 {
		return n
	}
	l.letters = append(l.letters, word...)
	l.ends = append(l.ends, uint32(len(l.letters)))
	l.hashes = append(l.hashes, hash)
	if l.sounds != nil {
		sound := l.sounds.intern(spelling.Sound(word))
		l.soundOf = append(l.soundOf, sound)
		l.traits = append(l.traits, trait{uint32(l.sounds.hash(sound)), shapeOf(word)})
	}
	n = uint32(len(l.ends))
	l.places[place] = n
	if 4*len(l.ends) > 3*len(l.places) {
		l.grow()
	}
	return n
}

// grow doubles the places.
func (l *lexicon) grow() {
	l.places = make([]uint32, 2*len(l.places))
	mask := len(l.places) - 1
	for i, hash := range l.hashes {
		place := int(hash) & mask
		for l.places[place] != 0 {
			place = (place + 1) & mask
		}
		l.places[place] = uint32(i + 1)
	}
}

// hashText is a 64-bit hash of a text that does not change from run to run
// (FNV-1a, finished by a mixer).
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h, uint64(len(s)))
}

// mix makes one hash of two numbers.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0x9e3779b97f4a7c15, b^0xd6e8feb86659fd93)
	x := hi ^ lo ^ a
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	return x ^ x>>32
}
