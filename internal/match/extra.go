package match

import (
	"slices"

	"github.com/trenza/trenza"
)

// BlockPart is a field that a [Block] goes by, and which part of it: "whole",
// "sound" how each word sounds, "initial" how each begins to sound, "pairs" every
// two words, "year", "user" of an address of mail, "front" or "back" half of a
// number, "rare" the rarest words of a text. "" is what suits the kind best.
type BlockPart struct {
	Field int
	Part  string
}

// Block is a blocking rule of one's own: it brings together the records that
// agree on all of its parts, beside those that the schema brings together by
// itself.
type Block []BlockPart

// partNames are the parts as people write them.
var partNames = []string{
	whole: "whole", sound: "sound", initial: "initial", pairs: "pairs", year: "year",
	user: "user", front: "front", back: "back", rare: "rare",
}

// PartsOf lists the parts by which a kind of field can be blocked, the one that
// suits it best first.
func PartsOf(k Kind) []string {
	parts := []part{whole}
	switch k {
	case Given, Surname, Name:
		parts = []part{sound, initial, pairs}
	case Address, Text:
		parts = []part{rare, sound, initial, pairs}
	case Place:
		parts = []part{whole, sound}
	case Date:
		parts = []part{whole, year}
	case Document:
		parts = []part{whole, front, back}
	case Email:
		parts = []part{whole, user}
	}
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = partNames[p]
	}
	return names
}

// rulesWith returns the rules that are asked for, and then those of the schema.
func rulesWith(s Schema, records int, blocks []Block) ([]rule, error) {
	var asked []rule
	for _, b := range blocks {
		var r rule
		for _, p := range b {
			if p.Field < 0 || p.Field >= len(s.Fields) {
				return nil, trenza.Refuse("match.block_unknown", p.Field, s.names())
			}
			field := s.Fields[p.Field]
			known := PartsOf(field.Kind)
			if p.Part == "" {
				p.Part = known[0]
			}
			if !slices.Contains(known, p.Part) {
				return nil, trenza.Refuse("match.part_unknown", p.Part, field.Name, known)
			}
			r.atoms = append(r.atoms, atom{p.Field, part(slices.Index(partNames, p.Part))})
		}
		if len(r.atoms) > 0 {
			asked = append(asked, r)
		}
	}
	all := append(asked, rulesFor(s, records)...)
	return all[:min(len(all), maxRules)], nil
}

// names lists what the fields are called.
func (s Schema) names() []string {
	names := make([]string, len(s.Fields))
	for f, field := range s.Fields {
		names[f] = field.Name
	}
	return names
}
