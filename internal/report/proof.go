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
)

// Proof is where a figure comes from.
type Proof struct {
	Definition *programme.Definition
	Indicator  *programme.Indicator
	Period     trenza.Period
	Position   int64
	Value      int
	Rows       []reach.Fact
	Merges     int    // joins of records without which the figure would be higher
	Hash       string // SHA-256 of the rows, hexadecimal
}

// Explain returns the rows that a figure rests on. Recomputed as of the same
// position it gives the same rows, and the same hash, for ever.
func (r Reporter) Explain(ctx context.Context, scope access.Scope, q Query, id string) (*Proof, error) {
	indicator, ok := q.Definition.Indicator(id)
	if !ok || !scope.Sees(indicator.Class) {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_indicator", Args: []any{id, q.ids(scope)}}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	q.By = nil
	question := q.Question(indicator)
	answer, err := r.Engine.Count(ctx, scope, question)
	if err != nil {
		return nil, err
	}
	proof := &Proof{
		Definition: q.Definition, Indicator: indicator, Period: q.Period,
		Position: answer.Position, Value: answer.Count, Merges: answer.Records - answer.Count,
	}
	if indicator.Unit != programme.Persons {
		proof.Merges = 0
	}
	question.AsOf = answer.Position
	sum := sha256.New()
	err = r.Engine.Facts(ctx, scope, question, func(f reach.Fact) error {
		proof.Rows = append(proof.Rows, f)
		fmt.Fprintf(sum, "%d.%d\x1f%d\x1f%d\x1f%s\x1f%s\x1f%s\x1f%s\x1e", f.Since, f.Ordinal, f.Number, f.Root, f.Service, f.Outcome, f.Day, f.Place)
		return nil
	})
	proof.Hash = hex.EncodeToString(sum.Sum(nil))
	return proof, err
}

// ids lists the indicators that the scope may see.
func (q Query) ids(scope access.Scope) []string {
	var ids []string
	for _, i := range q.Definition.Indicators {
		if scope.Sees(i.Class) {
			ids = append(ids, i.ID)
		}
	}
	return ids
}
