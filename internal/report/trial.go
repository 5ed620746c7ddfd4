package report

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Trial is what the figures of a programme are, and what they would be under
// another definition of it.
type Trial struct {
	Now  *Report // by the definition in use; nil for a programme that is new
	Then *Report
}

// Try brings a definition into use with adopt, counts, and takes all of it back.
// Both reports are as the scope may see them, of all of the programme's time. now
// is the definition in use, nil for none. Who may not adopt it is refused. While
// it counts, nobody else writes for the organisation.
func (r Reporter) Try(ctx context.Context, actor trenza.Actor, scope access.Scope, now, then *programme.Definition,
	adopt func(*journal.Tx) error,
) (t Trial, err error) {
	if now != nil {
		if t.Now, err = r.Report(ctx, scope, Query{Definition: now}); err != nil {
			return Trial{}, err
		}
	}
	err = r.Journal.Rehearse(ctx, actor, func(tx *journal.Tx) error {
		if err := adopt(tx); err != nil {
			return err
		}
		within, err := programme.ScopeOf(ctx, tx, actor) // of what it would offer
		if err != nil {
			return err
		}
		within.Programme = then.ID
		inside := Reporter{Engine: reach.Inside(tx), Journal: r.Journal}
		t.Then, err = inside.Report(ctx, within, Query{Definition: then})
		return err
	})
	return t, err
}
