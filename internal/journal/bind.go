package journal

import (
	"context"
	"errors"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// The mark by which a database knows its keys: a value that only they open.
const (
	markID  = "trenza"
	markKey = seal.KeyID("organisation/installation")
)

var markSlot = seal.Slot{Table: "installation", Row: markID, Column: "sealed"}

// Bind proves that a database and a key store belong together. The first time
// it ties them; afterwards keys of another installation are refused before
// anything is read or written with them.
func Bind(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		if marked, err := knows(ctx, tx, vault); marked || err != nil {
			return err
		}
		sealed, err := vault.Seal(ctx, markID, markKey, trenza.P2, markSlot, []byte(trenza.NewID()))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into installation (id, sealed)
			values ($1, $2)
			on conflict (id) do nothing`, markID, sealed)
		if err != nil {
			return err
		}
		_, err = knows(ctx, tx, vault) // another process, with other keys, may have come first
		return err
	})
}

// knows reports whether the database has its mark, and refuses keys that do not
// open it.
func knows(ctx context.Context, r store.Reader, vault *seal.Vault) (marked bool, err error) {
	var sealed []byte
	marked, err = r.One(ctx, `select sealed from installation where id = $1`, store.Args(markID), &sealed)
	if err != nil || !marked {
		return false, err
	}
	_, err = vault.Open(ctx, markID, markKey, trenza.P2, markSlot, sealed)
	if errors.Is(err, seal.ErrNoKey) || errors.Is(err, seal.ErrNotThis) {
		return true, (&trenza.Problem{Kind: trenza.Unavailable, Key: "journal.other_keys"}).Because(err)
	}
	return true, err
}
