package attention

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Selection says which attentions of a programme are asked for.
type Selection struct {
	Definition *programme.Definition
	Service    string // id of the only service, "" for all of them
	Period     trenza.Period
	Forms      bool // the answers to the services' forms as well, opened
	Taken      bool // only what may leave in a list
}

// Select calls each for the attentions of a selection that the scope may see,
// in the order in which they were recorded. A form whose key was destroyed is
// left empty.
func Select(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, s Selection, each func(Attention) error) error {
	query, args := s.query(scope)
	return r.Each(ctx, query, args, func(scan store.Scan) error {
		var a Attention
		var outcomes string
		var form []byte
		err := scan(&a.ID, &a.Service, &a.Person, &a.Day, &a.Place, &outcomes, &a.Minutes, &a.Mark, &a.Collective, &form)
		if err != nil {
			return err
		}
		a.Programme, a.Outcomes = s.Definition.ID, strings.Fields(outcomes)
		if s.Forms && form != nil {
			service, _ := s.Definition.Service(a.Service)
			a.Class = service.Class
			if err := a.openForm(ctx, vault, scope.Organisation, form); err != nil {
				return err
			}
		}
		return each(a)
	})
}

// query asks for the services that the scope may see. The primary key gives the
// order: ids grow with time.
func (s Selection) query(scope access.Scope) (string, []any) {
	args := store.Args(scope.Organisation, s.Definition.ID)
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	where := ""
	if s.Period.From != "" {
		where += " and day >= " + arg(s.Period.From)
	}
	if s.Period.To != "" {
		where += " and day <= " + arg(s.Period.To)
	}
	if s.Service != "" {
		where += " and service = " + arg(s.Service)
	}
	if s.Taken {
		where += " and " + access.SQL(scope.Where("list.export", access.List), columns.Listed(), arg)
	}
	form := "null"
	if s.Forms {
		form = "form"
	}
	return `
		select
			id,
			service,
			person,
			day,
			place,
			outcomes,
			minutes,
			mark,
			collective,
			` + form + `
		from attention a
		where organisation = $1 and programme = $2` + where + `
			and ` + access.SQL(scope.Where("attention.read", access.Attention), columns.Listed(), arg) + `
		order by id`, args
}

func (a *Attention) openForm(ctx context.Context, vault *seal.Vault, organisation string, sealed []byte) error {
	plain, err := vault.Open(ctx, organisation, seal.PersonKey(a.Person), a.Class, formSlot(a.ID), sealed)
	if errors.Is(err, seal.ErrForgotten) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, &a.Form)
}
