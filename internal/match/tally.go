package match

import (
	"math"

	"github.com/trenza/trenza/internal/spelling"
)

// tally is how common each value of one field is.
type tally struct {
	share   func(word string) float64 // how common a word is in the world, nil when nothing is known
	held    []uint32                  // by number of the word, less one
	shares  []float64                 // of the same words in the world, where share is known
	dates   map[uint32]uint32         // of a field of dates or quantities, which stand for themselves
	total   float64                   // of all counts
	squares float64                   // of all counts
	listed  float64                   // how many of the counts are of words that the lists know
}

func newTally(kind Kind) tally {
	switch kind {
	case Given:
		return tally{share: spelling.GivenShare}
	case Surname:
		return tally{share: spelling.SurnameShare}
	case Date, Number:
		return tally{dates: map[uint32]uint32{}}
	}
	return tally{}
}

// count adds the cells of a field, or takes them away.
func (t *tally) count(cells []uint32, by int, lex *lexicon) {
	t.meet(lex)
	for _, c := range cells {
		if c == 0 || c&unknownBit != 0 && t.dates == nil {
			continue
		}
		before := t.of(c)
		t.set(c, uint32(int(before)+by))
		t.total += float64(by)
		t.squares += float64(by) * (2*float64(before) + float64(by))
		if t.shareOf(c) > 0 {
			t.listed += float64(by)
		}
	}
}

// of returns how many hold a value.
func (t *tally) of(c uint32) uint32 {
	switch {
	case t.dates != nil:
		return t.dates[c]
	case c&unknownBit != 0 || int(c) > len(t.held):
		return 0
	}
	return t.held[c-1]
}

func (t *tally) set(c, n uint32) {
	switch {
	case t.dates != nil && n == 0:
		delete(t.dates, c)
		return
	case t.dates != nil:
		t.dates[c] = n
		return
	}
	t.held[c-1] = n
}

// meet makes room for the words of a lexicon, those included that only another
// field holds.
func (t *tally) meet(lex *lexicon) {
	for n := len(t.held) + 1; n <= lex.size() && t.dates == nil; n++ {
		t.held = append(t.held, 0)
		if t.share != nil {
			t.shares = append(t.shares, t.share(lex.word(uint32(n))))
		}
	}
}

// shareOf is how common a word that was counted is in the world, 0 when nothing
// is known.
func (t *tally) shareOf(c uint32) float64 {
	if t.dates != nil || c&unknownBit != 0 || int(c) > len(t.shares) {
		return 0
	}
	return t.shares[c-1]
}

// listWeight is how many holders the lists of names stand for beside those of the
// table: few records take their word, many outvote them. Where the lists know
// few of the names they are of other countries and stand for nobody.
const listWeight = 2000

// listAgreement is the chance that two names drawn from the lists agree.
const listAgreement = 0.005

// rarest is how rare a value may seem, in records: one that two records share is
// held twice at least.
const rarest = 2

// surprise returns how much more it says, in bits, that two records agree on
// this value than on any, under the assumption that they are strangers: log2 of
// the chance that two values drawn at random agree over the share of this one.
func (t *tally) surprise(c uint32) float64 { return t.surpriseOf(t.of(c), t.shareOf(c)) }

// surpriseOf is the surprise of a value that so many hold, and whose share in the
// world is known, or 0.
func (t *tally) surpriseOf(held uint32, share float64) float64 {
	if t.total < rarest {
		return 0
	}
	weight := 0.0
	if t.share != nil {
		weight = listWeight * (t.listed / t.total) * (t.listed / t.total)
	}
	all := t.total + weight
	holders := max(float64(held), min(rarest, t.total)) + weight*share
	agree := max((t.squares+weight*(weight+2*t.total)*listAgreement)/(all*all), 1/all)
	return min(max(math.Log2(agree*all/holders), -mostCommon), mostRare)
}

// A value shared by everybody takes away at most mostCommon bits, and one that
// nobody else has adds at most mostRare: a slip of the pen makes rare values.
const (
	mostCommon = 10.0
	mostRare   = 6.0
)
