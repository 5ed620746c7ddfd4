package registry

import (
	"context"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Forgotten returns the numbers of the people of an organisation whose keys were
// destroyed. They stay in every figure, without a name.
func Forgotten(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[int64]bool, error) {
	people, err := vault.Destroyed(ctx)
	if err != nil {
		return nil, err
	}
	numbers := make(map[int64]bool)
	for _, id := range people {
		var number int64
		found, err := r.One(ctx, `
			select number
			from person
			where organisation = $1 and id = $2`, store.Args(organisation, id), &number)
		if err != nil {
			return nil, err
		}
		if found {
			numbers[number] = true
		}
	}
	return numbers, nil
}
