package store

import (
	"context"

	"github.com/trenza/trenza"
)

// Whole reads every page of a file and follows every index. A file of which a page
// was spoilt is Unavailable, even where nobody happens to read it; a damaged index
// would hide rows from whoever asks by it. A server keeps its own files.
func (db *DB) Whole(ctx context.Context) error {
	if db.engine != SQLite {
		return nil
	}
	var said string
	err := db.Read(ctx, func(r Reader) error {
		_, err := r.One(ctx, `pragma integrity_check(1)`, nil, &said)
		return err
	})
	if err == nil && said != "ok" {
		err = &trenza.Problem{Kind: trenza.Unavailable, Key: "store.file_damaged", Args: []any{shown(db.location)}}
	}
	return err
}
