package access

import (
	"slices"
	"testing"
)

// What is asked of a kind of row is what the schema knows.
func TestVerbsAreThoseOfTheSchema(t *testing.T) {
	for kind, some := range knownVerbs() {
		all := Verbs(kind)
		for _, verb := range some {
			if !slices.Contains(all, verb) {
				t.Errorf("%s: %s is missing among %v", kind, verb, all)
			}
		}
	}
	if got := Verbs("Nothing"); got != nil {
		t.Errorf("of no kind: %v", got)
	}
}

// Of who may there are the policies that say so, and none about other verbs,
// other rows, or the command line.
func TestPermittingListsWhoMay(t *testing.T) {
	ids := func(verb string, kind Kind) (ids []string) {
		for _, p := range Permitting(verb, kind, "es") {
			if p.Forbids || p.Says == "" || p.File == "" || p.Line == 0 {
				t.Errorf("%+v", p)
			}
			ids = append(ids, p.ID)
		}
		return ids
	}
	if got, want := ids("entry.read", Entry), []string{"data-officer-log", "own-log"}; !slices.Equal(got, want) {
		t.Errorf("reading the log: %v, want %v", got, want)
	}
	if got := ids("person.read", Person); !slices.Contains(got, "registradora-people") || slices.Contains(got, "meal-codes") || slices.Contains(got, "operator") {
		t.Errorf("reading a person: %v", got)
	}
	if got := ids("person.read", Attention); got != nil {
		t.Errorf("a verb of other rows: %v", got)
	}
}
