// Package storetest gives every test real databases of its own: an encrypted
// SQLite file, and a database on a temporary PostgreSQL where one is installed.
//
// Cases for PostgreSQL are made only where its programs are found, so that
// "go test ./..." needs nothing but Go. Under TRENZA_TEST=all their absence
// fails; under TRENZA_TEST=go nothing but Go is used, whatever is installed.
package storetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza/internal/store"
)

// Key is the key of every database of the tests.
var Key = []byte("0123456789abcdef0123456789abcdef")

// Everything reports whether the run must cover all engines and browsers.
func Everything() bool { return os.Getenv("TRENZA_TEST") == "all" }

// Bare reports whether the run is to go as where nothing but Go is installed.
func Bare() bool { return os.Getenv("TRENZA_TEST") == "go" }

// Engines returns the engines that this machine can test.
func Engines(t testing.TB) []store.Engine {
	t.Helper()
	if binaries() != "" && !Bare() {
		return []store.Engine{store.SQLite, store.PostgreSQL}
	}
	if Everything() {
		t.Fatal("PostgreSQL is not installed and TRENZA_TEST=all asks for it")
	}
	return []store.Engine{store.SQLite}
}

// Each runs a test once on every engine, each time in a new empty place.
func Each(t *testing.T, test func(t *testing.T, location string)) {
	t.Helper()
	for _, engine := range Engines(t) {
		t.Run(string(engine), func(t *testing.T) { test(t, Location(t, engine)) })
	}
}

// Location returns where a new empty database of the engine may be opened.
func Location(t testing.TB, engine store.Engine) string {
	t.Helper()
	if engine == store.PostgreSQL {
		return PostgreSQL(t)
	}
	return filepath.Join(t.TempDir(), "trenza.db")
}

// Open opens a database that is closed when the test ends.
func Open(t testing.TB, location string, schema store.Schema) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), location, Key, schema)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
