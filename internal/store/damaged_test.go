package store_test

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// A file whose tables are not what migrations left is damaged, and nobody is told
// to look at a server.
func TestAFileWhoseTablesAreSpoiltIsSaid(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	db := storetest.Open(t, location, store.Data)
	write(t, db, `alter table goose_db_version rename column version_id to spoilt`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, location, storetest.Key, trenza.Unavailable, "store.file_damaged")
}
