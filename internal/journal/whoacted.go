package journal

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Acted is who told an entry.
type Acted struct {
	Account string // id, "" for a command line
	Name    string // that she had then
}

// WhoActed returns who told the entries at some positions.
func WhoActed(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, positions []int64) (map[int64]Acted, error) {
	if len(positions) == 0 {
		return nil, nil
	}
	who, err := actors(ctx, r, vault, organisation)
	if err != nil {
		return nil, err
	}
	all := make(map[int64]Acted, len(positions))
	for _, number := range slices.Sorted(slices.Values(positions)) {
		var token string
		found, err := r.One(ctx, `
			select actor
			from journal_entry
			where organisation = $1 and number = $2`, store.Args(organisation, number), &token)
		if err != nil {
			return nil, err
		}
		if found {
			all[number] = Acted{who[token].Account, who[token].Name}
		}
	}
	return all, nil
}
