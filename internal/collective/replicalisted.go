package collective

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// Give keeps a replica as a sheet tells it: planned, and where somebody came to it
// also held and reported. One of the same day, committee and trainer that says the
// same is returned as it is, with true; one that says something else is a Conflict,
// for nobody knows which holds.
func Give(ctx context.Context, tx *journal.Tx, d *programme.Definition, r Replica, a *Account) (given Replica, known bool, err error) {
	other, found, err := alike(ctx, tx, r)
	switch {
	case err != nil:
		return r, false, err
	case found && (a == nil || other.says(*a)):
		return other, true, nil
	case found && !other.Told():
		return other, false, &trenza.Problem{Kind: trenza.Conflict, Key: "collective.replica_waits", Args: []any{other.Day}}
	case found:
		return other, false, &trenza.Problem{Kind: trenza.Conflict, Key: "collective.replica_differs", Args: []any{other.Day, other.Total, other.FirstTime}}
	}
	if r, err = Plan(ctx, tx, d, r); err != nil || a == nil {
		return r, false, err
	}
	if r, err = HoldOn(ctx, tx, d, r.ID, r.Day); err != nil {
		return r, false, err
	}
	r, err = ReportOf(ctx, tx, d, r.ID, *a)
	return r, false, err
}

// alike returns the replica that a trainer gives, or gave, in a committee on a day,
// unless it was called off.
func alike(ctx context.Context, tx *journal.Tx, r Replica) (Replica, bool, error) {
	found, err := store.All(ctx, tx, `select `+replicaColumns+replicaTables+`
		where a.organisation = $1 and a.collective = $2 and a.day = $3 and p.root = $4 and a.state <> $5`,
		store.Args(tx.Organisation(), r.Committee, r.Day, r.Trainer, Cancelled), scanReplica)
	if err != nil || len(found) == 0 {
		return r, false, err
	}
	return found[0].Replica, true, nil
}

// says reports whether a replica that was reported says what an account does.
func (r Replica) says(a Account) bool {
	people := 0
	for _, g := range a.Groups {
		people += g.People
	}
	sorted := func(topics []string) []string { return slices.Sorted(slices.Values(topics)) }
	return r.Told() && r.Total == people && r.FirstTime == a.FirstTime && slices.Equal(sorted(r.Covered), sorted(a.Covered))
}

// WithdrawReplica takes a replica back with the list that brought it, and what was
// counted at it. One that somebody verified since is a Conflict: that was said of
// it, and not of another.
func WithdrawReplica(ctx context.Context, tx *journal.Tx, id string) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	r, err := ReplicaByID(ctx, tx, tx.Vault(), k.scope, "activity.read", id)
	if err != nil {
		return err
	}
	if err := access.May(tx.Actor(), "replica.report", r.Row()); err != nil {
		return err
	}
	if r.Checked() {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "collective.no_such_step." + string(r.State)}
	}
	m := moving{Replica: r, tx: tx}
	if err := m.uncount(ctx); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, ReplicaWithdrawn{r.ID}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from replica
		where organisation = $1 and id = $2`, tx.Organisation(), r.ID)
	return err
}
