package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// DecideHeld keeps a verdict about a held row. Of one that is the same, what
// resembles nothing is recorded, such as the further sessions of a sheet: often
// that is nothing. One that is corrected takes the place of what it resembles,
// and one that is different holds beside it. What was carried out cannot be
// decided otherwise.
func (i Intake) DecideHeld(ctx context.Context, tx *journal.Tx, h Held, verdict HeldVerdict) error {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return err
	}
	may, err := h.permitted(ctx, tx, tx.Vault(), scope, "review.decide")
	if err == nil && !may {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "pathway.no_such_held", Args: []any{h.Code}}
	}
	if err != nil {
		return err
	}
	switch {
	case h.Verdict == verdict:
		return nil
	case h.Last > 0, h.Verdict == HeldWithdrawn:
		return &trenza.Problem{Kind: trenza.Conflict, Key: "pathway.held_carried_out", Args: []any{h.Code}}
	}
	command, err := heldCommand(ctx, tx, h, verdict)
	if err != nil {
		return err
	}
	answer, err := tx.Once(ctx, command, func() (string, error) { return "", i.carryOut(ctx, tx, h, verdict) })
	if err != nil {
		return err
	}
	if answer.First <= answer.Last {
		h.First, h.Last = answer.First, answer.Last
	}
	return conclude(ctx, tx, h, verdict)
}

// WithdrawHeld takes a held row back with its list: it waits no longer. What was
// carried out of it has to be taken back by itself.
func WithdrawHeld(ctx context.Context, tx *journal.Tx, h Held) error {
	if err := access.May(tx.Actor(), "review.withdraw", access.Row{Kind: access.Pair, Class: trenza.P2}); err != nil {
		return err
	}
	return conclude(ctx, tx, h, HeldWithdrawn)
}

// heldCommand returns the id of the command that carries a verdict out.
func heldCommand(ctx context.Context, tx *journal.Tx, h Held, verdict HeldVerdict) (string, error) {
	return tx.Vault().Token(ctx, tx.Organisation(), "held", h.ID+" "+string(verdict))
}

// HeldCommands returns the ids of the commands that may have carried a held row
// out.
func HeldCommands(ctx context.Context, tx *journal.Tx, h Held) ([]string, error) {
	var commands []string
	for _, verdict := range []HeldVerdict{HeldSame, HeldCorrected, HeldDifferent} {
		command, err := heldCommand(ctx, tx, h, verdict)
		if err != nil {
			return nil, err
		}
		commands = append(commands, command)
	}
	return commands, nil
}

// conclude keeps a verdict.
func conclude(ctx context.Context, tx *journal.Tx, h Held, verdict HeldVerdict) error {
	entry, err := tx.Tell(ctx, RowDecided{h.ID, verdict})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update held_row
		set verdict = $3, decided = $4, first = $5, last = $6
		where organisation = $1 and id = $2`, tx.Organisation(), h.ID, verdict, entry, h.First, h.Last)
	return err
}

// carryOut records what a held row says, as far as the verdict has it.
func (i Intake) carryOut(ctx context.Context, tx *journal.Tx, h Held, verdict HeldVerdict) error {
	said, err := h.open(ctx, tx.Vault(), tx.Organisation())
	if err != nil {
		return err
	}
	s, err := said.service(ctx, tx)
	if err != nil {
		return err
	}
	if said.Activity != nil {
		return carryOutCount(ctx, tx, h, verdict, s, *said.Activity)
	}
	if verdict == HeldCorrected {
		if err := withdrawByID(ctx, tx, h.Others); err != nil {
			return err
		}
	}
	seen, had, err := i.look(ctx, tx, said.Participant, s, said.Given)
	if err != nil {
		return err
	}
	if verdict != HeldSame {
		had = had.Whole()
	}
	if len(had.Fresh) == 0 {
		return nil
	}
	_, err = i.record(ctx, tx, said.Participant, s, seen, had, said.Given[0])
	return err
}

// service finds the service that a row was about.
func (r reception) service(ctx context.Context, tx *journal.Tx) (attention.Service, error) {
	d, err := programme.Find(ctx, tx, tx.Organisation(), r.Programme)
	if err != nil {
		return attention.Service{}, err
	}
	service, known := d.Service(r.Service)
	if !known {
		return attention.Service{}, trenza.Refuse("pathway.held_service_gone", r.Service)
	}
	return attention.Service{Programme: d, Service: service}, nil
}

// carryOutCount records a headcount; whoever was linked to the one that it
// corrects is linked to it.
func carryOutCount(ctx context.Context, tx *journal.Tx, h Held, verdict HeldVerdict, s attention.Service, a outreach.Activity) error {
	if verdict == HeldSame {
		return nil
	}
	var linked []outreach.Membership
	if verdict == HeldCorrected {
		for _, id := range h.Others {
			members, err := WithdrawActivity(ctx, tx, id)
			if err != nil {
				return err
			}
			linked = append(linked, members...)
		}
	}
	counted, err := outreach.Count(ctx, tx, s.Service, a)
	if err != nil {
		return err
	}
	for _, m := range linked {
		p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), m.Person)
		if err != nil {
			return err
		}
		if err := outreach.Link(ctx, tx, counted, p); err != nil {
			return err
		}
	}
	return nil
}
