package directory

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Organisation is a body that runs a programme, gives part of it, or receives
// referrals.
type Organisation struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Role   string       `json:"role"`
	PartOf string       `json:"part_of,omitempty"` // id of the organisation that it belongs to
	Place  trenza.Place `json:"place,omitempty"`
}

// Listed is told when an organisation enters the directory or changes.
type Listed struct {
	Organisation Organisation `json:"organisation"`
}

// Verb implements journal.Event.
func (Listed) Verb() string { return "organisation.listed" }

// Class implements journal.Event.
func (Listed) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Listed) Person() string { return "" }

// List puts an organisation into the directory of the actor's own. Saying the
// same again changes nothing.
func List(ctx context.Context, tx *journal.Tx, o Organisation) error {
	if err := access.May(tx.Actor(), "organisation.list", access.Row{Kind: access.Organisation, Class: trenza.P1}); err != nil {
		return err
	}
	known, err := Organisations(ctx, tx, tx.Organisation())
	if err != nil {
		return err
	}
	for _, k := range known {
		if k == o {
			return nil
		}
	}
	entry, err := tx.Tell(ctx, Listed{o})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into organisation (host, id, name, role, part_of, place, entry)
		values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (host, id) do update set
			name = excluded.name,
			role = excluded.role,
			part_of = excluded.part_of,
			place = excluded.place,
			entry = excluded.entry`, tx.Organisation(), o.ID, o.Name, o.Role, o.PartOf, o.Place, entry)
	return err
}

// Organisations returns the directory of an organisation, by id.
func Organisations(ctx context.Context, r store.Reader, host string) ([]Organisation, error) {
	return store.All(ctx, r, `
		select
			id,
			name,
			role,
			part_of,
			place
		from organisation
		where host = $1
		order by id`, store.Args(host), func(scan store.Scan) (Organisation, error) {
		var o Organisation
		return o, scan(&o.ID, &o.Name, &o.Role, &o.PartOf, &o.Place)
	})
}
