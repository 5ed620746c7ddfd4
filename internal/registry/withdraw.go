package registry

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Withdrawn is told when the record of somebody is taken back, as if nobody had
// registered her. Its body names nobody, so that it can be told of somebody who
// was forgotten.
type Withdrawn struct {
	about
	ID     string `json:"id"`
	Number int64  `json:"number"`
	Code   string `json:"code"`
}

// Verb implements journal.Event.
func (Withdrawn) Verb() string { return "person.withdrawn" }

// Withdraw takes the record of a person back. Her attentions, seats, household
// and pairs must have been taken back before. Her number and code stay hers,
// since the facts of older positions speak of them.
func Withdraw(ctx context.Context, tx *journal.Tx, id string) error {
	if err := access.May(tx.Actor(), "person.withdraw", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return err
	}
	p, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
	if err != nil {
		return err
	}
	entry, err := tx.Tell(ctx, Withdrawn{ID: p.ID, Number: p.Number, Code: p.Code})
	if err != nil {
		return err
	}
	if err := dropTokens(ctx, tx, p, nil); err != nil {
		return err
	}
	if err := dropAssignments(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := dropPapers(ctx, tx, p.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		delete from person
		where organisation = $1 and id = $2`, tx.Organisation(), p.ID); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into person_withdrawn (organisation, id, number, code, entry)
		values ($1, $2, $3, $4, $5)`, tx.Organisation(), p.ID, p.Number, p.Code, entry)
	return err
}

// dropTokens makes a person no longer findable by anything but what stays. What
// a forgotten person could be found by is not known: all of it goes.
func dropTokens(ctx context.Context, tx *journal.Tx, p *Person, stays []key) error {
	if p.Forgotten {
		return dropAllTokens(ctx, tx, p.ID)
	}
	kept := make(map[key]bool, len(stays))
	for _, k := range stays {
		kept[k] = true
	}
	for _, k := range keysOf(p.Identity) {
		if kept[k] {
			continue
		}
		token, err := tx.Vault().Token(ctx, tx.Organisation(), k.kind, k.value)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			delete from person_token
			where token = $1 and organisation = $2 and person = $3`, token, tx.Organisation(), p.ID); err != nil {
			return err
		}
	}
	return nil
}

// dropAllTokens makes a person findable by nothing, however she could be found
// once.
func dropAllTokens(ctx context.Context, tx *journal.Tx, person string) error {
	_, err := tx.Exec(ctx, `
		delete from person_token
		where organisation = $1 and person = $2`, tx.Organisation(), person)
	return err
}

// EachWithdrawn calls each for every record that was taken back.
func EachWithdrawn(ctx context.Context, r store.Reader, organisation string, each func(w Withdrawn, entry int64) error) error {
	return r.Each(ctx, `
		select id, number, code, entry
		from person_withdrawn
		where organisation = $1
		order by number`, store.Args(organisation), func(scan store.Scan) error {
		var w Withdrawn
		var entry int64
		if err := scan(&w.ID, &w.Number, &w.Code, &entry); err != nil {
			return err
		}
		return each(w, entry)
	})
}

// CodeOf returns the pseudonymous code of a record, "" for one that is not
// there.
func CodeOf(ctx context.Context, r store.Reader, organisation, person string) (code string, err error) {
	_, err = r.One(ctx, `
		select code
		from person
		where organisation = $1 and id = $2`, store.Args(organisation, person), &code)
	return code, err
}
