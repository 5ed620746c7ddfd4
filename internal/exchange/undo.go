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
	Code   string
	File   string
	Sheets []string
	At     string // RFC 3339, UTC
	Entry  int64  // position
	Undone int64  // position at which it was taken back, 0 when it stands
}

// Imports returns the lists that were imported, in order, those that were taken
// back among them.
func Imports(ctx context.Context, j *journal.Journal, scope access.Scope) ([]ImportSummary, error) {
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
			whole, err := permitted(ctx, r, scope, "list.read", id)
			if err != nil {
				return err
			}
			if !whole {
				continue
			}
			all = append(all, ImportSummary{i.code, i.File, i.Sheets, i.at, i.entry, i.undone})
		}
		return nil
	})
	return all, err
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
