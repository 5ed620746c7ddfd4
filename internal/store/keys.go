package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// KeyShelf is a key store in a database of its own, opened with the schema
// Keys. It sees wrapped keys only.
type KeyShelf struct {
	DB *DB
}

// loadedAtOnce is how many keys are asked for in one question.
const loadedAtOnce = 256

// Load returns the wrapped keys among ids that are there; a destroyed key is
// returned empty.
func (k KeyShelf) Load(ctx context.Context, ids ...string) (map[string][]byte, error) {
	found := make(map[string][]byte, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := k.DB.Read(ctx, func(r Reader) error {
		for some := range slices.Chunk(ids, loadedAtOnce) {
			args := make([]any, len(some))
			for i, id := range some {
				args[i] = id
			}
			err := r.Each(ctx, `select id, wrapped from wrapped_key where id in (`+places(len(args))+`)`, args, func(scan Scan) error {
				var id string
				var wrapped []byte
				err := scan(&id, &wrapped)
				found[id] = wrapped
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// places writes the places of so many arguments, "$1, $2".
func places(n int) string {
	var text strings.Builder
	for i := range n {
		if i > 0 {
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "$%d", i+1)
	}
	return text.String()
}

// Save keeps new keys, all or none. A key that is already there stays.
func (k KeyShelf) Save(ctx context.Context, wrapped map[string][]byte) error {
	return k.DB.Write(ctx, func(tx *Tx) error {
		for id, key := range wrapped {
			_, err := tx.Exec(ctx, `
				insert into wrapped_key (id, wrapped)
				values ($1, $2)
				on conflict (id) do nothing`, id, key)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Destroy forgets a key for ever and keeps the fact that it existed.
func (k KeyShelf) Destroy(ctx context.Context, id string) error {
	at := time.Now().UTC().Format(time.RFC3339)
	return k.DB.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `
			insert into wrapped_key (id, wrapped, destroyed_at)
			values ($1, null, $2)
			on conflict (id) do update set wrapped = null, destroyed_at = excluded.destroyed_at`, id, at)
		return err
	})
}

// Destroyed returns the ids of the keys that were destroyed, in order.
func (k KeyShelf) Destroyed(ctx context.Context) ([]string, error) {
	var ids []string
	err := k.DB.Read(ctx, func(r Reader) (err error) {
		ids, err = All(ctx, r, `
			select id
			from wrapped_key
			where destroyed_at is not null
			order by id`, nil, func(scan Scan) (id string, err error) { return id, scan(&id) })
		return err
	})
	return ids, err
}

// Held returns how many keys of a kind ("person/", "organisation/") are kept.
func (k KeyShelf) Held(ctx context.Context, prefix string) (int, error) {
	held := 0
	err := k.DB.Read(ctx, func(r Reader) error {
		return r.Each(ctx, `select id from wrapped_key where wrapped is not null`, nil, func(scan Scan) error {
			var id string
			err := scan(&id)
			if strings.HasPrefix(id, prefix) {
				held++
			}
			return err
		})
	})
	return held, err
}
