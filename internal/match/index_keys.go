package match

import "slices"

// keyed tells under which keys a row of a schema stands:
//
//   - every two of its names, by sound, in whatever column and order they are;
//   - every name with every year of birth, 0 when there is none;
//   - every exact date;
//   - every document by its number, every phone and every address of mail, this
//     one also by what stands before the @;
//   - every word of an address or a text, by sound.
//
// A schema without any of these goes by all of its fields whole.
type keyed struct {
	fields   int
	kinds    [MaxFields]Kind
	names    []int // fields of names
	dates    []int
	fallback bool
}

// keyedBy tells what the keys of a schema are.
func keyedBy(s Schema) keyed {
	k := keyed{fields: len(s.Fields), fallback: true}
	for f, field := range s.Fields {
		k.kinds[f] = field.Kind
		switch field.Kind {
		case Given, Surname, Name:
			k.names = append(k.names, f)
		case Date:
			k.dates = append(k.dates, f)
		case Document, Phone, Email, Address, Text:
		default:
			continue
		}
		k.fallback = false
	}
	return k
}

// keyKind parts the keys of one kind from those of another.
type keyKind uint64

const (
	keyPair keyKind = iota // of two names
	keyName                // of a name and a year
	keyDay
	keyWhole
	keyUser
	keyWord
)

// key makes a key of what a row says in a field.
func (k keyKind) key(f int, says uint64) uint64 { return mix(says, uint64(k)<<8|uint64(f)) }

// pairKey is the key of two names by their sounds.
func pairKey(a, b uint32) uint64 { return keyPair.key(0, uint64(min(a, b))<<32|uint64(max(a, b))) }

// nameKey is the key of a name and a year.
func nameKey(sound, year uint32) uint64 { return keyName.key(0, uint64(sound)<<32|uint64(year)) }

// Of so many names, and years, a row is found by the first ones.
const (
	keyedNames = 12
	keyedYears = 4
)

// words are how the words of rows are written and sound.
type words interface {
	spell(f int, n uint32) []byte
	trait(f int, n uint32) trait
}

// keys appends the keys of a row, each once.
func (k *keyed) keys(into []uint64, w words, r row) []uint64 {
	sounds, years := k.sounds(nil, w, r), k.years(nil, r)
	for i, a := range sounds {
		for _, b := range sounds[i+1:] {
			into = append(into, pairKey(a, b))
		}
		for _, year := range years {
			into = append(into, nameKey(a, year))
		}
	}
	for f := range k.fields {
		into = k.ofField(into, w, f, r.field(f, k.fields))
	}
	slices.Sort(into)
	return slices.Compact(into)
}

// sounds appends the sounds of the names of a row, each once.
func (k *keyed) sounds(into []uint32, w words, r row) []uint32 {
	for _, f := range k.names {
		for _, cell := range r.field(f, k.fields) {
			if cell == 0 || len(into) == keyedNames {
				continue
			}
			if sound := w.trait(f, cell).sound; !slices.Contains(into, sound) {
				into = append(into, sound)
			}
		}
	}
	return into
}

// years appends the years of the dates of a row, each once, 0 when it has none.
func (k *keyed) years(into []uint32, r row) []uint32 {
	for _, f := range k.dates {
		for _, cell := range r.field(f, k.fields) {
			if year := yearOf(cell); len(into) < keyedYears && !slices.Contains(into, year) {
				into = append(into, year)
			}
		}
	}
	if len(into) == 0 {
		into = append(into, 0)
	}
	return into
}

// yearOf is the year of a packed date.
func yearOf(date uint32) uint32 { return date &^ estimatedBit / 10000 }

// ofField appends the keys that one field gives by itself.
func (k *keyed) ofField(into []uint64, w words, f int, cells []uint32) []uint64 {
	switch kind := k.kinds[f]; {
	case kind == Date:
		for _, cell := range cells {
			if cell&estimatedBit == 0 && !vague(cell) {
				into = append(into, keyDay.key(f, uint64(cell)))
			}
		}
	case kind == Document:
		for i := 1; i < len(cells); i += 2 {
			into = append(into, wholeKey(f, w.spell(f, cells[i])))
		}
	case kind == Phone:
		for _, cell := range cells {
			into = append(into, wholeKey(f, w.spell(f, cell)))
		}
	case kind == Email:
		for _, cell := range cells {
			into = append(into, wholeKey(f, w.spell(f, cell)), keyUser.key(f, userOf(w.spell(f, cell), user)))
		}
	case kind == Address || kind == Text:
		for _, cell := range cells {
			if cell != 0 {
				into = append(into, keyWord.key(f, uint64(w.trait(f, cell).sound)))
			}
		}
	case k.fallback && kind == Number:
		for _, cell := range cells {
			into = append(into, keyWhole.key(f, uint64(cell)))
		}
	case k.fallback:
		for _, cell := range cells {
			into = append(into, wholeKey(f, w.spell(f, cell)))
		}
	}
	return into
}

// wholeKey is the key of a value that is written so.
func wholeKey(f int, written []byte) uint64 { return keyWhole.key(f, hashText(string(written))) }
