package pathway

import (
	"context"
	"errors"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// permitted reports whether a reader may see a held row, or decide about it: she
// reviews records of whom it speaks, and reads services of its kind where it was
// given. What it says of somebody who was forgotten is nobody's any more.
func (h Held) permitted(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, verb string) (bool, error) {
	said, err := h.open(ctx, vault, scope.Organisation)
	if errors.Is(err, seal.ErrForgotten) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, row := range said.rows(scope) {
		read := "attention.read"
		if row.Kind == access.Activity {
			read = "activity.read"
		}
		if scope.May(read, row) != nil {
			return false, nil
		}
	}
	if h.Person != "" {
		return registry.Reviews(ctx, r, scope, verb, h.Person)
	}
	known := []access.Ambit{{Programme: said.Programme, Course: said.Service, Place: said.Activity.Place}}
	return scope.May(verb, access.Row{Kind: access.Pair, Class: trenza.P2, Known: known}) == nil, nil
}

// rows are what a reception would record, as policies know it.
func (r reception) rows(scope access.Scope) (rows []access.Row) {
	if r.Activity != nil {
		return []access.Row{r.Activity.Row()}
	}
	s := scope.Service(r.Programme, r.Service)
	for _, a := range r.Given {
		rows = append(rows, access.Row{
			Kind: access.Attention, Class: s.Class, Programme: s.Programme, Service: s.ID, Field: s.Field, Place: a.Place,
		})
	}
	return rows
}
