package trenza

import "slices"

// Need is what must be so before something is done, in a word or a phrase of the
// room whose table has it.
type Need string

// Change is a line of a state table: out of which state, by what is done, into which
// other, and what must be so before.
type Change[S, V ~string] struct {
	From  S
	Verb  V
	To    S
	Needs []Need
}

// Changes is a state table. What is not in it cannot be done; the manual prints the
// same lines.
type Changes[S, V ~string] []Change[S, V]

// Next returns the first line for a verb from a state, and whether there is one.
func (t Changes[S, V]) Next(from S, verb V) (Change[S, V], bool) {
	return t.find(func(c Change[S, V]) bool { return c.From == from && c.Verb == verb })
}

// Leads returns the line by which a verb leads from a state into another, and
// whether there is one: what decides between several is not in the table.
func (t Changes[S, V]) Leads(from S, verb V, to S) (Change[S, V], bool) {
	return t.find(func(c Change[S, V]) bool { return c.From == from && c.Verb == verb && c.To == to })
}

// Open returns the verbs from a state, in the order of the table, each once.
func (t Changes[S, V]) Open(from S) (verbs []V) {
	for _, c := range t {
		if c.From == from && !slices.Contains(verbs, c.Verb) {
			verbs = append(verbs, c.Verb)
		}
	}
	return verbs
}

func (t Changes[S, V]) find(is func(Change[S, V]) bool) (Change[S, V], bool) {
	if at := slices.IndexFunc(t, is); at >= 0 {
		return t[at], true
	}
	return Change[S, V]{}, false
}
