package match

import "slices"

// overlay holds the words of a question that the table does not, so that no
// question leaves a trace in the table. Their numbers are marked by unknownBit
// and never used again for another word, until they are all used up.
type overlay struct {
	lexicons []*lexicon // by field; fields of names share one
	first    uint32     // number of the first word of the question at hand
}

// newOverlay returns an overlay of a table.
func newOverlay(t *Table) overlay {
	var o overlay
	for f, known := range t.lexicons {
		if same := slices.Index(t.lexicons, known); same < f {
			o.lexicons = append(o.lexicons, o.lexicons[same])
		} else {
			o.lexicons = append(o.lexicons, newLexicon(known.sounds != nil))
		}
	}
	return o
}

// reset forgets the words. It reports whether numbers begin anew.
func (o *overlay) reset() (anew bool) {
	used := 0
	for _, l := range o.lexicons {
		used = max(used, l.size())
		l.reset()
	}
	if anew = int(o.first)+used > unknownBit/2; anew {
		o.first = 0
		return true
	}
	o.first += uint32(used)
	return false
}

// intern gives a word its number.
func (o *overlay) intern(f int, word string) uint32 {
	return (o.first + o.lexicons[f].intern(word)) | unknownBit
}

// of returns the words of a field.
func (o *overlay) of(f int) *lexicon { return o.lexicons[f] }

// number returns the number that a word has in its lexicon.
func (o *overlay) number(n uint32) uint32 { return n&^unknownBit - o.first }

// reset forgets all words.
func (l *lexicon) reset() {
	if l.size() == 0 {
		return
	}
	l.letters, l.ends, l.hashes = l.letters[:0], l.ends[:0], l.hashes[:0]
	l.traits, l.soundOf = l.traits[:0], l.soundOf[:0]
	clear(l.places)
	if l.sounds != nil {
		l.sounds.reset()
	}
}
