package collective

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Committee is an organisation of base of a kind, called by one name within the
// organisation that knows it.
type Committee struct {
	ID        string       `json:"id"`
	Kind      string       `json:"kind"` // "vaso_de_leche", or another of the definition
	Name      string       `json:"name"`
	Place     trenza.Place `json:"place,omitempty"`
	Programme string       `json:"programme,omitempty"` // id of the one by which it was first heard of; "" of old

	Recognition Recognition `json:"-"`
	Entry       int64       `json:"-"` // position at which it was first heard of
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
	if err := access.May(tx.Actor(), "committee.recognise", access.Row{Kind: access.Committee, Class: trenza.P1}); err != nil {
		return Committee{}, err
	}
	known, token, err := called(ctx, tx, c, fold)
	if err != nil || known != nil {
		return orNone(known), err
	}
	c.ID = trenza.NewID()
	return c, enter(ctx, tx, c, token)
}

// called returns the committee of the kind and name of another, nil where there is
// none, and the blind token of that name.
func called(ctx context.Context, tx *journal.Tx, c Committee, fold func(string) string) (*Committee, string, error) {
	folded := bare(c.Kind, fold(c.Name))
	if folded == "" {
		return nil, "", trenza.Refuse("collective.no_name")
	}
	token, err := tx.Vault().Token(ctx, tx.Organisation(), "committee", c.Kind+" "+folded)
	if err != nil {
		return nil, "", err
	}
	known, err := store.All(ctx, tx, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1 and c.token = $2`, store.Args(tx.Organisation(), token), scanCommittee)
	if err != nil || len(known) == 0 {
		return nil, token, err
	}
	found, err := known[0].open(ctx, tx.Vault(), tx.Organisation())
	return &found, token, err
}

func orNone(c *Committee) Committee {
	if c == nil {
		return Committee{}
	}
	return *c
}

func enter(ctx context.Context, tx *journal.Tx, c Committee, token string) error {
	entry, err := tx.Tell(ctx, Recognised{c})
	if err != nil {
		return err
	}
	organisation := tx.Organisation()
	name, err := tx.Vault().Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, nameSlot(c.ID), []byte(c.Name))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into collective (organisation, id, kind, token, name, place, programme, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, organisation, c.ID, c.Kind, token, name, c.Place, c.Programme, entry)
	return err
}

func nameSlot(id string) seal.Slot {
	return seal.Slot{Table: "collective", Row: id, Column: "name"}
}

// sealedCommittee is a row of the table collective. Its name is closed: in a
// district everybody knows who speaks for a committee.
type sealedCommittee struct {
	Committee
	name []byte
}

// committeeColumns are read by scanCommittee, in this order; the committee is c.
const committeeColumns = `
	c.id,
	c.kind,
	c.place,
	coalesce(c.programme, ''),
	coalesce(c.resolution, ''),
	coalesce(c.recognised, ''),
	coalesce(c.recognised_until, ''),
	c.entry,
	c.name`

func scanCommittee(scan store.Scan) (sealedCommittee, error) {
	var c sealedCommittee
	err := scan(&c.ID, &c.Kind, &c.Place, &c.Programme, &c.Recognition.Resolution, &c.Recognition.From, &c.Recognition.Until,
		&c.Entry, &c.name)
	return c, err
}

func (c sealedCommittee) open(ctx context.Context, vault *seal.Vault, organisation string) (Committee, error) {
	name, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, nameSlot(c.ID), c.name)
	c.Name = string(name)
	return c.Committee, err
}

// Committees returns the committees of an organisation, in the order in which
// they were first heard of.
func Committees(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) ([]Committee, error) {
	rows, err := store.All(ctx, r, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1
		order by c.entry`, store.Args(organisation), scanCommittee)
	if err != nil {
		return nil, err
	}
	return openAll(ctx, vault, organisation, rows)
}

func openAll(ctx context.Context, vault *seal.Vault, organisation string, rows []sealedCommittee) ([]Committee, error) {
	committees := make([]Committee, len(rows))
	for i, row := range rows {
		var err error
		if committees[i], err = row.open(ctx, vault, organisation); err != nil {
			return nil, err
		}
	}
	return committees, nil
}
