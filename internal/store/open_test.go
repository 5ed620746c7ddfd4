package store_test

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// refused opens what must not open and expects the problem.
func refused(t testing.TB, location string, key []byte, kind trenza.Kind, problem string) error {
	t.Helper()
	db, err := store.Open(t.Context(), location, key, store.Data)
	if err == nil {
		db.Close()
		t.Fatalf("%s opened", location)
	}
	if !errors.Is(err, &trenza.Problem{Kind: kind, Key: problem}) {
		t.Errorf("got %v, want %s", err, problem)
	}
	return err
}

func TestAWrongKeyIsSaid(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	db := storetest.Open(t, location, store.Data)
	write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 1, '')`)
	other := []byte("ffffffffffffffffffffffffffffffff")
	err := refused(t, location, other, trenza.Unavailable, "store.wrong_key")
	if strings.Contains(err.Error(), hex.EncodeToString(other)) {
		t.Errorf("the key can be read in %q", err)
	}
	want(t, read(t, db, allHeads), "alma")
}

func TestAFileThatIsNotADatabaseIsSaid(t *testing.T) {
	location := storetest.Location(t, store.SQLite)
	if err := os.WriteFile(location, []byte(strings.Repeat("Apellidos;Nombres;Sexo\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, location, storetest.Key, trenza.Unavailable, "store.wrong_key")
}

func TestAKeyOfTheWrongLengthIsRefused(t *testing.T) {
	for _, key := range [][]byte{nil, []byte("short"), make([]byte, 33)} {
		db, err := store.Open(t.Context(), storetest.Location(t, store.SQLite), key, store.Data)
		if err == nil {
			db.Close()
			t.Errorf("a key of %d bytes was taken", len(key))
		}
	}
}

func TestAFolderThatCannotBeUsedIsSaid(t *testing.T) {
	inTheWay := filepath.Join(t.TempDir(), "datos")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, filepath.Join(inTheWay, "trenza.db"), storetest.Key, trenza.Unavailable, "store.folder_unwritable")
}

func TestAFileThatCannotBeUsedIsSaid(t *testing.T) {
	refused(t, t.TempDir(), storetest.Key, trenza.Unavailable, "store.file_unwritable")
}

func TestOpenMakesTheFoldersItNeeds(t *testing.T) {
	location := filepath.Join(t.TempDir(), "a folder", "100% ñ?", "trenza.db")
	storetest.Open(t, location, store.Data)
	if _, err := os.Stat(location); err != nil {
		t.Error(err)
	}
}

func TestASchemaNewerThanTheProgramIsSaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		write(t, db, `insert into goose_db_version (version_id, is_applied) values (999, true)`)
		refused(t, location, storetest.Key, trenza.Conflict, "store.newer_than_program")
	})
}

func TestOpeningAgainKeepsWhatIsThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		write(t, db, `insert into journal_head (organisation, number, hash) values ('alma', 1, '')`)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		want(t, read(t, storetest.Open(t, location, store.Data), allHeads), "alma")
	})
}

func TestPasswordsAreNeverShown(t *testing.T) {
	for location, problem := range map[string]trenza.Problem{
		"postgres://ana:secreto@127.0.0.1:1/trenza":             {Kind: trenza.Unavailable, Key: "store.unreachable"},
		"postgres://127.0.0.1:1/trenza?user=a&password=secreto": {Kind: trenza.Unavailable, Key: "store.unreachable"},
		"postgresql://ana:secreto@127.0.0.1:puerto/trenza":      {Kind: trenza.Invalid, Key: "store.location_unreadable"},
		"postgres://ana:se creto%@127.0.0.1/trenza?sslmode=x":   {Kind: trenza.Invalid, Key: "store.location_unreadable"},
	} {
		err := refused(t, location, nil, problem.Kind, problem.Key)
		if strings.Contains(err.Error(), "creto") {
			t.Errorf("the password can be read in %q", err)
		}
	}
}

func TestEngineOf(t *testing.T) {
	for location, engine := range map[string]store.Engine{
		"postgres://servidor/trenza":   store.PostgreSQL,
		"postgresql://servidor/trenza": store.PostgreSQL,
		"postgres.db":                  store.SQLite,
		"/var/lib/trenza/trenza.db":    store.SQLite,
	} {
		if got := store.EngineOf(location); got != engine {
			t.Errorf("%s is %s", location, got)
		}
	}
	storetest.Each(t, func(t *testing.T, location string) {
		if got := storetest.Open(t, location, store.Data).Engine(); got != store.EngineOf(location) {
			t.Error(got)
		}
	})
}
