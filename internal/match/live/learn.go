package live

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// enough is how many people a register needs to learn from itself.
const enough = 500

// Learn learns from the records of the actor's organisation how they resemble each
// other, keeps what it learnt as a new version, and goes by it from then on. A
// register of too few people is a Conflict.
func (g *Register) Learn(ctx context.Context, j *journal.Journal, actor trenza.Actor) (Learnt, error) {
	if err := access.May(actor, "match.learn", access.Row{Kind: access.Pair, Class: trenza.P2}); err != nil {
		return Learnt{}, err
	}
	var v view
	var position int64
	err := j.Read(ctx, func(r store.Reader) (err error) {
		if v, err = g.view(ctx, r, actor.Organisation); err != nil {
			return err
		}
		position, err = journal.Position(ctx, r, actor.Organisation)
		return err
	})
	if err != nil {
		return Learnt{}, err
	}
	people := v.index.Len()
	if people < enough {
		return Learnt{}, &trenza.Problem{Kind: trenza.Conflict, Key: "match.too_few_to_learn", Args: []any{people, enough}}
	}
	model, err := v.index.Train(ctx)
	if err != nil {
		return Learnt{}, err
	}
	learnt := Learnt{Records: people, AsOf: position, Model: model.Keep()}
	err = j.Write(ctx, actor, func(tx *journal.Tx) (err error) {
		learnt, err = keep(ctx, tx, learnt)
		return err
	})
	return learnt, err
}
