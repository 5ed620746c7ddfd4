package match

import "slices"

// longestNear is how long a word or number may be for others to be looked for
// that are one letter away.
const longestNear = 24

const (
	letterSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digitSet  = "0123456789"
)

// soundsNear appends the sounds of names in the table that are one edit away
// from one of the question.
func (a *asker) soundsNear(into []uint32, sound uint32) []uint32 {
	written, sounds := a.soundAsked(sound)
	begin := len(into)
	eachNear(written, letterSet, func(near []byte) {
		if n := sounds.find(string(near)); n != 0 {
			into = append(into, uint32(sounds.hash(n)))
		}
	})
	slices.Sort(into[begin:])
	return into[:begin+len(slices.Compact(into[begin:]))]
}

// soundAsked returns how a sound of the question is written, and the sounds of
// the table.
func (a *asker) soundAsked(sound uint32) ([]byte, *lexicon) {
	for _, f := range a.index.keyed.names {
		for _, cell := range a.question.field(f, a.fields) {
			if cell == 0 || a.trait(f, cell).sound != sound {
				continue
			}
			known := a.table.lexicons[f]
			if cell&unknownBit == 0 {
				return known.sounds.spell(known.soundOf[cell-1]), known.sounds
			}
			asked := a.asked.of(f)
			return asked.sounds.spell(asked.soundOf[a.asked.number(cell)-1]), known.sounds
		}
	}
	return nil, nil
}

// followNumbers follows the documents or phones of the table that are one edit
// away from those of the question.
func (a *asker) followNumbers(f int, kind Kind, cells []uint32) {
	first, step := 0, 1
	if kind == Document {
		first, step = 1, 2
	}
	known := a.table.lexicons[f]
	for i := first; i < len(cells); i += step {
		eachNear(a.spell(f, cells[i]), digitSet, func(near []byte) {
			if known.find(string(near)) != 0 {
				a.follow(wholeKey(f, near))
			}
		})
	}
}

// eachNear calls each for whatever is one edit away from a word: a letter left
// out, changed for one of a set, put in, or exchanged with its neighbour. What
// it is called with holds until it returns.
func eachNear(word []byte, set string, each func(near []byte)) {
	if len(word) == 0 || len(word) > longestNear {
		return
	}
	var buffer [longestNear + 1]byte
	for i := range len(word) + 1 {
		longer := append(append(append(buffer[:0], word[:i]...), 0), word[i:]...)
		for _, c := range []byte(set) {
			longer[i] = c
			each(longer)
		}
	}
	for i := range word {
		each(append(append(buffer[:0], word[:i]...), word[i+1:]...))
		same := append(buffer[:0], word...)
		for _, c := range []byte(set) {
			same[i] = c
			each(same)
		}
		if i > 0 && word[i] != word[i-1] {
			same[i-1], same[i] = word[i], word[i-1]
			each(same)
		}
	}
}
