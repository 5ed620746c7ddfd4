package store

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/trenza/trenza"
)

//go:embed schema
var schemas embed.FS

// Schema names the set of tables that a database holds.
type Schema string

// The two schemas: what Trenza knows, and the keys that open it.
const (
	Data Schema = "data"
	Keys Schema = "keys"
)

// migrate brings the tables up to the program's schema. Several processes may
// start at once: on PostgreSQL they wait for each other; on SQLite one finds
// the tables that another has just made, fails, and goes on from there.
func (db *DB) migrate(ctx context.Context, schema Schema) error {
	provider, err := db.migrations(schema)
	if err != nil {
		return err
	}
	for stuck := int64(-1); ; {
		current, target, err := provider.GetVersions(ctx)
		if err != nil {
			return err
		}
		if current > target {
			return &trenza.Problem{Kind: trenza.Conflict, Key: "store.newer_than_program", Args: []any{current, target}}
		}
		if _, err = provider.Up(ctx); err == nil || current == stuck {
			return err
		}
		stuck = current
	}
}

// migrations prepares the steps of a schema for the engine.
func (db *DB) migrations(schema Schema) (*goose.Provider, error) {
	files, err := fs.Sub(schemas, "schema/"+string(schema))
	if err != nil {
		return nil, err
	}
	if db.engine == SQLite {
		return goose.NewProvider(goose.DialectSQLite3, db.writer, dialectFS{files, db.engine})
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // asks every second, for five minutes
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db.writer, dialectFS{files, db.engine}, goose.WithSessionLocker(locker))
}

// dialectFS hands goose each migration in its engine's words. Migrations are
// written in PostgreSQL's; the few that differ are turned here.
type dialectFS struct {
	fs.FS
	engine Engine
}

func (d dialectFS) Open(name string) (fs.File, error) {
	file, err := d.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		return file, err
	}
	text, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return &textFile{name: name, Reader: bytes.NewReader(inDialect(d.engine, text))}, nil
}

var (
	definition = regexp.MustCompile(`(?ms)^create table .*?^\);|^alter table [^;]*;`)
	wordText   = regexp.MustCompile(`\btext\b`)
	wordBigint = regexp.MustCompile(`\bbigint\b`)
	wordBytea  = regexp.MustCompile(`\bbytea\b`)
	tableEnd   = regexp.MustCompile(`(?m)^\);`)
)

// inDialect turns the table definitions of a migration into an engine's words.
// PostgreSQL is told to sort text by bytes, as SQLite does; SQLite's tables
// are made strict, as PostgreSQL's are.
func inDialect(engine Engine, migration []byte) []byte {
	return definition.ReplaceAllFunc(migration, func(table []byte) []byte {
		if engine == PostgreSQL {
			return wordText.ReplaceAll(table, []byte(`text collate "C"`))
		}
		table = wordBigint.ReplaceAll(table, []byte("integer"))
		table = wordBytea.ReplaceAll(table, []byte("blob"))
		return tableEnd.ReplaceAll(table, []byte(") strict;"))
	})
}

// textFile is a file of an fs.FS whose text is already in memory.
type textFile struct {
	*bytes.Reader
	name string
}

func (f *textFile) Stat() (fs.FileInfo, error) { return fileInfo{f.name, f.Size()}, nil }
func (f *textFile) Close() error               { return nil }

type fileInfo struct {
	name string
	size int64
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return 0o444 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }
