package registry

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// PairWithdrawn is told when a pair is taken back, as if nobody had asked.
type PairWithdrawn struct {
	about
	Pair string `json:"pair"`
}

// Verb implements journal.Event.
func (PairWithdrawn) Verb() string { return "review.withdrawn" }

// WithdrawPair takes a pair back, with the verdict that people gave. One whose
// join stands is refused.
func WithdrawPair(ctx context.Context, tx *journal.Tx, p Pair) error {
	if err := access.May(tx.Actor(), "review.withdraw", access.Row{Kind: access.Pair, Class: trenza.P2}); err != nil {
		return err
	}
	if err := mustNotStand(ctx, tx, p); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, PairWithdrawn{Pair: p.ID}); err != nil {
		return err
	}
	if err := dropOpinions(ctx, tx, p); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		delete from review_pair
		where organisation = $1 and id = $2`, tx.Organisation(), p.ID)
	return err
}

// PairsWith returns the pairs that were raised with a record.
func PairsWith(ctx context.Context, r store.Reader, organisation, person string) ([]Pair, error) {
	var all []Pair
	for _, side := range []string{"first", "second"} {
		found, err := store.All(ctx, r, `select `+pairColumnsOf+`
			from review_pair p
			where p.organisation = $1 and p.`+side+` = $2`, store.Args(organisation, person), scanPair)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// PairByID returns a pair and whether it is there.
func PairByID(ctx context.Context, r store.Reader, organisation, id string) (Pair, bool, error) {
	found, err := store.All(ctx, r, `select `+pairColumnsOf+`
		from review_pair p
		where p.organisation = $1 and p.id = $2`, store.Args(organisation, id), scanPair)
	if err != nil || len(found) == 0 {
		return Pair{}, false, err
	}
	return found[0], true, nil
}

// Stands reports whether the join that a pair led to holds.
func Stands(ctx context.Context, r store.Reader, organisation string, p Pair) (bool, error) {
	_, err := MergeOf(ctx, r, organisation, p)
	if trenza.KindOf(err) == trenza.NotFound {
		return false, nil
	}
	return err == nil, err
}
