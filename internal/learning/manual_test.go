package learning_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
)

// The manual prints the state tables as they are: in English to the word, in Spanish
// with the needs in its own.
func TestTheManualPrintsTheTables(t *testing.T) {
	english, err := os.ReadFile("../../docs/training.md")
	if err != nil {
		t.Fatal(err)
	}
	spanish, err := os.ReadFile("../../docs/formacion.es.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	expect := func(from, verb, to string, all []trenza.Need) {
		words := make([]string, len(all))
		for i, need := range all {
			words[i] = string(need)
		}
		needs := strings.Join(words, ", ")
		lines++
		start := fmt.Sprintf("| `%s` | `%s` | `%s` | ", from, verb, to)
		if !strings.Contains(string(english), start+needs+" |\n") {
			t.Errorf("docs/training.md lacks %s%s |", start, needs)
		}
		if !strings.Contains(string(spanish), start) || (needs == "") != strings.Contains(string(spanish), start+" |\n") {
			t.Errorf("docs/formacion.es.md lacks %s", start)
		}
	}
	for _, c := range learning.CohortChanges() {
		expect(string(c.From), c.Verb, string(c.To), c.Needs)
	}
	for _, c := range learning.SessionChanges() {
		expect(string(c.From), c.Verb, string(c.To), c.Needs)
	}
	for _, c := range learning.EnrolmentChanges() {
		expect(string(c.From), c.Verb, string(c.To), c.Needs)
	}
	for name, text := range map[string][]byte{"training.md": english, "formacion.es.md": spanish} {
		if printed := strings.Count(string(text), "\n| `"); printed != lines {
			t.Errorf("docs/%s prints %d lines of %d", name, printed, lines)
		}
	}
}
