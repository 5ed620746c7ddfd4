package live

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// findFloor is the weight of the weakest pairs that are looked at when everybody
// is compared with everybody.
const findFloor = -8

// raisedAtOnce is how many pairs are looked at in one write.
const raisedAtOnce = 500

// Search is everybody of an organisation compared with everybody.
type Search struct {
	People   int   // records
	Compared int64 // pairs
	Raised   int   // questions that are new, as far as the actor may know
}

// Find compares everybody of the actor's organisation with everybody and puts
// whoever may be one woman before people, unless they were asked before. It keeps
// nobody from working meanwhile.
func (g *Register) Find(ctx context.Context, j *journal.Journal, actor trenza.Actor, progress match.Progress) (Search, error) {
	if err := access.May(actor, "match.find", access.Row{Kind: access.Pair, Class: trenza.P2}); err != nil {
		return Search{}, err
	}
	var v view
	err := j.Read(ctx, func(r store.Reader) (err error) {
		v, err = g.view(ctx, r, actor.Organisation)
		return err
	})
	if err != nil {
		return Search{}, err
	}
	found, err := v.index.Find(ctx, match.Finding{Floor: findFloor, Model: v.model, Progress: progress})
	if err != nil {
		return Search{}, err
	}
	s := Search{People: v.index.Len(), Compared: found.Compared}
	probable := slices.DeleteFunc(found.Pairs, func(p match.Repeat) bool {
		seen := shown{p.Weight, p.Agreement}
		return !seen.asks()
	})
	slices.SortStableFunc(probable, func(p, q match.Repeat) int { return strengthOf(q.Bits) - strengthOf(p.Bits) })
	for some := range slices.Chunk(probable, raisedAtOnce) {
		raised := 0
		err := j.Write(ctx, actor, func(tx *journal.Tx) (err error) {
			raised, err = g.raise(ctx, tx, some, v.model)
			return err
		})
		if err != nil {
			return s, err
		}
		s.Raised += raised
	}
	return s, nil
}

// raise puts pairs before people. It returns how many of the questions that are
// new the actor may know of.
func (g *Register) raise(ctx context.Context, tx *journal.Tx, pairs []match.Repeat, model *match.Model) (raised int, err error) {
	questions, err := registry.OpenQuestions(ctx, tx, tx.Organisation())
	if err != nil {
		return 0, err
	}
	for _, pair := range pairs {
		a, b, err := g.both(ctx, tx, pair)
		if trenza.KindOf(err) == trenza.NotFound {
			continue // taken back meanwhile
		}
		if err != nil {
			return raised, err
		}
		seen := shown{pair.Weight, pair.Agreement}
		known, err := questions.Ask(ctx, tx, a, b, seen.likeness(a, b, model))
		if err != nil {
			return raised, err
		}
		if known {
			raised++
		}
	}
	return raised, nil
}

// both opens the records of a pair.
func (g *Register) both(ctx context.Context, tx *journal.Tx, pair match.Repeat) (a, b *registry.Person, err error) {
	if a, err = registry.FindByNumber(ctx, tx, g.vault, tx.Organisation(), int64(pair.A)); err != nil {
		return nil, nil, err
	}
	b, err = registry.FindByNumber(ctx, tx, g.vault, tx.Organisation(), int64(pair.B))
	return a, b, err
}
