package registry

import (
	"context"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Each calls each for every record of an organisation, opened, in the order of
// registration. Only the one at hand is in memory.
func Each(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, each func(*Person) error) error {
	return r.Each(ctx, `select `+personColumns+`
		from person
		where organisation = $1
		order by number`, store.Args(organisation), func(scan store.Scan) error {
		row, err := scanPerson(scan)
		if err != nil {
			return err
		}
		p, err := row.open(ctx, vault, organisation)
		if err != nil {
			return err
		}
		return each(p)
	})
}
