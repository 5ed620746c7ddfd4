package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/bits"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // the encryption of its files

	"github.com/trenza/trenza"
)

// Engine names one of the two engines.
type Engine string

// The engines.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgresql"
)

// readers is how many connections read at once.
const readers = 4

// DB is an open database. Its methods may be called from several goroutines.
type DB struct {
	engine   Engine
	location string
	file     fs.FileInfo // SQLite: which file was opened
	writer   *sql.DB
	reader   *sql.DB
	columns  map[string][]Column
	indexes  map[string]string // SQLite: "table.column, table.column" → unique index
}

// Open opens the database at location, creates it where it is missing and
// brings its schema up to date. A location "postgres://…" is PostgreSQL;
// anything else is the path of an SQLite file, encrypted as a whole with key,
// which must hold 32 bytes (PostgreSQL ignores it). Errors are Problems: the
// wrong key, a folder that cannot be written, a schema newer than the program.
func Open(ctx context.Context, location string, key []byte, schema Schema) (*DB, error) {
	db := &DB{engine: EngineOf(location), location: location}
	var err error
	if db.engine == PostgreSQL {
		err = db.openPostgreSQL(location)
	} else {
		err = db.openSQLite(location, key)
	}
	if err != nil {
		return nil, err
	}
	if err := db.prepare(ctx, schema); err != nil {
		db.Close()
		return nil, db.unreachable(err)
	}
	return db, nil
}

// EngineOf tells which engine a location means.
func EngineOf(location string) Engine {
	if strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://") {
		return PostgreSQL
	}
	return SQLite
}

// Engine returns the engine that holds the database.
func (db *DB) Engine() Engine { return db.engine }

// Close lets go of every connection.
func (db *DB) Close() error {
	if db.reader == db.writer {
		return db.writer.Close()
	}
	return errors.Join(db.reader.Close(), db.writer.Close())
}

func (db *DB) openPostgreSQL(location string) error {
	config, err := pgx.ParseConfig(location)
	if err != nil { // the driver's words may quote a password, so they stay here
		return trenza.Refuse("store.location_unreadable")
	}
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(2 * readers)
	pool.SetMaxIdleConns(readers)
	db.writer, db.reader = pool, pool
	return nil
}

// openSQLite opens two pools on one file: a single connection that writes,
// whose transactions take the write lock at once, and a few that read.
func (db *DB) openSQLite(path string, key []byte) error {
	if len(key) != 32 {
		return fmt.Errorf("the key of %s has %d bytes, not 32", filepath.Base(path), len(key))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{filepath.Dir(path)}}).Because(err)
	}
	var err error
	if db.file, err = ownersOnly(path); err != nil {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.file_unwritable", Args: []any{path}}).Because(err)
	}
	writer, err := (&driver.SQLite{}).OpenConnector(dataSource(path, key, "immediate", "memory"))
	if err != nil {
		return err
	}
	db.writer = sql.OpenDB(roomy{writer})
	db.writer.SetMaxOpenConns(1)
	if db.reader, err = sql.Open("sqlite3", dataSource(path, key, "deferred", "file")); err != nil {
		return err
	}
	db.reader.SetMaxOpenConns(readers)
	db.reader.SetMaxIdleConns(readers)
	return nil
}

// mostMemory is how much memory a connection that writes may come to need, in
// bytes: what it takes back of a large list, and what it sorts meanwhile. It has
// a fraction of it as long as it does not.
const mostMemory = 4 << 30

// roomy connects with as much memory. A connection that has too little of it
// cannot go on, nor let go of the lock on the file.
type roomy struct{ sqldriver.Connector }

// Connect implements driver.Connector.
func (r roomy) Connect(ctx context.Context) (sqldriver.Conn, error) {
	if bits.UintSize == 64 { // there is no such room in fewer bits
		ctx = sqlite3.WithMaxMemory(ctx, mostMemory)
	}
	return r.Connector.Connect(ctx)
}

// ownersOnly makes a file that is not there yet readable by its owner alone;
// SQLite gives its log the same rights.
func ownersOnly(path string) (fs.FileInfo, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	return info, errors.Join(err, file.Close())
}

// dataSource writes the driver's name for the file. The key comes first: until
// it is set nothing in the file can be read. What is temporary stays in memory
// where rows are written, for every savepoint has some; what readers sort may be
// more than a connection can hold, and lies in files, each under a key of chance.
func dataSource(path string, key []byte, lock, temporary string) string {
	query := url.Values{
		"vfs":     {"adiantum"},
		"_txlock": {lock},
		"_pragma": {
			"hexkey('" + hex.EncodeToString(key) + "')",
			"busy_timeout(5000)",
			"journal_mode(wal)",
			"synchronous(normal)",
			"foreign_keys(on)",
			"temp_store(" + temporary + ")",
			"cache_size(-32768)", // KiB: every page read again is decrypted again
		},
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query.Encode()
}

// prepare proves that the database can be read, then brings the schema up.
func (db *DB) prepare(ctx context.Context, schema Schema) error {
	if err := db.reach(ctx); err != nil {
		return err
	}
	if err := db.sorting(ctx, func() error { return db.migrate(ctx, schema) }); err != nil {
		return err
	}
	if err := db.learnColumns(ctx); err != nil || db.engine == PostgreSQL {
		return err
	}
	return db.learnIndexes(ctx)
}

// sorting does something that may sort whole tables, as a new index does: what is
// temporary lies in files meanwhile.
func (db *DB) sorting(ctx context.Context, do func() error) error {
	if db.engine == PostgreSQL {
		return do()
	}
	if _, err := db.writer.ExecContext(ctx, "pragma temp_store = file"); err != nil {
		return err
	}
	err := do()
	_, errBack := db.writer.ExecContext(ctx, "pragma temp_store = memory")
	return errors.Join(err, errBack)
}

// reach connects for the first time. SQLite does not wait by itself while
// another process is making the same file.
func (db *DB) reach(ctx context.Context) error {
	for patience := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		err := db.writer.PingContext(ctx)
		if !errors.Is(err, sqlite3.BUSY) || time.Now().After(patience) {
			return err
		}
	}
}

// unreachable puts into words why a database could not be opened.
func (db *DB) unreachable(err error) error {
	key := "store.unreachable"
	switch worded := db.outside(err); {
	case errors.Is(err, sqlite3.BUSY):
		key = "store.busy"
	case db.engine == SQLite && errors.Is(err, sqlite3.ERROR):
		key = "store.file_damaged" // its tables are not what migrations left
	case trenza.KindOf(worded) != trenza.Internal && !errors.Is(worded, errLost):
		return worded
	}
	return (&trenza.Problem{Kind: trenza.Unavailable, Key: key, Args: []any{shown(db.location)}}).Because(err)
}

// shown is what may be printed of a location: never a password, which may also
// stand among the settings.
func shown(location string) string {
	if EngineOf(location) == SQLite {
		return location
	}
	u, err := url.Parse(location)
	if err != nil {
		return "postgres://…"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}
