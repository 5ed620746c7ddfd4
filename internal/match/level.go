package match

import "slices"

// Level is how far two values of one field agree.
type Level uint8

// The levels. Each kind of field uses some of them; see [levelsOf].
const (
	Missing   Level = iota // one side says nothing, or nothing comparable: no evidence
	Same                   // the same
	Exchanged              // the same surnames in the other order
	Part                   // one side has a word less, and what both have is the same
	Near                   // sounds the same, or one letter differs
	NearPart               // a word less, and the rest sounds the same
	Most                   // most words agree
	Half                   // half of the words agree
	Some                   // one word agrees and one differs
	SomeNear               // one word sounds the same and one differs
	Alike                  // resembles it from afar
	Swapped                // given names and surnames stand in each other's column
	First                  // the same day, but 1 January, which stands for "some time that year"
	Slip                   // one digit differs, or day and month are exchanged
	Loose                  // the same year or month, as far as one side knows
	Year                   // the same year, another day
	Beside                 // a year beside, as far as one side knows; nearly as large
	Prefix                 // the same larger place: province, postal area
	Region                 // the same region
	OtherKind              // the same number on a paper of another type
	Little                 // a few words agree
	Other                  // nothing in common
	levelCount
)

var levelNames = [levelCount]string{
	"missing", "same", "exchanged", "part", "near", "near_part", "most", "half", "some", "some_near", "alike", "swapped",
	"first", "slip", "loose", "year", "beside", "prefix", "region", "other_kind", "little", "other",
}

// String returns the name of a level, as it stands in the keys of sentences and
// in a model that is kept.
func (l Level) String() string {
	if l >= levelCount {
		return levelNames[Missing]
	}
	return levelNames[l]
}

// ParseLevel reads the name of a level; what is none is Missing.
func ParseLevel(name string) Level {
	return Level(max(0, slices.Index(levelNames[:], name)))
}

// Levels is how two records agree, field by field.
type Levels [MaxFields]Level
