package matrix

import (
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// noPair is a question that nobody asked.
var noPair = &thing{id: nobody.id, code: nobody.code, name: "no pair"}

// pairTrials are those about records that may be one woman, and about what a
// restricted team guards.
func pairTrials() []trial {
	pairs := func(w *world, _ *player) []*thing { return w.pairs }
	return []trial{
		{verb: "review.read", rows: pairs, see: queued},
		{verb: "review.read", rows: pairs, see: findsPairs},
		{verb: "review.decide", rows: pairs, ghost: noPair, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := pathway.Decide(w.Context, tx, w.raised[r.id], registry.Different)
			return err
		}},
		{verb: "review.decide", rows: func(w *world, _ *player) []*thing { return w.merges }, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := pathway.Unmerge(w.Context, tx, w.merged[r.id])
			return err
		}},
		{verb: "review.raise", rows: somethingNew, do: func(w *world, p *player, tx *journal.Tx, _ *thing) error {
			asked, err := registry.OpenQuestions(w.Context, tx, tx.Organisation())
			if err != nil {
				return err
			}
			_, err = asked.Ask(w.Context, tx, w.records[w.hers(p)], w.records[w.another(p)], registry.Likeness{Strength: 1, Reasons: []string{"same_phone"}})
			return err
		}},
		{verb: "review.withdraw", rows: within(func(w *world) []*thing { return w.pairs }), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.WithdrawPair(w.Context, tx, w.raised[r.id])
		}},
		{verb: "match.find", rows: theRegister, act: func(w *world, p *player, _ *thing) error {
			_, err := w.Register.Find(w.Context, w.Journal, p.Actor, nil)
			return err
		}},
		{verb: "match.learn", rows: theRegister, act: func(w *world, p *player, _ *thing) error {
			_, err := w.Register.Learn(w.Context, w.Journal, p.Actor)
			if problem(err) != nil && problem(err).Key == "match.too_few_to_learn" {
				return nil // she might, were there more people
			}
			return err
		}},
		{verb: "case.answer", rows: guardable, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.Guard(w.Context, tx, r.id, r.teams[0])
		}},
	}
}

// another is a woman of the player's organisation who is not hers.
func (w *world) another(p *player) string {
	for _, r := range w.people {
		if r.organisation == p.Organisation && r.id != w.hers(p) {
			return r.id
		}
	}
	return ""
}

// theRegister is everybody of the player's organisation, to be compared with
// everybody: whoever does it works everywhere.
func theRegister(_ *world, p *player) []*thing {
	return []*thing{{name: "the register", organisation: p.Organisation}}
}

// guardable are women whom teams might guard.
func guardable(w *world, p *player) (rows []*thing) {
	for _, team := range []string{"vbg", "trata"} {
		rows = append(rows, &thing{id: w.hers(p), name: "somebody for the team " + team, organisation: p.Organisation, teams: []string{team}})
	}
	return rows
}

// queued lists the pairs that wait for somebody.
func queued(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		found, err := registry.Pairs(w.Context, r, w.Vault, w.scope(p))
		for _, pair := range found {
			shown[pair.ID] = true
		}
		return err
	})
	return shown, err
}

// findsPairs asks for each pair by its code, by its records, and for both of them:
// all agree, and who may not know is told what she is told of no pair.
func findsPairs(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		scope := w.scope(p)
		_, missing := registry.FindPair(w.Context, r, w.Vault, scope, noPair.code)
		for _, row := range w.pairs {
			pair := w.raised[row.id]
			_, byCode := registry.FindPair(w.Context, r, w.Vault, scope, pair.Code)
			_, byRecords := registry.PairOf(w.Context, r, w.Vault, scope, pair.First, pair.Second)
			_, _, both := pair.Both(w.Context, r, w.Vault, scope)
			for _, err := range []error{byCode, byRecords, both} {
				if (err == nil) != (byCode == nil) {
					w.t.Errorf("%s knows of %s, and does not: %v, %v, %v", p.name, row.name, byCode, byRecords, both)
				}
				if err != nil {
					w.alike(trial{verb: "review.read"}, p, row, err, missing)
				}
			}
			shown[row.id] = byCode == nil
		}
		return nil
	})
	return shown, err
}
