package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"

	"github.com/trenza/trenza"
)

// errLost says that the server went away. What was not committed is not there.
var errLost = &trenza.Problem{Kind: trenza.Unavailable, Key: "store.connection_lost", Args: []any{""}}

// outside puts into words what the world did to a database: the disk is full,
// the server went away, the file is damaged or may not be written.
func (db *DB) outside(err error) error {
	if err == nil || trenza.KindOf(err) != trenza.Internal || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	key := db.fault(err)
	if key == "" {
		return err
	}
	return (&trenza.Problem{Kind: trenza.Unavailable, Key: key, Args: []any{shown(db.location)}}).Because(err)
}

// fault names what the world did, "" when it was not the world.
func (db *DB) fault(err error) string {
	switch {
	case db.engine == PostgreSQL && lost(err):
		return errLost.Key
	case full(err):
		return "store.disk_full"
	case errors.Is(err, sqlite3.READONLY), errors.Is(err, sqlite3.CANTOPEN), errors.Is(err, sqlite3.PERM):
		return "store.file_unwritable"
	case errors.Is(err, sqlite3.NOTADB):
		return "store.wrong_key"
	case errors.Is(err, sqlite3.CORRUPT):
		return "store.file_damaged"
	case errors.Is(err, sqlite3.IOERR):
		return "store.disk_failed"
	}
	return ""
}

// lost reports whether the connection to the server broke, or could not be
// made because it is starting or stopping.
func lost(err error) bool {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return strings.HasPrefix(pg.Code, "57P0") || strings.HasPrefix(pg.Code, "08")
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		pgconn.SafeToRetry(err) || strings.Contains(err.Error(), "conn closed")
}

// full reports whether the disk, or what the machine lets a file grow to, is
// used up.
func full(err error) bool {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.Code == "53100"
	}
	return errors.Is(err, sqlite3.FULL) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) || errors.Is(err, syscall.EDQUOT)
}

// inPlace proves that the file which is being written still has its name. One
// that was deleted would take every row in, and lose them all at the end.
func (db *DB) inPlace() error {
	if db.engine == PostgreSQL {
		return nil
	}
	now, err := os.Stat(db.location)
	if err == nil && os.SameFile(now, db.file) {
		return nil
	}
	if err == nil {
		err = fs.ErrNotExist
	}
	return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.file_gone", Args: []any{db.location}}).Because(err)
}
