package exchange

import (
	"context"
	"errors"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// PairPage is a page of pairs, with the mark of the next one, nil at the end.
type PairPage struct {
	Pairs []OpenPair
	Next  *registry.Mark
}

// PagePairs returns the pairs of a shelf behind a mark, so many at most, with their
// records.
func PagePairs(ctx context.Context, j *journal.Journal, scope access.Scope, shelf registry.Shelf, from registry.Mark, most int) (PairPage, error) {
	var page PairPage
	err := j.Read(ctx, func(r store.Reader) error {
		page = PairPage{}
		pairs, next, err := shelf.Page(ctx, r, j.Vault(), scope, from, most)
		if err != nil {
			return err
		}
		page.Next = next
		page.Pairs, err = openEach(ctx, r, j.Vault(), scope, pairs, datedPair)
		return err
	})
	return page, err
}

// ReadPair returns the pair of a code, whether it waits or was decided. One of
// which the reader may not know is not there.
func ReadPair(ctx context.Context, j *journal.Journal, scope access.Scope, code string) (o OpenPair, err error) {
	err = j.Read(ctx, func(r store.Reader) error {
		p, err := registry.FindPair(ctx, r, j.Vault(), scope, code)
		if err != nil {
			return err
		}
		opened, err := openEach(ctx, r, j.Vault(), scope, []registry.Pair{p}, datedPair)
		if err == nil {
			o = opened[0]
		}
		return err
	})
	return o, err
}

// datedPair opens a pair and says since when it waits, and when it was decided.
func datedPair(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, explainer *live.Explainer, p registry.Pair) (OpenPair, error) {
	o, err := openPair(ctx, r, vault, scope, explainer, p)
	if err != nil {
		return o, err
	}
	raised, err := journal.MomentOf(ctx, r, scope.Organisation, p.Raised)
	o.Since = raised.At
	if err != nil || p.Decided == 0 {
		return o, err
	}
	decided, err := journal.MomentOf(ctx, r, scope.Organisation, p.Decided)
	o.Settled = decided.At
	return o, err
}

// Explained reports whether the model that raised the pair is known; of one that
// is not, all that is said are the reasons that the pair keeps.
func (p OpenPair) Explained() bool { return p.explained }

// HeldPage is a page of rows that wait, with the position after which there are
// more, 0 at the end.
type HeldPage struct {
	Rows []HeldRow
	Next int64
}

// PageHeld returns the rows that wait for a decision and came after a position, so
// many at most. Those about somebody who was forgotten are left out.
func PageHeld(ctx context.Context, j *journal.Journal, scope access.Scope, after int64, most int) (HeldPage, error) {
	var page HeldPage
	err := j.Read(ctx, func(r store.Reader) error {
		page = HeldPage{}
		held, next, err := pathway.HeldPage(ctx, r, j.Vault(), scope, after, most)
		if err != nil || len(held) == 0 {
			return err
		}
		lists, err := OpenLists(ctx, r, j.Vault(), scope.Organisation)
		if err != nil {
			return err
		}
		page.Next = next
		for _, h := range held {
			row, err := lists.held(ctx, r, j.Vault(), h)
			if errors.Is(err, seal.ErrForgotten) {
				continue
			}
			if err != nil {
				return err
			}
			page.Rows = append(page.Rows, row)
		}
		return nil
	})
	return page, err
}

// ReadHeld returns the held row of a code, with both sides to read. One that the
// scope does not read is not there.
func ReadHeld(ctx context.Context, j *journal.Journal, scope access.Scope, code string) (row HeldRow, err error) {
	err = j.Read(ctx, func(r store.Reader) error {
		h, err := pathway.ReadHeld(ctx, r, j.Vault(), scope, code)
		if err != nil {
			return err
		}
		lists, err := OpenLists(ctx, r, j.Vault(), scope.Organisation)
		if err == nil {
			row, err = lists.held(ctx, r, j.Vault(), h)
		}
		return err
	})
	return row, err
}
