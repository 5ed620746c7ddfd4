package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
)

// TaughtOn is what a sheet of replicas says of one of them.
type TaughtOn struct {
	Kind      string // of the organisation of base, "" when the sheet does not say
	Committee string // its name
	Trainer   registry.Record
	Replica   collective.Replica  // topics, day, place and minutes
	Account   *collective.Account // nil for one that is yet to be held
	Known     []registry.Record   // who came, by name
}

// TeachOn keeps a replica: who taught it is looked for among those who speak for the
// committee, and who came among its people and by their papers. Whoever is not known
// there, or like whom nobody was counted, stays counted without a name; unknown says
// how she is called.
func (i Intake) TeachOn(ctx context.Context, tx *journal.Tx, d *programme.Definition, t TaughtOn) (received Received, unknown []registry.Name, err error) {
	c, err := collective.CommitteeCalled(ctx, tx, d, t.Kind, t.Committee, spelling.Fold)
	if err != nil {
		return Received{}, nil, err
	}
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return Received{}, nil, err
	}
	seats, err := collective.People(ctx, tx, scope, c.ID)
	if err != nil {
		return Received{}, nil, err
	}
	r := t.Replica
	trainer, err := i.trainer(ctx, tx, t.Trainer, r.Day, seats)
	if err != nil {
		return Received{}, nil, err
	}
	r.Committee, r.Trainer = c.ID, trainer.Root
	account := t.Account
	if account != nil {
		if account.Known, unknown, err = i.whoCame(ctx, tx, t, seats, trainer.Root); err != nil {
			return Received{}, nil, err
		}
	}
	given, known, err := collective.Give(ctx, tx, d, r, account)
	if err != nil || known {
		return Received{Echoes: []int64{given.Entry}}, unknown, err
	}
	return Received{Recorded: 1}, unknown, nil
}

// trainer returns who taught: by her paper or her name, or where the sheet does not
// say, who spoke for the committee on the day when it was one woman.
func (i Intake) trainer(ctx context.Context, tx *journal.Tx, said registry.Record, on trenza.Day, seats []collective.MemberSeat) (*registry.Person, error) {
	if said.Name.Empty() && len(said.Documents) == 0 {
		var speaks []string
		for _, s := range seats {
			if s.Role == collective.Representative && s.Since <= on && (s.Until == "" || on < s.Until) {
				speaks = append(speaks, s.Root)
			}
		}
		if len(speaks) != 1 {
			return nil, trenza.Refuse("pathway.trainer_missing")
		}
		return registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), speaks[0])
	}
	p, err := i.among(ctx, tx, said, on, rootsOf(seats))
	if err == nil && p == nil {
		err = trenza.Refuse("pathway.trainer_unknown", said.Name.String())
	}
	return p, err
}

// whoCame returns the threads of those whom a sheet names, each once, and the names
// of whom nobody there knows. Who taught did not come to be taught.
func (i Intake) whoCame(ctx context.Context, tx *journal.Tx, t TaughtOn, seats []collective.MemberSeat, trainer string) (roots []string, unknown []registry.Name, err error) {
	met := map[string]bool{trainer: true}
	counted := outreach.Activity{Day: t.Replica.Day, Groups: t.Account.Groups}
	for _, said := range t.Known {
		p, err := i.among(ctx, tx, said, t.Replica.Day, rootsOf(seats))
		switch {
		case err != nil:
			return nil, nil, err
		case p == nil, !counted.Counted(p):
			unknown = append(unknown, said.Name)
		case !met[p.Root]:
			met[p.Root] = true
			roots = append(roots, p.Root)
		}
	}
	return roots, unknown, nil
}

// rootsOf are the threads of those who hold or held seats.
func rootsOf(seats []collective.MemberSeat) []string {
	roots := make([]string, len(seats))
	for n, s := range seats {
		roots[n] = s.Root
	}
	return roots
}
