package attention

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Resettle settles a service for everybody who received it: for when its rule has
// changed, so that no figure is made of completions by two rules. What a session
// was worth on its day stays as it was recorded. Of people who were forgotten
// nothing more is told. It returns how many threads it looked at.
func Resettle(ctx context.Context, tx *journal.Tx, s Service) (threads int, err error) {
	living, err := registry.LivingRoots(ctx, tx, tx.Vault(), tx.Organisation())
	if err != nil {
		return 0, err
	}
	people, err := store.All(ctx, tx, `
		select distinct person
		from attention
		where organisation = $1 and programme = $2 and service = $3`,
		store.Args(tx.Organisation(), s.Programme.ID, s.ID), func(scan store.Scan) (id string, err error) {
			return id, scan(&id)
		})
	if err != nil {
		return 0, err
	}
	roots := make(map[string]bool)
	for _, id := range people {
		if root, lives := living[id]; lives {
			roots[root] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(roots)) {
		root, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
		if err != nil {
			return threads, err
		}
		if err := Settle(ctx, tx, root, s); err != nil {
			return threads, err
		}
		threads++
	}
	return threads, nil
}
