package venture

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func slot(table, row, column string) seal.Slot {
	return seal.Slot{Table: table, Row: row, Column: column}
}

// unsealed opens a value that was sealed as JSON under a person's key. Of somebody
// who was forgotten it leaves into as it is.
func unsealed(ctx context.Context, vault *seal.Vault, organisation, person string, class trenza.Class, at seal.Slot, value []byte, into any) error {
	if value == nil {
		return nil
	}
	plain, err := vault.Open(ctx, organisation, seal.PersonKey(person), class, at, value)
	if errors.Is(err, seal.ErrForgotten) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, into)
}

// ofPerson says where a row with a business v, or work w, of a record p keeps what
// policies ask for.
func ofPerson(alias string) access.Columns {
	return access.Columns{
		Organisation: alias + ".organisation", Programme: alias + ".programme", Service: alias + ".service",
		Place: alias + ".place", Root: "p.root",
	}
}

// scoped is a question about rows of a scope being written, with its arguments.
type scoped struct {
	scope access.Scope
	args  []any
}

func within(scope access.Scope, args ...any) *scoped {
	return &scoped{scope, append(store.Args(scope.Organisation), args...)}
}

func (q *scoped) arg(v any) string {
	q.args = append(q.args, v)
	return fmt.Sprintf("$%d", len(q.args))
}

// where is the condition under which rows with some columns are within the scope.
func (q *scoped) where(verb string, kind access.Kind, columns access.Columns) string {
	return access.SQL(q.scope.Where(verb, kind), columns, q.arg)
}

// named is 1 where the reader sees who a record p is.
func (q *scoped) named() string {
	return "case when " + access.SQL(q.scope.Where("person.read", access.Person), registry.PersonColumns("p"), q.arg) + " then 1 else 0 end"
}
