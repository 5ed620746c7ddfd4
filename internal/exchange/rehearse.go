package exchange

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
)

// Rehearse says exactly what importing some files in that order would come to,
// and imports nothing: it is done in one transaction that is rolled back. A file
// that cannot be taken in as a whole has its reason in Account.Err and does not
// keep the others out. No account has a code. While it runs nobody else writes
// for the organisation.
func (i *Importer) Rehearse(ctx context.Context, paths ...string) ([]Account, error) {
	var accounts []Account
	err := i.Journal.Rehearse(ctx, i.Actor, func(tx *journal.Tx) error {
		accounts = nil // the rehearsal may run twice
		for _, path := range paths {
			account, err := i.take(ctx, path, func(_ context.Context, do func(*journal.Tx) error) error { return do(tx) })
			if err != nil && trenza.KindOf(err) == trenza.Internal {
				return err
			}
			account.Code = ""
			accounts = append(accounts, account)
		}
		return nil
	})
	return accounts, err
}
