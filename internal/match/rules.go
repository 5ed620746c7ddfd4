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
	var all []rule
	add := func(atoms ...atom) { all = append(all, rule{atoms: atoms}) }
	of := func(kinds ...Kind) (fields []int) {
		for f, field := range s.Fields {
			if slices.Contains(kinds, field.Kind) {
				fields = append(fields, f)
			}
		}
		return fields
	}
	givens, surnames, names := of(Given), of(Surname), of(Name)
	words := slices.Concat(givens, surnames, names)
	dates, papers, spots := of(Date), of(Document), of(Place, Code)

	for _, f := range slices.Concat(papers, of(Phone, Email)) {
		add(atom{f, whole})
	}
	for _, f := range of(Email) {
		add(atom{f, user})
	}
	for _, g := range givens {
		for _, f := range surnames {
			all = append(all, rule{[]atom{{g, sound}, {f, sound}}, true})
		}
	}
	for _, f := range slices.Concat(surnames, names) {
		add(atom{f, pairs})
	}
	for _, d := range dates {
		for _, w := range words {
			add(atom{d, whole}, atom{w, initial})
		}
	}
	for _, f := range papers {
		for _, w := range words[:min(1, len(words))] {
			add(atom{f, front}, atom{w, sound})
			add(atom{f, back}, atom{w, sound})
		}
	}
	for _, f := range of(Address, Text) {
		add(atom{f, rare})
	}
	for _, w := range words {
		for _, p := range spots {
			if len(dates) > 0 {
				add(atom{w, sound}, atom{dates[0], year}, atom{p, whole})
			}
			if len(dates) == 0 || records <= fewRecords {
				add(atom{w, sound}, atom{p, whole})
			}
		}
		if len(spots) == 0 && len(dates) > 0 {
			add(atom{w, sound}, atom{dates[0], year})
		}
	}
	for _, d := range dates {
		for _, p := range spots {
			add(atom{d, whole}, atom{p, whole})
		}
	}
	if len(all) == 0 {
		for f := range s.Fields {
			add(atom{f, whole})
		}
	}
	return all[:min(len(all), maxRules)]
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
