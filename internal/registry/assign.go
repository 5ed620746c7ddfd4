package registry

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Assignment is somebody who works with Trenza, by her account, accompanying a
// person: one of the roads by which a role reaches a thread (domain rule 0.1,
// "assigned").
type Assignment struct {
	ID      string     `json:"id"`
	Whose   string     `json:"person"` // id of the record
	Account string     `json:"account"`
	Since   trenza.Day `json:"since"`
	Until   trenza.Day `json:"until,omitempty"` // the day on which it ended; "" while it holds
}

// Says spells what a row says, for comparison with the journal.
func (a Assignment) Says() string {
	return strings.Join([]string{a.ID, a.Whose, a.Account, string(a.Since), string(a.Until)}, "|")
}

// AssignmentBegun is told when an account begins to accompany a person.
type AssignmentBegun struct{ Assignment }

// Verb implements journal.Event.
func (AssignmentBegun) Verb() string { return "person.assigned" }

// Class implements journal.Event.
func (AssignmentBegun) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e AssignmentBegun) Person() string { return e.Whose }

// AssignmentEnded is told when an account no longer accompanies a person.
type AssignmentEnded struct{ AssignmentBegun }

// Verb implements journal.Event.
func (AssignmentEnded) Verb() string { return "person.unassigned" }

// Assign has an account accompany a person, by a record of hers, from a day on.
// Who accompanies her already goes on doing so. A day to come is refused, for an
// assignment holds from the moment it is made; so is somebody who was forgotten.
func Assign(ctx context.Context, tx *journal.Tx, record, account string, since trenza.Day) error {
	p, err := mayAssign(ctx, tx, "person.assign", record, account)
	if err != nil {
		return err
	}
	if p.Forgotten {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	if today := trenza.DayOf(tx.Now()); since == "" || since > today {
		return trenza.Refuse("registry.assigned_ahead", since, today)
	}
	holding, err := assignments(ctx, tx, record, account)
	if err != nil || len(holding) > 0 {
		return err
	}
	return assign(ctx, tx, record, account, since)
}

// Unassign ends it on a day that an account accompanies a person: by whichever
// record of her thread it does, so that she is not reached by another. From then
// on it holds no longer, whatever the day. One that does not accompany her is
// left as it is.
func Unassign(ctx context.Context, tx *journal.Tx, record, account string, until trenza.Day) error {
	p, err := mayAssign(ctx, tx, "person.unassign", record, account)
	if err != nil {
		return err
	}
	records, err := Thread(ctx, tx, tx.Organisation(), p.Root)
	if err != nil {
		return err
	}
	for _, r := range records {
		holding, err := assignments(ctx, tx, r, account)
		if err != nil {
			return err
		}
		for _, a := range holding {
			if err := a.end(ctx, tx, until); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayAssign returns the person of a record if the actor may say who accompanies
// her.
func mayAssign(ctx context.Context, tx *journal.Tx, verb, record, account string) (*Person, error) {
	if err := must(ctx, tx, verb, record); err != nil {
		return nil, err
	}
	if account == "" {
		return nil, trenza.Refuse("registry.account_missing")
	}
	return Find(ctx, tx, tx.Vault(), tx.Organisation(), record)
}

// assign tells and keeps that an account accompanies a person.
func assign(ctx context.Context, tx *journal.Tx, record, account string, since trenza.Day) error {
	a := Assignment{ID: trenza.NewID(), Whose: record, Account: account, Since: since}
	entry, err := tx.Tell(ctx, AssignmentBegun{a})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into assignment (organisation, id, person, account, since, entry)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), a.ID, a.Whose, a.Account, a.Since, entry)
	return err
}

// end tells and keeps that an assignment holds no longer.
func (a Assignment) end(ctx context.Context, tx *journal.Tx, until trenza.Day) error {
	if until < a.Since {
		return trenza.Refuse("registry.unassigned_before", until, a.Since)
	}
	a.Until = until
	if _, err := tx.Tell(ctx, AssignmentEnded{AssignmentBegun{a}}); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		update assignment
		set until = $3
		where organisation = $1 and id = $2`, tx.Organisation(), a.ID, a.Until)
	return err
}

// dropAssignments has nobody accompany a record any more, and keeps nothing of
// who did.
func dropAssignments(ctx context.Context, tx *journal.Tx, record string) error {
	_, err := tx.Exec(ctx, `
		delete from assignment
		where organisation = $1 and person = $2`, tx.Organisation(), record)
	return err
}

const assignmentColumns = `
	id,
	person,
	account,
	since,
	coalesce(until, '')`

func scanAssignment(scan store.Scan) (Assignment, error) {
	var a Assignment
	return a, scan(&a.ID, &a.Whose, &a.Account, &a.Since, &a.Until)
}

// assignments returns how an account accompanies a record now.
func assignments(ctx context.Context, r *journal.Tx, record, account string) ([]Assignment, error) {
	return store.All(ctx, r, `select `+assignmentColumns+`
		from assignment
		where organisation = $1 and account = $2 and person = $3 and until is null`,
		store.Args(r.Organisation(), account, record), scanAssignment)
}

// Assigned returns the accounts that accompany a person now, by any record of her
// thread, each once and in the order in which they began to.
func Assigned(ctx context.Context, r store.Reader, organisation, record string) ([]string, error) {
	records, err := ThreadOf(ctx, r, organisation, record)
	if err != nil {
		return nil, err
	}
	var all []accompanying
	for _, id := range records {
		found, err := store.All(ctx, r, `
			select account, entry
			from assignment
			where organisation = $1 and person = $2 and until is null
			order by entry`, store.Args(organisation, id), scanAccompanying)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b accompanying) int { return cmp.Compare(a.entry, b.entry) })
	var accounts []string
	for _, a := range all {
		if !slices.Contains(accounts, a.account) {
			accounts = append(accounts, a.account)
		}
	}
	return accounts, nil
}

// accompanying is an account that accompanies somebody since an entry.
type accompanying struct {
	account string
	entry   int64
}

func scanAccompanying(scan store.Scan) (accompanying, error) {
	var a accompanying
	return a, scan(&a.account, &a.entry)
}

// EachAssignment calls each for every assignment of an organisation, those that
// have ended among them, with the position at which it began.
func EachAssignment(ctx context.Context, r store.Reader, organisation string, each func(a Assignment, entry int64) error) error {
	return r.Each(ctx, `select `+assignmentColumns+`,
			entry
		from assignment
		where organisation = $1
		order by id`, store.Args(organisation), func(scan store.Scan) error {
		var a Assignment
		var entry int64
		if err := scan(&a.ID, &a.Whose, &a.Account, &a.Since, &a.Until, &entry); err != nil {
			return err
		}
		return each(a, entry)
	})
}
