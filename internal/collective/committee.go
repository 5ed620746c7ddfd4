package collective

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Committee is a group of a kind, called by one name within its organisation.
type Committee struct {
	ID    string       `json:"id"`
	Kind  string       `json:"kind"` // "vaso_de_leche"
	Name  string       `json:"name"`
	Place trenza.Place `json:"place,omitempty"`
}

// VasoDeLeche is the kind of the base committees of the Vaso de Leche.
const VasoDeLeche = "vaso_de_leche"

// Recognised is told when a committee is first heard of.
type Recognised struct {
	Committee Committee `json:"committee"`
}

// Verb implements journal.Event.
func (Recognised) Verb() string { return "committee.recognised" }

// Class implements journal.Event.
func (Recognised) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Recognised) Person() string { return "" }

// Recognise returns the committee of that name, entering it when it is new.
// fold is the form in which names are compared.
func Recognise(ctx context.Context, tx *journal.Tx, c Committee, fold func(string) string) (Committee, error) {
	if err := access.May(tx.Actor(), "committee.recognise", trenza.P1); err != nil {
		return Committee{}, err
	}
	folded := strings.TrimSpace(strings.TrimPrefix(fold(c.Name)+" ", "comite "))
	if folded == "" {
		return Committee{}, trenza.Refuse("collective.no_name")
	}
	known := Committee{Kind: c.Kind}
	found, err := tx.One(ctx, `
		select id, name, place
		from collective
		where organisation = $1 and kind = $2 and folded = $3`,
		store.Args(tx.Organisation(), c.Kind, folded), &known.ID, &known.Name, &known.Place)
	if err != nil || found {
		return known, err
	}
	c.ID = trenza.NewID()
	entry, err := tx.Tell(ctx, Recognised{c})
	if err != nil {
		return Committee{}, err
	}
	_, err = tx.Exec(ctx, `
		insert into collective (organisation, id, kind, name, folded, place, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Organisation(), c.ID, c.Kind, c.Name, folded, c.Place, entry)
	return c, err
}

// Committees returns the committees of an organisation, in the order in which
// they were first heard of.
func Committees(ctx context.Context, r store.Reader, organisation string) ([]Committee, error) {
	return store.All(ctx, r, `
		select id, kind, name, place
		from collective
		where organisation = $1
		order by entry`, store.Args(organisation), func(scan store.Scan) (Committee, error) {
		var c Committee
		return c, scan(&c.ID, &c.Kind, &c.Name, &c.Place)
	})
}
