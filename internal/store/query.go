package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"sync"
)

// Scan copies the columns of the current row into dest, as database/sql does.
type Scan func(dest ...any) error

// Reader asks questions of one consistent state of the database.
type Reader interface {
	// Each calls row for every row that the query returns. The row function
	// asks nothing more of the same Reader: a connection answers one query at
	// a time.
	Each(ctx context.Context, query string, args []any, row func(Scan) error) error
	// One copies the first row into dest and reports whether there was one.
	One(ctx context.Context, query string, args []any, dest ...any) (bool, error)
	// Columns returns the columns of a table, none when there is no such table.
	Columns(table string) []Column
}

// Tx is a transaction that may write. It is also a Reader, of its own state.
type Tx struct {
	view
}

// Exec runs a statement and returns how many rows it touched. A constraint
// that refuses is a *Violation.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	statement, err := tx.statement(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(ctx, nulls(args)...)
	if err != nil {
		return 0, tx.db.explain(err)
	}
	return result.RowsAffected()
}

// nulls makes null of missing bytes, which one driver would store as empty.
func nulls(args []any) []any {
	for i, arg := range args {
		if b, ok := arg.([]byte); ok && b == nil {
			args[i] = nil
		}
	}
	return args
}

// Args gathers the arguments of a query.
func Args(args ...any) []any { return args }

// All collects what row makes of every row that the query returns.
func All[T any](ctx context.Context, r Reader, query string, args []any, row func(Scan) (T, error)) ([]T, error) {
	var all []T
	err := r.Each(ctx, query, args, func(scan Scan) error {
		v, err := row(scan)
		all = append(all, v)
		return err
	})
	return all, err
}

// Read runs do on a snapshot: whatever others write meanwhile is not seen.
func (db *DB) Read(ctx context.Context, do func(Reader) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if db.engine == PostgreSQL {
		options.Isolation = sql.LevelRepeatableRead
	}
	return db.transact(ctx, db.reader, options, func(v view) error { return do(v) })
}

func (db *DB) transact(ctx context.Context, pool *sql.DB, options *sql.TxOptions, do func(view) error) error {
	err := db.try(ctx, pool, options, do)
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		// The library rolls back by itself when a context ends, and whoever comes
		// next is told that the transaction is over but not why.
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}

func (db *DB) try(ctx context.Context, pool *sql.DB, options *sql.TxOptions, do func(view) error) error {
	tx, err := pool.BeginTx(ctx, options)
	if err != nil {
		return db.explain(err)
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := do(view{db, tx, make(map[string]*sql.Stmt)}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return &uncommitted{db.explain(fmt.Errorf("committing: %w", err))}
	}
	return nil
}

// view is a transaction that asks. It belongs to one goroutine.
type view struct {
	db         *DB
	tx         *sql.Tx
	statements map[string]*sql.Stmt
}

func (v view) Each(ctx context.Context, query string, args []any, row func(Scan) error) error {
	statement, err := v.statement(ctx, query)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(ctx, nulls(args)...)
	if err != nil {
		return v.db.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return v.db.explain(rows.Err())
}

func (v view) One(ctx context.Context, query string, args []any, dest ...any) (bool, error) {
	statement, err := v.statement(ctx, query)
	if err != nil {
		return false, err
	}
	err = statement.QueryRowContext(ctx, nulls(args)...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, v.db.explain(err)
}

// statement prepares a text once for the transaction: a list of thousands of
// rows runs the same few texts again and again.
func (v view) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if prepared, ok := v.statements[query]; ok {
		return prepared, nil
	}
	prepared, err := v.tx.PrepareContext(ctx, spelling(v.db.engine, query))
	if err != nil {
		return nil, v.db.explain(err)
	}
	v.statements[query] = prepared
	return prepared, nil
}

var (
	parameter = regexp.MustCompile(`\$([0-9]+)`)
	spellings sync.Map // PostgreSQL's spelling → SQLite's
)

// spelling writes a query as the engine reads it: SQLite's driver binds by
// position, so $1 becomes ?1.
func spelling(engine Engine, query string) string {
	if engine == PostgreSQL {
		return query
	}
	if text, ok := spellings.Load(query); ok {
		return text.(string)
	}
	text := parameter.ReplaceAllString(query, "?$1")
	spellings.Store(query, text)
	return text
}
