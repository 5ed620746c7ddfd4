package store_test

import (
	"errors"
	"os"
	"slices"
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

// Whichever page of a file was spoilt, of many that are tried, somebody notices: at the latest whoever asks
// whether it is whole.
func TestASpoiltPageIsNoticed(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	db := storetest.Open(t, location, store.Data)
	write(t, db, `insert into collective (organisation, id, kind, token, name, place, entry) values ('muni', 'norte', 'comite', 'n', x'00', '140113', 1)`)
	if err := db.Whole(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(location)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for at := page / 2; at < len(sound); at += 5 * page { // to open each takes a while
		spoilt := slices.Clone(sound)
		spoilt[at] ^= 1
		if err := os.WriteFile(location, spoilt, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(t.Context(), location, storetest.Key, store.Data)
		if err == nil {
			err = db.Whole(t.Context())
			_ = db.Close()
		}
		if trenza.KindOf(err) != trenza.Unavailable && !errors.Is(err, trenza.Refuse("store.wrong_key")) {
			t.Errorf("byte %d of %d: %v", at, len(sound), err)
		}
	}
}
