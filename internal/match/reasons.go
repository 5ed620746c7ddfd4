package match

import "strings"

// Reason is what one field of two records says, for people: the key of a
// sentence, the name of the field as people call it, and both values as they
// were written.
type Reason struct {
	Field int
	Name  string // of the field
	Key   string // "match.given.near"
	A, B  string
	For   bool // speaks for one person, otherwise against
	Loud  bool // speaks loudly, whichever way
}

// Loud reasons weigh at least so many bits.
const loud = 4

// Reasons says field by field why two records weigh what they weigh, in the
// order of the schema. Fields of which a side says nothing are silent.
func (m *Model) Reasons(a, b Record) []Reason {
	t := NewTable(m.Schema)
	t.Add(a)
	t.Add(b)
	g := t.NewComparer().Levels(0, 1)
	return m.ReasonsOf(g.Levels, a, b)
}

// ReasonsOf is [Model.Reasons] for levels that are known already, such as those
// that were kept with a suggestion.
func (m *Model) ReasonsOf(levels Levels, a, b Record) []Reason {
	var reasons []Reason
	for f, field := range m.Schema.Fields {
		level := levels[f]
		if level == Missing {
			continue
		}
		bits := m.bits[f][level][person] - m.bits[f][level][strangers]
		reasons = append(reasons, Reason{
			Field: f, Name: field.Name, Key: "match." + string(field.Kind) + "." + level.String(),
			A: Written(a, f), B: Written(b, f), For: bits > 0, Loud: max(bits, -bits) >= loud,
		})
	}
	return reasons
}

// Written is what stands in a field, all its values.
func Written(r Record, f int) string {
	if f >= len(r) {
		return ""
	}
	var values []string
	for _, v := range r[f] {
		values = append(values, strings.TrimSpace(strings.ReplaceAll(v, paperMark, " ")))
	}
	return strings.Join(values, " / ")
}
