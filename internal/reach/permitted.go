package reach

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
)

// permitted are the rows that the scope may count. Everything is counted among
// them alone: who is new is new among what the reader may see, for "first ever"
// beyond it would tell of what she may not (domain rule 0.1).
func permitted(scope access.Scope) access.Condition {
	return scope.Where("figures.count", access.Delivery)
}

// Permitted is [permitted], for a question about a programme. It refuses whoever
// may count nothing of it.
func Permitted(scope access.Scope, programme string) (access.Condition, error) {
	some := permitted(scope)
	if access.Nothing(some) || scope.Programme != "" && scope.Programme != programme {
		return nil, refusal()
	}
	return some, nil
}

// columns says where fact and tally, as f, keep what a policy asks for.
var columns = access.Columns{Organisation: "f.organisation", Programme: "f.programme", Service: "f.service", Place: "f.place"}

// refusal is what a reader is told to whom nothing is permitted.
func refusal() error { return &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"} }
