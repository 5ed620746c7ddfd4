package reach

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// uncount ends all that some rows declared: it held until this position.
func uncount(ctx context.Context, tx *journal.Tx, until int64, sources []string) error {
	for _, source := range sources {
		ended, err := store.All(ctx, tx, `
			update tally
			set until = $3
			where organisation = $1 and source = $2 and until is null
			returning since, ordinal`, store.Args(tx.Organisation(), source, until), scanPlace)
		if err != nil {
			return err
		}
		for _, at := range ended {
			if err := tx.Derive(ctx, tallyTable, closed(at, until)...); err != nil {
				return err
			}
		}
	}
	return nil
}
