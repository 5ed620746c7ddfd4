package match

import (
	"bytes"
	"unicode/utf8"

	"github.com/trenza/trenza/internal/spelling"
)

// Comparer holds rows of one table against each other. It remembers which words
// resemble each other and is for one goroutine.
type Comparer struct {
	table  *Table
	fields int
	kinds  [MaxFields]Kind
	given  int // the fields of names that may be in each other's column
	family int
	swaps  bool
	asked  overlay // words of the question at hand that the table does not hold
	memory []remembered
}

// remembered is how much two words of a lexicon resemble each other.
type remembered struct {
	a, b  uint32
	field uint8
	how   likeness
}

// likeness is how much two words resemble each other.
type likeness uint8

const (
	strange likeness = iota
	alike            // from afar
	near             // by ear, or but for a letter
)

// Agreement is how two rows agree: the levels of the fields and, of those that
// agree, how much it says more than usual because the value is rare.
type Agreement struct {
	Levels   Levels
	Surprise [MaxFields]float32 // bits; negative for common values
}

// NewComparer returns a comparer of rows of a table.
func (t *Table) NewComparer() *Comparer { return t.newComparer(1 << 16) }

// newComparer returns a comparer that remembers so many pairs of words.
func (t *Table) newComparer(pairs int) *Comparer {
	c := &Comparer{table: t, fields: len(t.schema.Fields), memory: make([]remembered, pairs)}
	for f, field := range t.schema.Fields {
		c.kinds[f] = field.Kind
	}
	c.given, c.family, c.swaps = t.schema.swap()
	return c
}

// Levels holds two records of the table against each other.
func (c *Comparer) Levels(a, b int) Agreement { return c.rows(c.table.row(a), c.table.row(b)) }

// rows holds two rows against each other.
func (c *Comparer) rows(a, b row) Agreement {
	var g Agreement
	var x, y [MaxFields + 1]uint32
	a.cut(c.fields, &x)
	b.cut(c.fields, &y)
	for f := range c.fields {
		if x[f] != x[f+1] && y[f] != y[f+1] {
			g.Levels[f], g.Surprise[f] = c.compare(f, c.kinds[f], a[x[f]:x[f+1]], b[y[f]:y[f+1]])
		}
	}
	if c.swaps {
		c.unswap(&g, a, b)
	}
	return g
}

// compare holds the cells of one field against each other.
func (c *Comparer) compare(f int, kind Kind, a, b []uint32) (Level, float32) {
	switch kind {
	case Given, Surname, Name:
		return c.compareNames(f, kind, a, b)
	case Date:
		return c.compareDates(f, a, b)
	case Address, Text:
		return c.compareTexts(f, a, b), 0
	case Number:
		return compareNumbers(a, b), 0
	case Document:
		return c.compareDocuments(f, a, b)
	}
	return c.compareValues(f, kind, a, b)
}

// closest keeps the level of the values that agree best, and of values that agree
// as well what the rarest says.
type closest struct {
	level    Level // Missing until something was offered
	surprise float32
}

func (c *closest) offer(l Level, surprise float32) {
	if l != Missing && (c.level == Missing || l < c.level || l == c.level && surprise > c.surprise) {
		c.level, c.surprise = l, surprise
	}
}

// surprise is how much more agreeing on a value says than agreeing on any.
func (c *Comparer) surprise(f int, cell uint32) float32 {
	if c.kinds[f] != Date && cell&unknownBit != 0 {
		return c.surpriseUnknown(f, cell)
	}
	if c.table.rarities != nil && int(cell) <= len(c.table.rarities[f]) {
		return c.table.rarities[f][cell-1]
	}
	return float32(c.table.tallies[f].surprise(cell))
}

// surpriseUnknown is the surprise of a word of the question that no record has.
func (c *Comparer) surpriseUnknown(f int, cell uint32) float32 {
	tally, share := &c.table.tallies[f], 0.0
	if tally.share != nil {
		share = tally.share(string(c.spell(f, cell)))
	}
	return float32(tally.surpriseOf(0, share))
}

// spell returns how a word of a field is written, one of the question included.
func (c *Comparer) spell(f int, n uint32) []byte {
	if n&unknownBit != 0 {
		return c.asked.of(f).spell(c.asked.number(n))
	}
	return c.table.lexicons[f].spell(n)
}

// trait is what can be told of a word without spelling it.
func (c *Comparer) trait(f int, n uint32) trait {
	if n&unknownBit != 0 {
		return c.asked.of(f).traits[c.asked.number(n)-1]
	}
	return c.table.lexicons[f].traits[n-1]
}

// resemble tells how much two different words of a field resemble each other.
func (c *Comparer) resemble(f int, a, b uint32) likeness {
	p, q := c.trait(f, a), c.trait(f, b)
	switch {
	case p.sound == q.sound:
		return near
	case !p.shape.mayResemble(q.shape):
		return strange
	}
	if a > b {
		a, b = b, a
	}
	m := &c.memory[mix(uint64(a)<<32|uint64(b), uint64(f))%uint64(len(c.memory))]
	if m.a != a || m.b != b || m.field != uint8(f) {
		*m = remembered{a, b, uint8(f), resembleWords(string(c.spell(f, a)), string(c.spell(f, b)))}
	}
	return m.how
}

// Words of fewer letters are not taken for each other's misspelling: Ana and
// Eva, Luz and Paz.
const shortest = 4

// resembleWords compares two folded words that do not sound the same.
func resembleWords(a, b string) likeness {
	la, lb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if la == 1 || lb == 1 { // an initial
		if firstRune(a) == firstRune(b) {
			return near
		}
		return strange
	}
	if max(la, lb) >= shortest && spelling.OneEdit(a, b) || spelling.Nickname(a, b) {
		return near
	}
	winkler := spelling.JaroWinkler(a, b)
	switch {
	case winkler >= 0.94:
		return near
	case winkler >= 0.82, max(la, lb) >= 7 && spelling.Edits(a, b, 2) <= 2:
		return alike
	}
	return strange
}

func firstRune(s string) rune {
	first, _ := utf8.DecodeRuneInString(s)
	return first
}

// unswap sees whether given names and surnames stand in each other's column. They
// then speak once, through the field of given names.
func (c *Comparer) unswap(g *Agreement, a, b row) {
	if !weakName(g.Levels[c.given]) || !weakName(g.Levels[c.family]) {
		return
	}
	n := c.fields
	one, found := c.meet(a.field(c.given, n), b.field(c.family, n))
	other, also := c.meet(a.field(c.family, n), b.field(c.given, n))
	if found && also {
		g.Levels[c.given], g.Levels[c.family] = Swapped, Missing
		g.Surprise[c.given], g.Surprise[c.family] = one+other, 0
	}
}

// weakName reports whether names say too little to be in their right columns.
func weakName(l Level) bool { return l == Other || l == Alike || l == SomeNear }

// meet reports whether the words of the fields of names have one in common, or
// nearly, and how rare it is.
func (c *Comparer) meet(a, b []uint32) (surprise float32, found bool) {
	for _, x := range a {
		for _, y := range b {
			if x != 0 && y != 0 && (x == y || c.resemble(c.given, x, y) == near) {
				surprise, found = max(surprise, min(c.rarity(x), c.rarity(y))), true
			}
		}
	}
	return surprise, found
}

// rarity is the surprise of a word that stands as a given name or a surname.
func (c *Comparer) rarity(word uint32) float32 {
	return min(c.surprise(c.given, word), c.surprise(c.family, word))
}

// joined reports whether two names are the same letters parted otherwise, such
// as "ana maria" and "anamaria".
func (c *Comparer) joined(f int, a, b []uint32) bool {
	if len(a) == len(b) {
		return false
	}
	var x, y [longest]byte
	return bytes.Equal(c.join(f, a, x[:0]), c.join(f, b, y[:0]))
}

func (c *Comparer) join(f int, words []uint32, into []byte) []byte {
	for _, w := range words {
		into = append(into, c.spell(f, w)...)
	}
	return into
}
