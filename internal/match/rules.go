package match

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// part is what of a field a blocking rule goes by.
type part int

const (
	whole   part = iota // the value, or the exact day
	sound               // how each word sounds
	initial             // how each word begins to sound
	pairs               // every two of the words, by sound, in any order
	year                // of a date
	user                // of an address of mail
	front               // of a number: its first half
	back                // of a number: its second half
	rare                // of a text: its rarest words
)

// atom is a part of a field.
type atom struct {
	field int
	part  part
}

// rule brings together the records that agree on all of its atoms; of one with
// several values any will do.
type rule struct {
	atoms []atom
	cross bool // the first two atoms may change places: names in each other's column
}

// uses reports whether a rule goes by a field.
func (r rule) uses(f int) bool {
	return slices.ContainsFunc(r.atoms, func(a atom) bool { return a.field == f })
}

// asks reports whether a rule asks for more than the first letter of a field.
func (r rule) asks(f int) bool {
	return slices.ContainsFunc(r.atoms, func(a atom) bool { return a.field == f && a.part != initial })
}

// maxRules is how many rules are told apart.
const maxRules = 32

// fewRecords is how many records afford rules that bring very many together.
const fewRecords = 50_000

// rulesFor returns the blocking rules for so many records of a schema. Each
// leaves out what another asks for, so that whoever has one field wrong is found
// by the rest.
func rulesFor(s Schema, records int) []rule {
	book := ruleBook{schema: s, few: records <= fewRecords, words: s.of(Given, Surname, Name), dates: s.of(Date), spots: s.of(Place, Code)}
	book.byValue()
	book.byName()
	book.byBirth()
	book.byHalves()
	book.byText()
	book.byHome()
	if len(book.rules) == 0 {
		for f := range s.Fields {
			book.add(atom{f, whole})
		}
	}
	return book.rules[:min(len(book.rules), maxRules)]
}

// of returns the fields of some kinds.
func (s Schema) of(kinds ...Kind) (fields []int) {
	for f, field := range s.Fields {
		if slices.Contains(kinds, field.Kind) {
			fields = append(fields, f)
		}
	}
	return fields
}

// ruleBook writes down the rules of a schema.
type ruleBook struct {
	schema              Schema
	few                 bool // so few records that rules may bring very many together
	words, dates, spots []int
	rules               []rule
}

func (b *ruleBook) add(atoms ...atom) { b.rules = append(b.rules, rule{atoms: atoms}) }

// byValue goes by what one person alone has, or a household.
func (b *ruleBook) byValue() {
	for _, f := range b.schema.of(Document, Phone, Email) {
		b.add(atom{f, whole})
	}
	for _, f := range b.schema.of(Email) {
		b.add(atom{f, user})
	}
}

// byName goes by two words of a name.
func (b *ruleBook) byName() {
	for _, g := range b.schema.of(Given) {
		for _, f := range b.schema.of(Surname) {
			b.rules = append(b.rules, rule{[]atom{{g, sound}, {f, sound}}, true})
		}
	}
	for _, f := range b.schema.of(Surname, Name) {
		b.add(atom{f, pairs})
	}
}

// byBirth goes by the day and how a name begins; among many, by how it sounds.
func (b *ruleBook) byBirth() {
	how := sound
	if b.few {
		how = initial
	}
	for _, d := range b.dates {
		for _, w := range b.words {
			b.add(atom{d, whole}, atom{w, how})
		}
	}
}

// byHalves goes by half of the number of a paper, for the other half may have a
// digit wrong. Numbers in a row have their first half in common with very many.
func (b *ruleBook) byHalves() {
	for _, f := range b.schema.of(Document) {
		for _, w := range b.words[:min(1, len(b.words))] {
			b.add(atom{f, back}, atom{w, sound})
			if b.few {
				b.add(atom{f, front}, atom{w, sound})
			}
		}
	}
}

// byText goes by the rarest words of a text.
func (b *ruleBook) byText() {
	for _, f := range b.schema.of(Address, Text) {
		b.add(atom{f, rare})
	}
}

// byHome goes by one name and where somebody lives, or when she was born, for the
// other names may be changed by marriage, or missing. Only few records afford to
// leave the birth out.
func (b *ruleBook) byHome() {
	for _, w := range b.words {
		for _, p := range b.spots {
			if len(b.dates) > 0 {
				b.add(atom{w, sound}, atom{b.dates[0], year}, atom{p, whole})
			}
			if b.few || len(b.dates) == 0 {
				b.add(atom{w, sound}, atom{p, whole})
			}
		}
		if len(b.spots) == 0 && len(b.dates) > 0 {
			b.add(atom{w, sound}, atom{b.dates[0], year})
		}
	}
	for _, d := range b.dates {
		for _, p := range b.spots {
			b.add(atom{d, whole}, atom{p, whole})
		}
	}
}

// finer returns what parts a block that is too large: the atoms that a schema
// has beside those of the rule, those that tell most apart first.
func finer(s Schema, r rule) []atom {
	var atoms []atom
	for f, field := range s.Fields {
		if r.uses(f) {
			continue
		}
		switch field.Kind {
		case Date:
			atoms = append(atoms, atom{f, year})
		case Given, Surname, Name:
			atoms = append(atoms, atom{f, sound})
		case Place, Code, Phone, Category:
			atoms = append(atoms, atom{f, whole})
		}
	}
	rank := func(a atom) int { return []int{whole: 2, sound: 1, year: 0}[a.part] }
	slices.SortStableFunc(atoms, func(a, b atom) int { return cmp.Compare(rank(a), rank(b)) })
	return atoms
}

// keys appends the keys of a row by a rule.
func (t *Table) keys(into []uint64, r rule, row row) []uint64 {
	begin := len(into)
	into = t.values(into, r.atoms[0], row)
	var scratch [64]uint64
	for i, a := range r.atoms[1:] {
		values := t.values(scratch[:0], a, row)
		had := slices.Clone(into[begin:])
		into = into[:begin]
		for _, k := range had {
			for _, v := range values {
				if r.cross && i == 0 && v < k {
					k, v = v, k
				}
				into = append(into, mix(k, v))
			}
		}
	}
	slices.Sort(into[begin:])
	return into[:begin+len(slices.Compact(into[begin:]))]
}

// values appends the values of an atom in a row, as hashes.
func (t *Table) values(into []uint64, a atom, r row) []uint64 {
	cells := r.field(a.field, len(t.schema.Fields))
	lex := t.lexicons[a.field]
	switch a.part {
	case sound, initial:
		for _, c := range cells {
			if c != 0 {
				into = append(into, soundOf(lex, c, a.part))
			}
		}
	case pairs:
		for i, x := range cells {
			for _, y := range cells[i+1:] {
				if x != 0 && y != 0 && x != y {
					p, q := lex.soundHash(x), lex.soundHash(y)
					into = append(into, mix(min(p, q), max(p, q)))
				}
			}
		}
	case rare:
		into = t.rarest(into, a.field, cells)
	case year:
		for _, c := range cells {
			into = append(into, uint64(c&^estimatedBit)/10000)
		}
	default:
		into = t.wholes(into, a, cells)
	}
	return into[:min(len(into), 64)]
}

func soundOf(lex *lexicon, c uint32, p part) uint64 {
	if p == sound {
		return lex.soundHash(c)
	}
	spelled := lex.spell(c)
	if lex.sounds != nil {
		spelled = lex.sounds.spell(lex.soundOf[c-1])
	}
	first, _ := utf8.DecodeRune(spelled)
	return uint64(first)
}

// wholes appends the values of fields that are compared whole, or halves of
// them.
func (t *Table) wholes(into []uint64, a atom, cells []uint32) []uint64 {
	lex := t.lexicons[a.field]
	switch t.schema.Fields[a.field].Kind {
	case Date:
		for _, c := range cells {
			if c&estimatedBit == 0 && !vague(c) {
				into = append(into, uint64(c))
			}
		}
	case Document:
		for i := 1; i < len(cells); i += 2 {
			into = append(into, halved(lex.spell(cells[i]), a.part))
		}
	case Number:
		for _, c := range cells {
			into = append(into, uint64(c))
		}
	case Email:
		for _, c := range cells {
			into = append(into, userOf(lex.spell(c), a.part))
		}
	default:
		for _, c := range cells {
			if c != 0 {
				into = append(into, lex.hash(c))
			}
		}
	}
	return into
}

// halved is the hash of a number, or of one of its halves.
func halved(number []byte, p part) uint64 {
	half := len(number) / 2
	switch p {
	case front:
		number = number[:half]
	case back:
		number = number[half:]
	}
	return mix(hashText(string(number)), uint64(p))
}

// userOf is the hash of an address of mail, or of what stands before its @.
func userOf(email []byte, p part) uint64 {
	if p == user {
		if at := slices.Index(email, '@'); at > 2 {
			email = email[:at]
		}
	}
	return mix(hashText(string(email)), uint64(p))
}

// rareWords is how many words of a text two records may meet by.
const rareWords = 5

// rarest appends the pairs of the rarest words of a text, and the rarest two by
// themselves.
func (t *Table) rarest(into []uint64, f int, cells []uint32) []uint64 {
	lex, tally := t.lexicons[f], &t.tallies[f]
	words := slices.DeleteFunc(slices.Clone(cells), func(c uint32) bool { return c == 0 })
	slices.SortFunc(words, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(tally.of(x), tally.of(y)), cmp.Compare(lex.soundHash(x), lex.soundHash(y)))
	})
	words = slices.Compact(words)
	words = words[:min(len(words), rareWords)]
	for i, x := range words {
		if i < 2 {
			into = append(into, lex.soundHash(x))
		}
		for _, y := range words[i+1:] {
			p, q := lex.soundHash(x), lex.soundHash(y)
			into = append(into, mix(min(p, q), max(p, q)))
		}
	}
	return into
}
