package scale

import (
	"slices"

	"github.com/trenza/trenza"
)

// Text is a passage in the two languages of the house.
type Text struct{ ES, EN string }

// In returns the English text for "en" and the Spanish one for anything else.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ES
}

// Instrument is a set of items whose answers are summed.
type Instrument struct {
	ID       string
	Version  string // of the wording; answers keep the one that they were given to
	Title    Text
	Class    trenza.Class // of the answers: P3 where they touch health
	Recall   Text         // the time that is asked about, empty where none is
	Alone    bool         // is asked of her alone or not at all (domain rule 7)
	Items    int          // how many, numbered from 1
	Min, Max int          // of each answer
	Answers  []Option     // what the answers mean, where all items share it and it may be printed
	Parts    []Part       // the sub-scales; none where there is only the total
	Prorate  int          // so many missing answers are made up for by the mean of the others
	Multiply int          // of the sum, for the total; 0 stands for 1
	Wins     string       // Higher or Lower: which total is the better one
	Gain     int          // a change so large means something to her; 0 where nobody has said
	Spheres  int          // in how many parts she must have gained for it to be a change in her life; 0 for none
	Bands    []Band       // what a total is taken for, by where each begins
	Cutoff   *Cutoff      // from which total more is offered; nil where there is none
	Risk     []int        // items of which any answer but 0 asks for the risk protocol at once
	Watch    []string     // parts whose drop asks a trained worker to look after her safety
	Lay      string       // who may ask it
	Licence  Licence
}

// Which total is the better one.
const (
	Higher = "higher"
	Lower  = "lower"
)

// Part is a sub-scale.
type Part struct {
	ID      string
	Title   Text
	Answers []Option
	Items   []Item // in the order of their numbers
}

// Item is a question.
type Item struct {
	Number int
	Text   Text
}

// Option is an answer to choose.
type Option struct {
	Value int
	Title Text
}

// Band is a span of totals from one on.
type Band struct {
	From  int
	Title Text
}

// Cutoff says from which total more is offered, on the worse side of it. It is
// configuration: where it is not verified, Note says so.
type Cutoff struct {
	At    int // the first total that counts; the last one where less is worse
	Offer Text
	Note  string
}

// Licence says what may be done with the instrument.
type Licence struct {
	Printable bool // its items may be printed by us
	Note      Text
	Source    string // who made it
	Form      string // where the form is
}

// Part returns a sub-scale.
func (i *Instrument) Part(id string) (Part, bool) {
	at := slices.IndexFunc(i.Parts, func(p Part) bool { return p.ID == id })
	if at < 0 {
		return Part{}, false
	}
	return i.Parts[at], true
}

// Best is the highest total.
func (i *Instrument) Best() int { return i.Items * i.Max * i.times() }

// Least is the lowest total.
func (i *Instrument) Least() int { return i.Items * i.Min * i.times() }

func (i *Instrument) times() int { return max(i.Multiply, 1) }

// BandOf returns the band of a total, and false where the instrument has none.
func (i *Instrument) BandOf(total int) (band Band, ok bool) {
	for _, b := range i.Bands {
		if total >= b.From {
			band, ok = b, true
		}
	}
	return band, ok
}

// Offers reports whether a total is on the side of the cut-off on which more is
// offered. It is a reason to talk, never a diagnosis.
func (i *Instrument) Offers(total int) bool {
	switch {
	case i.Cutoff == nil:
		return false
	case i.Wins == Lower:
		return total >= i.Cutoff.At
	}
	return total <= i.Cutoff.At
}
