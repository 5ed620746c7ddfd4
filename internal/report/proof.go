package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Proof is where a figure comes from.
type Proof struct {
	Definition *programme.Definition
	Indicator  *programme.Indicator
	Period     trenza.Period
	Position   int64
	Value      int
	Rows       []reach.Fact
	Merges     int    // joins of records among what the people counted received of these services
	Erased     int    // people in it whose identity was destroyed, and who count all the same
	Hash       string // SHA-256 of the rows, hexadecimal
}

// Explain returns the rows that a figure rests on. Recomputed as of the same
// position it gives the same rows, and the same hash, for ever.
func (r Reporter) Explain(ctx context.Context, scope access.Scope, q Query, id string) (*Proof, error) {
	indicator, ok := q.Definition.Indicator(id)
	if !ok || !reaches(scope, "figures.exact", q.Definition, indicator) {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_indicator", Args: []any{id, q.ids(scope)}}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	proof, err := r.prove(ctx, scope, q.Question(indicator))
	if err != nil {
		return nil, err
	}
	proof.Definition, proof.Indicator = q.Definition, indicator
	return proof, nil
}

// prove counts a question, whatever its parts, and gathers its rows. Of people
// who must be new they are all the rows until the end of the period: those
// before it tell who is not.
func (r Reporter) prove(ctx context.Context, scope access.Scope, q reach.Question) (*Proof, error) {
	q.By = nil
	answer, err := r.Engine.Count(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	proof := &Proof{Period: q.Period, Position: answer.Position, Value: answer.Count}
	q.AsOf = answer.Position
	if proof.Merges, err = r.merges(ctx, scope, q, answer); err != nil {
		return nil, err
	}
	sum := sha256.New()
	err = r.Engine.Facts(ctx, scope, q, func(f reach.Fact) error {
		proof.Rows = append(proof.Rows, f)
		fmt.Fprintf(sum, "%d.%d\x1f%d\x1f%d\x1f%s\x1f%s\x1f%s\x1f%s\x1e", f.Since, f.Ordinal, f.Number, f.Root, f.Service, f.Outcome, f.Day, f.Place)
		return nil
	})
	if err != nil {
		return nil, err
	}
	proof.Hash = hex.EncodeToString(sum.Sum(nil))
	proof.Erased, err = r.erased(ctx, scope, proof.Rows)
	return proof, err
}

// merges counts the joins without which a figure would have been another: the
// records of those who are counted, beyond one each. A course is completed on one
// record, and may have been attended on two.
func (r Reporter) merges(ctx context.Context, scope access.Scope, q reach.Question, answer reach.Answer) (int, error) {
	attended := q
	attended.Terms = nil
	for _, t := range q.Terms {
		if t.Outcome != programme.Delivered && implies(t.Outcome, programme.Delivered) {
			attended.Terms = append(attended.Terms, reach.Term{Service: t.Service, Outcome: programme.Delivered})
		}
	}
	switch {
	case q.Unit != reach.People:
		return 0, nil
	case len(attended.Terms) == 0:
		return answer.Records - answer.Count, nil
	}
	attended.Terms = append(attended.Terms, q.Terms...)
	counts, records := make(map[int64]bool), make(map[int64]map[int64]bool)
	err := r.Engine.Facts(ctx, scope, attended, func(f reach.Fact) error {
		if records[f.Root] == nil {
			records[f.Root] = make(map[int64]bool)
		}
		records[f.Root][f.Number] = true
		counts[f.Root] = counts[f.Root] || q.Holds(f)
		return nil
	})
	merges := 0
	for root, counted := range counts {
		if counted {
			merges += len(records[root]) - 1
		}
	}
	return merges, err
}

// erased counts the people of some rows whose keys were destroyed.
func (r Reporter) erased(ctx context.Context, scope access.Scope, rows []reach.Fact) (int, error) {
	if r.Journal == nil {
		return 0, nil
	}
	var forgotten map[int64]bool
	err := r.Journal.Read(ctx, func(reader store.Reader) (err error) {
		forgotten, err = registry.Forgotten(ctx, reader, r.Journal.Vault(), scope.Organisation)
		return err
	})
	people := make(map[int64]bool)
	for _, f := range rows {
		if forgotten[f.Number] {
			people[f.Root] = true
		}
	}
	return len(people), err
}

// ids lists the indicators whose rows the scope may see.
func (q Query) ids(scope access.Scope) []string {
	var ids []string
	for i := range q.Definition.Indicators {
		if indicator := &q.Definition.Indicators[i]; reaches(scope, "figures.exact", q.Definition, indicator) {
			ids = append(ids, indicator.ID)
		}
	}
	return ids
}
