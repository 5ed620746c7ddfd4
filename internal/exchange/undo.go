package exchange

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Undone says what was taken back with a list.
type Undone struct {
	ID         string `json:"id"` // of the import
	Code       string `json:"code"`
	File       string `json:"-"`
	Rows       int    `json:"rows"`       // that the list had carried out
	People     int    `json:"people"`     // whom it had registered
	Restored   int    `json:"restored"`   // known before, of whom is known again what was
	Attentions int    `json:"attentions"` // of all services
	Activities int    `json:"activities"` // headcounts, and answers without a name
	Links      int    `json:"links"`      // of people to headcounts
	Pairs      int    `json:"pairs"`      // raised about those people
	Verdicts   int    `json:"verdicts"`   // of those pairs, that people had given
	Replicas   int    `json:"replicas"`   // occasions on which somebody taught on
	Batches    int    `json:"batches"`    // of products
	Held       int    `json:"held"`       // rows that waited, or had waited, for a decision
}

// ListUndone is told when a list is taken back, after everything that it had
// brought.
type ListUndone struct{ Undone }

// Verb implements journal.Event.
func (ListUndone) Verb() string { return "list.undone" }

// Class implements journal.Event.
func (ListUndone) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (ListUndone) Person() string { return "" }

// Undo takes a whole list back, by the code of its import, in one transaction:
// figures and tables are then as if it had never been imported, and it can be
// imported again. The journal and the facts of before stay, so that a figure as
// of an older position is what it was; the numbers and codes of the people that
// it had registered are nobody else's.
//
// While something else depends on the list it is refused with a Problem of kind
// Conflict, "exchange.undo_depends", that says what. A code that is no import's
// is NotFound.
func Undo(ctx context.Context, j *journal.Journal, actor trenza.Actor, code string) (Undone, error) {
	var undone Undone
	err := j.Write(ctx, actor, func(tx *journal.Tx) error {
		u, err := trace(ctx, tx, code)
		if err != nil {
			return err
		}
		if err := u.mustBePermitted(ctx); err != nil {
			return err
		}
		if err := u.mustBeFree(ctx); err != nil {
			return err
		}
		undone, err = u.takeBack(ctx)
		return err
	})
	return undone, err
}

// ImportSummary is a list that was imported.
type ImportSummary struct {
	ID        string
	Code      string
	Programme string
	File      string
	Sheets    []string
	At        string // RFC 3339, UTC
	Entry     int64  // position
	Undone    int64  // position at which it was taken back, 0 when it stands
	By        journal.Acted
	Tally     Tally
}

// Imports returns the lists that were imported, in order, those that were taken
// back among them.
func Imports(ctx context.Context, j *journal.Journal, scope access.Scope) ([]ImportSummary, error) {
	return importsOf(ctx, j, scope, func(importedList) bool { return true })
}

// ImportOf returns the list whose import has a code, or an id. One that the reader
// may not read is not there.
func ImportOf(ctx context.Context, j *journal.Journal, scope access.Scope, name string) (ImportSummary, error) {
	all, err := importsOf(ctx, j, scope, func(i importedList) bool { return i.code == name || i.id == name })
	if err == nil && len(all) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_import", Args: []any{name}}
	}
	if err != nil {
		return ImportSummary{}, err
	}
	return all[0], nil
}

// importsOf returns the lists that are wanted, as far as a reader may read them.
func importsOf(ctx context.Context, j *journal.Journal, scope access.Scope, wanted func(importedList) bool) ([]ImportSummary, error) {
	if access.Nothing(scope.Where("list.read", access.List)) {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "exchange.imports_forbidden"}
	}
	var all []ImportSummary
	err := j.Read(ctx, func(r store.Reader) error {
		lists, err := OpenLists(ctx, r, j.Vault(), scope.Organisation)
		if err != nil {
			return err
		}
		all = nil
		for _, id := range lists.ids {
			i := lists.byID[id]
			if scope.Programme != "" && scope.Programme != i.programme || !wanted(i) {
				continue
			}
			whole, err := permitted(ctx, r, scope, "list.read", id)
			if err != nil {
				return err
			}
			if !whole {
				continue
			}
			summary, err := i.summary(ctx, r, j, scope.Organisation)
			if err != nil {
				return err
			}
			all = append(all, summary)
		}
		return nameThem(ctx, r, j, scope.Organisation, all)
	})
	return all, err
}

// summary is a list with what became of its rows.
func (i importedList) summary(ctx context.Context, r store.Reader, j *journal.Journal, organisation string) (ImportSummary, error) {
	tally, err := i.tallyOf(ctx, r, j.Vault(), organisation)
	return ImportSummary{
		ID: i.id, Code: i.code, Programme: i.programme, File: i.File, Sheets: i.Sheets, At: i.at, Entry: i.entry, Undone: i.undone, Tally: tally,
	}, err
}

// nameThem says of lists who imported them.
func nameThem(ctx context.Context, r store.Reader, j *journal.Journal, organisation string, all []ImportSummary) error {
	positions := make([]int64, len(all))
	for n, i := range all {
		positions[n] = i.Entry
	}
	who, err := journal.WhoActed(ctx, r, j.Vault(), organisation, positions)
	for n := range all {
		all[n].By = who[all[n].Entry]
	}
	return err
}

// byCode returns the list whose import has that code.
func (l *Lists) byCode(code string) (importedList, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	at := slices.IndexFunc(l.ids, func(id string) bool { return l.byID[id].code == code })
	if at < 0 {
		return importedList{}, &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_import", Args: []any{code}}
	}
	list := l.byID[l.ids[at]]
	if list.undone > 0 {
		return list, &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undone_already", Args: []any{list.File, list.code}}
	}
	return list, nil
}
