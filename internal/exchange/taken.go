package exchange

import (
	"context"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Taken is a list that was imported, with what became of it and what of it waits
// for somebody to decide now.
type Taken struct {
	ImportSummary
	Reasons []Rejection // why rows were rejected, most rows first
	Pairs   int         // that its rows raised and that wait, as far as the reader sees them
	Held    int         // of its rows, that still wait
	MayUndo bool        // the reader may take the whole of it back
}

// Rejection is one reason why rows were rejected.
type Rejection struct {
	Text string // in the language of the reader, without what the rows say
	Rows []int
}

// TakenIn returns the list whose import has a code, in a language. One that the
// reader may not read is not there.
func TakenIn(ctx context.Context, j *journal.Journal, scope access.Scope, code, lang string) (t Taken, err error) {
	if t.ImportSummary, err = ImportOf(ctx, j, scope, code); err != nil {
		return t, err
	}
	err = j.Read(ctx, func(r store.Reader) error {
		if t.MayUndo, err = permitted(ctx, r, scope, "list.undo", t.ID); err != nil {
			return err
		}
		if t.Reasons, err = reasonsOf(ctx, r, j.Vault(), scope.Organisation, t.ID, lang); err != nil || t.Undone > 0 {
			return err
		}
		return t.waiting(ctx, r, j, scope)
	})
	return t, err
}

// waiting counts what the rows of a list left for people to decide, for a reader
// who decides.
func (t *Taken) waiting(ctx context.Context, r store.Reader, j *journal.Journal, scope access.Scope) error {
	t.Pairs, t.Held = 0, 0
	if access.Nothing(scope.Where("review.read", access.Pair)) {
		return nil
	}
	told, err := spansOf(ctx, r, scope.Organisation, t.ID)
	if err != nil {
		return err
	}
	pairs, err := registry.Pairs(ctx, r, j.Vault(), scope)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if told.hold(p.Raised) {
			t.Pairs++
		}
	}
	open, err := pathway.OpenHeld(ctx, r, j.Vault(), scope)
	for _, h := range open {
		if told.hold(h.Raised) {
			t.Held++
		}
	}
	return err
}

// spansOf returns the entries that the rows of an import told.
func spansOf(ctx context.Context, r store.Reader, organisation, id string) (spans, error) {
	all, err := store.All(ctx, r, `
		select first, last
		from import_row
		where organisation = $1 and import = $2 and own = 1 and last >= first`, store.Args(organisation, id), func(scan store.Scan) (span, error) {
		var s span
		return s, scan(&s.first, &s.last)
	})
	return sortSpans(all), err
}
