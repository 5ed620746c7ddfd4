package store

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
)

// Violation is a row that a constraint refused. Constraint is the name that
// the schema gives the rule, the same on both engines.
type Violation struct {
	Constraint string
	cause      error
}

func (v *Violation) Error() string { return "refused by " + v.Constraint + ": " + v.cause.Error() }
func (v *Violation) Unwrap() error { return v.cause }

// Violates reports whether err says that the named constraint refused a row.
func Violates(err error, constraint string) bool {
	v, ok := errors.AsType[*Violation](err)
	return ok && v.Constraint == constraint
}

// explain turns a driver's word about a rule of the schema into a Violation, and
// one about the world outside into a Problem. A value of the wrong type or a
// missing one breaks no rule that has a name: it is our own mistake and stays
// what it is.
func (db *DB) explain(err error) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pg.Code {
		case "23505", "23514": // unique, check
			return &Violation{pg.ConstraintName, err}
		}
	}
	if lite, ok := errors.AsType[*sqlite3.Error](err); ok {
		switch lite.ExtendedCode() {
		case sqlite3.CONSTRAINT_CHECK, sqlite3.CONSTRAINT_UNIQUE, sqlite3.CONSTRAINT_PRIMARYKEY:
			return &Violation{db.constraint(lite.Error()), err}
		}
	}
	return db.outside(err)
}

// constraint reads the rule out of SQLite's message: a check is named in it, a
// unique index is told by its columns.
func (db *DB) constraint(message string) string {
	const marker = " constraint failed: " // SQLite says it twice, the second time with the rule
	rule := message[strings.LastIndex(message, marker)+len(marker):]
	if name, ok := db.indexes[rule]; ok {
		return name
	}
	return rule
}

// learnIndexes notes which columns each unique index of SQLite stands for. A
// primary key has the name that PostgreSQL gives it.
func (db *DB) learnIndexes(ctx context.Context) error {
	db.indexes = make(map[string]string)
	return db.Read(ctx, func(r Reader) error {
		columns := make(map[string][]string)
		err := r.Each(ctx, `
			select m.tbl_name, c.name, case l.origin when 'pk' then m.tbl_name || '_pkey' else m.name end
			from sqlite_schema m, pragma_index_list(m.tbl_name) l, pragma_index_info(m.name) c
			where m.type = 'index' and l.name = m.name and l."unique" = 1
			order by m.name, c.seqno`, nil, func(scan Scan) error {
			var table, column, index string
			err := scan(&table, &column, &index)
			columns[index] = append(columns[index], table+"."+column)
			return err
		})
		for index, names := range columns {
			db.indexes[strings.Join(names, ", ")] = index
		}
		return err
	})
}

// passing reports whether an error comes from two writers meeting, so that
// trying again may do.
func passing(err error) bool {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.Code == "40001" || pg.Code == "40P01" // serialization failure, deadlock
	}
	return errors.Is(err, sqlite3.BUSY)
}
