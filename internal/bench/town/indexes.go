package town

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// index is one that is made of a table, and not with it.
type index struct{ name, definition string }

// indexesOf asks an engine for them.
var indexesOf = map[store.Engine]string{
	store.SQLite: `
		select tbl_name, name, sql
		from sqlite_schema
		where type = 'index' and sql is not null`,
	store.PostgreSQL: `
		select t.relname, i.relname, pg_get_indexdef(i.oid)
		from pg_index x
		join pg_class i on i.oid = x.indexrelid
		join pg_class t on t.oid = x.indrelid
		where t.relnamespace = current_schema()::regnamespace
			and not exists (select 1 from pg_constraint c where c.conindid = i.oid)`,
}

// withoutIndexes writes many rows and makes the indexes of their tables after
// them: each is then sorted once, instead of being looked for a place in for
// every row.
func (in *Installation) withoutIndexes(ctx context.Context, write func() error) error {
	var all []index
	err := in.Data.Read(ctx, func(r store.Reader) error {
		return r.Each(ctx, indexesOf[in.Data.Engine()], nil, func(scan store.Scan) error {
			var table string
			var i index
			err := scan(&table, &i.name, &i.definition)
			if tables[table] != "" {
				all = append(all, i)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	for _, i := range all {
		if err := in.execute(ctx, `drop index `+i.name); err != nil {
			return err
		}
	}
	if err := write(); err != nil {
		return err
	}
	for _, i := range all {
		if err := in.execute(ctx, i.definition); err != nil {
			return err
		}
	}
	return nil
}

// execute runs one statement in a transaction of its own.
func (in *Installation) execute(ctx context.Context, statement string, args ...any) error {
	return in.Data.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, statement, args...)
		return err
	})
}
