package programme

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Adopted is told when a programme, or a new version of it, comes into use.
type Adopted struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`
}

// Verb implements journal.Event.
func (Adopted) Verb() string { return "programme.adopted" }

// Class implements journal.Event.
func (Adopted) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Adopted) Person() string { return "" }

// Runs returns the id of the organisation that runs the programme: the wall
// inside which its people and its rows are kept.
func (d *Definition) Runs() string {
	for _, o := range d.Organisations {
		if o.Role == "runs" {
			return o.ID
		}
	}
	return d.ID
}

// Adopt brings a definition into use and reports whether it is new. A
// definition in use is never edited: the same version with another text, or a
// version before the one in use, is refused. Whoever says what is in use already
// changes nothing, and needs no right to.
func Adopt(ctx context.Context, tx *journal.Tx, d *Definition) (bool, error) {
	current, err := Find(ctx, tx, tx.Organisation(), d.ID)
	if trenza.KindOf(err) != trenza.NotFound && err != nil {
		return false, err
	}
	if err == nil && current.Hash == d.Hash {
		return false, nil
	}
	if err := access.May(tx.Actor(), "programme.adopt", access.Row{Kind: access.Definition, Class: trenza.P1, Programme: d.ID}); err != nil {
		return false, err
	}
	if err == nil && current.Version >= d.Version {
		return false, &trenza.Problem{
			Kind: trenza.Conflict, Key: "programme.in_use",
			Args: []any{d.ID, fmt.Sprint(current.Version), fmt.Sprint(current.Version + 1)},
		}
	}
	entry, err := tx.Tell(ctx, Adopted{d.ID, d.Version, d.Hash})
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `
		insert into programme (organisation, id, version, hash, definition, entry)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), d.ID, d.Version, d.Hash, string(d.Text), entry)
	return true, err
}

// InUse is a programme that an organisation has adopted.
type InUse struct{ Organisation, ID string }

// AllInUse lists the programmes in use, by id.
func AllInUse(ctx context.Context, r store.Reader) ([]InUse, error) {
	return store.All(ctx, r, `
		select distinct id, organisation
		from programme
		order by id, organisation`, nil, func(scan store.Scan) (InUse, error) {
		var p InUse
		return p, scan(&p.ID, &p.Organisation)
	})
}
