package journal

import (
	"context"
	"errors"
	"slices"

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
// anything is read or written with them. A database from before rows had seals
// gets them here, once.
func Bind(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	if err := tie(ctx, db, vault); err != nil {
		return err
	}
	return sealOldRows(ctx, db, vault)
}

// tie leaves the mark in a database that has none. It writes only then: a
// question need not wait for whoever is writing.
func tie(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	var marked bool
	err := db.Read(ctx, func(r store.Reader) (err error) {
		marked, err = knows(ctx, r, vault)
		return err
	})
	if marked || err != nil {
		return err
	}
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

// ForgetAgain has keys and data witness for each other whose key was destroyed.
// An older copy of the key store that was put back forgets them again, and
// again is how many; an older copy of the data learns of them.
func ForgetAgain(ctx context.Context, db *store.DB, vault *seal.Vault) (again int, err error) {
	destroyed, err := vault.Destroyed(ctx)
	if err != nil {
		return 0, err
	}
	noted, err := forgotten(ctx, db, vault)
	if err != nil {
		return 0, err
	}
	for _, person := range noted {
		if slices.Contains(destroyed, person) {
			continue
		}
		if err := vault.Forget(ctx, person); err != nil {
			return again, err
		}
		again++
	}
	fresh := slices.DeleteFunc(destroyed, func(person string) bool { return slices.Contains(noted, person) })
	if len(fresh) == 0 {
		return again, nil
	}
	return again, noteForgotten(ctx, db, vault, fresh)
}

// forgotten returns the people whom the data knows to be forgotten. A name that
// somebody slipped in is refused: her key would be destroyed.
func forgotten(ctx context.Context, db *store.DB, vault *seal.Vault) (people []string, err error) {
	err = db.Read(ctx, func(r store.Reader) error {
		return r.Each(ctx, `
			select id, seal
			from forgotten_key
			order by id`, nil, func(scan store.Scan) error {
			var id, seal string
			if err := scan(&id, &seal); err != nil {
				return err
			}
			people = append(people, id)
			expected, err := forgottenSeal(ctx, vault, id)
			if err == nil && seal != expected {
				err = conflict("journal.row_changed", "forgotten_key", id)
			}
			return err
		})
	})
	return people, err
}

func forgottenSeal(ctx context.Context, vault *seal.Vault, person string) (string, error) {
	return vault.Token(ctx, markID, "forgotten", person)
}

func noteForgotten(ctx context.Context, db *store.DB, vault *seal.Vault, people []string) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		for _, person := range people {
			seal, err := forgottenSeal(ctx, vault, person)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `
				insert into forgotten_key (id, seal)
				values ($1, $2)
				on conflict (id) do nothing`, person, seal)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// sealsBegan is the secret whose presence says that every row carries a seal.
// It is kept with the keys: taken out of the data, it could be taken out by
// whoever changed a row.
const sealsBegan = "row seals"

// sealOldRows gives a seal to the rows of a database that was made before there
// were any, once.
func sealOldRows(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	begun, err := vault.HasSecret(ctx, sealsBegan)
	if err != nil || begun {
		return err
	}
	err = db.Write(ctx, func(tx *store.Tx) error {
		for _, table := range SealedTables() {
			if err := sealTable(ctx, tx, vault, table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = vault.Secret(ctx, sealsBegan)
	return err
}

// sealedAtOnce is how many rows of an old database are in memory at a time.
const sealedAtOnce = 50_000

func sealTable(ctx context.Context, tx *store.Tx, vault *seal.Vault, table string) error {
	columns := columnsOf(tx, table)
	if len(columns.names) == 0 {
		return nil
	}
	for {
		rows, err := store.All(ctx, tx, unsealed(table, columns), nil, scanRow(len(columns.names)))
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			organisation := columns.pick(row, []string{wall(table)})[0].(string)
			if err := putSeal(ctx, tx, vault, organisation, table, columns, row); err != nil {
				return err
			}
		}
	}
}
