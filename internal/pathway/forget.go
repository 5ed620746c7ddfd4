package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/registry"
)

// Forget forgets a person for good ([registry.Forget]), and with her whatever was
// planned, what she answered, and why she left a training: nobody comes to a session
// as somebody whom nobody knows.
func Forget(ctx context.Context, tx *journal.Tx, person, basis string) (codes []string, err error) {
	records, err := registry.ThreadOf(ctx, tx, tx.Organisation(), person)
	if err != nil {
		return nil, err
	}
	if codes, err = registry.Forget(ctx, tx, person, basis); err != nil {
		return nil, err
	}
	if err := agenda.Forget(ctx, tx, records); err != nil {
		return nil, err
	}
	if err := learning.Forget(ctx, tx, records); err != nil {
		return nil, err
	}
	return codes, measure.Forget(ctx, tx, records)
}
