package venture

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Venture is a woman's own business.
type Venture struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"`
	Person    string       `json:"person"` // id of the record for which it was begun
	Place     trenza.Place `json:"place,omitempty"`
	Starts    trenza.Day   `json:"starts"` // from which the months are counted
	Name      string       `json:"name,omitempty"`

	Root  string `json:"-"` // id of her surviving thread, when it is read
	Entry int64  `json:"-"` // that began it
}

// Key names a row among those of the room.
func (v Venture) Key() string { return "venture " + v.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (v Venture) Says() string {
	return strings.Join([]string{v.ID, v.Programme, v.Service, v.Person, string(v.Place), string(v.Starts)}, "|")
}

// writer is who writes, and how far she reads.
type writer struct {
	tx    *journal.Tx
	scope access.Scope
}

func writing(ctx context.Context, tx *journal.Tx) (writer, error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	return writer{tx, scope}, err
}

func (w writer) today() trenza.Day { return trenza.LocalDay(w.tx.Now()) }

// happened refuses a day that is none, or is yet to come.
func (w writer) happened(day trenza.Day) error {
	read, err := trenza.ParseDay(string(day))
	switch today := w.today(); {
	case err != nil:
		return trenza.Refuse("venture.day_unknown", string(day))
	case read > today:
		return trenza.Refuse("venture.day_future", day, today)
	}
	return nil
}

// may refuses what the actor may not do with rows of a service at a place.
func (w writer) may(verb, programme, service string, place trenza.Place) error {
	s := w.scope.Service(programme, service)
	return w.scope.May(verb, access.Row{
		Kind: access.Attention, Class: s.Class, Programme: programme, Service: service, Field: s.Field, Place: place,
	})
}

// service finds a service of a programme in use.
func (w writer) service(ctx context.Context, programmeID, service string) (attention.Service, error) {
	d, err := programme.Find(ctx, w.tx, w.tx.Organisation(), programmeID)
	if err != nil {
		return attention.Service{}, err
	}
	s, offered := d.Service(service)
	if !offered {
		return attention.Service{}, trenza.Refuse("venture.no_service", service)
	}
	return attention.Service{Programme: d, Service: s}, nil
}

// reached returns a person, if the actor reaches her. Of one whom she does not it
// says the same as of nobody.
func (w writer) reached(ctx context.Context, person string) (*registry.Person, error) {
	for _, verb := range []string{"person.read", "person.list"} {
		permitted, err := registry.Permits(ctx, w.tx, w.scope, verb, person)
		if err != nil {
			return nil, err
		}
		if !permitted {
			continue
		}
		p, err := registry.Find(ctx, w.tx, w.tx.Vault(), w.tx.Organisation(), person)
		if err == nil && p.Forgotten {
			err = &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
		}
		return p, err
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{person}}
}

// who is the account of the actor, or where nobody has one a token of her name: it
// tells people apart and names nobody.
func (w writer) who(ctx context.Context) (string, error) {
	actor := w.tx.Actor()
	if actor.Account != "" {
		return actor.Account, nil
	}
	return w.tx.Vault().Token(ctx, w.tx.Organisation(), "venture actor", actor.Name)
}

// Begin keeps that a woman has, or is about to begin, a business of her own:
// Programme, Person, Place, Starts and Name are the caller's to give.
func Begin(ctx context.Context, tx *journal.Tx, v Venture) (Venture, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return v, err
	}
	d, err := programme.Find(ctx, tx, tx.Organisation(), v.Programme)
	if err != nil {
		return v, err
	}
	if d.Ventures == nil {
		return v, trenza.Refuse("venture.none_supported", d.ID)
	}
	v.Service = d.Ventures.Service
	if err := w.may("attention.give", v.Programme, v.Service, v.Place); err != nil {
		return v, err
	}
	if err := w.happened(v.Starts); err != nil {
		return v, err
	}
	if v.Name = strings.TrimSpace(v.Name); v.Name == "" {
		return v, trenza.Refuse("venture.name_missing")
	}
	p, err := w.reached(ctx, v.Person)
	if err != nil {
		return v, err
	}
	v.ID, v.Person, v.Root = trenza.NewID(), p.Root, p.Root
	if v.Entry, err = tx.Tell(ctx, told[Venture]{Row: v, verb: begun, person: v.Person}); err != nil {
		return v, err
	}
	return v, insertVenture(ctx, tx, v)
}

// changed returns a business that the actor reads and may write to, with its
// programme.
func (w writer) changed(ctx context.Context, id string) (Venture, *programme.Definition, error) {
	v, d, err := w.found(ctx, id)
	if err == nil {
		err = w.may("attention.give", v.Programme, v.Service, v.Place)
	}
	return v, d, err
}

// found returns a business that the actor reads, with its programme.
func (w writer) found(ctx context.Context, id string) (Venture, *programme.Definition, error) {
	v, err := ByID(ctx, w.tx, w.tx.Vault(), w.scope, id)
	if err != nil {
		return v, nil, err
	}
	d, err := programme.Find(ctx, w.tx, w.tx.Organisation(), v.Programme)
	if err == nil && d.Ventures == nil {
		err = trenza.Refuse("venture.none_supported", d.ID)
	}
	return v, d, err
}

// sealed seals a value as JSON under her key.
func sealed(ctx context.Context, tx *journal.Tx, person string, class trenza.Class, table, row, column string, value any) ([]byte, error) {
	plain, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return tx.Seal(ctx, person, class, slot(table, row, column), plain)
}
