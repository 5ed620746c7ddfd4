package journal

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// FillIn gives a column of a sealed table its first value in every row that has
// none, in a database that is older than the column, once. name tells one filling
// from another. A row that somebody had changed keeps its seal, so that verify
// still says so.
func FillIn(ctx context.Context, db *store.DB, vault *seal.Vault, name, table, column string,
	value func(organisation, row string) ([]byte, error)) error {
	begun, err := vault.HasSecret(ctx, name)
	if err != nil || begun {
		return err
	}
	err = db.Write(ctx, func(tx *store.Tx) error {
		f := filling{tx: tx, vault: vault, table: table, column: column, columns: columnsOf(tx, table), value: value}
		return f.all(ctx)
	})
	if err != nil {
		return err
	}
	_, err = vault.Secret(ctx, name)
	return err
}

// filling is a column being filled in.
type filling struct {
	tx            *store.Tx
	vault         *seal.Vault
	table, column string
	columns       columns
	value         func(organisation, row string) ([]byte, error)
}

// all fills in every row, some at a time, in the order of their keys.
func (f filling) all(ctx context.Context) error {
	organisation, id := "", ""
	for {
		rows, err := store.All(ctx, f.tx, `
			select seal, `+f.columns.String()+`
			from `+f.table+`
			where `+f.column+` is null and (organisation > $1 or organisation = $1 and id > $2)
			order by organisation, id
			limit $3`, store.Args(organisation, id, sealedAtOnce), scanRow(len(f.columns.names)+1))
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			key := f.columns.pick(row[1:], []string{"organisation", "id"})
			organisation, id = key[0].(string), key[1].(string)
			if err := f.row(ctx, organisation, id, row[0], row[1:]); err != nil {
				return err
			}
		}
	}
}

// row fills in one row and seals it anew, unless it is not as it was written.
func (f filling) row(ctx context.Context, organisation, id string, said any, row []any) error {
	seal, err := sealOf(ctx, f.vault, organisation, f.table, f.columns, row)
	if err != nil {
		return err
	}
	value, err := f.value(organisation, id)
	if err != nil {
		return err
	}
	_, err = f.tx.Exec(ctx, `
		update `+f.table+`
		set `+f.column+` = $3
		where organisation = $1 and id = $2`, organisation, id, value)
	if err != nil || said != any(seal) {
		return err
	}
	row[slices.Index(f.columns.names, f.column)] = value
	return putSeal(ctx, f.tx, f.vault, organisation, f.table, f.columns, row)
}
