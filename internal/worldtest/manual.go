package worldtest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

// TableLines are the lines of a state table as a manual prints them.
func TableLines[S, V ~string](table trenza.Changes[S, V]) (lines []trenza.Change[string, string]) {
	for _, c := range table {
		lines = append(lines, trenza.Change[string, string]{From: string(c.From), Verb: string(c.Verb), To: string(c.To), Needs: c.Needs})
	}
	return lines
}

// Manual expects two guides to print the lines of some state tables and no others: in
// English to the word, in Spanish with the needs in its own.
func Manual(t *testing.T, english, spanish string, lines ...trenza.Change[string, string]) {
	t.Helper()
	texts := make(map[string]string)
	for _, path := range []string{english, spanish} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(text)
		if printed := strings.Count(texts[path], "\n| `"); printed != len(lines) {
			t.Errorf("%s prints %d lines of %d", path, printed, len(lines))
		}
	}
	for _, line := range lines {
		words := make([]string, len(line.Needs))
		for i, need := range line.Needs {
			words[i] = string(need)
		}
		needs := strings.Join(words, ", ")
		start := fmt.Sprintf("| `%s` | `%s` | `%s` | ", line.From, line.Verb, line.To)
		if !strings.Contains(texts[english], start+needs+" |\n") {
			t.Errorf("%s lacks %s%s |", english, start, needs)
		}
		if !strings.Contains(texts[spanish], start) || (needs == "") != strings.Contains(texts[spanish], start+" |\n") {
			t.Errorf("%s lacks %s", spanish, start)
		}
	}
}
