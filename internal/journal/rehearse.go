package journal

import (
	"context"
	"errors"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// errRehearsed rolls a rehearsal back.
var errRehearsed = errors.New("rehearsed: nothing is to land")

// Rehearse runs do as Write does, to the end, and lets nothing of it land: every
// row, entry and fact is rolled back, and no key is put into the key store. Keys
// that were made meanwhile wait in memory as those of a write that failed do,
// and protect nothing. While it runs nobody else writes for the organisation.
func (j *Journal) Rehearse(ctx context.Context, actor trenza.Actor, do func(*Tx) error) error {
	if err := j.ledger.trust(ctx, j, actor.Organisation); err != nil {
		return err
	}
	var tx *Tx
	err := j.db.Write(ctx, func(inner *store.Tx) error {
		tx = j.transaction(inner, actor)
		if err := tx.run(ctx, do); err != nil {
			return err
		}
		return errRehearsed
	})
	j.dropped(tx)
	if errors.Is(err, errRehearsed) {
		return nil
	}
	return err
}
