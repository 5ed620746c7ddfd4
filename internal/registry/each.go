package registry

import (
	"context"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// openedAtOnce is how many records are opened together: their keys come from the
// key store in one question.
const openedAtOnce = 256

// Each calls each for every record of an organisation, opened, in the order of
// registration. Only a few hundred are in memory at a time.
func Each(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, each func(*Person) error) error {
	o := opening{vault: vault, organisation: organisation, each: each}
	err := r.Each(ctx, `select `+personColumns+`
		from person
		where organisation = $1
		order by number`, store.Args(organisation), func(scan store.Scan) error {
		row, err := scanPerson(scan)
		if err != nil {
			return err
		}
		o.rows = append(o.rows, row)
		if len(o.rows) < openedAtOnce {
			return nil
		}
		return o.flush(ctx)
	})
	if err != nil {
		return err
	}
	return o.flush(ctx)
}

// opening opens records some at a time.
type opening struct {
	vault        *seal.Vault
	organisation string
	each         func(*Person) error
	rows         []sealedPerson
}

// flush opens the records at hand and hands them over.
func (o *opening) flush(ctx context.Context) error {
	keys := make([]seal.KeyID, len(o.rows))
	for i, row := range o.rows {
		keys[i] = seal.PersonKey(row.ID)
	}
	if err := o.vault.Fetch(ctx, keys...); err != nil {
		return err
	}
	for _, row := range o.rows {
		p, err := row.open(ctx, o.vault, o.organisation)
		if err != nil {
			return err
		}
		if err := o.each(p); err != nil {
			return err
		}
	}
	o.rows = o.rows[:0]
	return nil
}
