package cast

import (
	"strings"

	"github.com/trenza/trenza"
)

// Likeness is how somebody who is registered resembles a woman who is known.
type Likeness int

// The ways to resemble somebody. By the first two it is she herself.
const (
	Heard    Likeness = iota // her given name typed as it sounds, with her phone and no paper
	Recalled                 // the year of her birth alone, with her phone and no paper
	Sister                   // her surnames and her phone, and the rest is another woman's
)

// Arrival is somebody of whom the office wrote something down, and who may be a woman
// whom it knew.
type Arrival struct {
	Place trenza.Place
	Like  Likeness
	Given string // her given name, "" for what is known of the other
	Birth trenza.Day
	Paper string // number of her paper, a CPP; "" for none
}

// AskedDay is when they were asked by phone.
const AskedDay trenza.Day = "2021-03-23"

// Arrivals are those who wait for a decision. They were asked by phone how satisfied
// they are and gave no answer, and of that no figure is made.
func Arrivals() []Arrival {
	return []Arrival{
		{Place: "240101", Like: Heard}, {Place: "150132", Like: Recalled}, {Place: "240101", Like: Recalled},
		{Place: "240103", Like: Sister, Given: "Aurimar Josefina", Birth: "1996-04-11", Paper: "009910012"},
		{Place: "200101", Like: Heard}, {Place: "240101", Like: Heard}, {Place: "150110", Like: Heard},
		{Place: "150132", Like: Sister, Given: "Yetsimar Carolina", Birth: "1989-10-02", Paper: "009910013"},
		{Place: "240302", Like: Recalled}, {Place: "070101", Like: Heard}, {Place: "240101", Like: Heard},
		{Place: "240101", Like: Sister, Given: "Dayana Valentina", Birth: "2001-01-27", Paper: "009910014"},
		{Place: "130101", Like: Recalled}, {Place: "150135", Like: Heard},
	}
}

// Mistaken is a sister whom somebody took for her sister: their threads were joined,
// and wait to be parted. Her seed capital is counted in no figure that was published.
func Mistaken() Arrival {
	return Arrival{Place: "240101", Like: Sister, Given: "Génesis Alejandra", Birth: "1998-06-19", Paper: "009910021"}
}

// SeedDay is when she received it, and Hasty the login of whoever took her for her
// sister.
const (
	SeedDay trenza.Day = "2020-08-14"
	Hasty   string     = "flor.tumbes"
)

// ByEar spells a given name as somebody hears it who never saw it written.
func ByEar(name string) string {
	if name == strings.ToUpper(name) {
		return strings.ToUpper(ByEar(strings.ToLower(name)))
	}
	if heard, differs := byEar(name, soundAlike); differs {
		return heard
	}
	heard, _ := byEar(name, [][2]string{{"c", "s"}, {"s", "z"}, {"l", "ll"}, {"m", "mm"}, {"t", "tt"}, {"r", "rr"}})
	return heard
}

// soundAlike are letters that sound like others.
var soundAlike = [][2]string{
	{"ys", "is"}, {"y", "i"}, {"z", "s"}, {"v", "b"}, {"ll", "y"},
	{"sc", "s"}, {"ge", "je"}, {"th", "t"}, {"nn", "n"},
}

// byEar changes the last letters of a name that sound like others, if it has any.
func byEar(name string, alike [][2]string) (heard string, differs bool) {
	for _, sound := range alike {
		if i := strings.LastIndex(name, sound[0]); i > 0 {
			return name[:i] + sound[1] + name[i+len(sound[0]):], true
		}
	}
	return name, false
}
