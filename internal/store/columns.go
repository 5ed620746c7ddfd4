package store

import "context"

// Column is a column of a table.
type Column struct {
	Name      string
	Defaulted bool // a row that does not name it gets a value all the same
}

func (v view) Columns(table string) []Column { return v.db.columns[table] }

// columnsOf asks an engine for the columns of its tables.
var columnsOf = map[Engine]string{
	SQLite: `
		select m.name, c.name, c.dflt_value is not null
		from sqlite_schema m, pragma_table_info(m.name) c
		where m.type = 'table'
		order by m.name, c.cid`,
	PostgreSQL: `
		select c.relname, a.attname, a.atthasdef
		from pg_attribute a
		join pg_class c on c.oid = a.attrelid
		where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
		order by c.relname, a.attnum`,
}

// learnColumns notes which columns each table has.
func (db *DB) learnColumns(ctx context.Context) error {
	db.columns = make(map[string][]Column)
	return db.Read(ctx, func(r Reader) error {
		return r.Each(ctx, columnsOf[db.engine], nil, func(scan Scan) error {
			var table string
			var c Column
			err := scan(&table, &c.Name, &c.Defaulted)
			db.columns[table] = append(db.columns[table], c)
			return err
		})
	})
}
