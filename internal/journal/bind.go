package journal

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Bind proves that a database and a key store belong together. The first time
// it ties them; afterwards keys of another installation are refused before
// anything is read or written with them.
func Bind(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	const installation = "trenza"
	slot := seal.Slot{Table: "installation", Row: installation, Column: "sealed"}
	key := seal.OrganisationKey("installation")
	return db.Write(ctx, func(tx *store.Tx) error {
		var sealed []byte
		known, err := tx.One(ctx, `select sealed from installation where id = $1`, store.Args(installation), &sealed)
		if err != nil {
			return err
		}
		if known {
			if _, err := vault.Open(ctx, installation, key, trenza.P2, slot, sealed); err != nil {
				return (&trenza.Problem{Kind: trenza.Unavailable, Key: "journal.other_keys"}).Because(err)
			}
			return nil
		}
		if sealed, err = vault.Seal(ctx, installation, key, trenza.P2, slot, []byte(trenza.NewID())); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into installation (id, sealed)
			values ($1, $2)
			on conflict (id) do nothing`, installation, sealed)
		return err
	})
}
