package report

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Ask is a set of figures that somebody wants frozen, and that waits for somebody
// else to sign (domain rule 14.1).
type Ask struct {
	ID      string
	Account string // whose it is
	Name    string // hers, when she asked
	At      time.Time
	Order   Order // as of the position at which it was counted
}

// How long an ask waits, and how many of one account wait at a time.
const (
	askLasts = 7 * 24 * time.Hour
	mostAsks = 10
)

// keptAsk is what the row of an ask holds sealed. Its definition is the one that
// was in use when it was counted.
type keptAsk struct {
	Name           string            `json:"name"`
	Definition     int               `json:"definition"`
	DefinitionHash string            `json:"definition_hash"`
	Period         trenza.Period     `json:"period"`
	By             []reach.Dimension `json:"by,omitempty"`
	New            bool              `json:"new,omitempty"`
	Position       int64             `json:"position"`
	Public         bool              `json:"public"`
	Supersedes     string            `json:"supersedes,omitempty"`
	Reason         string            `json:"reason,omitempty"`
}

func askSlot(id string) seal.Slot { return seal.Slot{Table: "freeze_ask", Row: id, Column: "sealed"} }

// Ask keeps what the actor wants frozen until somebody else signs, or a week has
// passed. It asks access for "figures.freeze", as [Reporter.Freeze] will.
func (r Reporter) Ask(ctx context.Context, tx *journal.Tx, o Order) error {
	actor, d := tx.Actor(), o.Query.Definition
	scope, err := access.For(actor, d.Offers()...)
	if err != nil {
		return err
	}
	if _, err := r.mayFreeze(scope, o.Query); err != nil {
		return err
	}
	if err := makeRoom(ctx, tx); err != nil {
		return err
	}
	id := trenza.NewID()
	entry, err := tx.Tell(ctx, WasAsked{ID: id, Programme: d.ID, Position: o.Query.AsOf, Public: o.Query.Public, Supersedes: o.Supersedes})
	if err != nil {
		return err
	}
	kept, err := json.Marshal(keptAsk{
		Name: actor.Name, Definition: d.Version, DefinitionHash: d.Hash, Period: o.Query.Period, By: o.Query.By, New: o.Query.New,
		Position: o.Query.AsOf, Public: o.Query.Public, Supersedes: o.Supersedes, Reason: o.Reason,
	})
	if err != nil {
		return err
	}
	sealed, err := tx.Vault().Seal(ctx, tx.Organisation(), seal.OrganisationKey(tx.Organisation()), trenza.P2, askSlot(id), kept)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into freeze_ask (organisation, id, programme, account, at, sealed, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		tx.Organisation(), id, d.ID, actor.Account, tx.Now().Format(time.RFC3339), sealed, entry)
	return err
}

// makeRoom clears away what nobody signed, and refuses whoever has enough waiting.
func makeRoom(ctx context.Context, tx *journal.Tx) error {
	_, err := tx.Exec(ctx, `
		delete from freeze_ask
		where organisation = $1 and at < $2`, tx.Organisation(), tx.Now().Add(-askLasts).Format(time.RFC3339))
	if err != nil {
		return err
	}
	waiting := 0
	_, err = tx.One(ctx, `
		select count(*)
		from freeze_ask
		where organisation = $1 and account = $2`, store.Args(tx.Organisation(), tx.Actor().Account), &waiting)
	if err == nil && waiting >= mostAsks {
		err = trenza.Refuse("report.asks_many", waiting)
	}
	return err
}

// Asks returns what waits for a signature at a moment, the oldest first: what the
// actor asked for, and what she may sign.
func (r Reporter) Asks(ctx context.Context, scope access.Scope, actor trenza.Actor, now time.Time) (asks []Ask, err error) {
	err = r.Journal.Read(ctx, func(reader store.Reader) error {
		all, err := waiting(ctx, reader, r.Journal.Vault(), actor.Organisation, now)
		asks = slices.DeleteFunc(all, func(a Ask) bool { return !a.Own(actor) && !a.signedBy(scope, actor) })
		return err
	})
	return asks, err
}

// waiting are the asks of an organisation that wait at a moment.
func waiting(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, now time.Time) ([]Ask, error) {
	rows, err := store.All(ctx, r, `
		select id, programme, account, at, sealed
		from freeze_ask
		where organisation = $1 and at >= $2
		order by entry`, store.Args(organisation, now.Add(-askLasts).UTC().Format(time.RFC3339)), scanAsk)
	if err != nil {
		return nil, err
	}
	asks := make([]Ask, len(rows))
	for i, row := range rows {
		if asks[i], err = row.open(ctx, r, vault, organisation); err != nil {
			return nil, err
		}
	}
	return asks, nil
}

// Own reports whether an ask is the actor's.
func (a Ask) Own(actor trenza.Actor) bool { return actor.Account != "" && a.Account == actor.Account }

// signedBy reports whether an actor may sign an ask: two people sign.
func (a Ask) signedBy(scope access.Scope, actor trenza.Actor) bool {
	q := a.Order.Query
	return !a.Own(actor) && scope.May("figures.approve", publication(q.Definition.ID, q.Public)) == nil
}

// ToSign returns an ask that the actor may sign. Her own, and one beyond what she
// may sign, is NotFound, as one that is not there any more.
func (r Reporter) ToSign(ctx context.Context, scope access.Scope, actor trenza.Actor, now time.Time, id string) (Ask, error) {
	asks, err := r.Asks(ctx, scope, actor, now)
	if err != nil {
		return Ask{}, err
	}
	for _, a := range asks {
		if a.ID == id && !a.Own(actor) {
			return a, nil
		}
	}
	return Ask{}, errNoAsk
}

var errNoAsk = &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_ask"}

// TakeBack takes back what the actor asked for, as she might freeze it; what is not
// hers is NotFound.
func (r Reporter) TakeBack(ctx context.Context, tx *journal.Tx, id string) error {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return err
	}
	asks, err := waiting(ctx, tx, tx.Vault(), tx.Organisation(), tx.Now())
	if err != nil {
		return err
	}
	for _, a := range asks {
		q := a.Order.Query
		if a.ID != id || !a.Own(tx.Actor()) || scope.May("figures.freeze", publication(q.Definition.ID, q.Public)) != nil {
			continue
		}
		if _, err := tx.Tell(ctx, AskTakenBack{ID: id, Programme: q.Definition.ID}); err != nil {
			return err
		}
		return dropAsk(ctx, tx, id)
	}
	return errNoAsk
}

// dropAsk takes an ask away; one that is not there any more was signed or taken
// back meanwhile.
func dropAsk(ctx context.Context, tx *journal.Tx, id string) error {
	dropped, err := tx.Exec(ctx, `
		delete from freeze_ask
		where organisation = $1 and id = $2`, tx.Organisation(), id)
	if err == nil && dropped == 0 {
		err = errNoAsk
	}
	return err
}

// askRow is a row of freeze_ask, still closed.
type askRow struct {
	id, programme, account, at string

	sealed []byte
}

func scanAsk(scan store.Scan) (askRow, error) {
	var row askRow
	return row, scan(&row.id, &row.programme, &row.account, &row.at, &row.sealed)
}

// open reads an ask, with the definition by which it was counted.
func (row askRow) open(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (Ask, error) {
	a := Ask{ID: row.id, Account: row.account}
	text, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, askSlot(row.id), row.sealed)
	if err != nil {
		return a, err
	}
	var kept keptAsk
	if err := json.Unmarshal(text, &kept); err != nil {
		return a, err
	}
	a.Name = kept.Name
	a.Order = Order{Supersedes: kept.Supersedes, Reason: kept.Reason, Query: Query{
		Period: kept.Period, By: kept.By, New: kept.New, AsOf: kept.Position, Public: kept.Public,
	}}
	if a.At, err = time.Parse(time.RFC3339, row.at); err != nil {
		return a, err
	}
	a.Order.Query.Definition, err = programme.FindVersion(ctx, r, organisation, row.programme, kept.Definition, kept.DefinitionHash)
	return a, err
}
