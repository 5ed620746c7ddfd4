package pathway

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
)

// among returns the one of some threads whom a list means: by a paper, whoever she
// is, or by her name as people call her there. It is nil where nobody is, or several
// may be: a name alone tells somebody only in a small circle, and never by a guess.
func (i Intake) among(ctx context.Context, tx *journal.Tx, said registry.Record, on trenza.Day, roots []string) (*registry.Person, error) {
	if len(said.Documents) > 0 {
		seen, err := i.Registry.Look(ctx, tx, said, on)
		if err != nil || seen.Root() == "" {
			return nil, err
		}
		return registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), seen.Root())
	}
	var found *registry.Person
	for _, root := range slices.Compact(slices.Sorted(slices.Values(roots))) {
		p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), root)
		if err != nil {
			return nil, err
		}
		if p.Forgotten || !slices.ContainsFunc(p.Identity.Names, func(n registry.Name) bool { return calls(said.Name, n) }) {
			continue
		}
		if found != nil {
			return nil, nil
		}
		found = p
	}
	return found, nil
}

// fewestWords is how many words of a name tell somebody in a committee.
const fewestWords = 2

// calls reports whether a name, as a list writes it, is that of somebody in short or
// in full: all the words of one stand in the other.
func calls(said, hers registry.Name) bool {
	a, b := nameWords(said), nameWords(hers)
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= fewestWords && !slices.ContainsFunc(a, func(word string) bool { return !slices.Contains(b, word) })
}

// nameWords are the words of a name, folded, without what only joins them.
func nameWords(n registry.Name) []string {
	return slices.DeleteFunc(strings.Fields(spelling.Fold(n.Surnames+" "+n.Given)), func(word string) bool { return len(word) < 3 })
}
