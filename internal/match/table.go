package match

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/spelling"
)

// A row is a record as it is compared: the lengths of its fields, a byte each,
// and then their cells. What a cell is depends on the kind of its field: the
// number of a word in the field's lexicon, a packed date, the bits of a
// quantity. Values of names and words that stand beside each other are parted
// by a 0.
type row []uint32

// header is how many cells the lengths of n fields take.
func header(n int) int { return (n + 3) / 4 }

// cut tells where in a row of n fields the cells of each field begin, and where
// the last ones end.
func (r row) cut(n int, at *[MaxFields + 1]uint32) {
	begin := uint32(header(n))
	for f := range n {
		at[f] = begin
		begin += r[f/4] >> (8 * (f % 4)) & 0xff
	}
	at[n] = begin
}

// field returns the cells of a field; n is how many fields a row has.
func (r row) field(f, n int) []uint32 {
	at := uint32(header(n))
	for i := range f {
		at += r[i/4] >> (8 * (i % 4)) & 0xff
	}
	return r[at : at+r[f/4]>>(8*(f%4))&0xff]
}

// size is how many cells a row of n fields has.
func (r row) size(n int) int {
	size := header(n)
	for f := range n {
		size += int(r[f/4] >> (8 * (f % 4)) & 0xff)
	}
	return size
}

// longest is how many cells a field may have; what is written beyond is not
// compared.
const longest = 255

// estimatedBit marks a packed date that was reckoned from an age.
const estimatedBit = 1 << 31

// unknownBit marks a word that no record of the table holds, in the row of a
// question.
const unknownBit = 1 << 31

// Table holds records for comparison. Records are only added; an [Index] takes
// them away. A table is safe for many readers while nobody adds.
type Table struct {
	schema   Schema
	lexicons []*lexicon // by field; fields of names share one
	tallies  []tally    // by field
	starts   []uint32   // where each row begins
	gone     int        // how many of the rows an index took away
	cells    []uint32
	rarities [][]float32 // by field and word: the surprises, while nothing is added; see settle
}

// NewTable returns an empty table.
func NewTable(s Schema) *Table {
	t := &Table{schema: s}
	names := newLexicon(true)
	for _, f := range s.Fields {
		lex := names
		switch f.Kind {
		case Given, Surname, Name:
		case Place, Address, Text:
			lex = newLexicon(true)
		default:
			lex = newLexicon(false)
		}
		t.lexicons = append(t.lexicons, lex)
		t.tallies = append(t.tallies, newTally(f.Kind))
	}
	return t
}

// Schema returns what the fields are.
func (t *Table) Schema() Schema { return t.schema }

// Len is how many records there are.
func (t *Table) Len() int { return len(t.starts) }

// Add adds a record and returns its number, from 0.
func (t *Table) Add(r Record) int {
	t.starts = append(t.starts, uint32(len(t.cells)))
	t.cells = t.appendRow(t.cells, r, t.intern)
	t.count(t.row(len(t.starts)-1), +1)
	return len(t.starts) - 1
}

// intern gives a word of a field its number.
func (t *Table) intern(f int, word string) uint32 { return t.lexicons[f].intern(word) }

// row returns the row of a record; those after it may follow.
func (t *Table) row(i int) row {
	return t.cells[t.starts[i]:]
}

// count adds a row to what is known of how common words are, or takes it away.
func (t *Table) count(r row, by int) {
	n := len(t.schema.Fields)
	t.rarities = nil
	for f := range t.tallies {
		t.tallies[f].count(r.field(f, n), by, t.lexicons[f])
	}
}

// appendRow writes a record as a row behind what cells holds already.
func (t *Table) appendRow(cells []uint32, r Record, intern func(f int, word string) uint32) []uint32 {
	n := len(t.schema.Fields)
	begin := len(cells)
	cells = append(cells, make([]uint32, header(n))...)
	for f, field := range t.schema.Fields {
		if f >= len(r) {
			break
		}
		before := len(cells)
		for _, value := range r[f] {
			cells = t.appendValue(cells, before, f, field.Kind, value, intern)
		}
		cells = cells[:min(len(cells), before+longest)]
		cells[begin+f/4] |= uint32(len(cells)-before) << (8 * (f % 4))
	}
	return cells
}

// appendValue writes one value of a field.
func (t *Table) appendValue(cells []uint32, before, f int, kind Kind, value string, intern func(f int, word string) uint32) []uint32 {
	switch kind {
	case Given, Surname, Name, Address, Text:
		words := wordsOf(kind, value)
		if len(words) == 0 {
			return cells
		}
		if len(cells) > before {
			cells = append(cells, 0)
		}
		for _, w := range words {
			cells = append(cells, intern(f, w))
		}
	case Date:
		if day := packDate(value); day != 0 {
			cells = append(cells, day)
		}
	case Number:
		if q, err := strconv.ParseFloat(strings.TrimSpace(value), 32); err == nil {
			cells = append(cells, math.Float32bits(float32(q)))
		}
	case Document:
		if kind, number := paperOf(value); number != "" && len(cells)-before <= longest-2 {
			cells = append(cells, intern(f, kind), intern(f, number))
		}
	default:
		if normal := normalOf(kind, value); normal != "" {
			if n := intern(f, normal); !slices.Contains(cells[before:], n) {
				cells = append(cells, n)
			}
		}
	}
	return cells
}

// wordsOf returns the words of a name or text that are compared.
func wordsOf(kind Kind, value string) []string {
	switch kind {
	case Given:
		return spelling.Given(value)
	case Surname:
		return spelling.Surnames(value)
	}
	words := spelling.Words(value)
	return words[:min(len(words), 60)]
}

// normalOf returns the form in which a value is compared that is no text.
func normalOf(kind Kind, value string) string {
	switch kind {
	case Phone:
		return spelling.Phone(value)
	case Email:
		return strings.ToLower(strings.TrimSpace(value))
	case Code:
		return strings.ReplaceAll(spelling.Fold(value), " ", "")
	}
	return spelling.Fold(value)
}

// paperOf parts a document as [Paper] writes it into its type, folded, and its
// number as it is compared.
func paperOf(value string) (kind, number string) {
	kind, number, typed := strings.Cut(value, paperMark)
	if !typed {
		kind, number = "", value
	}
	return strings.ToUpper(strings.TrimSpace(kind)), spelling.Document(kind, number)
}

// settle reckons the surprise of every word, for many comparisons.
func (t *Table) settle() {
	if t.rarities != nil {
		return
	}
	t.rarities = make([][]float32, len(t.tallies))
	each(len(t.tallies), func(f int) {
		tally := &t.tallies[f]
		t.rarities[f] = make([]float32, len(tally.held))
		for i := range tally.held {
			t.rarities[f][i] = float32(tally.surprise(uint32(i + 1)))
		}
	})
}

// spell returns how a word of a field is written.
func (t *Table) spell(f int, n uint32) []byte { return t.lexicons[f].spell(n) }

// trait is what can be told of a word of a field without spelling it.
func (t *Table) trait(f int, n uint32) trait { return t.lexicons[f].traits[n-1] }

// adopt adds a row of another table of the same schema.
func (t *Table) adopt(from *Table, r row) {
	n := len(t.schema.Fields)
	begin := len(t.cells)
	t.starts = append(t.starts, uint32(begin))
	t.cells = append(t.cells, r[:r.size(n)]...)
	for f, field := range t.schema.Fields {
		if field.Kind == Date || field.Kind == Number {
			continue
		}
		for i, cell := range row(t.cells[begin:]).field(f, n) {
			if cell != 0 {
				row(t.cells[begin:]).field(f, n)[i] = t.intern(f, from.lexicons[f].word(cell))
			}
		}
	}
	t.count(t.cells[begin:], +1)
}

// clip gives back the room that was made for more.
func (t *Table) clip() {
	t.starts, t.cells = slices.Clone(t.starts), slices.Clone(t.cells)
	for f, l := range t.lexicons {
		if slices.Index(t.lexicons, l) == f {
			l.clip()
		}
		t.tallies[f].held = slices.Clone(t.tallies[f].held)
	}
}

// clip gives back the room that was made for more.
func (l *lexicon) clip() {
	l.letters, l.ends, l.hashes = slices.Clone(l.letters), slices.Clone(l.ends), slices.Clone(l.hashes)
	l.traits, l.soundOf = slices.Clone(l.traits), slices.Clone(l.soundOf)
	if l.sounds != nil {
		l.sounds.clip()
	}
}
